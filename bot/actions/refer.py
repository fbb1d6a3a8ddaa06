"""Sends professionals, employers and associations to the body that answers them."""

from bot.actions.base import DecidingAction
from bot.actions.places import where
from bot.actions.replies import by_band
from bot.actions.reply import Reply
from bot.actions.search import scores_of, search
from bot.actions.shape import by_shape
from bot.actions.sure import overrules
from bot.actions.turn import Turn
from bot.decision import Decision, Kind
from retrieval.french import fold, stem, words
from retrieval.query import Band, Found

BODIES = (
    ("chambre_agriculture", "agriculteur agricole exploitation exploitant ferme saisonniers"),
    ("prefecture", "association associations associatif asso club"),
    ("chambre_metiers", "artisan artisane artisanat artisanale"),
    ("urssaf", "embaucher embauche employer employeur salarie salaries employe employes apprenti "
               "cotisation cotisations auto entrepreneur micro liberal liberale dsn"),
)
OTHERWISE = "cci"


class ActionRefer(DecidingAction):
    """Someone who asks for a company, an association or as an employer."""

    rasa_name = "action_refer"

    async def decide(self, turn: Turn) -> Reply:
        shaped = by_shape(self.parts, turn)
        if shaped:
            return shaped
        here = where(self.parts, turn.text, turn.memory)
        found = await search(self.parts, turn.text, turn.domains)
        organisation = body_for(turn.text)
        if organisation == OTHERWISE and overrules(found, turn):
            return by_band(self.parts, turn, found, here)
        if found and found.band is not Band.DECLINE and self._names(found, organisation):
            return by_band(self.parts, turn, found, here)
        return Reply(Decision(
            kind=Kind.REFER, organisation=organisation, place=here.place,
            partner_ids=self.parts.partner_ids(organisation, here.insee),
            scores=scores_of(found) if found else {},
        ), here.slots())

    def _names(self, found: Found, organisation: str) -> bool:
        """Say whether the best entry sends to this organisation itself, and says more."""
        best = self.parts.entry(found.best.entry_id) if found.best else None
        return best is not None and any(each.organisation == organisation for each in best.who)


def body_for(text: str) -> str:
    """Return the organisation key for a professional's words; the Cci when nothing tells."""
    said = {stem(word) for word in words(text)}
    for organisation, cues in BODIES:
        if said & {stem(fold(cue)) for cue in cues.split()}:
            return organisation
    return OTHERWISE
