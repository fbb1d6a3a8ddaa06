"""Who the person is, told by their words: it tells an entry's cases apart."""
