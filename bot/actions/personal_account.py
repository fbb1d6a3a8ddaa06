"""Says that files cannot be seen here, and which organisation holds this one."""

from bot.actions.base import DecidingAction
from bot.actions.organisations import organisation_in
from bot.actions.places import where
from bot.actions.reply import Reply
from bot.actions.search import search
from bot.actions.turn import Turn
from bot.decision import Decision, Kind
from knowledge.entry import Entry
from retrieval.query import Band


class ActionPersonalAccount(DecidingAction):
    """« Où en est mon dossier ? »"""

    rasa_name = "action_personal_account"

    async def decide(self, turn: Turn) -> Reply:
        entry = await self._entry(turn)
        lead = entry.lead_for(turn.memory.situation) if entry else None
        organisation = organisation_in(self.parts, turn.text) or lead
        here = where(self.parts, turn.text, turn.memory)
        return Reply(Decision(
            kind=Kind.PERSONAL_ACCOUNT, organisation=organisation, place=here.place,
            entry_ids=(entry.id,) if entry else (),
            partner_ids=self.parts.partner_ids(organisation, here.insee),
        ), here.slots())

    async def _entry(self, turn: Turn) -> Entry | None:
        """Return the entry the words are surely about, else the current one."""
        found = await search(self.parts, turn.text, turn.domains)
        if found and found.best and found.band is Band.ANSWER:
            return self.parts.entry(found.best.entry_id)
        return self.parts.entry(turn.memory.entry)
