"""States what is known: entries, organisations, partners and places."""
