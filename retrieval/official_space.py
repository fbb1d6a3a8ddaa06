"""Where the official fiches stand in the encoder's space: each passage, title and fiche."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.classifier import Vectors
from retrieval.official_passages import Held
from retrieval.passages import Kind

BEST = 3  # passages averaged by the scores that read several
SHRINK = 0.3  # of what sets a fiche apart, towards the spread common to all
NONE = -9.0  # below any score

Column = NDArray[np.float32]
Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Space:
    """Vectors centred, of length 1. Passages lie by fiche, in the order of the fiches."""

    starts: Rows
    counts: Rows
    passages: Vectors
    centre: Vectors
    titles: Vectors
    title_centre: Vectors
    fiches: Vectors
    apart: Vectors
    middle: Vectors
    folder_of: Rows

    @classmethod
    def of(cls, fiches: Sequence[Held], vectors: Vectors) -> "Space":
        """Build it from one vector a passage."""
        counts = np.array([len(each.passages) for each in fiches], dtype=np.intp)
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.intp)
        titled = np.array([each.passages[0][1] == Kind.TITLE for each in fiches], dtype=bool)
        first = vectors[starts]
        body = np.ones(len(vectors), dtype=bool)
        body[starts[titled]] = False
        centre, title_centre = _mean(vectors[body]), _mean(first[titled])
        passages = _unit(vectors - centre)
        whole = _unit(np.add.reduceat(passages, starts, axis=0))
        titles = np.where(titled[:, None], _unit(first - title_centre), np.float32(0))
        names = [each.theme[-1] if each.theme else "" for each in fiches]
        known = {name: at for at, name in enumerate(dict.fromkeys(names))}
        folder_of = np.array([known[each] for each in names], dtype=np.intp)
        middle = _mean(vectors)
        return cls(starts, counts, passages, centre, titles, title_centre, whole,
                   _apart(vectors - middle, starts, counts), middle, folder_of)

    def of_fiches(self, vector: Vectors) -> dict[str, Column]:
        """Return the scores of every fiche taken as a whole."""
        asked = _unit(vector - self.centre)
        return {"dense_fiche": self.fiches @ asked,
                "dense_title": self.titles @ _unit(vector - self.title_centre),
                "dense_apart": self.apart @ (vector - self.middle)}

    def rows(self, chosen: Rows) -> tuple[Rows, Rows, Rows]:
        """Return the passages of some fiches, where each fiche begins there, and whose each is."""
        counts = self.counts[chosen]
        begins = np.concatenate([[0], np.cumsum(counts)[:-1]])
        places = np.repeat(self.starts[chosen] - begins, counts) + np.arange(counts.sum())
        return places, begins, np.repeat(np.arange(len(chosen)), counts)

    def similarities(self, vector: Vectors, chosen: Rows) -> Column:
        """Return the centred cosine of the passages of some fiches with a question's vector.

        Fiche by fiche, where they lie: putting them together first would copy them all.
        """
        asked = _unit(vector - self.centre)
        begins, counts = self.starts[chosen].tolist(), self.counts[chosen].tolist()
        found, place = np.empty(sum(counts), dtype=np.float32), 0
        for begin, count in zip(begins, counts, strict=True):
            np.dot(self.passages[begin:begin + count], asked, out=found[place:place + count])
            place += count
        return found


def best(scores: Column, begins: Rows, owners: Rows) -> tuple[Column, Column]:
    """Return, by fiche, the best score of its passages and the mean of its BEST best."""
    left = scores.astype(np.float32)
    found = []
    for _ in range(BEST):
        top = np.maximum.reduceat(left, begins)
        found.append(top)
        left = np.where(left >= top[owners], np.float32(NONE), left)
    table = np.stack(found)
    held = table > NONE
    total = np.where(held, table, np.float32(0)).sum(axis=0)
    return found[0], np.asarray(total / np.maximum(held.sum(axis=0), 1), dtype=np.float32)


def _apart(spread: Vectors, starts: Rows, counts: Rows) -> Vectors:
    """Return the direction that sets each fiche apart, of length 1 for the common spread."""
    size = spread.shape[1]
    common = spread.T @ spread / max(len(spread), 1)
    common += SHRINK * (np.trace(common) / size + 1e-9) * np.eye(size, dtype=np.float32)
    means = np.add.reduceat(spread, starts, axis=0) / counts[:, None]
    found = np.linalg.solve(common, means.T).T
    lengths = np.sqrt(np.maximum((found * means).sum(axis=1), 1e-9))
    return np.asarray(found / lengths[:, None], dtype=np.float32)


def _mean(rows: Vectors) -> Vectors:
    size = rows.shape[1:]
    return rows.mean(axis=0) if len(rows) else np.zeros(size, dtype=np.float32)


def _unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float32)
