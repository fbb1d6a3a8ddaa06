"""The answer card of an entry: who does what, in which case, from which text."""

from dataclasses import dataclass
from datetime import datetime

from knowledge.base import Snapshot
from knowledge.entry import Entry
from knowledge.hours import PARIS, date_text
from knowledge.official import is_official
from knowledge.places import Place
from knowledge.vocabulary import CheckedBy, Facet, ReadVia
from knowledge.who_does import leads, organisations_in_order
from mediation.answer import Answer, Finder, PlaceCard, SourceCard
from mediation.saying.nearby import finders, partner_cards
from mediation.saying.phones import call_button
from mediation.saying.roles import who_cards
from mediation.saying.sections import lines_of, sections

_LOCAL_HELP = ("france_services", "ccas", "mairie")


@dataclass(frozen=True)
class Asked:
    """What a card is asked for. `confidence` in [0, 1] or None when the resident chose."""

    facet: Facet | None = None
    case_id: str | None = None
    place: Place | None = None
    confidence: float | None = None


def build_answer(entry: Entry, asked: Asked, snapshot: Snapshot, now: datetime,
                 warnings: tuple[str, ...]) -> Answer:
    """Build the card. Nothing is said that is not in the entry, the registry or the directory."""
    registry = snapshot.repository.organisations
    lead = entry.lead_for(asked.case_id)
    case_label = next((each.label for each in entry.cases if each.id == asked.case_id), None)
    order = organisations_in_order(entry, lead, case_label)
    first = leads(entry, lead)
    near = _nearby_order(order, first)
    partners = (partner_cards(snapshot, near, asked.place, now, first[0]) if asked.place else ())
    call = call_button(registry[lead], now) if lead else None
    return Answer(
        entry_id=entry.id,
        title=entry.title,
        domain=entry.domain.value,
        facet=asked.facet,
        text=_text(entry, asked, snapshot, case_label, bool(partners)),
        easy=entry.easy,
        who=who_cards(entry, registry, case_label),
        case_question=entry.case_question if asked.case_id is None else None,
        case_id=asked.case_id,
        lead=lead,
        organisations=order,
        call=call,
        sections=sections(entry, asked.facet, registry, case_label),
        partners=partners,
        finders=() if partners else finders(snapshot, near),
        online=(Finder(label=entry.online.label, url=str(entry.online.url))
                if entry.online else None),
        place=PlaceCard(insee=asked.place.insee, name=asked.place.name) if asked.place else None,
        sources=tuple(SourceCard(title=each.title, url=str(each.url), publisher=each.publisher,
                                 text_dated_on=each.text_dated_on, checked_on=each.checked_on,
                                 is_official=is_official(each.url))
                      for each in entry.sources),
        source_line=source_line(entry),
        warnings=warnings,
        confidence=asked.confidence,
    )


def _nearby_order(order: tuple[str, ...], lead_keys: tuple[str, ...]) -> tuple[str, ...]:
    """Look first for the lead's places, then for the others', then for a local desk."""
    return tuple(dict.fromkeys((*lead_keys, *_LOCAL_HELP[:1], *order, *_LOCAL_HELP)))


def _text(entry: Entry, asked: Asked, snapshot: Snapshot, case_label: str | None,
          has_partners: bool) -> str:
    """Return the short answer, or the sentence a follow-up is answered with."""
    registry = snapshot.repository.organisations
    match asked.facet:
        case None:
            return entry.body
        case Facet.WHERE:
            return _where(entry, asked, snapshot, has_partners)
        case Facet.CONTACT:
            return _contact(entry, asked, snapshot)
        case facet:
            lines = lines_of(entry, facet, registry, case_label)
            if not lines:
                return ("La fiche ne donne pas cette information. Je préfère ne pas inventer : "
                        "un médiateur peut vous répondre.")
            if len(lines) == 1:
                return lines[0]
            return "\n".join(f"• {line}" for line in lines)


def _where(entry: Entry, asked: Asked, snapshot: Snapshot, has_partners: bool) -> str:
    if asked.place is None:
        return "Dans quelle commune habitez-vous ? Un nom ou un code postal suffit."
    if has_partners:
        return f"Voici où aller pour {asked.place.name}."
    return (f"Je ne connais aucune adresse pour {asked.place.name}. "
            "L'annuaire officiel ci-dessous donne le lieu le plus proche.")


def _contact(entry: Entry, asked: Asked, snapshot: Snapshot) -> str:
    lead = entry.lead_for(asked.case_id)
    if lead is None:
        return entry.case_question or ""
    organisation = snapshot.repository.organisations[lead]
    if organisation.phone is None:
        return f"Contactez d'abord : {organisation.name}."
    return f"Contactez d'abord : {organisation.name}, au {organisation.phone.number}."


def source_line(entry: Entry) -> str:
    """Say the older date of the official texts, what is not official, and who validated."""
    official = [each for each in entry.sources if is_official(each.url)]
    dates = [each.text_dated_on for each in official if each.text_dated_on]
    publishers = " et ".join(dict.fromkeys(each.publisher for each in official))
    if dates:
        said = f"D'après le texte officiel du {date_text(min(dates))} ({publishers})."
    elif official:
        said = f"D'après un texte officiel sans date ({publishers})."
    else:
        said = "D'après des textes non officiels : faites confirmer avant d'agir."
    if official and len(official) < len(entry.sources):
        said += " Des détails viennent d'une source non officielle : à vérifier."
    if entry.checked_by is CheckedBy.MACHINE:
        said += " Fiche non encore validée par un agent."
    return said


def age_warnings(entry: Entry, now: datetime, is_due: bool) -> tuple[str, ...]:
    """Return what the resident must be told about the age of the entry."""
    warnings = []
    if is_due:
        day = date_text(entry.review_before)
        warnings.append(f"Cette fiche devait être relue avant le {day} : vérifiez avant d'agir.")
    dated = [each.text_dated_on for each in entry.sources
             if each.text_dated_on and is_official(each.url)]
    if dated and (now.astimezone(PARIS).date() - max(dated)).days > 3 * 365:
        warnings.append("Le texte lu a plus de trois ans : faites confirmer les détails.")
    if all(each.read_via is ReadVia.CORPUS_2020 for each in entry.sources):
        warnings.append("Des règles ont pu changer depuis ce texte.")
    return tuple(warnings)


