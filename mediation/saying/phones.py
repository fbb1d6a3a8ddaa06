"""The one « Appeler » button of a card, and how old a local number may be."""

from datetime import date, datetime, timedelta

from knowledge.hours import open_state
from knowledge.organisations import CallCost, Organisation
from mediation.answer import CallButton

COST_TEXT = {
    CallCost.FREE: "appel gratuit",
    CallCost.LOCAL: "prix d'un appel local",
    CallCost.PAID: "appel payant",
}
CONFIRMED_FOR = timedelta(days=365)
FRESH_FOR = timedelta(days=90)


def call_button(organisation: Organisation, now: datetime) -> CallButton | None:
    """Return the national number with its cost and hours; None when no number is known."""
    phone = organisation.phone
    if phone is None:
        return None
    state = open_state(phone.hours, now) if phone.hours else None
    return CallButton(
        organisation=organisation.key,
        name=organisation.short_name,
        number=phone.number,
        cost_text=COST_TEXT[phone.cost],
        hours_text=phone.hours_text,
        open_now=state.is_open if state else None,
        next_opening_text=state.next_opening_text if state else None,
    )


def is_confirmed(confirmed_on: date | None, today: date) -> bool:
    """Say whether a local number is fresh enough to be a tap-to-call button (12 months)."""
    return confirmed_on is not None and today - confirmed_on <= CONFIRMED_FOR


def is_fresh(confirmed_on: date | None, today: date) -> bool:
    """Say whether the place confirmed its record recently enough to be shown green (90 days)."""
    return confirmed_on is not None and today - confirmed_on <= FRESH_FOR
