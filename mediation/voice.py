"""Says the decisions of the dialogue: the entry's own words, or an honest refusal."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from bot.decision import Decision, Kind
from knowledge.base import KnowledgeBase, Snapshot
from knowledge.entry import Entry
from knowledge.hours import PARIS
from knowledge.notices import notice_text, shown
from knowledge.places import Place
from knowledge.repository import Freshness
from knowledge.vocabulary import CheckedBy, Facet
from mediation.answer import Answer, Urgent
from mediation.outcome import Outcome
from mediation.said import Said, Wanted
from mediation.saying.card import Asked, age_warnings, build_answer
from mediation.saying.offers import (
    PERSON,
    case_offers,
    choice_offers,
    facet_offers,
    payload_of,
    place_offers,
    report_offers,
)
from mediation.saying.reduced import ASK_IF_ROBOT, ReducedMode
from mediation.saying.wording import Wording

I_AM_A_PROGRAM = "Je suis un programme, pas une personne. Vous pouvez demander une personne."
ONE_CHOICE = "Je ne suis pas certain d'avoir compris. Est-ce bien cela ?"
_PLAIN_REFUSALS = {
    Kind.NO_SOURCE: Outcome.UNANSWERABLE_NO_SOURCE,
    Kind.NOT_UNDERSTOOD: Outcome.UNANSWERABLE_NOT_UNDERSTOOD,
    Kind.OUT_OF_SCOPE: Outcome.UNANSWERABLE_OUT_OF_SCOPE,
}
_SAYING_NUMBERS = (Facet.WHERE, Facet.CONTACT)
_SAYING_NOTICES = (None, Facet.WHERE, Facet.CONTACT)


class EntryVoice:
    """Implements `mediation.said.Voice` over the knowledge in use."""

    def __init__(self, base: KnowledgeBase, wording: Wording, freshness: Freshness,
                 reduced: ReducedMode, clock: Callable[[], datetime],
                 require_human_check: bool = False) -> None:
        self._base = base
        self._wording = wording
        self._freshness = freshness
        self._reduced = reduced
        self._clock = clock
        self._require_human_check = require_human_check

    def sentence(self, outcome: Outcome, **words: str) -> str:
        """Return the outcome's sentence of outcomes.yml."""
        return self._wording.sentence(outcome, **words)

    def say(self, decision: Decision, texts: Sequence[str], urgent: Urgent | None) -> Said:
        """Turn a decision into words; what no source supports is not said."""
        snapshot = self._base.now
        match decision.kind:
            case Kind.ANSWER:
                return self._say_answer(decision, snapshot)
            case Kind.CHOICES:
                return self._say_choices(decision, snapshot)
            case Kind.SMALL_TALK:
                is_robot = decision.intent == ASK_IF_ROBOT and not texts
                said = (I_AM_A_PROGRAM,) if is_robot else (
                    tuple(texts) or (self.sentence(Outcome.SMALL_TALK),))
                return Said(Outcome.SMALL_TALK, said, versions=decision.versions)
            case Kind.CLARIFY:
                said = tuple(texts) or (self.sentence(Outcome.CLARIFICATION),)
                return Said(Outcome.CLARIFICATION, said, offers=(PERSON,))
            case Kind.PERSONAL_ACCOUNT | Kind.REFER:
                return self._say_organisation(decision, snapshot)
            case kind if kind in _PLAIN_REFUSALS:
                outcome = _PLAIN_REFUSALS[kind]
                return Said(outcome, (self.sentence(outcome),), offers=(PERSON,),
                            versions=decision.versions)
            case _:
                return Said(Outcome.HANDOFF_OFFERED, (), versions=decision.versions)

    def say_without_bot(self, text: str, current_entry: str | None,
                        place_insee: str | None) -> tuple[Decision, Said]:
        """Answer by retrieval alone, and say so first."""
        decision = self._reduced.decide(text, current_entry, place_insee)
        if decision.kind not in (Kind.ANSWER, Kind.CHOICES, Kind.SMALL_TALK):
            outcome = Outcome.ERROR_BOT_UNAVAILABLE
            return decision, Said(outcome, (self.sentence(outcome),), offers=(PERSON,))
        said = self.say(decision, (), None)
        notice = "Je fonctionne au ralenti : je réponds seulement avec mes fiches."
        return decision, Said(said.outcome, (notice, *said.texts), said.answer, said.choices,
                              said.offers, said.wanted, said.versions)

    def answer(self, entry: Entry, facet: Facet | None, case_id: str | None,
               place_insee: str | None, confidence: float | None) -> Answer:
        """Build the card of an entry."""
        snapshot = self._base.now
        asked = Asked(facet, case_id, self._place(place_insee, snapshot), confidence)
        now = self._clock()
        is_due = self._freshness.is_due(entry, self._today())
        return build_answer(entry, asked, snapshot, now, age_warnings(entry, now, is_due))

    def _say_answer(self, decision: Decision, snapshot: Snapshot) -> Said:
        entry = snapshot.repository.entry(decision.entry_ids[0]) if decision.entry_ids else None
        if entry is None:
            outcome = Outcome.UNANSWERABLE_NO_SOURCE
            return Said(outcome, (self.sentence(outcome),), offers=(PERSON,))
        if self._is_withheld(entry):
            outcome = Outcome.UNANSWERABLE_OUTDATED
            return Said(outcome, (self.sentence(outcome),), offers=(PERSON,))
        place = decision.place
        if place and place.ambiguous:
            return self._ask_which_place(decision, snapshot)
        answer = self.answer(entry, decision.facet, decision.case_id,
                             place.insee if place else None, decision.scores.get("confidence"))
        wanted = self._wanted(decision, snapshot)
        notices = (self._notices(entry, place.insee if place else None, snapshot)
                   if decision.facet in _SAYING_NOTICES else ())
        texts: tuple[str, ...] = (*notices, answer.text)
        if len(wanted) > 1:
            texts = (f"Vous parlez de {len(wanted)} sujets. Je commence par le premier.", *texts)
        return Said(Outcome.ANSWERED, texts, answer, wanted=wanted,
                    offers=(*case_offers(entry, decision.case_id),
                            *facet_offers(entry, decision.facet, decision.case_id),
                            *(report_offers(answer.partners) if decision.facet in _SAYING_NUMBERS
                              else ()), PERSON),
                    versions=decision.versions)

    def _notices(self, entry: Entry, place_insee: str | None, snapshot: Snapshot
                 ) -> tuple[str, ...]:
        """Return the dated notices to say before this answer."""
        place = self._place(place_insee, snapshot)
        found = shown(snapshot.repository.notices, entry, place, self._today())
        return tuple(map(notice_text, found))

    def _today(self) -> date:
        """Return the day in France."""
        return self._clock().astimezone(PARIS).date()

    def _is_withheld(self, entry: Entry) -> bool:
        if self._require_human_check and entry.checked_by is CheckedBy.MACHINE:
            return True
        return self._freshness.is_withheld(entry, self._today())

    def _ask_which_place(self, decision: Decision, snapshot: Snapshot) -> Said:
        codes = decision.place.ambiguous if decision.place else ()
        places = [each for each in map(snapshot.finder.places.get, codes) if each]
        text = "Plusieurs communes portent ce nom. Laquelle est la vôtre ?"
        offers = place_offers(places, decision.entry_ids[0], decision.case_id)
        return Said(Outcome.CLARIFICATION, (text,), offers=(*offers, PERSON),
                    versions=decision.versions)

    def _say_choices(self, decision: Decision, snapshot: Snapshot) -> Said:
        known = [entry for entry in map(snapshot.repository.entry, decision.choices)
                 if entry and not self._is_withheld(entry)]
        if not known:
            outcome = Outcome.UNANSWERABLE_NO_SOURCE
            return Said(outcome, (self.sentence(outcome),), offers=(PERSON,))
        text = self.sentence(Outcome.ANSWERED_CHOICES) if len(known) > 1 else ONE_CHOICE
        return Said(Outcome.ANSWERED_CHOICES, (text,),
                    choices=tuple(each.id for each in known),
                    offers=(*choice_offers(known, decision.cases), PERSON),
                    versions=decision.versions)

    def _say_organisation(self, decision: Decision, snapshot: Snapshot) -> Said:
        registry = snapshot.repository.organisations
        key = decision.organisation
        if decision.kind is Kind.REFER and key and key in registry:
            body = registry[key]
            text = self.sentence(Outcome.REFERRED, organisation=body.name, does=body.does)
            if body.phone:
                text += f" Téléphone : {body.phone.number}."
            if body.finder or body.website:
                text += f" Site : {body.website or (body.finder and body.finder.url)}"
            return Said(Outcome.REFERRED, (text,), offers=(PERSON,), versions=decision.versions)
        name, phone = "L'organisme qui suit votre dossier", ""
        if key and key in registry:
            body = registry[key]
            name = body.name_in_text[0].upper() + body.name_in_text[1:]
            phone = f" au {body.phone.number}" if body.phone else ""
        outcome = Outcome.REFUSED_PERSONAL_ACCOUNT
        return Said(outcome, (self.sentence(outcome, organisation=name, phone=phone),),
                    offers=(PERSON,), versions=decision.versions)

    def _wanted(self, decision: Decision, snapshot: Snapshot) -> tuple[Wanted, ...]:
        found = []
        for rank, need in enumerate(decision.needs):
            entry = snapshot.repository.entry(need.entry_id) if need.entry_id else None
            status = "answered" if rank == 0 else "next" if rank == 1 else "later"
            found.append(Wanted(label=entry.title if entry else need.text, domain=need.domain,
                                status=status, entry_id=need.entry_id,
                                payload=payload_of(entry, decision.cases.get(entry.id))
                                if entry else None))
        return tuple(found)

    @staticmethod
    def _place(insee: str | None, snapshot: Snapshot) -> Place | None:
        return snapshot.finder.places.get(insee) if insee else None


