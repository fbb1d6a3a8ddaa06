"""Cuts a long text into pieces that Telegram accepts: between paragraphs, lines, sentences."""

import html
import re
from collections.abc import Iterable

LONGEST = 4096
_CUTS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?…])\s+"),
         re.compile(r"\s+"))


def escape(text: str) -> str:
    """Return the text as Telegram's HTML reads it."""
    return html.escape(text, quote=False)


def size(markup: str) -> int:
    """Return the length in UTF-16 units, as Telegram counts; tags are counted too."""
    return len(markup.encode("utf-16-le", "replace")) // 2


def split(text: str, limit: int) -> list[str]:
    """Return pieces whose escaped size is at most `limit`; words are only cut if they must be."""
    pieces, rest = [], text.strip()
    while size(escape(rest)) > limit:
        fits = _longest_prefix(rest, limit)
        end, start = _cut(rest, fits)
        pieces.append(rest[:end].rstrip())
        rest = rest[start:].lstrip()
    return [*pieces, rest] if rest else pieces


def pack(blocks: Iterable[str], limit: int = LONGEST) -> list[str]:
    """Join blocks with a blank line, as many in a message as fit. Each block must fit alone."""
    packed: list[str] = []
    for block in blocks:
        if packed and size(packed[-1]) + 2 + size(block) <= limit:
            packed[-1] = f"{packed[-1]}\n\n{block}"
        else:
            packed.append(block)
    return packed


def _longest_prefix(text: str, limit: int) -> int:
    taken = 0
    for at, sign in enumerate(text):
        taken += size(escape(sign))
        if taken > limit:
            return max(at, 1)
    return len(text)


def _cut(text: str, fits: int) -> tuple[int, int]:
    """Return (end of this piece, start of the next): the best place in the last two thirds."""
    for cut in _CUTS:
        places = [each for each in cut.finditer(text, 0, fits + 1) if each.start() <= fits]
        if places and places[-1].start() >= max(fits // 3, 1):
            return places[-1].start(), places[-1].end()
    return fits, fits
