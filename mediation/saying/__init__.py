"""Turns entries into cards: words, phones, places, sources."""
