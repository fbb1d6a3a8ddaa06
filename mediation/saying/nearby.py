"""Places near home on a card, with their age said honestly, or the official finder."""

from datetime import datetime

from knowledge.base import Snapshot
from knowledge.directory import NearPartner
from knowledge.hours import PARIS, date_text, open_state
from knowledge.places import Place
from mediation.answer import Finder, PartnerCard
from mediation.saying.phones import is_confirmed, is_fresh

DOUBTED = "Des personnes disent que ce numéro ne répond pas."


def partner_cards(snapshot: Snapshot, organisations: tuple[str, ...], place: Place,
                  now: datetime, about: str, limit: int = 3) -> tuple[PartnerCard, ...]:
    """Return up to `limit` places that serve `place`, the nearest first.

    The first organisation's nearest place is always among them: it is the one to go to.
    `about` is the organisation whose permanences are said.
    """
    found: dict[str, NearPartner] = {}
    for key in organisations:
        for near in snapshot.directory.near(key, place, limit=2):
            found.setdefault(near.partner.id, near)
    chosen = list(found.values())[:1]
    for near in sorted(list(found.values())[1:], key=lambda each: each.nearness):
        if len(chosen) < limit:
            chosen.append(near)
    chosen.sort(key=lambda each: each.nearness)
    return tuple(partner_card(near, now, snapshot, about) for near in chosen)


def partner_card(near: NearPartner, now: datetime, snapshot: Snapshot, about: str
                 ) -> PartnerCard:
    """Show one place; an unconfirmed or doubted number is text to check, never a button."""
    partner = near.partner
    today = now.astimezone(PARIS).date()
    is_doubted = partner.id in snapshot.doubted
    confirmed = is_confirmed(partner.confirmed_on, today) and not is_doubted
    state = open_state(partner.opening_hours, now) if partner.opening_hours else None
    address = partner.address
    parts = (address.street, f"{address.postcode} {address.city}")
    return PartnerCard(
        id=partner.id,
        name=partner.name,
        phone=partner.phone if confirmed else None,
        unconfirmed_phone=None if confirmed else partner.phone,
        address=", ".join(part for part in parts if part),
        hours_text=partner.hours_text,
        open_now=state.is_open if state and confirmed else None,
        distance_km=near.distance_km,
        confirmed_on=partner.confirmed_on,
        age_text=_age_text(near, confirmed),
        next_opening_text=state.next_opening_text if state and confirmed else None,
        is_fresh=is_fresh(partner.confirmed_on, today) and not is_doubted,
        sessions=_sessions(near, snapshot, about),
        appointment_text=_appointment(near),
        doubt_text=DOUBTED if is_doubted else None,
    )


def _sessions(near: NearPartner, snapshot: Snapshot, about: str) -> tuple[str, ...]:
    """Say who of the organisation comes here, and when."""
    partner, registry = near.partner, snapshot.repository.organisations
    found = []
    for each in partner.sessions:
        if each.organisation != about:
            continue
        name = registry[each.organisation].name_in_text
        booked = {True: ", sur rendez-vous", False: ", sans rendez-vous", None: ""}
        found.append(f"{name[0].upper()}{name[1:]} reçoit ici : {each.when_text}"
                     f"{booked[each.on_appointment]}.")
    return tuple(found)


def _appointment(near: NearPartner) -> str | None:
    rule = near.partner.appointment
    said = {True: "Sur rendez-vous.", False: "Sans rendez-vous.", None: ""}[rule.is_required]
    return " ".join(part for part in (said, rule.how) if part) or None


def _age_text(near: NearPartner, confirmed: bool) -> str | None:
    partner = near.partner
    dates = [each.text_dated_on for each in partner.sources if each.text_dated_on]
    known_on = partner.confirmed_on or (min(dates) if dates else None)
    if known_on is None:
        return "Date inconnue : appelez avant de vous déplacer."
    said = f"Renseignement du {date_text(known_on)}"
    return f"{said}." if confirmed else f"{said} : appelez avant de vous déplacer."


def finders(snapshot: Snapshot, organisations: tuple[str, ...], limit: int = 2
            ) -> tuple[Finder, ...]:
    """Return the official finders of the organisations, when no address is known here."""
    found = []
    for key in organisations:
        finder = snapshot.repository.organisations[key].finder
        if finder is not None:
            found.append(Finder(label=finder.label, url=str(finder.url)))
    return tuple(found[:limit])
