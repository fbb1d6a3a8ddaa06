"""What identifies a person in a message: one file a family of signs."""
