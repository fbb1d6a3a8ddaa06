"""Assembles the parts and starts them."""
