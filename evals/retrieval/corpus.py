"""Reads an XML corpus of service-public.fr into searched texts: titles, introductions, sections."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from evals.retrieval.baselines import Text
from knowledge.imports.official_fiche import SHOWN
from knowledge.imports.pivots import load_pivots
from knowledge.imports.publication import Publication
from knowledge.imports.run import run_import
from knowledge.imports.service_public import NAME, service_public
from knowledge.imports.shelf import Shelf
from knowledge.organisations import load_organisations
from retrieval.passages import Kind, Passage, passage_id

REGISTRY = Path(__file__).resolve().parents[2] / "knowledge" / "organisations.yml"
TIER = "official"
LONGEST = 1200  # characters of one passage: about what the encoder reads


def publications(archive: Path) -> tuple[Publication, ...]:
    """Import an archive apart and return its fiches. Raises ImportRefused."""
    source = service_public(load_pivots(load_organisations(REGISTRY)))
    with tempfile.TemporaryDirectory(prefix="qfq-corpus-") as folder:
        shelf = Shelf(Path(folder) / NAME)
        run_import(source, [archive], shelf, lambda done, total: None)
        read = (Publication.model_validate(record) for _, record in shelf.records()
                if record.get("kind") in SHOWN and record.get("has_text"))
        found = tuple(read)
    if not found:
        raise ValueError("cette archive ne contient aucune fiche qui ait du texte")
    return found


def passages_of(publication: Publication, with_titles: bool = True) -> tuple[Passage, ...]:
    """Return the passages of a fiche: its title, its introduction and every section.

    `with_titles` off: no title anywhere, for queries that are the titles themselves.
    """
    head = f"{publication.title}. " if with_titles else ""
    texts = [(Kind.TITLE, publication.title)] if with_titles else []
    texts += [(Kind.SUMMARY, f"{head}{part}") for part in cut(publication.introduction)]
    for label, text in _sections(publication):
        start = f"{head}{label} : " if label else head
        texts += [(Kind.STEPS, f"{start}{part}") for part in cut(text)]
    made = {}
    for kind, text in texts:
        key = passage_id(publication.id, TIER, kind, text)
        made[key] = Passage(key, publication.id, TIER, kind, text)
    return tuple(made.values())


def _sections(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield (title, text): the cases, notes and tables under one title stay together."""
    title, case, lines = "", (), list[str]()
    for each in publication.sections:
        if lines and each.title != title:
            yield title, "\n".join(lines)
            lines = []
        if each.case and each.case != case:
            lines.append(f"{' – '.join(each.case)} :")
        title, case = each.title, each.case
        lines.append(each.text)
    if lines:
        yield title, "\n".join(lines)


def cut(text: str, longest: int = LONGEST) -> Iterator[str]:
    """Yield a text in parts of whole lines, none much longer than `longest` characters."""
    part = ""
    for line in text.splitlines():
        if part and len(part) + len(line) > longest:
            yield part
            part = ""
        part = f"{part}\n{line}" if part else line
    if part.strip():
        yield part


def as_texts(passages: tuple[Passage, ...]) -> list[Text]:
    """Return the passages as the baselines read them: the same words for everyone."""
    return [Text(each.id, each.entry_id, each.text) for each in passages]
