"""What each part of the search is worth: the same questions, one part left out at a time."""
