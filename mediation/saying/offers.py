"""The buttons under an answer: next questions, choices, places, and always a person."""

from collections.abc import Mapping, Sequence

from knowledge.entry import Entry
from knowledge.places import Place
from knowledge.vocabulary import FACET_LABELS, Facet, Role
from mediation.answer import PartnerCard
from mediation.said import Offer

REPORT = "report:"
LONGEST_LABEL = 60
PERSON = Offer(label="Parler à une personne", payload="handoff:offer")


def facet_offers(entry: Entry, asked: Facet | None, case_id: str | None = None
                 ) -> tuple[Offer, ...]:
    """Return the next questions that this entry can answer, but the one just asked.

    The case already told goes with them: the other case's office must not come back.
    """
    kept = f":{case_id}" if case_id else ""
    wanted = [Facet.WHERE, Facet.DOCUMENTS, Facet.STEPS, Facet.DELAY]
    if any(each.role is Role.APPEALS for each in entry.who):
        wanted.append(Facet.APPEAL)
    return tuple(Offer(label=FACET_LABELS[each], payload=f"facet:{each.value}:{entry.id}{kept}")
                 for each in wanted if each is not asked)


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
