"""Ranks the entries for a question: the board's scores, ordered by the learned trees.

Measured on wordings hidden one fifth at a time (`make fit` prints the figures): see
docs/results/retrieval.md for what each part is worth.
"""

from dataclasses import dataclass

import lightgbm
import numpy as np

from retrieval.board import SCORES, Board, Table
from retrieval.index import Index
from retrieval.query import Query
from retrieval.ranker import load_ranker, order

DOMAIN_WEIGHT = 0.3  # soft: the dialogue layer's domain tips a balance, never decides alone
VOICES = ("learned", "dense_wordings", "dense_section", "lexical_section")  # of « agreement »
FEATURES = (*SCORES, "score", "share", "margin", "agreement", "domain_agreement")


@dataclass(frozen=True)
class Ranked:
    """One entry with its score and what the confidence rule reads."""

    entry_id: str
    score: float
    features: dict[str, float]


def rank(index: Index, query: Query, vector: list[float], board: Board | None = None,
         trees: lightgbm.Booster | None = None) -> list[Ranked]:
    """Return the entries worth comparing, best first; [] for an empty index.

    `board` hides part of the index, and `trees` replaces the fitted ranker, for measures.
    """
    used = board or index.board
    if not used.entry_ids:
        return []
    table = used.scores(vector, query.text)
    return ranked(used, table, query.domains, trees or load_ranker())


def ranked(board: Board, table: Table, domains: dict[str, float], trees: lightgbm.Booster | None
           ) -> list[Ranked]:
    """Order a table and describe each entry among the others."""
    rows, scores = order(table, trees)
    tipped = np.array([DOMAIN_WEIGHT * domains.get(board.domains[row], 0.0) for row in rows])
    scores = scores + tipped
    best = (-scores).argsort(kind="stable")
    rows, scores = rows[best], scores[best]
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    firsts = [int(table[:, SCORES.index(name)].argmax()) for name in VOICES]
    by_domain: dict[str, float] = {}
    for row, share in zip(rows, shares, strict=True):
        by_domain[board.domains[row]] = by_domain.get(board.domains[row], 0.0) + float(share)
    found = []
    for at, row in enumerate(rows):
        other = scores[1 if at == 0 else 0] if len(scores) > 1 else scores[0]
        features = dict(zip(SCORES, map(float, table[row]), strict=True)) | {
            "score": float(scores[at]), "share": float(shares[at]),
            "margin": float(scores[at] - other),
            "agreement": firsts.count(int(row)) / len(VOICES),
            "domain_agreement": by_domain[board.domains[row]],
        }
        found.append(Ranked(board.entry_ids[row], float(scores[at]), features))
    return found
