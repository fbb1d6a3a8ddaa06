"""Says a value of the form as a person reads it: names instead of keys, dates in French."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from knowledge.editing.fields import Control, Field
from knowledge.editing.values import NO, YES, Values, as_date
from knowledge.hours import date_text

Lists = Mapping[str, Mapping[str, str]]
_SAID = {YES: "oui", NO: "non"}


def said(field: Field, value: Any, lists: Lists) -> str:
    """Return the value in plain French; empty when there is none."""
    match field.control:
        case Control.GROUP:
            return _block(field, value or {}, lists)
        case Control.GROUPS:
            return "\n".join(_block(field, each, lists) for each in value or ())
        case Control.CHOICES:
            return ", ".join(_name(field, each, lists) for each in value or ())
        case Control.CHOICE:
            return _name(field, str(value or ""), lists)
        case Control.CHECK | Control.MAYBE:
            return _SAID.get(str(value or ""), "")
        case Control.DATE:
            day = as_date(str(value or ""))
            return date_text(day) if isinstance(day, date) else day
        case _:
            return str(value or "").strip()


def _name(field: Field, key: str, lists: Lists) -> str:
    return dict(field.options).get(key) or lists.get(field.lists, {}).get(key) or key


def _block(field: Field, values: Values, lists: Lists) -> str:
    parts = (said(each, values.get(each.name), lists).replace("\n", " ; ")
             for each in field.children)
    return " · ".join(part for part in parts if part)
