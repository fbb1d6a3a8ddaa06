"""French spacing on the pages: a sign like « ? » never starts a line, nor an hour breaks in two."""

import re
from typing import Any

from markupsafe import Markup

_BEFORE = re.compile(r" (?=[:;?!»€])")
_AFTER = re.compile(r"(?<=«) |(?<=\d) (?=h\b)|(?<=\d.h) (?=\d\d\b)")
NO_BREAK = "\u00a0"


def spaced(value: Any) -> Any:
    """Return the text with no-break spaces where French asks; anything else unchanged."""
    if not isinstance(value, str) or " " not in value:
        return value
    made = _AFTER.sub(NO_BREAK, _BEFORE.sub(NO_BREAK, value))
    return Markup(made) if isinstance(value, Markup) else made  # noqa: S704 - only spaces change
