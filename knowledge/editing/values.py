"""The values of a form: strings as typed, lists of blocks; to and from what YAML holds."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from knowledge.editing.fields import Control, Field

Values = dict[str, Any]
YES, NO = "oui", "non"
_FRENCH_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def to_values(fields: Sequence[Field], raw: Mapping[str, Any]) -> Values:
    """Return what the form shows of raw data (as read from YAML)."""
    return {each.name: _shown(each, raw.get(each.name)) for each in fields}


def blank(fields: Sequence[Field]) -> Values:
    """Return an empty form."""
    return to_values(fields, {})


def _shown(field: Field, raw: Any) -> Any:
    match field.control:
        case Control.GROUP:
            return to_values(field.children, raw or {})
        case Control.GROUPS:
            return [to_values(field.children, each) for each in raw or ()]
        case Control.CHOICES:
            return [str(each) for each in raw or ()]
        case Control.LINES:
            return "\n".join(str(each) for each in raw or ())
        case Control.CHECK:
            return YES if raw else ""
        case Control.MAYBE:
            return {True: YES, False: NO}.get(raw, "")
        case _:
            return "" if raw is None else _day(raw) if isinstance(raw, date) else str(raw).strip()


def _day(moment: date) -> str:
    return (moment.date() if isinstance(moment, datetime) else moment).isoformat()


def to_raw(fields: Sequence[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what YAML will hold: blank optional fields left out, required ones null."""
    raw: dict[str, Any] = {}
    for each in fields:
        value = _kept(each, values.get(each.name), values)
        if value not in (None, [], {}, False) or (each.is_required and value is not False):
            raw[each.name] = value
    return raw


def _kept(field: Field, value: Any, beside: Mapping[str, Any]) -> Any:
    match field.control:
        case Control.GROUP:
            found = to_raw(field.children, value or {})
            return found if any(each not in (None, [], {}) for each in found.values()) else None
        case Control.GROUPS:
            return [to_raw(field.children, each) for each in value or ()]
        case Control.CHOICES:
            return list(dict.fromkeys(each for each in value or () if each))
        case Control.LINES:
            return [line.strip() for line in str(value or "").splitlines() if line.strip()]
        case Control.CHECK:
            return value == YES
        case Control.MAYBE:
            return {YES: True, NO: False}.get(str(value or ""))
        case _:
            return _plain(field, str(value or "").strip(), beside)


def _plain(field: Field, text: str, beside: Mapping[str, Any]) -> Any:
    if not text and field.words.from_:
        return slug(str(beside.get(field.words.from_) or "")) or None
    if not text:
        return None
    if field.control is Control.DATE:
        return as_date(text)
    if field.control is Control.NUMBER:
        return _number(text)
    if field.control is Control.LONG:
        return text.replace("\r\n", "\n")
    return " ".join(text.split())


def as_date(text: str) -> date | str:
    """Read « 2027-05-31 » or « 31/05/2027 »; anything else stays as typed, for the schema."""
    french = _FRENCH_DATE.fullmatch(text)
    try:
        if french:
            return date(int(french[3]), int(french[2]), int(french[1]))
        return date.fromisoformat(text)
    except ValueError:
        return text


def _number(text: str) -> float | str:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text


def slug(text: str, longest: int = 60) -> str:
    """Return a short name in lower case, without accents, cut at a whole word."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(each for each in plain if not unicodedata.combining(each)).lower()
    words = re.findall(r"[a-z0-9]+", plain)
    while words and len("-".join(words)) > longest:
        words.pop()
    return "-".join(words)
