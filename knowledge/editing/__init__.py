"""The form of an item, its words, its text on disk, its differences: what an editor works with."""
