"""How many silent changes of an entry the checks catch, without any digest of it."""
