"""Turns one data·inclusion structure and its services into a partner."""

from typing import Any

from knowledge.hours import is_valid
from knowledge.imports.contact import city_of, commune_of, day_of, phone_of, website_of
from knowledge.imports.partners import Ground, Origin, made, slug_of, source_of
from knowledge.imports.refusal import RecordRefused
from knowledge.imports.scope import coverage_for
from knowledge.partner import Coverage, Partner

PREFIX = "di"
SITE = "https://data.inclusion.gouv.fr/"
# Bearing networks of the schema → our organisation keys.
NETWORKS: dict[str, str] = {
    "caf": "caf", "cpam": "cpam", "mutualite-sociale-agricole": "msa", "mdph": "mdph",
    "maison-departementale-de-lautonomie": "mdph", "france-service": "france_services",
    "msap": "france_services", "france-travail": "france_travail",
    "mission-locale": "mission_locale", "cap-emploi-reseau-cheops": "cap_emploi",
    "ccas-cias": "ccas", "cidff": "cidff", "plie": "plie", "points-justice": "point_justice",
    "points-conseil-budget": "udaf", "maisons-des-solidarites": "departement",
    "cms": "departement", "departements": "departement", "communes": "mairie",
    "action-logement": "action_logement", "siao": "siao", "afpa": "afpa",
    "reseau-information-jeunesse": "cio", "adie": "association_creation_entreprise",
    "reseau-bge": "association_creation_entreprise",
    "initiative-france": "association_creation_entreprise",
    "france-active": "association_creation_entreprise",
    "reseau-entreprendre": "association_creation_entreprise",
    "aci": "siae", "ai": "siae", "ei": "siae", "etti": "siae", "eiti": "siae",
    "chantier-ecole": "siae", "coorace": "siae",
    "restos-du-coeur": "association_solidarite", "secours-populaire": "association_solidarite",
    "croix-rouge": "association_solidarite", "banques-alimentaires": "association_solidarite",
    "emmaus": "association_solidarite",
}
WHOLE_COUNTRY = frozenset({"france", "99100"})


def partner_of(structure: dict[str, Any], services: list[dict[str, Any]],
               ground: Ground) -> Partner:
    """Return the partner. Raises RecordRefused: no organisation of ours, no known commune."""
    keys = _organisations(structure, ground)
    if not keys:
        raise RecordRefused("organisme non reconnu (ni réseau porteur ni nom connus)")
    place = commune_of(ground.places, structure.get("code_insee"), structure.get("code_postal"),
                       structure.get("commune"))
    if place is None:
        raise RecordRefused("commune absente ou inconnue")
    postcode = structure.get("code_postal") or next(iter(place.postcodes), None)
    if postcode is None:
        raise RecordRefused("code postal absent")
    street = " - ".join(filter(None, (structure.get("adresse"),
                                      structure.get("complement_adresse"))))
    hours = structure.get("horaires_accueil")
    origin = Origin("data-inclusion", f"data·inclusion ({structure['source']})",
                    website_of(structure.get("lien_source")) or SITE, structure["source"])
    stated = _zone(services)
    return made({
        "id": slug_of(PREFIX, structure["id"]), "organisation": keys[0], "serves_as": keys[1:],
        "address": {"street": _line(street), "postcode": postcode,
                    "city": city_of(structure.get("commune")) or place.name, "insee": place.insee,
                    "latitude": structure.get("latitude"),
                    "longitude": structure.get("longitude")},
        "phone": phone_of(structure.get("telephone")), "email": structure.get("courriel"),
        "website": website_of(structure.get("site_web")),
        "opening_hours": hours if hours and is_valid(hours) else None,
        "hours_text": _line(hours) if hours and not is_valid(hours) else None,
        "coverage": stated or coverage_for(keys[0], None, place, ground.places),
        "services": tuple(_line(each["nom"]) for each in services),
        "thematics": _gathered(services, "thematiques"), "publics": _gathered(services, "publics"),
        "accessibility": structure.get("accessibilite_lieu"), "imported_from": "data-inclusion",
        "sources": (source_of(origin, day_of(structure["date_maj"]), ground.today),),
    }, structure["nom"])


def _organisations(structure: dict[str, Any], ground: Ground) -> tuple[str, ...]:
    networks = set(structure.get("reseaux_porteurs") or ())
    found = [key for network, key in NETWORKS.items() if network in networks]
    by_name = ground.pivots.organisation(None, structure["nom"])
    keys = dict.fromkeys([*found, *([by_name] if by_name else [])])
    return tuple(key for key in keys if key in ground.registry)


def _zone(services: list[dict[str, Any]]) -> Coverage | None:
    """Return what the services say they serve; None when they say nothing or the whole country."""
    codes = {str(code) for each in services for code in each.get("zone_eligibilite") or ()}
    local = codes - WHOLE_COUNTRY
    if not local:
        return None
    return Coverage(communes=tuple(sorted(each for each in local if len(each) == 5)),
                    epcis=tuple(sorted(each for each in local if len(each) == 9)),
                    departements=tuple(sorted(each for each in local if len(each) < 4)))


def _gathered(services: list[dict[str, Any]], field: str) -> tuple[str, ...]:
    return tuple(sorted({value for each in services for value in each.get(field) or ()}))


def _line(text: str | None) -> str | None:
    said = " ".join((text or "").split())[:400]
    return said if len(said) > 1 else None
