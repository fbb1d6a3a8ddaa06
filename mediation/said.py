"""A decision turned into words, before choices get their opaque ids."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.decision import Decision
from knowledge.entry import Entry
from knowledge.vocabulary import Facet
from mediation.answer import Answer, Urgent
from mediation.outcome import Outcome


@dataclass(frozen=True)
class Offer:
    """A button before minting: "entry:<id>", "facet:<facet>:<id>", "place:…", "handoff:offer"."""

    label: str
    payload: str


@dataclass(frozen=True)
class Wanted:
    """One need of several: `payload` opens it; `status` is answered, next or later."""

    label: str
    domain: str | None
    status: str
    entry_id: str | None
    payload: str | None


@dataclass(frozen=True)
class Said:
    """What will be said: `texts` are bubbles of the assistant, `offers` go under the last one."""

    outcome: Outcome
    texts: tuple[str, ...]
    answer: Answer | None = None
    choices: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    versions: dict[str, str] = field(default_factory=dict)


class Voice(Protocol):
    """Says decisions. Implemented by `mediation.voice.EntryVoice`, synchronous, no network."""

    def say(self, decision: Decision, texts: Sequence[str], urgent: Urgent | None) -> Said:
        """Turn a decision into words; withholds what no source supports."""
        ...

    def say_without_bot(self, text: str, current_entry: str | None,
                        place_insee: str | None) -> tuple[Decision, Said]:
        """Answer in reduced mode, by retrieval alone; the first text says so."""
        ...

    def answer(self, entry: Entry, facet: Facet | None, case_id: str | None,
               place_insee: str | None, confidence: float | None) -> Answer:
        """Build the card of an entry."""
        ...

    def sentence(self, outcome: Outcome, **words: str) -> str:
        """Return the outcome's sentence of outcomes.yml."""
        ...
