"""What protecting a message yields, before anything of it is stored."""

from dataclasses import dataclass
from typing import Protocol

from mediation.answer import Urgent


@dataclass(frozen=True)
class Protected:
    """`masked` is what is stored and understood; `clear` is set only when something was masked.

    `calm` is the sentence of a danger message, numbers included; None without danger.
    """

    masked: str
    clear: str | None = None
    masked_kinds: tuple[str, ...] = ()
    urgent: Urgent | None = None
    calm: str | None = None


class Protector(Protocol):
    """Masks personal data and detects danger: deterministic, no network, under 5 ms."""

    def protect(self, text: str) -> Protected:
        """Return the masked text and the danger found, if any."""
        ...

    def watch(self, text: str) -> tuple[Urgent | None, str | None]:
        """Return the danger found in a text that will not be stored, and its calm sentence."""
        ...
