"""Reads data·inclusion v1 structures with their services (JSON, JSON lines, CSV)."""

import ast
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from data_inclusion.schema.v1 import Service, Structure
from pydantic import BaseModel, ValidationError

from knowledge.imports.archive import opened
from knowledge.imports.contact import day_of
from knowledge.imports.di_partner import partner_of
from knowledge.imports.limits import TABLES
from knowledge.imports.partners import Ground
from knowledge.imports.refusal import RecordRefused
from knowledge.imports.rows import Row, rows_of
from knowledge.imports.scope import departement_of
from knowledge.imports.source import Item, Record, Source

NAME = "data-inclusion"
LICENCE = "Licence Ouverte 2.0 — data·inclusion et ses producteurs"
FILES = (".json", ".jsonl", ".ndjson", ".csv")
LISTS = frozenset({"thematiques", "publics", "modes_accueil", "zone_eligibilite",
                   "modes_mobilisation", "mobilisable_par", "reseaux_porteurs"})
REASONS = {"missing": "absent", "enum": "valeur hors de la liste", "string_too_short": "trop court",
           "string_too_long": "trop long", "string_pattern_mismatch": "mal écrit",
           "date_from_datetime_parsing": "date illisible", "url_parsing": "adresse illisible",
           "float_parsing": "nombre illisible"}
KEPT_SERVICE = ("nom", "description", "thematiques", "publics", "frais", "conditions_acces",
                "modes_accueil", "zone_eligibilite", "horaires_accueil", "date_maj", "lien_source")


def data_inclusion(ground: Ground) -> Source:
    """Return the source « data-inclusion »: one record a structure, its services inside."""
    aside = 0

    def items(archives: Sequence[Path]) -> Iterator[Item]:
        nonlocal aside
        services: dict[str, list[Row]] = defaultdict(list)
        for row in _rows(archives):
            if _is_service(row):
                structure = str(row.get("structure_id") or "")
                kept = structure and not _is_elsewhere(row, ground)
                try:
                    if kept:
                        services[structure].append(_service(row))
                except RecordRefused as fault:
                    yield Item(_name(row), partial(_refuse, fault))
        for row in _rows(archives):
            if _is_service(row):
                continue
            if _is_elsewhere(row, ground):
                aside += 1
            else:
                own = services.pop(str(row.get("id") or ""), [])
                yield Item(_name(row), partial(_read, row, own, ground))
        for structure in services:
            orphan = RecordRefused("service sans sa structure dans les fichiers")
            yield Item(structure, partial(_refuse, orphan))

    return Source(NAME, "data·inclusion", LICENCE, items,
                  lambda record: day_of(record["dated_on"]), ground.settings,
                  ignored=lambda _: aside)


def _rows(archives: Sequence[Path]) -> Iterator[Row]:
    for archive in archives:
        with opened(archive, TABLES) as members:
            for member in members:
                if member.name.lower().endswith(FILES):
                    for row in rows_of(member):
                        yield {key: _plain(key, value) for key, value in row.items() if key}


def _plain(key: str, value: Any) -> Any:
    """Read a CSV cell: "" is nothing, a list is written as JSON, Python, PostgreSQL or « a|b »."""
    if value == "":
        return None
    if key not in LISTS or not isinstance(value, str):
        return value
    text = value.strip()
    if text.startswith("["):
        try:
            return json.loads(text)
        except ValueError:
            try:
                return ast.literal_eval(text)
            except (ValueError, SyntaxError):
                return [text]
    return [each.strip().strip('"') for each in
            text.strip("{}").replace("|", ",").replace(";", ",").split(",") if each.strip()]


def _is_service(row: Row) -> bool:
    return "structure_id" in row


def _is_elsewhere(row: Row, ground: Ground) -> bool:
    code = row.get("code_insee") or row.get("code_postal")
    return bool(ground.departements and code
                and departement_of(str(code)) not in ground.departements)


def _name(row: Row) -> str:
    return str(row.get("id") or row.get("nom") or "sans identifiant")[:120]


def _refuse(fault: RecordRefused) -> tuple[str, Record]:
    raise fault


def _service(row: Row) -> Row:
    checked = _checked(Service, row)
    return {key: value for key, value in checked.items() if key in KEPT_SERVICE}


def _read(row: Row, services: list[Row], ground: Ground) -> tuple[str, Record]:
    structure = _checked(Structure, row)
    partner = partner_of(structure, services, ground)
    days = [each for each in (structure.get("date_maj"), *(s.get("date_maj") for s in services))
            if each]
    day: date | None = day_of(max(days)) if days else None
    return partner.id, {
        "partner": partner.model_dump(mode="json", exclude_defaults=True),
        "published_name": structure["nom"], "services": services,
        "departement": departement_of(partner.address.insee),
        "dated_on": day.isoformat() if day else None}


def _checked(model: type[BaseModel], row: Row) -> Row:
    """Return the row as the published schema reads it. Raises RecordRefused with each fault."""
    try:
        read = model.model_validate(row).model_dump(mode="json", exclude_none=True)
    except ValidationError as fault:
        said = sorted({f"{'.'.join(str(part) for part in each['loc'][:1]) or 'ligne'} "
                       f"({REASONS.get(each['type'], 'non conforme au schéma')})"
                       for each in fault.errors()})
        raise RecordRefused(f"champ {', '.join(said)}") from fault
    return {key: sorted(value) if key in LISTS else value for key, value in read.items()}
