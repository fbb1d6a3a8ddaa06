"""Makes the questions the confidence rule learns from, each asked of a base that hides its answer.

held: a resident's wording, its own passage hidden; absent: the same wording, its whole entry
hidden; out_of_scope: sentences that no office handles, read from outside data.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retrieval.classifier import EntryClassifier
from retrieval.embeddings import Encoder
from retrieval.index import Index
from retrieval.normalise import normalise
from retrieval.passages import Kind, Passage
from retrieval.query import Query
from retrieval.ranking import Ranked, Without, rank

OUT_OF_SCOPE = "oos_fr.jsonl"
SEED = 20260101


@dataclass(frozen=True)
class Case:
    """One question with its ranking. `entry_id` is the right entry, None when none is held;
    `group` keeps the questions about one entry in the same fold."""

    part: str
    group: str
    entry_id: str | None
    ranked: list[Ranked]
    vector: list[float]


def read_out_of_scope(data: Path, count: int) -> list[str]:
    """Return up to `count` sentences, drawn with a fixed seed. Raises OSError if there are none."""
    places = [data / OUT_OF_SCOPE, data / "questions" / OUT_OF_SCOPE]
    path = next((each for each in places if each.is_file()), places[0])
    lines = path.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines if line.strip()]
    return random.Random(SEED).sample(texts, min(count, len(texts)))


def cases(index: Index, encoder: Encoder, out_of_scope: list[str]) -> Iterator[Case]:
    """Yield every case; about 30 ms each, most of it the classifier learned again."""
    for entry_id in sorted({each.entry_id for each in index.passages}):
        wordings = [
            each
            for each in index.passages
            if each.entry_id == entry_id and each.kind is Kind.WORDING
        ]
        whole = _hiding(index, {each.id for each in index.passages if each.entry_id == entry_id})
        for wording in wordings:
            alone = _hiding(index, {wording.id})
            yield _case("held", entry_id, entry_id, wording.text, index, encoder, alone)
            yield _case("absent", entry_id, None, wording.text, index, encoder, whole)
    for at, text in enumerate(out_of_scope):
        yield _case("out_of_scope", f"out-{at}", None, text, index, encoder, None)


def _hiding(index: Index, hidden: set[str]) -> Without:
    kept = np.array([each.id not in hidden for each in index.passages])
    names = [each.entry_id for each in index.passages if each.id not in hidden]

    def is_hidden(passage: Passage) -> bool:
        return passage.id in hidden

    return Without(is_hidden, EntryClassifier.fit(index.vectors[kept], names))


def _case(
    part: str,
    group: str,
    entry_id: str | None,
    text: str,
    index: Index,
    encoder: Encoder,
    without: Without | None,
) -> Case:
    vector = encoder.embed_query(normalise(text))
    return Case(part, group, entry_id, rank(index, Query(text), vector, without), vector)
