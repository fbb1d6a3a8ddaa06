"""Alembic's environment; each change of the tables is one file of versions/."""
