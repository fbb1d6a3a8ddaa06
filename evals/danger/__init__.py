"""Is every real danger heard, with the right number, and nothing else taken for one?"""
