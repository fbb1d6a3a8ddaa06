"""The outside questions that the official ranking is learned from, each with its fiches compared.

A question of a test fold is never ranked by trees that learned from its group of wordings, nor
from any question that has one of its fiches.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.answering.config import read_lines
from evals.answering.progress import Meter
from evals.retrieval.queries import CorpusQuery, query_of
from retrieval.embeddings import Encoder
from retrieval.normalise import normalise
from retrieval.official import OfficialIndex
from retrieval.official_ranker import TIE, Trees, learn
from retrieval.versions import digest_of

REAL, OTHER = "cdtn_prequalified_2020.jsonl", "dila_alt_wordings.jsonl"
SETS = {REAL: "recherches réelles", OTHER: "autres formulations"}
LOW = 0.5  # share of the title's words under which a wording has little in common with it
FOLDS, SEED = 5, 20261123
Fold = tuple[list[int], list[int]]


@dataclass(frozen=True)
class Asked:
    """One outside question; `group` holds the wordings of one need, `is_far` those that share
    less than half the words of their fiche's title."""

    set: str
    query: CorpusQuery
    group: str
    is_far: bool


@dataclass(frozen=True)
class Lessons:
    """By question: the fiches compared (ids), the columns (names), and which are right."""

    asked: tuple[Asked, ...]
    excluded: int
    names: tuple[str, ...]
    tables: NDArray[np.float32]
    ids: NDArray[np.str_]
    near: NDArray[np.float32]

    @property
    def worth(self) -> list[float]:
        """Return how much each question counts: its wordings do not drown the other needs'."""
        sizes = Counter(each.group for each in self.asked)
        return [1 / math.sqrt(sizes[each.group]) for each in self.asked]

    @property
    def right(self) -> NDArray[np.bool_]:
        """Return, by question and fiche compared, whether it is a right one."""
        return np.array([[key in each.query.right for key in row]
                         for each, row in zip(self.asked, self.ids, strict=True)])


def read_asked(data: Path, corpus: frozenset[str]) -> tuple[tuple[Asked, ...], int]:
    """Read the development sets; questions without a fiche of the corpus are left out, counted."""
    found, excluded = [], 0
    for name in SETS:
        path = next((each for each in (data / name, data / "questions" / name) if each.is_file()),
                    data / name)
        for number, row in enumerate(read_lines(path), start=1):
            query = query_of(row, number)
            right = query.right & corpus
            if not right:
                excluded += 1
                continue
            group = query.group or str(row.get("target") or sorted(right)[0])
            kept = CorpusQuery(query.id, query.text, right, query.own, group)
            found.append(Asked(name, kept, group, row.get("overlap_with_title", 1.0) < LOW))
    return tuple(found), excluded


def prepare(index: OfficialIndex, encoder: Encoder, data: Path, cache: Path, meter: Meter
            ) -> Lessons:
    """Compare the fiches for every question; kept in the cache while the index is the same, and
    the names of the columns too."""
    asked, excluded = read_asked(data, frozenset(index.board.ids))
    read = digest_of(list(index.board.compare("", encoder.embed_query("")).columns))[:8]
    file = cache / f"lessons-{index.version}-{read}-{len(asked)}.npz"
    if not file.is_file():
        made = [index.board.compare(each.query.text, encoder.embed_query(
            normalise(each.query.text))) for each in meter.over("leçons", asked, len(asked))]
        names = tuple(made[0].columns)
        cache.mkdir(parents=True, exist_ok=True)
        np.savez(file, names=np.array(names), ids=np.array(index.board.ids)[
            np.stack([each.rows for each in made])], near=np.stack([each.near for each in made]),
            tables=np.stack([np.stack([each.columns[name] for name in names], axis=1)
                             for each in made]).astype(np.float32))
    with np.load(file) as stored:
        return Lessons(asked, excluded, tuple(map(str, stored["names"])), stored["tables"],
                       stored["ids"], stored["near"])


def folds(lessons: Lessons) -> Iterator[Fold]:
    """Yield (learned from, tested): groups are dealt at random, then what shares a fiche goes.

    Each set is tested apart, so that no more is taken from the learning than it needs.
    """
    groups = sorted({each.group for each in lessons.asked})
    dealt = np.random.default_rng(SEED).permutation(len(groups)) % FOLDS
    fold_of = dict(zip(groups, dealt, strict=True))
    for fold in range(FOLDS):
        for name in SETS:
            tested = [at for at, each in enumerate(lessons.asked)
                      if fold_of[each.group] == fold and each.set == name]
            fiches = frozenset[str]().union(*(lessons.asked[at].query.right for at in tested))
            learned = [at for at, each in enumerate(lessons.asked)
                       if fold_of[each.group] != fold and not each.query.right & fiches]
            yield learned, tested


def trees_of(lessons: Lessons, learned: Sequence[int], names: Sequence[str]) -> Trees:
    """Learn trees from some questions, reading the columns named."""
    columns = [lessons.names.index(name) for name in names]
    right, worth = lessons.right, lessons.worth
    return learn([lessons.tables[at][:, columns] for at in learned], [right[at] for at in learned],
                 names, [worth[at] for at in learned])


def held_out(lessons: Lessons, names: Sequence[str]) -> list[list[str]]:
    """Return each question's fiches, best first, by trees that know nothing of them."""
    columns = [lessons.names.index(name) for name in names]
    fused = lessons.names.index("fused")
    found: list[list[str]] = [[] for _ in lessons.asked]
    for learned, tested in folds(lessons):
        if not tested:
            continue
        trees = trees_of(lessons, learned, names)
        for at in tested:
            table = lessons.tables[at]
            scores = np.asarray(trees.predict(table[:, columns], num_threads=1))
            order = (-(scores + TIE * table[:, fused])).argsort(kind="stable")
            found[at] = [str(each) for each in lessons.ids[at][order]]
    return found
