"""Guesses a query's labels from those of the fiches found, its own fiche removed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from evals.retrieval.queries import CorpusQuery

NEIGHBOURS = 10
Labels = Mapping[str, frozenset[str]]


def labels_by_fiche(queries: Sequence[CorpusQuery], kind: str) -> dict[str, frozenset[str]]:
    """Return the labels of each fiche, as the set itself gives them."""
    found: dict[str, frozenset[str]] = {}
    for each in queries:
        if each.own and each.labels.get(kind):
            found[each.own] = found.get(each.own, frozenset()) | each.labels[kind]
    return found


def vote(query: CorpusQuery, ranked: Sequence[str], known: Labels) -> list[str]:
    """Return the labels of the nearest fiches, most voted first; a vote is worth 1/rank."""
    near = [each for each in ranked if each != query.own and each in known][:NEIGHBOURS]
    votes: dict[str, float] = defaultdict(float)
    for rank, fiche in enumerate(near, start=1):
        for label in known[fiche]:
            votes[label] += 1.0 / rank
    return sorted(votes, key=lambda each: (-votes[each], each))
