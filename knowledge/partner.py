"""The shape of one partner: a place near home, what it offers, whom it serves, how we know."""

from datetime import date
from typing import Annotated

from pydantic import HttpUrl, StringConstraints

from knowledge.entry import Line, OrganisationKey, Slug, Source, Strict

Insee = Annotated[str, StringConstraints(pattern=r"^(\d{2}|2[AB])\d{3}$")]


class Address(Strict):
    """Where the place is. `street` is null when no source gives it."""

    street: Line | None = None
    postcode: Annotated[str, StringConstraints(pattern=r"^\d{5}$")]
    city: Line
    insee: Insee
    latitude: float | None = None
    longitude: float | None = None


class Coverage(Strict):
    """Whom the place serves: communes, EPCI (SIREN codes) or départements. Empty = its commune."""

    communes: tuple[Insee, ...] = ()
    epcis: tuple[str, ...] = ()
    departements: tuple[str, ...] = ()


class Session(Strict):
    """A permanence: which organisation is received here, and when, in plain French."""

    organisation: OrganisationKey
    when_text: Line
    on_appointment: bool | None = None


class Appointment(Strict):
    """Whether one must book, and how."""

    is_required: bool | None = None
    how: Line | None = None


class Partner(Strict):
    """One place. Services, thematics and publics use the data·inclusion v1 vocabulary.

    `imported_from` names the outside directory of a place that nobody here has confirmed.
    """

    id: Slug
    name: Line
    organisation: OrganisationKey
    serves_as: tuple[OrganisationKey, ...] = ()
    address: Address
    phone: Line | None = None
    email: Line | None = None
    website: HttpUrl | None = None
    opening_hours: str | None = None
    hours_text: Line | None = None
    coverage: Coverage = Coverage()
    services: tuple[Line, ...] = ()
    thematics: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("fr",)
    appointment: Appointment = Appointment()
    sessions: tuple[Session, ...] = ()
    accessibility: Line | None = None
    sources: tuple[Source, ...]
    confirmed_on: date | None = None
    imported_from: Line | None = None
    is_fictitious: bool = False
