"""Makes the questions that fitting learns from, each asked of a base that hides its answer.

held: a resident's wording, hidden with a fifth of its entry's wordings; absent: the same wording,
its whole entry hidden with a tenth of the entries; out_of_scope: sentences that no office
handles, read from outside data. The lexical frequencies are those of the whole base.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.board import Board, Table
from retrieval.embeddings import Encoder
from retrieval.index import Index
from retrieval.normalise import normalise
from retrieval.passages import Kind

OUT_OF_SCOPE = "oos_fr.jsonl"
SEED = 20260101
WORDING_FOLDS = 5
ENTRY_FOLDS = 10


@dataclass(frozen=True)
class Case:
    """One question with its scores. `entry_id` is the right entry, None when none is held;
    `group` keeps the questions about one entry in the same fold."""

    part: str
    group: str
    entry_id: str | None
    board: Board
    table: Table
    vector: list[float]

    @property
    def right(self) -> int | None:
        """Return the row of the right entry, or None when it is not on the board."""
        if self.entry_id is None or self.entry_id not in self.board.entry_ids:
            return None
        return self.board.entry_ids.index(self.entry_id)


def read_out_of_scope(data: Path, count: int) -> list[str]:
    """Return up to `count` sentences, drawn with a fixed seed. Raises OSError if there are none."""
    places = [data / OUT_OF_SCOPE, data / "questions" / OUT_OF_SCOPE]
    path = next((each for each in places if each.is_file()), places[0])
    lines = path.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines if line.strip()]
    return random.Random(SEED).sample(texts, min(count, len(texts)))


def cases(index: Index, encoder: Encoder, out_of_scope: list[str]) -> Iterator[Case]:
    """Yield every case: the wordings in the order of the index, held then absent, then the rest."""
    wordings = [at for at, each in enumerate(index.passages) if each.kind is Kind.WORDING]
    entries = np.array([each.entry_id for each in index.passages])
    names = sorted(set(entries))
    part_of = _parts(index, wordings)
    held = [Board.of(index.passages, index.vectors, index.lexical,
                     _without(len(entries), part_of, fold), index.first)
            for fold in range(WORDING_FOLDS)]
    absent = [Board.of(index.passages, index.vectors, index.lexical,
                       ~np.isin(entries, names[fold::ENTRY_FOLDS]), index.first)
              for fold in range(ENTRY_FOLDS)]
    for at in wordings:
        passage = index.passages[at]
        vector = index.vectors[at].tolist()
        for part, board, right in (
                ("held", held[part_of[at]], passage.entry_id),
                ("absent", absent[names.index(passage.entry_id) % ENTRY_FOLDS], None)):
            table = board.scores(vector, passage.text)
            yield Case(part, passage.entry_id, right, board, table, vector)
    for at, text in enumerate(out_of_scope):
        vector = encoder.embed_query(normalise(text))
        table = index.board.scores(vector, text)
        yield Case("out_of_scope", f"out-{at}", None, index.board, table, vector)


def _parts(index: Index, wordings: list[int]) -> dict[int, int]:
    """Return the fold of each wording: an entry's wordings are dealt evenly, by a fixed draw."""
    draw = random.Random(SEED)
    by_entry: dict[str, list[int]] = {}
    for at in wordings:
        by_entry.setdefault(index.passages[at].entry_id, []).append(at)
    parts: dict[int, int] = {}
    for places in by_entry.values():
        draw.shuffle(places)
        parts |= {place: turn % WORDING_FOLDS for turn, place in enumerate(places)}
    return parts


def _without(count: int, part_of: dict[int, int], fold: int) -> NDArray[np.bool_]:
    return np.array([part_of.get(at) != fold for at in range(count)], dtype=bool)
