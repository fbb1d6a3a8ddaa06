"""Knows a question that is, to the letter, one of the wordings of an entry."""

import re
from collections.abc import Iterable

from retrieval.french import fold
from retrieval.passages import Passage

SURE = 0.97  # an editor wrote this very question for this entry


class ExactWordings:
    """Wordings by their letters and figures alone; one shared by two entries is left out."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        found: dict[str, set[str]] = {}
        for each in passages:
            if each.is_wording:
                found.setdefault(_key(each.text), set()).add(each.entry_id)
        self._entry_of = {key: ids.pop() for key, ids in found.items() if len(ids) == 1 and key}

    def entry_of(self, text: str) -> str | None:
        """Return the entry whose wording this is, or None."""
        return self._entry_of.get(_key(text))


def _key(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(text)))
