"""Checks that the curated base can be trusted; each fault says where, what, and what to do."""
