"""Finds the entries that answer a question, and says how sure it is."""
