"""Hides what is personal in each message, as the service does, and says what was left or too much.

A secret is hidden when, at each place where the message says it, none of its significant
characters can still be read. A masked piece is right when it touches a secret.
"""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.privacy.cases import Case, Secret, Span
from evals.privacy.significant import significant


@dataclass(frozen=True)
class Piece:
    """A part of the message that was replaced, and the kind that was said."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Hidden:
    """What became of one secret. `wholly`: its commune and link words are hidden too."""

    secret: Secret
    is_hidden: bool
    wholly: bool
    as_kind: str | None


@dataclass(frozen=True)
class Measured:
    """One message after masking. `right` says for each piece whether it touches a secret."""

    case: Case
    text: str
    secrets: tuple[Hidden, ...]
    pieces: tuple[Piece, ...]
    right: tuple[bool, ...]
    milliseconds: float


Masking = Callable[[str], tuple[str, Sequence[Piece]]]


def measure(cases: Sequence[Case], mask: Masking) -> tuple[Measured, ...]:
    """Mask each message once, alone; the first ones are masked before, to be warm."""
    for case in cases[:20]:
        mask(case.text)
    return tuple(_measure(case, mask) for case in cases)


def _measure(case: Case, mask: Masking) -> Measured:
    started = time.perf_counter()
    text, pieces = mask(case.text)
    spent = (time.perf_counter() - started) * 1000
    _check(case, text, pieces)
    gone = {place for piece in pieces for place in range(piece.start, piece.end)}
    right = tuple(any(_meets(piece, place) for secret in case.secrets for place in secret.places)
                  for piece in pieces)
    return Measured(case, text, tuple(_hidden(each, gone, pieces) for each in case.secrets),
                    tuple(pieces), right, spent)


def _hidden(secret: Secret, gone: set[int], pieces: Sequence[Piece]) -> Hidden:
    needed = tuple(significant(secret.value, secret.kind))
    every = tuple(place for place, sign in enumerate(secret.value) if sign.isalnum())

    def covered(wanted: Sequence[int]) -> bool:
        return all(start + each in gone for start, _ in secret.places for each in wanted)

    kinds = [each.kind for each in pieces if _meets(each, secret.places[0])]
    return Hidden(secret, covered(needed), covered(every),
                  secret.kind if secret.kind in kinds else next(iter(kinds), None))


def _meets(piece: Piece, place: Span) -> bool:
    return piece.start < place[1] and place[0] < piece.end


def _check(case: Case, text: str, pieces: Sequence[Piece]) -> None:
    """Make sure that the pieces are what the masked text really lost. Raises ValueError."""
    kept, last = [], 0
    for each in pieces:
        kept.append(re.escape(case.text[last:each.start]))
        last = each.end
    pattern = r"\[[^\]]+\]".join([*kept, re.escape(case.text[last:])])
    if not re.fullmatch(pattern, text, re.S):
        raise ValueError(f"{case.id} : le texte masqué ne correspond pas aux morceaux annoncés")
