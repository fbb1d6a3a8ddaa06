"""A message being searched: its folded text, what was taken to be hidden, what must stay.

Folding keeps one sign for one sign, so that a place in the folded text is one in the message.
What was taken or must stay is blanked in `low`: the rules that come after cannot see it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

TAKEN, STAYS = "\x01", "\x02"
_LIKE = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "＠": "@", "ı": "i", "ł": "l", "ø": "o",
         "đ": "d", "º": "°", "·": ".", "•": ".", "．": ".", "|": "/", "／": "/", "‑": "-",
         "‐": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "\t": " "}


@dataclass(frozen=True, order=True)
class Piece:
    """A part of the message to hide, and what it is."""

    start: int
    end: int
    kind: str


@lru_cache(maxsize=4096)
def _fold_sign(sign: str) -> str:
    if sign in _LIKE:
        return _LIKE[sign]
    if sign.isdigit():
        return str(unicodedata.digit(sign, sign))[:1]
    if sign != "\n" and sign.isspace():
        return " "
    base = unicodedata.normalize("NFKD", sign)[:1].lower()
    return base if len(base) == 1 else sign


def fold(text: str) -> str:
    """Return the text in lower case without accents, one sign for one sign."""
    return "".join(map(_fold_sign, text))


class Sheet:
    """One message; the rules write on it one after the other."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self.low = self.folded
        self.pieces: list[Piece] = []

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the matches in what is left, one after the other, as it is when each is sought."""
        place = 0
        while found := pattern.search(self.low, place):
            yield found
            place = max(found.end(), place + 1)

    def take(self, kind: str, start: int, end: int) -> None:
        """Hide this part, its outer spaces excepted."""
        while end > start and self.text[end - 1].isspace():
            end -= 1
        while start < end and self.text[start].isspace():
            start += 1
        if start < end:
            self.pieces.append(Piece(start, end, kind))
            self._blank(start, end, TAKEN)

    def stay(self, start: int, end: int) -> None:
        """Leave this part as it is written."""
        self._blank(start, end, STAYS)

    def joined(self) -> list[Piece]:
        """Return the pieces in order; those of one kind with nothing between become one."""
        joined: list[Piece] = []
        for piece in sorted(self.pieces):
            last = joined[-1] if joined else None
            if last and (piece.start < last.end or (
                    last.kind == piece.kind
                    and not self.text[last.end:piece.start].strip(" ,'-’"))):
                joined[-1] = Piece(last.start, max(last.end, piece.end), last.kind)
            else:
                joined.append(piece)
        return joined

    def _blank(self, start: int, end: int, sign: str) -> None:
        self.low = self.low[:start] + sign * (end - start) + self.low[end:]


def digits_of(text: str) -> str:
    """Return the digits of a folded text, an o between digits read as a zero."""
    return re.sub(r"\D", "", re.sub(r"(?<=\d)o(?=\d)", "0", text))
