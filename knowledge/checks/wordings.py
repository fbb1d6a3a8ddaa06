"""Finds wordings that two entries share, exactly or nearly, by their runs of three letters."""

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from scipy.sparse import csr_matrix

from knowledge.checks.words import fold_keep
from knowledge.entry import Entry
from knowledge.repository import Fault

_SHARED = 0.85
_AT_ONCE = 256  # wordings compared with all the others at once


def check_wordings(entries: Iterable[Entry], only: frozenset[str] | None = None
                   ) -> Iterator[Fault]:
    """Yield a fault for each wording that another entry has too, exactly or nearly.

    `only`: files ("rsa.md") whose wordings are compared with all; the others, not together.
    """
    wordings = [(entry.id, each, _plain(each)) for entry in entries for each in entry.asked_as]
    grams = [_grams(plain) for _, _, plain in wordings]
    rows = [at for at, (entry_id, _, _) in enumerate(wordings)
            if only is None or f"{entry_id}.md" in only]
    for mine, other in _pairs(grams, rows):
        entry_id, wording, plain = wordings[mine]
        other_id, other_wording, other_plain = wordings[other]
        if entry_id == other_id:
            continue
        if plain == other_plain:
            yield Fault(f"{entry_id}.md", "asked_as", wording,
                        f"déjà dans {other_id}.md : gardez-la dans une seule fiche")
        else:
            yield Fault(f"{entry_id}.md", "asked_as", wording,
                        f"presque la même dans {other_id}.md (« {other_wording} ») : "
                        "dites ce qui les distingue")


def check_own_wordings(entry: Entry, file: str) -> Iterator[Fault]:
    """Yield a fault when an entry says the same wording twice."""
    if len({_plain(each) for each in entry.asked_as}) < len(entry.asked_as):
        yield Fault(file, "asked_as", "doublon", "retirez la formulation répétée")


def _plain(wording: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold_keep(wording))) or wording


def _grams(plain: str) -> frozenset[str]:
    padded = f" {plain} "
    return frozenset(padded[start:start + 3] for start in range(len(padded) - 2))


def _pairs(grams: list[frozenset[str]], rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs (later, earlier) alike enough, of which one at least is in `rows`.

    Alike: the runs both have are at least `_SHARED` of the runs either has.
    """
    if not rows:
        return
    names = {gram: at for at, gram in enumerate(sorted(set().union(*grams)))}
    ends = np.cumsum([0, *map(len, grams)])
    columns = np.fromiter((names[gram] for each in grams for gram in each), np.int32, ends[-1])
    table = csr_matrix((np.ones(len(columns), np.int32), columns, ends),
                       shape=(len(grams), len(names)))
    sizes, asked = np.diff(ends), frozenset(rows)
    for start in range(0, len(rows), _AT_ONCE):
        some = np.asarray(rows[start:start + _AT_ONCE])
        both = (table[some] @ table.T).toarray()
        alike = both >= _SHARED * (sizes[some][:, None] + sizes[None, :] - both)
        for row, other in zip(*map(np.ndarray.tolist, np.nonzero(alike)), strict=True):
            mine = int(some[row])
            if other < mine or (other > mine and other not in asked):
                yield max(mine, other), min(mine, other)
