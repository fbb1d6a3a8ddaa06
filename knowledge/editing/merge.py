"""Joins two versions that began from the same text; what both changed is asked, never lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.editing.fields import Control, Field
from knowledge.editing.values import Values

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Conflict:
    """One field that both changed. `path` has indices, as in the form."""

    path: str
    field: Field
    label: str
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Merged:
    """The joined values. In a conflict not yet chosen, the values hold `mine`."""

    values: Values
    conflicts: tuple[Conflict, ...]


def merge(fields: Sequence[Field], base: Values, mine: Values, theirs: Values,
          chosen: Mapping[str, str] | None = None) -> Merged:
    """Join `mine` and `theirs`. `chosen` gives the version to keep by path of conflict."""
    conflicts: list[Conflict] = []
    values = _group(fields, base, mine, theirs, ("", ""), dict(chosen or {}), conflicts)
    return Merged(values, tuple(conflicts))


def _group(fields: Sequence[Field], base: Values, mine: Values, theirs: Values,
           where: tuple[str, str], chosen: dict[str, str], conflicts: list[Conflict]) -> Values:
    found: Values = {}
    for each in fields:
        path, label = f"{where[0]}{each.name}", f"{where[1]}{each.words.label}"
        found[each.name] = _value(each, base.get(each.name), mine.get(each.name),
                                  theirs.get(each.name), (path, label), chosen, conflicts)
    return found


def _value(field: Field, base: Any, mine: Any, theirs: Any, where: tuple[str, str],
           chosen: dict[str, str], conflicts: list[Conflict]) -> Any:
    if mine in (theirs, None) or base == mine:
        return theirs
    if base == theirs:
        return mine
    path, label = where
    if field.control is Control.GROUP:
        return _group(field.children, base or {}, mine, theirs or {}, (f"{path}.", f"{label}, "),
                      chosen, conflicts)
    if field.control is Control.GROUPS and len(base) == len(mine) == len(theirs):
        return [_group(field.children, *three, (f"{path}.{index}.", f"{label} (n° {index + 1}), "),
                       chosen, conflicts)
                for index, three in enumerate(zip(base, mine, theirs, strict=True))]
    if field.control in (Control.GROUPS, Control.CHOICES):
        joined = _items(list(base), list(mine), list(theirs))
        if joined is not None:
            return joined
    if field.control is Control.LINES:
        lines = _items(str(base).splitlines(), str(mine).splitlines(), str(theirs).splitlines())
        if lines is not None:
            return "\n".join(lines)
    conflicts.append(Conflict(path, field, label, base, mine, theirs))
    return theirs if chosen.get(path) == THEIRS else mine


def _items(base: list[Any], mine: list[Any], theirs: list[Any]) -> list[Any] | None:
    """Join two lists changed in different places; None when the same item was changed twice."""
    gone_here = [each for each in base if each not in mine]
    gone_there = [each for each in base if each not in theirs]
    if any(each in gone_there for each in gone_here):
        return None
    if _order(mine, base, theirs) is None:
        return None
    found = [each for each in theirs if each not in gone_here]
    for index, each in enumerate(mine):
        if each in base or each in found:
            continue
        before = next((other for other in reversed(mine[:index]) if other in found), None)
        found.insert(found.index(before) + 1 if before is not None else 0, each)
    return found


def _order(mine: list[Any], base: list[Any], theirs: list[Any]) -> bool | None:
    """None when an order was changed: joining would lose it."""
    for other in (mine, theirs):
        if [each for each in base if each in other] != [each for each in other if each in base]:
            return None
    return True
