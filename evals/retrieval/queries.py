"""Reads queries over a corpus of fiches, in the shapes that outside data takes."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.answering.config import read_lines
from evals.answering.labels import listed

FICHE = re.compile(r"\bF\d{1,6}\b")
LABELLED = {"families_primary": "organisme (étiquettes d'origine)",
            "domain5": "thème (cinq groupes)"}


@dataclass(frozen=True)
class CorpusQuery:
    """One query. `right` are the fiches accepted; `own` the fiche it was taken from, if any.

    `labels` are the data's own labels, by kind; `group` joins wordings of one need.
    """

    id: str
    text: str
    right: frozenset[str] = frozenset()
    own: str = ""
    group: str = ""
    labels: dict[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class QuerySet:
    """The queries kept, and how many were left aside, by reason, for every system alike."""

    name: str
    queries: tuple[CorpusQuery, ...]
    excluded: dict[str, int]


def read_queries(path: Path, corpus: Collection[str]) -> QuerySet:
    """Read `{id|qid, query|text, relevant|fiche, …}`. Raises OSError, or ValueError in French."""
    excluded: Counter[str] = Counter()
    kept = []
    for number, row in enumerate(read_lines(path), start=1):
        query = query_of(row, number)
        right = query.right & frozenset(corpus)
        if right or query.labels:
            kept.append(CorpusQuery(query.id, query.text, right, query.own, query.group,
                                    query.labels))
        else:
            excluded["fiche absente du corpus" if query.right else "sans fiche attendue"] += 1
    return QuerySet(path.stem, tuple(kept), dict(excluded))


def query_of(row: dict[str, Any], number: int) -> CorpusQuery:
    """Return the query of one record; a set that is about labels is not judged on its fiche."""
    text = row.get("query") or row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"requête {number} : il manque le texte (« query » ou « text »)")
    key = str(row.get("id") or row.get("qid") or number)
    labels = {name: frozenset(listed(row[name])) for name in LABELLED if row.get(name)}
    right = {str(each["id"]) if isinstance(each, dict) else str(each)
             for each in row.get("relevant") or ()}
    told = FICHE.search(key)
    own = str(row.get("fiche") or (told[0] if told else ""))
    if not right and row.get("fiche") and not labels:
        right = {str(row["fiche"])}
    return CorpusQuery(key, text, frozenset(right), own, str(row.get("group") or ""), labels)
