"""The very card a resident would see of a text that is not published yet."""

from collections.abc import Callable
from datetime import datetime

from pydantic import ValidationError

from knowledge.base import KnowledgeBase
from knowledge.directory import Nearness, NearPartner
from knowledge.editing.kinds import Kind, build, fields_of
from knowledge.editing.values import Values, to_raw
from knowledge.entry import Entry
from knowledge.partner import Partner
from mediation.answer import Answer, Message, TurnReply
from mediation.outcome import Holder, Outcome, Speaker
from mediation.saying.nearby import partner_card
from mediation.voice import EntryVoice


class Previews:
    """Builds the reply that these values would give."""

    def __init__(self, voice: EntryVoice, base: KnowledgeBase, clock: Callable[[], datetime]
                 ) -> None:
        self._voice = voice
        self._base = base
        self._clock = clock

    def reply(self, kind: Kind, item_id: str, values: Values, case_id: str | None = None
              ) -> TurnReply | None:
        """Return the reply; None while the form has a fault that prevents a card."""
        try:
            item = build(kind, item_id, to_raw(fields_of(kind), values))
            answer = self._answer(item, case_id)
        except (ValidationError, KeyError):
            return None
        text = answer.text if answer else str(values.get("text") or "")
        return TurnReply(turn_id="apercu", outcome=Outcome.ANSWERED, holder=Holder.ASSISTANT,
                         messages=(Message(speaker=Speaker.ASSISTANT, text=text),), answer=answer)

    def cases(self, values: Values) -> tuple[tuple[str, str], ...]:
        """Return (id, label) of each case of an entry that is being written."""
        return tuple((str(each.get("id") or ""), str(each.get("label") or ""))
                     for each in values.get("cases") or ())

    def _answer(self, item: object, case_id: str | None) -> Answer | None:
        if isinstance(item, Entry):
            return self._voice.answer(item, None, case_id or None, None, None)
        if isinstance(item, Partner):
            snapshot = self._base.now
            name = snapshot.repository.organisations[item.organisation].name
            about = item.sessions[0].organisation if item.sessions else item.organisation
            near = partner_card(NearPartner(item, Nearness.COMMUNE), self._clock(), snapshot,
                                about)
            return Answer(entry_id=item.id, title=name, domain="", partners=(near,))
        return None
