"""The residents' languages: the frame said once in each, and who has read it over."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints, field_validator

from knowledge.entry import Line, Strict
from knowledge.reading import read_yaml

FILE = Path(__file__).resolve().parent / "languages.yml"
FRENCH = "fr"
Frame = Annotated[str, StringConstraints(strip_whitespace=True, min_length=40, max_length=700)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]


class Language(Strict):
    """One language with a frame. `labels` gives the meaning of a French button."""

    name: Line
    own_name: Line
    is_right_to_left: bool
    reviewed_by: Line | None
    reviewed_on: date | None
    frame: Frame
    danger: Line
    labels: dict[str, Line]
    words: frozenset[str] = Field(default=frozenset())

    @field_validator("words", mode="before")
    @classmethod
    def _split(cls, written: object) -> object:
        return frozenset(written.split()) if isinstance(written, str) else written

    @property
    def is_reviewed(self) -> bool:
        """Say whether a person has read it over."""
        return self.reviewed_by is not None and self.reviewed_on is not None

    @property
    def status(self) -> str:
        """Say it in French: « relu par … le … », or « non relu »."""
        if not self.is_reviewed or self.reviewed_on is None:
            return "non relu"
        return f"relu par {self.reviewed_by} le {self.reviewed_on:%d/%m/%Y}"


class Languages(Strict):
    """All of languages.yml. `others` are recognised and have no frame."""

    french_words: frozenset[str]
    languages: dict[Code, Language]
    others: dict[Code, Line]

    @field_validator("french_words", mode="before")
    @classmethod
    def _split(cls, written: object) -> object:
        return frozenset(written.split()) if isinstance(written, str) else written

    def name_of(self, code: str) -> str | None:
        """Return the French name of a language, or None when it is not known here."""
        known = self.languages.get(code)
        return known.name if known else self.others.get(code)


@lru_cache(maxsize=1)
def languages() -> Languages:
    """Read languages.yml, once. Raises pydantic's error on a fault."""
    return Languages.model_validate(read_yaml(FILE))
