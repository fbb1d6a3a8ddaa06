"""What each entry is worth for one question: dense, lexical and learned scores, side by side.

Wordings and sections are scored apart: a wording that resembles the question is stronger evidence
than a section that shares its theme. Vectors are centred first: without their common part, what
is left of a sentence is its subject rather than its tone. Each voice of the encoder is read apart
too (`first` numbers of a vector are the first one's), and both together by the learned score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.classifier import EntryClassifier, Vectors
from retrieval.lexical import LexicalIndex
from retrieval.passages import Kind, Passage

SCORES = ("learned", "learned_first", "dense_wording", "dense_wordings", "second_wordings",
          "dense_section", "second_section", "lexical_wording", "lexical_section", "lexical_best",
          "title")
BEST = 3  # passages averaged by the scores that read several

Table = NDArray[np.float64]  # one row an entry, one column a score


@dataclass(frozen=True)
class Group:
    """The passages of one kind, laid out by entry: -1 where an entry has no more."""

    places: NDArray[np.intp]  # in the index
    rows: NDArray[np.intp]  # in `vectors`
    centre: Vectors
    vectors: Vectors  # of these passages only; centred, of length 1

    @classmethod
    def of(cls, chosen: NDArray[np.bool_], rows: NDArray[np.intp], count: int, vectors: Vectors
           ) -> Group:
        """Lay out the chosen passages; `rows` gives each passage's entry."""
        kept = np.flatnonzero(chosen)
        by_row: list[list[int]] = [[] for _ in range(count)]
        for at, place in enumerate(kept):
            by_row[rows[place]].append(at)
        width = max(map(len, by_row), default=0) or 1
        laid = np.full((count, width), -1, dtype=np.intp)
        for row, found in enumerate(by_row):
            laid[row, : len(found)] = found
        places = np.where(laid >= 0, kept[laid], -1) if len(kept) else laid
        mine = vectors[kept]
        centre = mine.mean(axis=0) if len(kept) else np.zeros(vectors.shape[1:], np.float32)
        return cls(places, laid, centre, unit(mine - centre))

    def best(self, scores: NDArray[np.floating], several: int = 1) -> NDArray[np.float64]:
        """Return, by entry, the mean of its `several` best; 0 for none.

        `scores` has one number a passage of the index.
        """
        return _best(scores, self.places, several)

    def nearest(self, similar: NDArray[np.floating], several: int = 1) -> NDArray[np.float64]:
        """Return the same, of what `similarities` gave."""
        return _best(similar, self.rows, several)

    def similarities(self, vector: Vectors) -> NDArray[np.float32]:
        """Return the centred cosine of each of these passages with a question's vector."""
        centred = vector - self.centre
        return np.asarray(self.vectors @ (centred / max(float(np.linalg.norm(centred)), 1e-9)))


def _best(scores: NDArray[np.floating], laid: NDArray[np.intp], several: int
          ) -> NDArray[np.float64]:
    if not len(scores):
        return np.zeros(len(laid))
    found = np.where(laid >= 0, scores[laid], -np.inf)
    several = min(several, found.shape[1])
    top = np.partition(found, -several, axis=1)[:, -several:]
    held = np.isfinite(top)
    total = np.where(held, top, 0.0).sum(axis=1)
    return np.asarray(total / np.maximum(held.sum(axis=1), 1), dtype=np.float64)


@dataclass(frozen=True)
class Voice:
    """What one encoder says: its numbers in a vector, its groups of passages, what it learned."""

    part: slice
    wordings: Group
    sections: Group
    classifier: EntryClassifier


@dataclass(frozen=True)
class Board:
    """Scores questions against the passages that are kept; immutable."""

    entry_ids: tuple[str, ...]
    domains: tuple[str, ...]
    first: Voice
    second: Voice
    everything: Group
    classifier: EntryClassifier
    titles: tuple[dict[str, float], ...]
    lexical: LexicalIndex

    @classmethod
    def of(cls, passages: Sequence[Passage], vectors: Vectors, lexical: LexicalIndex,
           kept: NDArray[np.bool_] | None = None, first: int | None = None) -> Board:
        """Build it over the passages of an index, some of them hidden when `kept` says so.

        With one voice (`first` is None), the second is the first again.
        """
        seen = np.ones(len(passages), dtype=bool) if kept is None else kept
        domain = {each.entry_id: each.domain for at, each in enumerate(passages) if seen[at]}
        entry_ids = tuple(sorted(domain))
        row = {entry_id: at for at, entry_id in enumerate(entry_ids)}
        rows = np.array([row.get(each.entry_id, -1) for each in passages], dtype=np.intp)
        asked = np.array([each.kind is Kind.WORDING for each in passages], dtype=bool)
        count = len(entry_ids)
        names = [each.entry_id for at, each in enumerate(passages) if seen[at]]

        def voice(part: slice) -> Voice:
            mine = unit(vectors[:, part])
            return Voice(part, Group.of(seen & asked, rows, count, mine),
                         Group.of(seen & ~asked, rows, count, mine),
                         EntryClassifier.fit(mine[seen], names))

        one = voice(slice(0, first))
        other = one if first is None else voice(slice(first, None))
        whole = one.classifier if first is None else EntryClassifier.fit(vectors[seen], names)
        return cls(entry_ids, tuple(domain[each] for each in entry_ids), one, other,
                   Group.of(seen, rows, count, vectors), whole,
                   _titles(passages, entry_ids, lexical), lexical)

    def scores(self, vector: Sequence[float], text: str) -> Table:
        """Return the table of SCORES for a question and its vector."""
        asked = np.asarray(vector, dtype=np.float32)
        heard, again = unit(asked[self.first.part]), unit(asked[self.second.part])
        lexical = self.lexical.scores(text)
        said = set(self.lexical.terms(text))
        one, other = self.first, self.second
        near = one.wordings.similarities(heard)
        columns = (
            self._learned(self.classifier, asked),
            self._learned(one.classifier, heard),
            one.wordings.nearest(near),
            one.wordings.nearest(near, BEST),
            other.wordings.nearest(other.wordings.similarities(again), BEST),
            one.sections.nearest(one.sections.similarities(heard)),
            other.sections.nearest(other.sections.similarities(again)),
            one.wordings.best(lexical),
            one.sections.best(lexical),
            self.everything.best(lexical, BEST),
            np.array([sum(weight for term, weight in title.items() if term in said)
                      for title in self.titles]),
        )
        return np.stack(columns, axis=1).astype(np.float64)

    def _learned(self, classifier: EntryClassifier, vector: Vectors) -> NDArray[np.float64]:
        found = classifier.scores(vector.tolist())
        return np.array([found.get(each, 0.0) for each in self.entry_ids])


def _titles(passages: Sequence[Passage], entry_ids: Sequence[str], lexical: LexicalIndex
            ) -> tuple[dict[str, float], ...]:
    """Return the stems of each entry's title with their share of its meaning."""
    texts = {each.entry_id: each.text for each in passages if each.kind is Kind.TITLE}
    found = []
    for entry_id in entry_ids:
        weights = {term: lexical.weight(term) for term in lexical.terms(texts.get(entry_id, ""))}
        total = sum(weights.values()) or 1.0
        found.append({term: weight / total for term, weight in weights.items()})
    return tuple(found)


def unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float32)
