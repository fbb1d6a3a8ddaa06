"""What each entry is worth for one question: dense, lexical and learned scores, side by side.

Wordings and sections are scored apart: a wording that resembles the question is stronger evidence
than a section that shares its theme. Vectors are centred first: without their common part, what
is left of a sentence is its subject rather than its tone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.classifier import EntryClassifier, Vectors
from retrieval.lexical import LexicalIndex
from retrieval.passages import Kind, Passage

SCORES = ("learned", "dense_wording", "dense_wordings", "dense_section", "lexical_wording",
          "lexical_section", "lexical_best", "title")
BEST = 3  # passages averaged by the scores that read several

Table = NDArray[np.float64]  # one row an entry, one column a score


@dataclass(frozen=True)
class Group:
    """The passages of one kind: their places in the index, laid out by entry, -1 where none."""

    places: NDArray[np.intp]
    centre: Vectors
    vectors: Vectors  # centred, of length 1, in the order of the index

    @classmethod
    def of(cls, chosen: NDArray[np.bool_], rows: NDArray[np.intp], count: int, vectors: Vectors
           ) -> Group:
        """Lay out the chosen passages; `rows` gives each passage's entry."""
        by_row: list[list[int]] = [[] for _ in range(count)]
        for place in np.flatnonzero(chosen):
            by_row[rows[place]].append(int(place))
        width = max(map(len, by_row), default=0) or 1
        places = np.full((count, width), -1, dtype=np.intp)
        for row, found in enumerate(by_row):
            places[row, : len(found)] = found
        kept = vectors[chosen]
        centre = kept.mean(axis=0) if len(kept) else np.zeros(vectors.shape[1:], np.float32)
        return cls(places, centre, _unit(vectors - centre))

    def best(self, scores: NDArray[np.floating], several: int = 1) -> NDArray[np.float64]:
        """Return, by entry, the mean of the `several` best scores of its passages; 0 for none."""
        laid = np.where(self.places >= 0, scores[self.places], -np.inf)
        several = min(several, laid.shape[1])
        top = np.partition(laid, -several, axis=1)[:, -several:]
        held = np.isfinite(top)
        total = np.where(held, top, 0.0).sum(axis=1)
        return np.asarray(total / np.maximum(held.sum(axis=1), 1), dtype=np.float64)

    def similarities(self, vector: Vectors) -> NDArray[np.float32]:
        """Return the centred cosine of every passage with a question's vector."""
        centred = vector - self.centre
        return np.asarray(self.vectors @ (centred / max(float(np.linalg.norm(centred)), 1e-9)))


@dataclass(frozen=True)
class Board:
    """Scores questions against the passages that are kept; immutable."""

    entry_ids: tuple[str, ...]
    domains: tuple[str, ...]
    wordings: Group
    sections: Group
    everything: Group
    classifier: EntryClassifier
    titles: tuple[dict[str, float], ...]
    lexical: LexicalIndex

    @classmethod
    def of(cls, passages: Sequence[Passage], vectors: Vectors, lexical: LexicalIndex,
           kept: NDArray[np.bool_] | None = None) -> Board:
        """Build it over the passages of an index, some of them hidden when `kept` says so."""
        seen = np.ones(len(passages), dtype=bool) if kept is None else kept
        domain = {each.entry_id: each.domain for at, each in enumerate(passages) if seen[at]}
        entry_ids = tuple(sorted(domain))
        row = {entry_id: at for at, entry_id in enumerate(entry_ids)}
        rows = np.array([row.get(each.entry_id, -1) for each in passages], dtype=np.intp)
        asked = np.array([each.kind is Kind.WORDING for each in passages], dtype=bool)
        count = len(entry_ids)
        names = [each.entry_id for at, each in enumerate(passages) if seen[at]]
        return cls(entry_ids, tuple(domain[each] for each in entry_ids),
                   Group.of(seen & asked, rows, count, vectors),
                   Group.of(seen & ~asked, rows, count, vectors),
                   Group.of(seen, rows, count, vectors),
                   EntryClassifier.fit(vectors[seen], names),
                   _titles(passages, entry_ids, lexical), lexical)

    def scores(self, vector: Sequence[float], text: str) -> Table:
        """Return the table of SCORES for a question and its vector."""
        asked = np.asarray(vector, dtype=np.float32)
        lexical = self.lexical.scores(text)
        said = set(self.lexical.terms(text))
        learned = self.classifier.scores(vector)
        near = self.wordings.similarities(asked)
        columns = (
            np.array([learned.get(each, 0.0) for each in self.entry_ids]),
            self.wordings.best(near),
            self.wordings.best(near, BEST),
            self.sections.best(self.sections.similarities(asked)),
            self.wordings.best(lexical),
            self.sections.best(lexical),
            self.everything.best(lexical, BEST),
            np.array([sum(weight for term, weight in title.items() if term in said)
                      for title in self.titles]),
        )
        return np.stack(columns, axis=1).astype(np.float64)


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


def _unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float32)
