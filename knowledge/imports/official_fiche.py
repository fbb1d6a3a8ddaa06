"""The second tier: official fiches of service-public.fr, labelled and dated, when fresh enough."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pydantic import HttpUrl, ValidationError

from knowledge.entry import Strict
from knowledge.hours import date_text
from knowledge.imports.names import is_stale, todays
from knowledge.imports.publication import Body, Publication, PublicationKind, SectionKind
from knowledge.imports.service_public import NAME
from knowledge.imports.shelf import ImportManifest, Shelf

SHOWN = frozenset({PublicationKind.FICHE, PublicationKind.QUESTION, PublicationKind.HOW_TO})
LONGEST_INTRODUCTION = 700
MOST_BODIES = 6


class FicheBody(Strict):
    """Where to go, under today's name, and in which case. `organisation` is our key or None."""

    name: str
    organisation: str | None = None
    case: str | None = None
    url: str | None = None


class Fiche(Strict):
    """What a resident may be shown of an official publication: never its whole text."""

    id: str
    title: str
    introduction: str
    url: HttpUrl
    updated_on: date | None
    theme: str | None = None
    questions: tuple[str, ...] = ()
    bodies: tuple[FicheBody, ...] = ()
    has_stale_words: bool = False

    @property
    def label(self) -> str:
        """Say what it is and how old: « fiche officielle service-public.fr, mise à jour le … »."""
        day = f", mise à jour le {date_text(self.updated_on)}" if self.updated_on else ""
        return f"fiche officielle service-public.fr{day}"


@dataclass(frozen=True)
class OfficialTier:
    """The fiches of one import, by id, with the day of their corpus."""

    version: str
    dated_on: date
    fiches: dict[str, Fiche]


def is_fresh(manifest: ImportManifest | None, today: date, max_age_days: int) -> bool:
    """Say whether residents may be shown this corpus: dated, and not older than the set age."""
    day = manifest.day if manifest else None
    return day is not None and today - day <= timedelta(days=max_age_days)


def load_official(imports: Path, today: date, max_age_days: int) -> OfficialTier | None:
    """Return the tier in use; None when there is none, or when it is too old for residents."""
    shelf = Shelf(imports / NAME)
    manifest = shelf.manifest()
    if manifest is None or manifest.day is None or not is_fresh(manifest, today, max_age_days):
        return None
    fiches: dict[str, Fiche] = {}
    for key, record in shelf.records():
        if record.get("kind") in SHOWN and record.get("has_text"):
            fiche = _fiche(record)
            if fiche is not None:
                fiches[key] = fiche
    return OfficialTier(manifest.version, manifest.day, fiches)


def _fiche(record: dict[str, object]) -> Fiche | None:
    try:
        return fiche_of(Publication.model_validate(record))
    except ValidationError:
        return None


def fiche_of(publication: Publication) -> Fiche:
    """Return what may be shown of a publication, under today's names."""
    first = publication.introduction or next(
        (each.text for each in publication.sections
         if not each.case and each.kind in (SectionKind.TEXT, SectionKind.CHAPTER)), "")
    return Fiche.model_validate({
        "id": publication.id, "title": todays(publication.title), "url": publication.url,
        "introduction": _short(todays(first)), "updated_on": publication.modified_on,
        "theme": publication.theme[0] if publication.theme else None,
        "questions": publication.questions, "bodies": bodies_of(publication.bodies),
        "has_stale_words": is_stale(f"{publication.title} {first}")})


def bodies_of(bodies: tuple[Body, ...]) -> tuple[FicheBody, ...]:
    """Return the bodies, each once: everyone's first, then those of a case."""
    found: dict[tuple[str, str | None], FicheBody] = {}
    for each in sorted(bodies, key=lambda body: len(body.case)):
        name = todays(each.name)
        case = " ; ".join(each.case) or None
        is_general = (name, None) in found
        if name and not is_general:
            found.setdefault((name, case), FicheBody(
                name=name, organisation=each.organisation, case=case, url=each.url))
    return tuple(found.values())[:MOST_BODIES]


def _short(text: str) -> str:
    """Cut at the end of a sentence, so that nothing is half said."""
    if len(text) <= LONGEST_INTRODUCTION:
        return text
    cut = text[:LONGEST_INTRODUCTION]
    end = max(cut.rfind(". "), cut.rfind("\n"))
    return cut[: end + 1].rstrip() if end > 0 else cut.rsplit(" ", 1)[0] + "…"
