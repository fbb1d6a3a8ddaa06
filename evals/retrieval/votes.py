"""Guesses a query's labels from those of the fiches found, its own fiche removed."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evals.retrieval.queries import CorpusQuery

NEIGHBOURS = 10
# Ours: by the ranking's own scores. Chosen among 30 settings on the development sets, where all
# gave within .015 of each other.
SCORED_NEIGHBOURS, SOFTNESS = 20, 2.0
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


@dataclass(frozen=True)
class Folders:
    """The labels seen in each folder of the corpus: what an unlabelled fiche of it votes."""

    of_fiche: Mapping[str, str]
    labels: Mapping[str, Counter[str]]
    sizes: Mapping[str, int]

    @classmethod
    def of(cls, of_fiche: Mapping[str, str], known: Labels) -> "Folders":
        """Count the known labels by folder."""
        labels: dict[str, Counter[str]] = defaultdict(Counter)
        for fiche, own in known.items():
            labels[of_fiche.get(fiche, "")].update(own)
        sizes = Counter(of_fiche.get(fiche, "") for fiche in known)
        return cls(of_fiche, labels, sizes)

    def shares(self, fiche: str, query: CorpusQuery, known: Labels) -> Iterable[tuple[str, float]]:
        """Yield the labels of a fiche's folder with their share, without the query's own fiche."""
        folder = self.of_fiche.get(fiche, "")
        own = known.get(query.own, frozenset())
        is_own = bool(own) and self.of_fiche.get(query.own, "") == folder
        size = self.sizes.get(folder, 0) - is_own
        for label, count in self.labels.get(folder, Counter()).items() if size else ():
            yield label, (count - (is_own and label in own)) / size


def scored_vote(query: CorpusQuery, ranked: Sequence[str], scores: Sequence[float], known: Labels,
                folders: Folders) -> list[str]:
    """Return the labels, most voted first; a fiche votes by its score, its folder's if it has no
    label of its own."""
    votes: dict[str, float] = defaultdict(float)
    voters = 0
    for fiche, score in zip(ranked, scores, strict=True):
        if fiche == query.own or voters == SCORED_NEIGHBOURS:
            continue
        worth = math.exp((score - scores[0]) / SOFTNESS)
        shares = ([(label, 1.0) for label in known[fiche]] if fiche in known
                  else list(folders.shares(fiche, query, known)))
        voters += bool(shares)
        for label, share in shares:
            votes[label] += worth * share
    voted = (each for each in votes if votes[each] > 0)
    return sorted(voted, key=lambda each: (-votes[each], each))
