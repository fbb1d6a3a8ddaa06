"""How fast and how heavy the service is, measured on a real instance."""
