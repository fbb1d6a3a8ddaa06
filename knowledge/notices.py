"""Dated notices ("avis"): a closure, a strike, a rule that changes, said before the answer."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, model_validator

from knowledge.entry import Entry, OrganisationKey, Slug, Strict
from knowledge.hours import date_text
from knowledge.places import Place
from knowledge.reading import read_yaml
from knowledge.vocabulary import Domain

FILE = "notices.yml"
PlaceCode = Annotated[str, StringConstraints(pattern=r"^(\d{5}|2[AB]\d{3}|\d{2,3}|2[AB])$")]


class Scope(Strict):
    """Whom a notice concerns. Every list that is not empty must match; all empty = everyone.

    `places` holds INSEE codes of communes or codes of départements.
    """

    entries: tuple[Slug, ...] = ()
    domains: tuple[Domain, ...] = ()
    organisations: tuple[OrganisationKey, ...] = ()
    places: tuple[PlaceCode, ...] = ()

    def covers(self, entry: Entry, place: Place | None) -> bool:
        """Say whether an answer with this entry, for this place, is concerned."""
        bodies = {each.organisation for each in entry.who}
        return ((not self.entries or entry.id in self.entries)
                and (not self.domains or entry.domain in self.domains)
                and (not self.organisations or not bodies.isdisjoint(self.organisations))
                and (not self.places or (place is not None and not
                                         {place.insee, place.departement}.isdisjoint(self.places))))


class Notice(BaseModel):
    """One notice, shown from its first to its last day included, then silent by itself."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    id: Slug
    from_: date = Field(alias="from")
    until: date
    scope: Scope = Scope()
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=300)]

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.until < self.from_:
            raise ValueError("« until » vient après « from »")
        return self

    def is_shown(self, today: date) -> bool:
        """Say whether the notice is shown that day."""
        return self.from_ <= today <= self.until


_NOTICES = TypeAdapter(tuple[Notice, ...])


def load_notices(folder: Path) -> tuple[Notice, ...]:
    """Read `notices.yml`. Raises OSError, yaml.YAMLError or pydantic's ValidationError."""
    path = folder / FILE
    if not path.exists():
        return ()
    return _NOTICES.validate_python(tuple(read_yaml(path) or ()))


def notices_text(notices: Sequence[Notice]) -> str:
    """Return the YAML of a list of notices, as `notices.yml` holds it."""
    raw = [each.model_dump(mode="json", by_alias=True, exclude_defaults=True) for each in notices]
    return str(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False, width=100))


def notice_text(notice: Notice) -> str:
    """Say a notice with its last day."""
    return f"Avis, jusqu'au {date_text(notice.until)} : {notice.text}"


def shown(notices: Sequence[Notice], entry: Entry, place: Place | None, today: date
          ) -> tuple[Notice, ...]:
    """Return the notices to say before an answer, the soonest to end first."""
    found = [each for each in notices
             if each.is_shown(today) and each.scope.covers(entry, place)]
    return tuple(sorted(found, key=lambda each: each.until))
