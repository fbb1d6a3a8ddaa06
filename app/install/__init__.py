"""Prepare a machine: both Python environments, static files, communes and models (stdlib only)."""
