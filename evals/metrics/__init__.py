"""Figures with their uncertainty: nothing is reported without n and an interval."""
