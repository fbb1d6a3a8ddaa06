"""Brings outside corpora in: official fiches, the official directory, data·inclusion."""
