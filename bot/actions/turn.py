"""One message as Rasa understood it, with what the dialogue remembers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.vocabulary import Domain, Facet

FACETS = {f"ask_{facet.value}": facet for facet in Facet}
DOMAINS = {f"ask_{domain.value}": domain for domain in Domain}


@dataclass(frozen=True)
class Memory:
    """The slots: what was said before this message."""

    entry: str | None = None
    case_pending: bool = False
    situation: str | None = None
    place_insee: str | None = None
    place_name: str | None = None
    facet: Facet | None = None
    offered: tuple[str, ...] = ()
    misunderstandings: int = 0
    offer_pending: bool = False
    last_kind: str | None = None
    asked_for: str | None = None
    offices: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    past: tuple[str, ...] = ()

    @classmethod
    def of(cls, slots: Mapping[str, Any]) -> "Memory":
        """Read the slots; anything missing or odd counts as never said."""
        facet = slots.get("last_facet")
        return cls(
            entry=slots.get("current_entry") or None,
            case_pending=bool(slots.get("case_pending")),
            situation=slots.get("situation") or None,
            place_insee=slots.get("place_insee") or None,
            place_name=slots.get("place_name") or None,
            facet=Facet(facet) if facet in set(Facet) else None,
            offered=tuple(slots.get("offered_choices") or ()),
            misunderstandings=int(slots.get("misunderstandings") or 0),
            offer_pending=bool(slots.get("offer_pending")),
            last_kind=slots.get("last_kind") or None,
            asked_for=slots.get("asked_for") or None,
            offices=tuple(slots.get("offices") or ()),
            others=tuple(slots.get("others") or ()),
            past=tuple(slots.get("past_entries") or ()),
        )


@dataclass(frozen=True)
class Turn:
    """The message, its intent, the scores of every intent in [0, 1], and the memory."""

    text: str
    intent: str = ""
    scores: dict[str, float] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)

    @classmethod
    def of(cls, message: Mapping[str, Any], slots: Mapping[str, Any]) -> "Turn":
        """Read Rasa's `latest_message` and slots."""
        ranking = message.get("intent_ranking") or []
        scores = {str(each.get("name")): float(each.get("confidence") or 0) for each in ranking}
        intent = (message.get("intent") or {}).get("name") or ""
        return cls(str(message.get("text") or ""), str(intent), scores, Memory.of(slots))

    @property
    def domains(self) -> dict[str, float]:
        """Return the scores of the ten domains, scaled so that they sum to one."""
        raw = {domain.value: self.scores.get(name, 0.0) for name, domain in DOMAINS.items()}
        total = sum(raw.values())
        return {name: score / total for name, score in raw.items()} if total else {}

    @property
    def facet(self) -> Facet | None:
        """Return the facet that the message asks about: its intent, else the best scored one."""
        if self.intent in FACETS:
            return FACETS[self.intent]
        best = max(FACETS, key=lambda name: self.scores.get(name, 0.0))
        return FACETS[best] if self.scores.get(best, 0.0) > 0 else None
