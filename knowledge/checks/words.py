"""The words of an entry, gathered for checks that read all of it."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from knowledge.entry import Entry


@lru_cache(maxsize=20_000)
def fold_keep(text: str) -> str:
    """Lower-case and strip accents, but keep figures, signs and spaces."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("\u00a0", " "))
    return "".join(each for each in plain if not unicodedata.combining(each)).lower()


def spoken(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield (field, text) for everything a resident may read, sources apart."""
    yield "title", entry.title
    yield "body", entry.body
    yield "easy", entry.easy
    yield "delay", entry.delay
    yield "cost", entry.cost
    for name in ("conditions", "documents", "steps"):
        for line in getattr(entry, name):
            yield name, line
    for each in entry.who:
        for name in ("when", "territory", "within"):
            value = getattr(each, name)
            if value:
                yield f"who.{name}", value
    for fact in entry.must_know:
        yield "must_know", fact.fact
    if entry.case_question:
        yield "case_question", entry.case_question
    for case in entry.cases:
        yield "cases.label", case.label
    for look_alike in entry.not_for:
        yield "not_for.what", look_alike.what
    if entry.online:
        yield "online.label", entry.online.label


def card_text(entry: Entry) -> str:
    """Return, folded, what the rendered card shows: what `must_know.says` is looked for in."""
    apart = {"must_know", "easy", "not_for.what"}
    shown = [text for name, text in spoken(entry) if name not in apart]
    return fold_keep("\n".join(shown))


def sentences(text: str) -> list[str]:
    """Split a text at sentence ends."""
    return [each for each in re.split(r"(?<=[.!?])\s+|\n+", text.strip()) if each]
