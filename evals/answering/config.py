"""What is asked of the chain: which files, how many, drawn how."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.answering.labels import load_labels

SEED = 20261123
SAMPLE = 300


@dataclass(frozen=True)
class Question:
    """One question by others. `who` holds our keys that would be right; empty = not labelled."""

    id: str
    text: str
    source: str
    who: frozenset[str] = frozenset()


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a JSON lines file. Raises ValueError naming the line on a fault."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                yield json.loads(line)
            except json.JSONDecodeError as fault:
                raise ValueError(f"{path.name}, ligne {number} : JSON illisible") from fault


def frequent_and_titles(data: Path) -> list[Question]:
    """Draw 300 queries from the frequent searches and the titles, with a fixed seed."""
    pool = []
    for name in ("cdtn_frequent_queries", "questions_domain"):
        for rank, row in enumerate(read_lines(data / f"{name}.jsonl")):
            pool.append(Question(f"{name}-{rank}", str(row["query"]), name))
    return random.Random(SEED).sample(pool, min(SAMPLE, len(pool)))


def labelled(data: Path) -> tuple[list[Question], int]:
    """Return 300 questions whose office is known to us, and how many were excluded as unmapped."""
    labels = load_labels()
    kept, excluded = [], 0
    for row in read_lines(data / "questions_orgs.jsonl"):
        who = labels.offices(row["families_primary"], own_first=False)
        if who:
            kept.append(Question(str(row["qid"]), str(row["query"]), "questions_orgs",
                                 who))
        else:
            excluded += 1
    return random.Random(SEED).sample(kept, min(SAMPLE, len(kept))), excluded


def out_of_scope(data: Path) -> list[Question]:
    """Draw 300 sentences that no procedure answers."""
    pool = [Question(str(row["qid"]), str(row["text"]), f"oos_fr/{row['kind']}")
            for row in read_lines(data / "oos_fr.jsonl")]
    return random.Random(SEED).sample(pool, min(SAMPLE, len(pool)))
