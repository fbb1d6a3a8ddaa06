"""What the whole chain answers to questions that others wrote."""
