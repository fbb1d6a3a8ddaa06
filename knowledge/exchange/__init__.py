"""Passes fiches, places and life events from one place to another, overwriting nothing silently."""
