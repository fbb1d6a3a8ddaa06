"""What an action gives back to Rasa: one decision, and what to remember."""

from dataclasses import dataclass, field, replace
from typing import Any

from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.decision import Decision, Kind, PersonCause

KEEPS_COUNT = {Kind.SMALL_TALK, Kind.OUT_OF_SCOPE, Kind.NO_SOURCE, Kind.CLARIFY}
IN_A_ROW = 2


@dataclass(frozen=True)
class Reply:
    """One decision. `response` names a sentence of the domain to say beside it."""

    decision: Decision
    slots: dict[str, Any] = field(default_factory=dict)
    response: str | None = None
    is_misunderstanding: bool = False

    def counted(self, before: int, last_kind: str | None = None) -> "Reply":
        """Count misunderstandings in a row; at the second, offer a person instead.

        Two clarifying questions in a row count as two: a third would help nobody.
        """
        asks_again = self.decision.kind is Kind.CLARIFY and last_kind == Kind.CLARIFY
        if asks_again and not self.is_misunderstanding:
            before, is_missed = max(before, 1), True
        else:
            is_missed = self.is_misunderstanding
        if not is_missed:
            count = before if self.decision.kind in KEEPS_COUNT else 0
        elif before + 1 < IN_A_ROW:
            count = before + 1
        else:
            offer = {"kind": Kind.OFFER_PERSON, "cause": PersonCause.TWO_MISUNDERSTANDINGS}
            decision = self.decision.model_copy(update=offer)
            return Reply(decision, self.slots | {"misunderstandings": 0.0})
        return replace(self, slots=self.slots | {"misunderstandings": float(count)})

    def say(self, dispatcher: CollectingDispatcher) -> list[EventType]:
        """Hand the decision to Rasa and return the slots to set."""
        if self.response:
            dispatcher.utter_message(response=self.response)
        dispatcher.utter_message(json_message={"decision": self.decision.model_dump(mode="json")})
        kind = self.decision.kind
        remembered = {
            "offer_pending": kind is Kind.OFFER_PERSON,
            "last_kind": kind.value,
            "offered_choices": list(self.decision.choices),
            "asked_for": "date" if self.decision.asks_date else None,
            "offices": [],
        } | self.slots
        return [SlotSet(name, value) for name, value in remembered.items()]
