"""Reads a spreadsheet of questions: UTF-8 or Windows-1252, « ; » or « , », one fault a bad row."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.places import fold

MAX_BYTES, MAX_ROWS, MAX_TEXT = 1_000_000, 2000, 2000
COLUMNS = {
    "text": ("text", "texte", "question", "phrase"),
    "entry": ("entry", "fiche", "fiche attendue"),
    "who": ("who", "organisme", "organismes", "organisme attendu", "qui"),
    "domain": ("domain", "domaine", "theme"),
    "style": ("style", "ecriture"),
}
NONE = frozenset({"aucune", "aucun", "rien", "none", "null", "-"})
TOO_LARGE = "Ce fichier est trop lourd : 1 Mo au plus. Coupez-le en plusieurs fichiers."
NO_TEXT = ("Je ne trouve pas la colonne des questions. Sur la première ligne, écrivez les noms des "
           "colonnes, dont « text ».")
NOT_A_TABLE = ("Je ne sais pas lire ce fichier. Dans votre tableur, choisissez « Enregistrer "
               "sous », puis le format CSV.")
EMPTY = "Ce fichier est vide. Ajoutez au moins une question, puis renvoyez-le."


class Unreadable(ValueError):
    """The file as a whole cannot be read; the message is for people."""


@dataclass(frozen=True)
class Names:
    """What a cell may say: folded words → our key, for each column that has a closed list."""

    entries: Mapping[str, str]
    organisations: Mapping[str, str]
    domains: Mapping[str, str]
    styles: Mapping[str, str]


@dataclass(frozen=True)
class BadRow:
    """A row left aside: its number in the spreadsheet (the first row is 1), and why."""

    number: int
    why: str


@dataclass(frozen=True)
class Read:
    """The questions kept, and the rows left aside."""

    questions: tuple[dict[str, Any], ...]
    bad: tuple[BadRow, ...]


def read_csv(data: bytes, names: Names) -> Read:
    """Return what the file says. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable(TOO_LARGE)
    rows = _rows(_decoded(data))
    try:
        header = next(rows, None)
        if header is None:
            raise Unreadable(EMPTY)
        where = _columns(header[1])
        if "text" not in where:
            raise Unreadable(NO_TEXT)
        kept: list[dict[str, Any]] = []
        bad: list[BadRow] = []
        for number, cells in rows:
            if len(kept) + len(bad) >= MAX_ROWS:
                bad.append(BadRow(number, f"je lis {MAX_ROWS} questions au plus. Celle-ci et les "
                                          "suivantes sont laissées de côté"))
                break
            _read_row(number, {key: cells[at].strip() if at < len(cells) else ""
                               for key, at in where.items()}, names, kept, bad)
    except csv.Error as fault:
        raise Unreadable(NOT_A_TABLE) from fault
    if not kept and not bad:
        raise Unreadable(EMPTY)
    return Read(tuple(kept), tuple(bad))


def _decoded(data: bytes) -> str:
    if b"\0" in data:
        raise Unreadable(NOT_A_TABLE)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (number of its first line, cells) of the rows that are not blank."""
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1


def _columns(header: list[str]) -> dict[str, int]:
    known = {name: key for key, spellings in COLUMNS.items() for name in spellings}
    found: dict[str, int] = {}
    for at, cell in enumerate(header):
        key = known.get(fold(cell).strip())
        if key:
            found.setdefault(key, at)
    return found


def _read_row(number: int, cells: Mapping[str, str], names: Names, kept: list[dict[str, Any]],
              bad: list[BadRow]) -> None:
    try:
        kept.append({"id": f"ligne-{number}", **_question(cells, names)})
    except ValueError as fault:
        bad.append(BadRow(number, str(fault)))


def _question(cells: Mapping[str, str], names: Names) -> dict[str, Any]:
    text = cells["text"]
    if not any(each.isalnum() for each in text):
        raise ValueError("il n'y a pas de question")
    if len(text) > MAX_TEXT:
        raise ValueError(f"la question a {len(text)} caractères, je peux en lire {MAX_TEXT}")
    made: dict[str, Any] = {"text": text}
    said = cells.get("entry", "")
    if fold(said) in NONE or said == "-":
        made |= {"entry": None, "kind": "absent"}
    elif said:
        made["entry"] = _named(said, names.entries, "la fiche")
    offices = [each.strip() for each in cells.get("who", "").replace("|", "/").split("/")]
    made["who"] = [_named(each, names.organisations, "l'organisme") for each in offices if each]
    if cells.get("domain"):
        made["domain"] = _named(cells["domain"], names.domains, "le thème")
    if cells.get("style"):
        made["style"] = _named(cells["style"], names.styles, "l'écriture")
    return made


def _named(said: str, known: Mapping[str, str], what: str) -> str:
    key = known.get(fold(said))
    if key is None:
        raise ValueError(f"je ne connais pas {what} « {said[:60]} »")
    return key
