"""Says the decisions of the dialogue: the entry's own words, or an honest refusal."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from bot.decision import Decision, Kind
from knowledge.base import KnowledgeBase, Snapshot
from knowledge.entry import Entry
from knowledge.hours import PARIS
from knowledge.notices import notice_text, shown
from knowledge.places import Place
from knowledge.recourse import recourse
from knowledge.repository import Freshness
from knowledge.vocabulary import CheckedBy, Facet
from mediation.answer import Answer, Urgent
from mediation.outcome import Outcome
from mediation.said import Said
from mediation.saying.card import Asked, age_warnings, build_answer
from mediation.saying.deadlines import say_time
from mediation.saying.going_round import round_of, texts_of
from mediation.saying.needs import listed, wanted_of
from mediation.saying.offers import (
    PERSON,
    PERSON_FIRST,
    case_offers,
    choice_offers,
    event_offers,
    facet_offers,
    place_offers,
    report_offers,
)
from mediation.saying.reduced import ASK_IF_ROBOT, ReducedMode
from mediation.saying.wording import Wording

I_AM_A_PROGRAM = "Je suis un programme, pas une personne. Vous pouvez demander une personne."
ONE_CHOICE = "Je ne suis pas certain d'avoir compris. Est-ce bien cela ?"
WHICH_OF_EVENT = "« {title} » : par quoi voulez-vous commencer ?"
MOST_OF_EVENT = 5
SENT_AROUND = "sent_back_and_forth"
_PLAIN_REFUSALS = {
    Kind.NO_SOURCE: Outcome.UNANSWERABLE_NO_SOURCE,
    Kind.NOT_UNDERSTOOD: Outcome.UNANSWERABLE_NOT_UNDERSTOOD,
    Kind.OUT_OF_SCOPE: Outcome.UNANSWERABLE_OUT_OF_SCOPE,
}
_SAID_WITHOUT_BOT = (Kind.ANSWER, Kind.CHOICES, Kind.SMALL_TALK, Kind.BACK_AND_FORTH)
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
                return self._say_answer(decision, snapshot, tuple(texts))
            case Kind.CHOICES:
                return self._say_choices(decision, snapshot, texts)
            case Kind.BACK_AND_FORTH:
                return self._say_around(decision, snapshot)
            case Kind.SMALL_TALK:
                is_robot = decision.intent == ASK_IF_ROBOT and not texts
                said = (I_AM_A_PROGRAM,) if is_robot else (
                    tuple(texts) or (self.sentence(Outcome.SMALL_TALK),))
                return Said(Outcome.SMALL_TALK, said, versions=decision.versions)
            case Kind.CLARIFY:
                said = tuple(texts) or (self.sentence(Outcome.CLARIFICATION),)
                events = (event_offers(snapshot.repository.life_events)
                          if decision.facet is None and decision.intent != SENT_AROUND else ())
                return Said(Outcome.CLARIFICATION, said, offers=(*events, PERSON))
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
        if decision.kind not in _SAID_WITHOUT_BOT:
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

    def _say_answer(self, decision: Decision, snapshot: Snapshot, first: tuple[str, ...] = ()
                    ) -> Said:
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
        if decision.is_easy:
            answer = answer.model_copy(update={"text": entry.easy.strip()})
        wanted = wanted_of(decision, snapshot)
        notices = (self._notices(entry, place.insee if place else None, snapshot)
                   if decision.facet in _SAYING_NOTICES else ())
        time = say_time(decision, entry, snapshot.repository.organisations, self._today())
        body = (*time, answer.text) if decision.letter_date else (answer.text, *time)
        texts = (*listed(wanted), *first, *notices, *body)
        return Said(Outcome.ANSWERED, texts, answer, wanted=wanted,
                    offers=(*case_offers(entry, decision.case_id),
                            *facet_offers(entry, decision.facet, decision.case_id,
                                          offers_easy=not decision.is_easy),
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

    def _say_around(self, decision: Decision, snapshot: Snapshot) -> Said:
        registry = snapshot.repository.organisations
        entry = snapshot.repository.entry(decision.entry_ids[0]) if decision.entry_ids else None
        if entry and self._is_withheld(entry):
            entry = None
        told = round_of(decision, entry, registry)
        texts = texts_of(told, registry, recourse())
        if entry is None:
            return Said(Outcome.REFERRED, texts, offers=(PERSON_FIRST,),
                        versions=decision.versions)
        place = decision.place
        answer = self.answer(entry, None, decision.case_id, place.insee if place else None,
                             decision.scores.get("confidence"))
        offers = (*case_offers(entry, decision.case_id), PERSON_FIRST)
        return Said(Outcome.ANSWERED, texts, answer, offers=offers, versions=decision.versions)

    def _say_choices(self, decision: Decision, snapshot: Snapshot, texts: Sequence[str] = ()
                     ) -> Said:
        event = snapshot.repository.life_events.get(decision.life_event or "")
        keys = event.path[:MOST_OF_EVENT] if event else decision.choices
        known = [entry for entry in map(snapshot.repository.entry, keys)
                 if entry and not self._is_withheld(entry)]
        if not known:
            outcome = Outcome.UNANSWERABLE_NO_SOURCE
            return Said(outcome, (self.sentence(outcome),), offers=(PERSON,))
        text = self.sentence(Outcome.ANSWERED_CHOICES) if len(known) > 1 else ONE_CHOICE
        if event:
            text = WHICH_OF_EVENT.format(title=event.title)
        return Said(Outcome.ANSWERED_CHOICES, tuple(texts) or (text,),
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

    @staticmethod
    def _place(insee: str | None, snapshot: Snapshot) -> Place | None:
        return snapshot.finder.places.get(insee) if insee else None


