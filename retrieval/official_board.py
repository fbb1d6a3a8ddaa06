"""What each official fiche is worth for one question: words, meaning, and where it stands.

Two steps keep the time flat however many passages there are: scores of whole fiches choose
CHOSEN of them, whose passages are then read one by one; the COMPARED best go to the trees.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.classifier import Vectors
from retrieval.official_lexicon import PASSAGES, WHOLE_OF, Lexicon
from retrieval.official_passages import Held
from retrieval.official_space import Column, Rows, Space, best
from retrieval.official_traits import Traits

CHOSEN, COMPARED = 200, 60
# What the order before any learning reads (FUSED: with what weight); the trees learn the rest.
FIRST = ("dense_fiche", "dense_title", "dense_apart", "lex_whole", "lex_title")
FUSED = {"dense_passage": 1.2, "dense_passages": 0.6, "dense_title": 0.6, "dense_apart": 0.6,
         "lex_passage": 0.7, "lex_whole": 0.7, "lex_title": 0.7}

# Scores that the trees also read as they stand among the other fiches'.
AMONG = ("fused", "dense_passage", "dense_passages", "dense_fiche", "dense_title", "dense_apart",
         "lex_passage", "lex_whole", "lex_title")

Columns = dict[str, Column]


@dataclass(frozen=True)
class Compared:
    """The fiches worth comparing, best first by the fused score: rows of the board and columns.

    `near` is how close each comes to the question, from 0 to about 1, whatever the others do.
    """

    rows: Rows
    columns: Columns
    near: Column


@dataclass(frozen=True)
class OfficialBoard:
    """Scores questions against every fiche of a version; immutable."""

    ids: tuple[str, ...]
    space: Space
    lexicon: Lexicon
    traits: Traits

    @classmethod
    def of(cls, fiches: Sequence[Held], vectors: Vectors, lexicon: Lexicon) -> "OfficialBoard":
        """Build it over the fiches of a version and one vector a passage."""
        return cls(tuple(each.id for each in fiches), Space.of(fiches, vectors), lexicon,
                   Traits.of(fiches, lexicon))

    def compare(self, text: str, vector: Sequence[float], hidden: Collection[str] = ()
                ) -> Compared:
        """Return the fiches worth comparing for a question; `hidden` ones are left out."""
        asked = np.asarray(vector, dtype=np.float32)
        terms = self.lexicon.read(text)
        mass = sum(map(self.lexicon.fields["whole"].rarity, terms)) or 1.0
        whole = self.space.of_fiches(asked)
        for name in WHOLE_OF:
            whole[f"lex_{name}"] = self.lexicon.fields[name].scores(terms) / mass
        first = _fused(whole, dict.fromkeys(FIRST, 1.0))
        first[[at for at, key in enumerate(self.ids) if key in hidden]] = -np.inf
        chosen = np.argsort(-first, kind="stable")[:CHOSEN]
        chosen = chosen[np.isfinite(first[chosen])]
        columns = {name: column[chosen] for name, column in whole.items()}
        places, begins, owners = self.space.rows(chosen)
        meaning = self.space.similarities(asked, chosen)
        words = self.lexicon.fields[PASSAGES].scores(terms)[places] / mass
        columns["dense_passage"], columns["dense_passages"] = best(meaning, begins, owners)
        columns["lex_passage"] = np.maximum.reduceat(words, begins)
        columns["fused"] = _fused(columns, FUSED)
        columns["folder_lead"] = _lead(columns["fused"], self.space.folder_of[chosen])
        near = 0.7 * np.maximum(columns["dense_passage"], columns["dense_title"])
        near += 0.3 * np.minimum(columns["lex_passage"], 1.0)
        order = np.argsort(-columns["fused"], kind="stable")[:COMPARED]
        rows = chosen[order]
        return Compared(rows, among(columns, order) | self.traits.of_pairs(terms, rows, mass, text),
                        near[order].astype(np.float32))


def among(columns: Columns, order: Rows) -> Columns:
    """Return the columns of the compared fiches, and how each score stands among the others'."""
    found = {name: column[order] for name, column in columns.items()}
    for name in AMONG:
        found[f"{name}_spread"] = _spread(columns[name])[order]
    return found


def _spread(column: Column) -> Column:
    return np.asarray((column - column.mean()) / (column.std() + 1e-6))


def _fused(columns: Columns, weights: dict[str, float]) -> Column:
    total = np.zeros(len(next(iter(columns.values()))), dtype=np.float32)
    for name, weight in weights.items():
        total += weight * _spread(columns[name])
    return total


def _lead(fused: Column, folders: Rows) -> Column:
    """Return how far each fiche is behind the best of its folder."""
    top = np.full(int(folders.max(initial=0)) + 1, -np.inf, dtype=np.float32)
    np.maximum.at(top, folders, fused)
    return np.asarray(top[folders] - fused)
