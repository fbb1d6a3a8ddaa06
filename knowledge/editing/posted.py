"""Reads a posted form back into values; adds, removes and moves blocks without any script."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.editing.fields import Control, Field
from knowledge.editing.values import YES, Values, blank

MOST_BLOCKS = 100
Posted = Mapping[str, Sequence[str]]


def read(fields: Sequence[Field], posted: Posted, prefix: str = "") -> Values:
    """Return the values of the fields; what the form does not have is left aside."""
    return {each.name: _value(each, posted, f"{prefix}{each.name}") for each in fields}


def _value(field: Field, posted: Posted, name: str) -> Any:
    match field.control:
        case Control.GROUP:
            return read(field.children, posted, f"{name}.")
        case Control.GROUPS:
            return [read(field.children, posted, f"{name}.{index}.")
                    for index in range(_count(posted, name))]
        case Control.CHOICES:
            return [each for each in posted.get(name, ()) if each][:MOST_BLOCKS]
        case Control.CHECK:
            return YES if _last(posted, name) else ""
        case _:
            return _last(posted, name).replace("\r\n", "\n")


def _last(posted: Posted, name: str) -> str:
    found = posted.get(name) or ("",)
    return found[-1]


def _count(posted: Posted, name: str) -> int:
    pattern = re.compile(re.escape(name) + r"\.(\d{1,3})\.")
    seen = [int(match[1]) for key in posted if (match := pattern.match(key))]
    return min(max(seen, default=-1) + 1, MOST_BLOCKS)


def change(fields: Sequence[Field], values: Values, order: str) -> str | None:
    """Follow « add:who », « remove:who.2 » or « up:who.2 » in place.

    Returns the block to show next, or None when the order means nothing.
    """
    verb, _, target = order.partition(":")
    name, _, number = target.partition(".")
    field = next((each for each in fields if each.name == name), None)
    if field is None or field.control not in (Control.GROUPS, Control.CHOICES):
        return None
    blocks = values[name]
    if verb == "add":
        if field.control is Control.GROUPS and len(blocks) < MOST_BLOCKS:
            blocks.append(blank(field.children))
        return f"{name}.{max(len(blocks) - 1, 0)}"
    if not number.isdigit() or int(number) >= len(blocks):
        return None
    index = int(number)
    if verb == "remove":
        del blocks[index]
        return name
    if verb == "up" and index > 0:
        blocks[index - 1], blocks[index] = blocks[index], blocks[index - 1]
        return f"{name}.{index - 1}"
    return None
