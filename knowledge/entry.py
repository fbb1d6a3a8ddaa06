"""The shape of one curated entry ("fiche"): who does what, for one need."""

from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, StringConstraints, model_validator

from knowledge.vocabulary import CheckedBy, Domain, ReadVia, Role

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
OrganisationKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=50)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=400)]


class Strict(BaseModel):
    """A frozen record that refuses unknown fields, so that a typo is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Strict):
    """A text in which facts were read. `text_dated_on` is the date the text bears, or null."""

    key: Slug
    title: Line
    url: HttpUrl
    publisher: Line
    text_dated_on: date | None
    read_via: ReadVia
    checked_on: date


class Case(Strict):
    """A situation that changes the office. `cues` are words of the message that reveal it."""

    id: Slug
    label: Line
    lead: OrganisationKey
    cues: tuple[Line, ...] = ()
    is_default: bool = False


class WhoDoes(Strict):
    """One organisation and what it does. `when` repeats a case's label, or is null for everyone."""

    organisation: OrganisationKey
    role: Role
    when: Line | None = None
    territory: Line | None = None
    within: Line | None = None


class MustKnow(Strict):
    """A fact no answer may omit. One of `says` must appear in the rendered card."""

    fact: Line
    says: tuple[Line, ...] = Field(min_length=1)
    source: Slug


class Figure(Strict):
    """A figure the entry says (amount, delay, age, date) that no mandatory fact carries.

    `value` is written as in the text (« 12 mois », « 1er octobre 2023 »).
    """

    value: Line
    means: Line
    source: Slug


class LookAlike(Strict):
    """A neighbouring need that this entry does not answer, and where it goes."""

    what: Line
    entry: Slug | None = None
    organisation: OrganisationKey | None = None


class OnlineService(Strict):
    """The official online service."""

    label: Line
    url: HttpUrl


class Entry(Strict):
    """One curated entry. `body` is the short answer; `easy` says the same in easy French."""

    id: Slug
    title: Line
    domain: Domain
    life_events: tuple[Slug, ...] = ()
    asked_as: tuple[Line, ...] = Field(min_length=10)
    not_for: tuple[LookAlike, ...] = ()
    lead: OrganisationKey | None = None
    case_question: Line | None = None
    cases: tuple[Case, ...] = ()
    who: tuple[WhoDoes, ...] = Field(min_length=1)
    must_know: tuple[MustKnow, ...] = Field(min_length=1)
    figures: tuple[Figure, ...] = ()
    conditions: tuple[Line, ...] = Field(min_length=1)
    documents: tuple[Line, ...] = Field(min_length=1)
    steps: tuple[Line, ...] = Field(min_length=2)
    delay: Line
    cost: Line
    online: OnlineService | None = None
    sources: tuple[Source, ...] = Field(min_length=1)
    checked_by: CheckedBy = CheckedBy.MACHINE
    review_before: date
    easy: Annotated[str, StringConstraints(strip_whitespace=True, min_length=80, max_length=1500)]
    body: Annotated[str, StringConstraints(strip_whitespace=True, min_length=80, max_length=1200)]

    @model_validator(mode="after")
    def _lead_is_known(self) -> Self:
        """An entry has one lead, or cases that each have theirs with the question between them."""
        if self.cases and (self.lead is not None or not self.case_question):
            raise ValueError("une fiche à cas n'a pas de « lead » et pose une « case_question »")
        if not self.cases and (self.lead is None or self.case_question):
            raise ValueError("sans cas, la fiche donne « lead » et pas de « case_question »")
        if sum(case.is_default for case in self.cases) > 1:
            raise ValueError("un seul cas peut porter « is_default »")
        return self

    def lead_for(self, case_id: str | None) -> str | None:
        """Return whom to contact first; None while a case must still be told apart."""
        if not self.cases:
            return self.lead
        for case in self.cases:
            if case.id == case_id or (case_id is None and case.is_default):
                return case.lead
        return None
