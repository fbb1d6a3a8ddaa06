"""Replaces misspelt words by words of the base: for lexical search only.

Dense search loses by it (measured: 1 to 8 points of success@1 on informal questions).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

SHORTEST = 5  # letters; shorter words have too many neighbours
LONG = 9  # letters from which two slips are forgiven


class Spelling:
    """The words of the base. A word keeps its first letter: slips rarely touch it."""

    def __init__(self, known_words: Iterable[str]) -> None:
        self._counts = Counter(known_words)
        self._buckets: dict[str, list[str]] = defaultdict(list)
        for word in self._counts:
            if len(word) >= SHORTEST - 1:
                self._buckets[word[0]].append(word)
        self._found: dict[str, str] = {}

    def correct(self, word: str) -> str:
        """Return the nearest known word, the commonest of equals; the word itself if none."""
        if word in self._counts or len(word) < SHORTEST or not word.isalpha():
            return word
        if word not in self._found:
            if len(self._found) > 20_000:
                self._found.clear()
            self._found[word] = self._nearest(word)
        return self._found[word]

    def _nearest(self, word: str) -> str:
        slips = 2 if len(word) >= LONG else 1
        bucket = self._buckets.get(word[0], [])
        near = extract(word, bucket, scorer=OSA.distance, score_cutoff=slips, limit=5)
        ranked = sorted((distance, -self._counts[each], each) for each, distance, _ in near)
        return ranked[0][2] if ranked else word
