"""Ranks the fiches of a corpus for others' queries: ours and the baselines, the same passages."""

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from app.settings import Settings
from evals.answering.progress import Meter
from evals.machine import described
from evals.metrics.intervals import mean, paired_difference, quantiles
from evals.metrics.ranking import ndcg_at, reciprocal_rank, success_at
from evals.retrieval.baselines import Baselines, minilm
from evals.retrieval.corpus import as_texts, publications
from evals.retrieval.ours import DEEP, Ours, indexed
from evals.retrieval.queries import LABELLED, CorpusQuery, read_queries
from evals.retrieval.votes import Folders, labels_by_fiche, scored_vote, vote
from retrieval.embeddings import SentenceEmbeddings, load_encoder
from retrieval.official import OfficialHit

OURS = "Qui fait quoi"
SCORED = "Qui fait quoi, vote pondéré par les scores"
KS = (1, 3, 5)
VOTED = tuple(f"{kind} @{k}" for kind in LABELLED for k in (1, 3))
Rankings = dict[str, list[list[str]]]  # by system, one ranking a query


@dataclass(frozen=True)
class Wanted:
    """What to run. `cache` keeps the index and the vectors from one run to the next.

    `labels`: another file of queries, whose labels are voted with the set's own.
    """

    corpus: Path
    queries: Path
    cache: Path
    with_titles: bool = True
    with_baselines: bool = True
    most: int | None = None
    labels: Path | None = None


def measure(wanted: Wanted, meter: Meter) -> dict[str, Any]:
    """Return the run as JSON. Raises ImportRefused, OSError, or ValueError in French."""
    settings, started = Settings(), time.monotonic()
    read = publications(wanted.corpus)
    texts = as_texts(read, wanted.with_titles)
    chosen = read_queries(wanted.queries, {each.id for each in read})
    queries = chosen.queries[:wanted.most]
    if not queries:
        raise ValueError("aucune requête dont la fiche soit dans ce corpus")
    encoder = SentenceEmbeddings(load_encoder(settings.embedding_model, settings.models_dir))
    name = "titles" if wanted.with_titles else "no-titles"
    ours = indexed(read, wanted.cache / f"official-{name}", encoder, wanted.with_titles, meter)
    hits, times = _ours(queries, ours, meter)
    rankings = {OURS: [[each.fiche_id for each in found] for found in hits]}
    folders = {each.id: each.theme[-1] if each.theme else "" for each in read}
    scored = Scored([[each.rank_score for each in found] for found in hits], folders)
    voters = (*chosen.queries, *read_queries(wanted.labels, ()).queries) if wanted.labels else (
        chosen.queries)
    if wanted.with_baselines:
        others = Baselines(texts, encoder, minilm(settings.models_dir), wanted.cache / "vectors",
                           meter, ours.vectors)
        rankings |= _others(queries, others, meter)
    return {"kind": "retrieval", "set": chosen.name, "n": len(queries),
            "excluded": chosen.excluded, "machine": described(), "fiches": len(read),
            "passages": len(texts), "seconds": round(time.monotonic() - started, 1),
            "versions": {"index": ours.version, "encoder": encoder.identity},
            "milliseconds": quantiles(times), **figures(queries, rankings, voters, scored),
            "questions": [{"id": each.id, "ranks": {system: _rank(ranked[at], each.right)
                                                    for system, ranked in rankings.items()}}
                          for at, each in enumerate(queries) if each.right]}


def _ours(queries: Sequence[CorpusQuery], ours: Ours, meter: Meter
          ) -> tuple[list[tuple[OfficialHit, ...]], list[float]]:
    found = [ours.rank(each.text)
             for each in meter.over("notre recherche", queries, len(queries))]
    return [hits for hits, _ in found], [took for _, took in found]


def _others(queries: Sequence[CorpusQuery], others: Baselines, meter: Meter) -> Rankings:
    found: Rankings = defaultdict(list)
    for each in meter.over("systèmes de comparaison", queries, len(queries)):
        for system, ranked in others.rankings(each.text).items():
            found[system].append(ranked[:DEEP])
    return dict(found)


@dataclass(frozen=True)
class Scored:
    """What our own vote reads besides the rankings: scores, and each fiche's folder."""

    scores: list[list[float]]
    folders: Mapping[str, str]


def figures(queries: Sequence[CorpusQuery], rankings: Mapping[str, list[list[str]]],
            voters: Sequence[CorpusQuery], scored: Scored | None = None) -> dict[str, Any]:
    """Return every figure and our lead over each system; wordings of one group count as one
    when the intervals are drawn. `voters` give the labels of the fiches found."""
    scores = {system: _scores(queries, ranked, voters) for system, ranked in rankings.items()}
    if scored is not None and any(name in scores[OURS] for name in VOTED):
        scores[SCORED] = {name: values for name, values in scores[OURS].items()
                          if name not in VOTED} | _voted(queries, rankings[OURS], voters, scored)
    best = scores.get(SCORED, scores[OURS])
    groups = {name: [each.group or each.id for each, has in zip(queries, kept, strict=True) if has]
              for name, kept in _judged(queries).items()}
    return {"systems": [{"name": system, "figures": [
                {"key": key} | asdict(mean(values, groups[_part(key)]))
                for key, values in one.items()]} for system, one in scores.items()],
            "differences": [
                {"name": system, "key": key}
                | asdict(paired_difference(best[key], values, groups[_part(key)]))
                for system, one in scores.items() if system not in (OURS, SCORED)
                for key, values in one.items()]}


def _judged(queries: Sequence[CorpusQuery]) -> dict[str, list[bool]]:
    return {"fiche": [bool(each.right) for each in queries]} | {
        kind: [bool(each.labels.get(kind)) for each in queries] for kind in LABELLED}


def _part(key: str) -> str:
    return key.split(" ")[0] if key.split(" ")[0] in LABELLED else "fiche"


def _scores(queries: Sequence[CorpusQuery], rankings: Sequence[Sequence[str]],
            voters: Sequence[CorpusQuery]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    for query, ranked in zip(queries, rankings, strict=True):
        if query.right:
            for k in KS:
                found[f"success@{k}"].append(success_at(ranked, query.right, k))
            found["mrr@10"].append(reciprocal_rank(ranked, query.right))
            found["ndcg@10"].append(ndcg_at(ranked, query.right))
    for kind in LABELLED:
        known = labels_by_fiche(voters, kind)
        for query, ranked in zip(queries, rankings, strict=True):
            if query.labels.get(kind):
                voted = vote(query, ranked, known)
                for k in (1, 3):
                    found[f"{kind} @{k}"].append(success_at(voted, query.labels[kind], k))
    return dict(found)


def _voted(queries: Sequence[CorpusQuery], rankings: Sequence[Sequence[str]],
           voters: Sequence[CorpusQuery], scored: Scored) -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    for kind in LABELLED:
        known = labels_by_fiche(voters, kind)
        folders = Folders.of(scored.folders, known)
        for query, ranked, scores in zip(queries, rankings, scored.scores, strict=True):
            if query.labels.get(kind):
                voted = scored_vote(query, ranked, scores, known, folders)
                for k in (1, 3):
                    found[f"{kind} @{k}"].append(success_at(voted, query.labels[kind], k))
    return dict(found)


def _rank(ranked: Sequence[str], right: frozenset[str]) -> int:
    """Return the rank of the first right fiche, 0 when it is not among those kept."""
    return next((at for at, each in enumerate(ranked, start=1) if each in right), 0)
