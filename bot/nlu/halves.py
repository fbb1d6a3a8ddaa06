"""Cuts outside sets in two: one half was looked at while writing examples, the other never was.

A title falls with the file it belongs to, so that near titles stay on the same side.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

TUNING, HELD_OUT = "réglage", "tenue à part"


def half(key: str) -> str:
    """Return the half a key falls in: the same one on every machine."""
    return TUNING if hashlib.sha256(key.encode()).digest()[0] % 2 == 0 else HELD_OUT


def half_of_title(row: Mapping[str, Any]) -> str:
    """Return the half of a labelled title: that of its file, else of its theme."""
    return half(str(row["dossier"] or row["subtheme"] or row["theme"] or row["qid"]))
