"""Finds wordings that two entries share, exactly or nearly, by their runs of three letters."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from knowledge.checks.words import fold_keep
from knowledge.entry import Entry
from knowledge.repository import Fault

_SHARED = 0.85


def check_wordings(entries: Iterable[Entry], only: frozenset[str] | None = None
                   ) -> Iterator[Fault]:
    """Yield a fault for each wording that another entry has too, exactly or nearly.

    `only`: files ("rsa.md") whose wordings are compared with all; the others, not together.
    """
    wordings = [(entry.id, each, _plain(each)) for entry in entries for each in entry.asked_as]
    grams = [_grams(plain) for _, _, plain in wordings]
    chosen = None if only is None else [
        at for at, (entry_id, _, _) in enumerate(wordings) if f"{entry_id}.md" in only]
    for mine, other in _pairs(grams) if chosen is None else _pairs_of(chosen, grams):
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


def _pairs(grams: list[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Yield pairs (later, earlier) alike enough; only those sharing a rare run are compared."""
    common = Counter(gram for each in grams for gram in each)
    seen: dict[str, list[int]] = defaultdict(list)
    for index, mine in enumerate(grams):
        rarest = sorted(mine, key=lambda gram: (common[gram], gram))
        kept = rarest[:len(mine) - math.ceil(_SHARED * len(mine)) + 1]
        near = {other for gram in kept for other in seen[gram]}
        for other in sorted(near):
            if _are_alike(mine, grams[other]):
                yield index, other
        for gram in kept:
            seen[gram].append(index)


def _pairs_of(chosen: list[int], grams: list[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Yield pairs (later, earlier) alike enough, of which one at least is chosen."""
    seen = set(chosen)
    for at in chosen:
        for other, theirs in enumerate(grams):
            if (other not in seen or other < at) and _are_alike(grams[at], theirs):
                yield max(at, other), min(at, other)


def _are_alike(mine: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether they share most of their runs; sizes too different cannot."""
    few, many = sorted((len(mine), len(other)))
    return few >= _SHARED * many and len(mine & other) >= _SHARED * len(mine | other)
