"""Measures the imports: time, memory and counts over complete archives."""
