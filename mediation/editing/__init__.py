"""Editing: drafts, a second person who publishes, undoing, and what the replay found."""
