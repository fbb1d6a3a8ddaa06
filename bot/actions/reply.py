"""What an action gives back to Rasa: one decision, and what to remember."""

from dataclasses import dataclass, field
from typing import Any

from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.decision import Decision, Kind, PersonCause

MISUNDERSTOOD = {Kind.NOT_UNDERSTOOD, Kind.CLARIFY}
UNDERSTOOD = {Kind.ANSWER, Kind.CHOICES, Kind.PERSONAL_ACCOUNT, Kind.REFER, Kind.ACCEPT_PERSON,
              Kind.DECLINE_PERSON}
LIMIT = 2


@dataclass(frozen=True)
class Reply:
    """One decision. `response` names a sentence of the domain to say beside it."""

    decision: Decision
    slots: dict[str, Any] = field(default_factory=dict)
    response: str | None = None

    def counted(self, before: int) -> "Reply":
        """Count misunderstandings in a row; at the second, offer a person instead."""
        kind = self.decision.kind
        if kind in MISUNDERSTOOD and before + 1 >= LIMIT:
            offer = self.decision.model_copy(update={
                "kind": Kind.OFFER_PERSON, "cause": PersonCause.TWO_MISUNDERSTANDINGS})
            return Reply(offer, self.slots | {"misunderstandings": 0.0})
        count = 0 if kind in UNDERSTOOD else before + (kind in MISUNDERSTOOD)
        return Reply(self.decision, self.slots | {"misunderstandings": float(count)},
                     self.response)

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
        } | self.slots
        return [SlotSet(name, value) for name, value in remembered.items()]
