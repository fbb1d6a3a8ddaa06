"""Reads the files of the service-public.fr corpus (XSD 3.x), one at a time."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import Element

from knowledge.imports.archive import Member, opened
from knowledge.imports.limits import Limits
from knowledge.imports.pivots import Pivots
from knowledge.imports.publication import Publication, PublicationKind, SectionKind
from knowledge.imports.refusal import RecordRefused
from knowledge.imports.sections import Walk, body_of
from knowledge.imports.source import Item, Record, Source
from knowledge.imports.xml_tree import parse_xml, text_of

NAME = "service-public"
LICENCE = "Licence Ouverte 2.0 — DILA, service-public.fr"
FILE = re.compile(r"(?:^|/)([FNR]\d+)\.xml$")
SCHEMA = re.compile(r"Schemas/(\d+)\.")
SCHEMA_MAJOR = "3"
SCHEMA_PLACE = "{http://www.w3.org/2001/XMLSchema-instance}noNamespaceSchemaLocation"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ROOTS = {"F": "Publication", "N": "Publication", "R": "ServiceComplementaire"}
CONTENT = ("Texte", "ListeSituations", "Avertissement", "OuSAdresser", "ServiceEnLigne",
           "ServiceEnLigneAnnexe", "ServiceEnLigneAlternatif", "Problematiques")
CORPUS = Limits()
PUBLIC_SITE = "https://www.service-public.gouv.fr/particuliers/vosdroits/"


def publications_of(members: tuple[Member, ...]) -> Iterator[tuple[str, Member]]:
    """Yield (id, member) for the files that are publications; the others are left aside."""
    for member in members:
        found = FILE.search(member.name)
        if found:
            yield found[1], member


def read_publication(key: str, data: bytes, pivots: Pivots) -> Publication:
    """Return one publication. Raises RecordRefused, or ImportRefused for a hostile file."""
    root = parse_xml(data, f"{key}.xml")
    _check(root, key)
    published_as = root.get("type", "")
    walk = Walk(pivots)
    for child in root:
        if child.tag == "OuSAdresser":
            walk.bodies.append(body_of(child, pivots, ()))
        elif child.tag in CONTENT:
            wrapper = Element("Contenu")
            wrapper.append(child)
            walk.into(wrapper, SectionKind.TEXT, "", ())
    title = text_of(root.find(f"{DUBLIN_CORE}title"))
    introduction = text_of(root.find("Introduction"))
    crumbs = [each for each in root.findall("FilDAriane/Niveau")
              if each.get("ID") not in (key, "Particuliers")]
    return Publication(
        id=key, kind=_kind(key, published_as), published_as=published_as, title=title,
        introduction=introduction, sections=tuple(walk.sections), bodies=tuple(walk.bodies),
        theme=tuple(text for text in map(text_of, crumbs) if text),
        theme_ids=tuple(each.get("ID", "") for each in crumbs),
        modified_on=_day(text_of(root.find(f"{DUBLIN_CORE}date"))),
        url=f"{PUBLIC_SITE}{key}", online=tuple(walk.online.values()),
        questions=tuple(text for text in map(text_of, root.findall("QuestionReponse")) if text),
        has_text=bool(title or introduction or walk.sections),
    )


def _check(root: Element, key: str) -> None:
    expected = ROOTS[key[0]]
    if root.tag != expected:
        said = root.tag.rsplit("}", 1)[-1][:40]
        where = "un autre espace de noms" if "}" in root.tag else f"« {said} »"
        raise RecordRefused(f"racine inattendue : {where} au lieu de « {expected} »",
                            is_damage=True)
    if root.get("ID") != key:
        raise RecordRefused("l'identifiant ne correspond pas au nom du fichier", is_damage=True)
    schema = SCHEMA.search(root.get(SCHEMA_PLACE, ""))
    if schema and schema[1] != SCHEMA_MAJOR:
        raise RecordRefused(f"schéma de version {schema[1]}, la version 3 est attendue",
                            is_damage=True)


def _kind(key: str, published_as: str) -> PublicationKind:
    said = published_as.lower()
    if key[0] == "R":
        return PublicationKind.RESOURCE
    if key[0] == "N":
        return PublicationKind.THEME if said.startswith("th") else PublicationKind.FOLDER
    if "question" in said:
        return PublicationKind.QUESTION
    if said.startswith("recherche"):
        return PublicationKind.GUIDED_SEARCH
    if "comment faire si" in said:
        return PublicationKind.HOW_TO
    return PublicationKind.FICHE


def _day(text: str) -> date | None:
    found = DAY.search(text)
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def service_public(pivots: Pivots, limits: Limits = CORPUS) -> Source:
    """Return the source « service-public »."""
    aside = 0

    def items(archives: Sequence[Path]) -> Iterator[Item]:
        nonlocal aside
        for archive in archives:
            with opened(archive, limits) as members:
                found = list(publications_of(members))
                aside += len(members) - len(found)
                for key, member in found:
                    yield Item(member.name, partial(_read, key, member), len(found))

    def _read(key: str, member: Member) -> tuple[str, Record]:
        return key, read_publication(key, member.read(), pivots).model_dump(mode="json")

    return Source(NAME, "service-public.fr", LICENCE, items,
                  lambda record: _day(record["modified_on"] or ""),
                  settings=repr(sorted(pivots.by_code.items())), ignored=lambda _: aside)
