"""Reads the official directory (« annuaire de l'administration »): 2019 shape and today's JSON.

Today's fields: docs of the dataset « api-lannuaire-administration » (DILA); in the API export
the lists are JSON texts, in the daily file they are plain lists.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from knowledge.imports.archive import opened
from knowledge.imports.contact import (
    city_of,
    commune_of,
    day_of,
    phone_of,
    postcode_of,
    website_of,
)
from knowledge.imports.hours import opening_of
from knowledge.imports.limits import TABLES
from knowledge.imports.partners import Ground, Origin, made, slug_of, source_of
from knowledge.imports.refusal import RecordRefused
from knowledge.imports.rows import Row, rows_of
from knowledge.imports.scope import coverage_for, departement_of
from knowledge.imports.source import Item, Record, Source

NAME = "annuaire"
LICENCE = "Licence Ouverte 2.0 — DILA, annuaire de l'administration"
ORIGIN = Origin("annuaire", "Annuaire de l'administration", "https://lannuaire.service-public.gouv.fr/",
                "DILA")
FILES = (".json", ".jsonl", ".ndjson")


def annuaire(ground: Ground, dated_on: date | None = None) -> Source:
    """Return the source « annuaire ». `dated_on` is the day of a file that does not say it."""
    aside = 0

    def items(archives: Sequence[Path]) -> Iterator[Item]:
        nonlocal aside
        for archive in archives:
            with opened(archive, TABLES) as members:
                for member in members:
                    if not member.name.lower().endswith(FILES):
                        aside += 1
                        continue
                    for row in rows_of(member):
                        if _is_elsewhere(row, ground.departements):
                            aside += 1
                        else:
                            yield Item(str(row.get("id") or row.get("nom") or "sans identifiant"),
                                       partial(read_row, row, ground, dated_on))

    return Source(NAME, "annuaire de l'administration", LICENCE, items,
                  lambda record: day_of(record["dated_on"]), ground.settings, dated_on,
                  lambda _: aside)


def _is_elsewhere(row: Row, departements: frozenset[str]) -> bool:
    if not departements:
        return False
    codes = [row.get("insee") or row.get("code_insee_commune"),
             *(code for each in _list(row.get("pivot")) for code in each.get(
                 "code_insee_commune") or ())]
    return not any(code and departement_of(str(code)) in departements for code in codes)


def read_row(row: Row, ground: Ground, dated_on: date | None) -> tuple[str, Record]:
    """Return (id, record) of one row of either shape. Raises RecordRefused."""
    is_old = "pivots" in row
    pivots = tuple(row["pivots"]) if is_old else tuple(
        str(each.get("type_service_local") or "") for each in _list(row.get("pivot")))
    keys = tuple(dict.fromkeys(key for code in pivots
                               if (key := ground.pivots.organisation(code))))
    name = " ".join(str((row.get("name") if is_old else row.get("nom")) or "").split())
    if not name or not row.get("id"):
        raise RecordRefused("sans nom ou sans identifiant")
    if not keys:
        raise RecordRefused(f"type sans organisme chez nous : {', '.join(pivots) or 'aucun'}")
    fields = _old(row) if is_old else _today(row)
    place = commune_of(ground.places, fields.pop("insee"), fields["postcode"], fields["city"])
    if place is None:
        raise RecordRefused("commune inconnue aujourd'hui")
    day = dated_on if is_old else day_of(row.get("date_modification")) or dated_on
    stated = fields.pop("stated")
    address = {"street": fields.pop("street"), "city": fields.pop("city") or place.name,
               "postcode": fields.pop("postcode") or next(iter(place.postcodes), ""),
               "insee": place.insee, "latitude": fields.pop("latitude", None),
               "longitude": fields.pop("longitude", None)}
    partner = made({
        **fields, "id": slug_of(NAME, str(row["id"])), "organisation": keys[0],
        "serves_as": keys[1:], "address": address, "imported_from": NAME,
        "coverage": coverage_for(keys[0], pivots[0], place, ground.places, stated),
        "sources": (source_of(ORIGIN, day, ground.today),)}, name)
    return partner.id, {"partner": partner.model_dump(mode="json", exclude_defaults=True),
                        "published_name": name, "pivots": list(pivots),
                        "departement": place.departement,
                        "dated_on": day.isoformat() if day else None}


def _old(row: Row) -> dict[str, Any]:
    """Read the 2019 shape: the address is one text, « rue, code postal, ville »."""
    parts = [each.strip() for each in str(row.get("address") or "").rsplit(",", 2)]
    street, postcode, city = ([""] * (3 - len(parts)) + parts)[:3]
    return {"street": _line(street), "postcode": postcode_of(postcode), "city": city_of(city),
            "insee": row.get("insee"), "stated": (), "phone": phone_of(row.get("phone")),
            "website": website_of(row.get("url"))}


def _today(row: Row) -> dict[str, Any]:
    addresses = _list(row.get("adresse"))
    address = next((each for each in addresses if each.get("type_adresse") == "Adresse"),
                   addresses[0] if addresses else {})
    stated = tuple(str(code) for each in _list(row.get("pivot"))
                   for code in each.get("code_insee_commune") or ())
    opening = opening_of(_list(row.get("plage_ouverture")))
    street = " - ".join(part for name in ("complement1", "numero_voie", "service_distribution")
                        if (part := str(address.get(name) or "").strip()))
    mail = row.get("adresse_courriel")
    mails = _texts(mail)
    return {"street": _line(street), "postcode": postcode_of(address.get("code_postal")),
            "city": city_of(address.get("nom_commune")),
            "insee": row.get("code_insee_commune") or (stated[0] if len(stated) == 1 else None),
            "stated": stated, "latitude": _number(address.get("latitude")),
            "longitude": _number(address.get("longitude")),
            "phone": phone_of(_first(row.get("telephone"))),
            "website": website_of(_first(row.get("site_internet"))),
            "email": mails[0] if mails and "@" in mails[0] else None,
            "opening_hours": opening.osm, "hours_text": opening.text,
            "accessibility": _line(str(address.get("note_accessibilite") or ""))}


def _list(value: Any) -> list[dict[str, Any]]:
    """Return a list of objects, whether it is one or a JSON text of one."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return []
    value = [value] if isinstance(value, dict) else value
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _texts(value: Any) -> list[str]:
    if isinstance(value, str) and value.startswith("["):
        try:
            value = json.loads(value)
        except ValueError:
            return []
    value = [value] if isinstance(value, str) else value
    return [each.strip() for each in value or () if isinstance(each, str) and each.strip()]


def _first(value: Any) -> str | None:
    found = next((str(each["valeur"]) for each in _list(value) if each.get("valeur")), None)
    return found or next(iter(_texts(value)), None)


def _number(value: Any) -> float | None:
    try:
        return float(value) if value not in (None, "") else None
    except (TypeError, ValueError):
        return None


def _line(text: str) -> str | None:
    said = " ".join(text.split())[:400]
    return said if len(said) > 1 else None
