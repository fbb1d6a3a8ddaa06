"""Fictitious people, offices and places for tests. None of them exists."""

from datetime import UTC, datetime

from knowledge.directory import Directory
from knowledge.entry import Entry
from knowledge.organisations import Organisation, Organisations
from knowledge.partner import Partner
from knowledge.places import Place, Places

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # a Monday, 11 h in Paris

RESIDENT_NAME = "Zélie Fictive"
MEDIATOR_EMAIL = "mediatrice.fictive@example.org"

SOURCE = {
    "key": "texte", "title": "Texte fictif", "url": "https://www.service-public.gouv.fr/fictif",
    "publisher": "DILA", "text_dated_on": "2025-03-01", "read_via": "stored_copy",
    "checked_on": "2026-11-23",
}

ENTRY = {
    "id": "aide-fictive", "title": "Demander l'aide fictive", "domain": "benefits",
    "asked_as": [f"je veux l'aide fictive numéro {n}" for n in range(10)],
    "lead": "caf",
    "who": [
        {"organisation": "caf", "role": "decides"},
        {"organisation": "france_services", "role": "helps"},
        {"organisation": "tribunal", "role": "appeals", "within": "dans les 2 mois"},
    ],
    "must_know": [{"fact": "Il y a un délai.", "says": ["dans les 2 mois"], "source": "texte"}],
    "conditions": ["Habiter en France."],
    "documents": ["Une pièce d'identité", "Un RIB"],
    "steps": ["Remplissez le formulaire.", "Envoyez le formulaire à la Caf."],
    "delay": "Environ un mois.", "cost": "Gratuit.",
    "online": {"label": "Faire la demande", "url": "https://www.caf.fr/"},
    "sources": [SOURCE], "review_before": "2027-05-31",
    "easy": "Vous voulez l'aide fictive. Demandez-la à la Caf. C'est gratuit. "
            "Vous pouvez être aidé par France Services.",
    "body": "Demandez l'aide fictive à la Caf. C'est gratuit. La Caf répond en un mois environ. "
            "Un espace France Services peut vous aider.",
}

CASES = {
    "lead": None,
    "case_question": "Travaillez-vous dans l'agriculture ?",
    "cases": [
        {"id": "general", "label": "Hors agriculture", "lead": "caf", "is_default": True},
        {"id": "agricole", "label": "Agriculteur", "lead": "msa", "cues": ["agriculteur"]},
    ],
    "who": [
        {"organisation": "caf", "role": "decides", "when": "Hors agriculture"},
        {"organisation": "msa", "role": "decides", "when": "Agriculteur"},
        {"organisation": "france_services", "role": "helps"},
        {"organisation": "tribunal", "role": "appeals", "within": "dans les 2 mois"},
    ],
}


def entry(**changes: object) -> Entry:
    """Return a fictitious entry with some fields changed."""
    return Entry(**(ENTRY | changes))


def organisation(key: str, **changes: object) -> Organisation:
    """Return a fictitious organisation under a real key."""
    fields = {"name": key.upper(), "short_name": key.upper(), "name_in_text": f"la {key}",
              "does": "Fait une chose fictive."}
    return Organisation(key=key, **(fields | changes))


def registry() -> Organisations:
    """Return a small registry; only the Caf has a national number."""
    phone = {"number": "32 30", "cost": "local", "hours": "Mo-Fr 09:00-16:00; PH off",
             "hours_text": "du lundi au vendredi, de 9 h à 16 h",
             "source": "https://www.caf.fr/", "checked_on": "2026-11-23"}
    finder = {"label": "Trouver un lieu fictif", "url": "https://www.example.org/"}
    keys = ("msa", "france_services", "tribunal", "mairie", "ccas", "france_travail")
    return Organisations((organisation("caf", phone=phone, finder=finder),
                          *(organisation(key, finder=finder) for key in keys)))


def places() -> Places:
    """Return three fictitious communes of the fictitious département 99."""
    def place(insee: str, name: str, epci: str, population: int, *former: str) -> Place:
        return Place(insee, name, (f"{insee[:2]}000",), epci, f"{insee[:2]}1", insee[:2],
                     "Fictif", population, former)
    return Places((place("99001", "Sainte-Fiction-sur-Test", "E1", 4000),
                   place("99002", "Bourgfictif", "E1", 900, "Vieuxbourg"),
                   place("99003", "Loinville", "E2", 5000),
                   place("98001", "Doublonville", "E8", 1000),
                   place("97001", "Doublonville", "E7", 1100)))


def partner(**changes: object) -> Partner:
    """Return a fictitious partner: a Caf in Sainte-Fiction-sur-Test."""
    fields: dict[str, object] = {
        "id": "caf-fictive", "name": "Caf fictive", "organisation": "caf",
        "address": {"street": "1 rue Fictive", "postcode": "99000",
                    "city": "Sainte-Fiction-sur-Test", "insee": "99001"},
        "phone": "01 99 00 00 00", "coverage": {"departements": ["99"]},
        "sources": [SOURCE], "confirmed_on": "2026-10-01", "is_fictitious": True,
    }
    return Partner(**(fields | changes))


def directory(*partners: Partner) -> Directory:
    """Return a directory of fictitious partners."""
    return Directory(partners or (partner(),), places())
