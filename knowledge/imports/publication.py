"""The shape of one imported publication of service-public.fr."""

from datetime import date
from enum import StrEnum

from knowledge.entry import Strict


class PublicationKind(StrEnum):
    """What a publication is. A resource is a form, an online service, a simulator or a model."""

    FICHE = "fiche"
    QUESTION = "question"
    GUIDED_SEARCH = "guided_search"
    HOW_TO = "how_to"
    THEME = "theme"
    FOLDER = "folder"
    RESOURCE = "resource"


class SectionKind(StrEnum):
    """What a section is in the page."""

    TEXT = "text"
    CHAPTER = "chapter"
    CASE = "case"
    NOTE = "note"
    WARNING = "warning"
    REMINDER = "reminder"
    TABLE = "table"


class Section(Strict):
    """A titled block. `case` is the path of cases in which it holds; () means for everyone."""

    kind: SectionKind
    title: str
    text: str
    case: tuple[str, ...] = ()


class Body(Strict):
    """Where to go (OuSAdresser). `organisation` is our key, None when it has none of ours."""

    name: str
    pivot: str | None = None
    organisation: str | None = None
    url: str | None = None
    note: str = ""
    case: tuple[str, ...] = ()


class OnlineLink(Strict):
    """An online service, a form or a simulator named by the publication."""

    id: str
    title: str
    kind: str
    url: str | None = None


class Publication(Strict):
    """One file of the corpus. `has_text` is False for a skeleton: tags without words."""

    id: str
    kind: PublicationKind
    published_as: str
    title: str
    introduction: str = ""
    sections: tuple[Section, ...] = ()
    bodies: tuple[Body, ...] = ()
    theme: tuple[str, ...] = ()
    theme_ids: tuple[str, ...] = ()
    modified_on: date | None = None
    url: str | None = None
    online: tuple[OnlineLink, ...] = ()
    questions: tuple[str, ...] = ()
    has_text: bool = True
