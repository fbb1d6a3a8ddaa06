"""Ranks the entries for a question: dense and lexical scores, fused with fixed weights.

Wordings and sections are scored apart: a wording that resembles the question is stronger evidence
than a section that shares its theme. Weights follow the measures in docs/retrieval.md.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from retrieval.index import Index
from retrieval.passages import Passage
from retrieval.query import Query

NEIGHBOURS = 200  # passages asked of the dense index
VOTERS = 10  # nearest passages whose domains are counted
WEIGHTS = {
    "dense_wording": 0.45,
    "dense_section": 0.20,
    "lexical_wording": 0.20,
    "lexical_section": 0.15,
}
DOMAIN_WEIGHT = 0.10  # soft: the dialogue layer's domain tips a balance, never decides alone

Keep = Callable[[Passage], bool]


@dataclass(frozen=True)
class Ranked:
    """One entry with its fused score and what the confidence rule reads."""

    entry_id: str
    score: float
    features: dict[str, float]


def rank(index: Index, query: Query, vector: list[float], keep: Keep | None = None) -> list[Ranked]:
    """Return every entry that some passage brings up, best first.

    `keep` hides passages, to measure without a wording or without an entry.
    """
    kept = keep or (lambda passage: True)
    near = [(each, cosine) for each, cosine in index.nearest(vector, NEIGHBOURS) if kept(each)]
    raw: dict[str, dict[str, float]] = {}
    domains: dict[str, str] = {}

    def note(passage: Passage, source: str, score: float) -> None:
        name = f"{source}_{'wording' if passage.is_wording else 'section'}"
        scores = raw.setdefault(passage.entry_id, {})
        scores[name] = max(scores.get(name, 0.0), score)
        domains[passage.entry_id] = passage.domain

    for passage, cosine in near:
        note(passage, "dense", cosine)
    lexical = index.lexical.scores(query.text)
    for at in lexical.nonzero()[0]:
        if kept(index.passages[at]):
            note(index.passages[at], "lexical", float(lexical[at]))

    floor = near[-1][1] if near else 0.0
    votes = Counter(passage.domain for passage, _ in near[:VOTERS])
    fused = _fuse(raw, floor)
    for entry_id in fused:
        fused[entry_id] += DOMAIN_WEIGHT * query.domains.get(domains[entry_id], 0.0)
    order = sorted(fused, key=lambda each: (-fused[each], each))
    firsts = {_first(raw, "dense"), _first(raw, "lexical")}
    ranked = []
    for entry_id in order:
        rival = order[1] if entry_id == order[0] and len(order) > 1 else order[0]
        scores = {name: raw[entry_id].get(name, floor * name.startswith("dense")) for name in WEIGHTS}
        features = scores | {
            "margin": fused[entry_id] - (fused[rival] if rival != entry_id else 0.0),
            "agreement": float(firsts == {entry_id}),
            "domain_agreement": votes[domains[entry_id]] / VOTERS,
        }
        ranked.append(Ranked(entry_id, fused[entry_id], features))
    return ranked


def _fuse(raw: dict[str, dict[str, float]], floor: float) -> dict[str, float]:
    """Return the weighted sum of each score, brought to [0, 1] over the entries found."""
    tops = {name: max((each.get(name, 0.0) for each in raw.values()), default=0.0) for name in WEIGHTS}
    fused = {}
    for entry_id, scores in raw.items():
        total = 0.0
        for name, weight in WEIGHTS.items():
            low = floor if name.startswith("dense") else 0.0
            spread = tops[name] - low
            if spread > 0:
                total += weight * max(0.0, scores.get(name, low) - low) / spread
        fused[entry_id] = total
    return fused


def _first(raw: dict[str, dict[str, float]], source: str) -> str | None:
    """Return the entry that one source puts first, or None when it found nothing."""
    best = {
        entry_id: max((value for name, value in scores.items() if name.startswith(source)), default=0)
        for entry_id, scores in raw.items()
    }
    first = max(best, key=lambda each: best[each], default=None)
    return first if first is not None and best[first] > 0 else None
