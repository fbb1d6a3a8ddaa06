"""What changed between two versions of an item, field by field and word by word, in French."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from knowledge.editing.fields import Control, Field
from knowledge.editing.speaking import Lists, said
from knowledge.editing.values import Values

_TOKEN = re.compile(r"\s+|[^\s]+")
CONTEXT_WORDS = 4


@dataclass(frozen=True)
class Piece:
    """Some words: kept (" "), taken out ("-") or put in ("+")."""

    sign: str
    text: str


@dataclass(frozen=True)
class Change:
    """One change. `before` or `after` is empty when something was added or taken out."""

    label: str
    before: str
    after: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Return the words of both versions in one reading."""
        return tuple(_pieces(self.before, self.after))

    @property
    def sentence(self) -> str:
        """Say it in one line: « Délai : 2 mois → 3 mois »."""
        if not self.before:
            return f"{self.label}, ajouté : {self.after}"
        if not self.after:
            return f"{self.label}, retiré : {self.before}"
        before, after = _around(self.before, self.after)
        return f"{self.label} : {before} → {after}"


def differences(fields: Sequence[Field], before: Values, after: Values, lists: Lists,
                prefix: str = "") -> tuple[Change, ...]:
    """Return every change from `before` to `after`, in the order of the form."""
    return tuple(change for each in fields
                 for change in _changes(each, before.get(each.name), after.get(each.name), lists,
                                        prefix))


def _changes(field: Field, before: Any, after: Any, lists: Lists, prefix: str
             ) -> Iterator[Change]:
    label = f"{prefix}{field.words.label}"
    match field.control:
        case Control.GROUP:
            yield from differences(field.children, before or {}, after or {}, lists, f"{label}, ")
        case Control.GROUPS:
            yield from _blocks(field, list(before or ()), list(after or ()), lists, label)
        case Control.LINES:
            yield from _lines(label, _split(before), _split(after))
        case _:
            old, new = said(field, before, lists), said(field, after, lists)
            if old != new:
                yield Change(label, old, new)


def _split(text: Any) -> list[str]:
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]


def _lines(label: str, before: list[str], after: list[str]) -> Iterator[Change]:
    for old, new in _paired(before, after):
        yield Change(label, old or "", new or "")


def _blocks(field: Field, before: list[Values], after: list[Values], lists: Lists, label: str
            ) -> Iterator[Change]:
    def summary(values: Values) -> str:
        return said(field, [values], lists)
    keys_before, keys_after = [repr(each) for each in before], [repr(each) for each in after]
    for old, new in _paired(list(range(len(before))), list(range(len(after))),
                            keys_before, keys_after):
        if old is None and new is not None:
            yield Change(label, "", summary(after[new]))
        elif new is None and old is not None:
            yield Change(label, summary(before[old]), "")
        elif old is not None and new is not None:
            yield from differences(field.children, before[old], after[new], lists,
                                   f"{label} (n° {new + 1}), ")


def _paired(before: list[Any], after: list[Any], keys_before: list[str] | None = None,
            keys_after: list[str] | None = None) -> Iterator[tuple[Any, Any]]:
    """Yield (old, new) for what is not the same; None on one side = taken out or added."""
    matcher = SequenceMatcher(None, keys_before or before, keys_after or after, autojunk=False)
    for tag, start, end, begin, stop in matcher.get_opcodes():
        if tag == "equal":
            continue
        old, new = before[start:end], after[begin:stop]
        common = min(len(old), len(new))
        yield from zip(old[:common], new[:common], strict=True)
        for each in old[common:]:
            yield each, None
        for each in new[common:]:
            yield None, each


def _pieces(before: str, after: str) -> Iterator[Piece]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    for tag, start, end, begin, stop in SequenceMatcher(None, old, new,
                                                        autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(" ", "".join(old[start:end]))
            continue
        if end > start:
            yield Piece("-", "".join(old[start:end]))
        if stop > begin:
            yield Piece("+", "".join(new[begin:stop]))


def _around(before: str, after: str) -> tuple[str, str]:
    """Return both with what is the same at the ends cut short."""
    old, new = before.split(), after.split()
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    start, end = max(0, head - CONTEXT_WORDS), max(0, tail - CONTEXT_WORDS)

    def cut(words: list[str]) -> str:
        shown = " ".join(words[start:len(words) - end])
        return f"{'… ' if start else ''}{shown}{' …' if end else ''}"
    return cut(old), cut(new)
