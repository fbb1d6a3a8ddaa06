"""Says that files cannot be seen here, and which organisation holds this one."""

from bot.actions.base import DecidingAction
from bot.actions.organisations import organisation_in
from bot.actions.places import where
from bot.actions.replies import by_band
from bot.actions.reply import Reply
from bot.actions.search import search
from bot.actions.sure import overrules
from bot.actions.turn import Turn
from bot.decision import Decision, Kind
from bot.situations.remembered import find_case
from knowledge.entry import Entry
from retrieval.french import stem, words
from retrieval.query import Band, Found

_FILE = frozenset(map(stem, ("dossier", "demande", "compte", "versement", "virement", "avancement",
                              "traitement", "suivi")))


class ActionPersonalAccount(DecidingAction):
    """« Où en est mon dossier ? »"""

    rasa_name = "action_personal_account"

    async def decide(self, turn: Turn) -> Reply:
        found = await search(self.parts, turn.text, turn.domains)
        if not names_a_file(turn.text) and overrules(found, turn):
            return by_band(self.parts, turn, found, where(self.parts, turn.text, turn.memory))
        entry = self._entry(turn, found)
        told = find_case(entry, turn.text, turn.memory.situation) if entry else None
        lead = entry.lead_for(told) if entry else None
        organisation = organisation_in(self.parts, turn.text) or lead
        here = where(self.parts, turn.text, turn.memory)
        return Reply(Decision(
            kind=Kind.PERSONAL_ACCOUNT, organisation=organisation, place=here.place,
            entry_ids=(entry.id,) if entry else (),
            partner_ids=self.parts.partner_ids(organisation, here.insee),
        ), here.slots())

    def _entry(self, turn: Turn, found: Found | None) -> Entry | None:
        """Return the entry the words are surely about, else the current one."""
        if found and found.best and found.band is Band.ANSWER:
            return self.parts.entry(found.best.entry_id)
        return self.parts.entry(turn.memory.entry)


def names_a_file(text: str) -> bool:
    """Say whether the words name a file, a request or an account of the person."""
    return bool({stem(word) for word in words(text)} & _FILE)
