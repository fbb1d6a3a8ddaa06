"""How well entries are found, against simpler systems on the same questions."""
