"""The buttons under an answer: next questions, choices, places, and always a person."""

from collections.abc import Mapping, Sequence

from knowledge.entry import Entry
from knowledge.life_events import LifeEvent
from knowledge.places import Place
from knowledge.vocabulary import FACET_LABELS, Facet, Role
from mediation.answer import PartnerCard
from mediation.said import Offer

REPORT = "report:"
LONGEST_LABEL = 60
EASIER = "Dire plus simplement"
FREQUENT = ("perte-emploi", "difficultes-financieres", "logement-recherche", "acces-aux-soins",
            "papiers-perdus", "demarches-en-ligne")
PERSON = Offer(label="Parler à une personne", payload="handoff:offer")
PERSON_FIRST = Offer(label="Parler à une personne, en priorité", payload="handoff:offer")


def facet_offers(entry: Entry, asked: Facet | None, case_id: str | None = None, *,
                 offers_easy: bool = False) -> tuple[Offer, ...]:
    """Return the next questions that this entry can answer, but the one just asked.

    The case already told goes with them: the other case's office must not come back.
    """
    kept = f":{case_id}" if case_id else ""
    easy = (Offer(label=EASIER, payload=f"easy:{entry.id}{kept}"),) if offers_easy else ()
    wanted = [Facet.WHERE, Facet.DOCUMENTS, Facet.STEPS, Facet.DELAY]
    if any(each.role is Role.APPEALS for each in entry.who):
        wanted.append(Facet.APPEAL)
    return (*easy, *(
        Offer(label=FACET_LABELS[each], payload=f"facet:{each.value}:{entry.id}{kept}")
        for each in wanted if each is not asked))


def event_offers(events: Mapping[str, LifeEvent]) -> tuple[Offer, ...]:
    """Return one button for each of the most frequent life events, for a vague first message."""
    return tuple(Offer(label=events[key].title, payload=f"life:{key}")
                 for key in FREQUENT if key in events)


def case_offers(entry: Entry, case_id: str | None) -> tuple[Offer, ...]:
    """Return one button a case while it must still be told apart."""
    if case_id is not None:
        return ()
    return tuple(Offer(label=each.label, payload=f"case:{each.id}:{entry.id}")
                 for each in entry.cases)


def choice_offers(entries: Sequence[Entry], cases: Mapping[str, str]) -> tuple[Offer, ...]:
    """Return one button a candidate entry; its case, when already told, goes with it."""
    return tuple(Offer(label=each.title, payload=payload_of(each, cases.get(each.id)))
                 for each in entries)


def payload_of(entry: Entry, case_id: str | None) -> str:
    """Return what opens an entry, in the case already told when it has that case."""
    has_case = any(case.id == case_id for case in entry.cases)
    return f"case:{case_id}:{entry.id}" if has_case else f"entry:{entry.id}"


def report_offers(partners: Sequence[PartnerCard]) -> tuple[Offer, ...]:
    """Return one button a place whose number was shown, to say that it does not answer."""
    return tuple(Offer(label=f"Le numéro ne répond pas : {each.name}"[:LONGEST_LABEL],
                       payload=f"{REPORT}{each.id}")
                 for each in partners if each.phone or each.unconfirmed_phone)


def place_offers(places: Sequence[Place], entry_id: str, case_id: str | None = None
                 ) -> tuple[Offer, ...]:
    """Return one button a commune of the same name, told apart by its département."""
    kept = f":{case_id}" if case_id else ""
    return tuple(Offer(label=f"{each.name} ({each.departement_name})",
                       payload=f"place:{each.insee}:{entry_id}{kept}") for each in places)
