"""A fictitious entry without a fault, its registry, and how to change one thing in it."""

from copy import deepcopy
from datetime import date

from knowledge.entry import Entry
from knowledge.organisations import Organisations
from tests.people import SOURCE, organisation

TODAY = date(2026, 11, 23)

SOUND = {
    "id": "aide-fictive", "title": "Demander l'aide fictive", "domain": "benefits",
    "asked_as": [
        "Comment demander l'aide fictive ?", "g droit a laide fictive ou pas", "aide fictive caf",
        "Ma mère est âgée, peut-elle toucher l'aide fictive ?", "fictive help in France, how?",
        "Je ne comprends pas le papier de l'aide fictive", "refus aide fictive que faire",
        "mon fils a 18 ans aide fictive", "qui paie cette aide", "moi besoin aide, où aller"],
    "not_for": [{"what": "Vous avez une dette", "organisation": "banque_de_france"}],
    "case_question": "Travaillez-vous dans l'agriculture ?",
    "cases": [
        {"id": "general", "label": "Hors agriculture", "lead": "caf", "is_default": True},
        {"id": "agricole", "label": "Agriculteur", "lead": "msa", "cues": ["agriculteur", "ferme"]},
    ],
    "who": [
        {"organisation": "caf", "role": "decides", "when": "Hors agriculture"},
        {"organisation": "msa", "role": "decides", "when": "Agriculteur"},
        {"organisation": "france_services", "role": "helps"},
        {"organisation": "tribunal", "role": "appeals", "within": "dans les 2 mois"},
    ],
    "must_know": [
        {"fact": "Un refus se conteste dans les 2 mois.", "says": ["dans les 2 mois"],
         "source": "texte"},
        {"fact": "Depuis le 1er octobre 2023, l'aide est sans condition de ressources.",
         "says": ["1er octobre 2023"], "source": "texte"}],
    "figures": [
        {"value": "18 ans", "means": "âge minimum", "source": "texte"},
        {"value": "un mois", "means": "temps de réponse", "source": "texte"},
        {"value": "50 %", "means": "part payée", "source": "texte"},
        {"value": "Cerfa 12345", "means": "formulaire de demande", "source": "texte"}],
    "conditions": ["Vous avez au moins 18 ans.", "L'aide paie 50 % de la dépense."],
    "documents": ["Le formulaire Cerfa 12345", "Une pièce d'identité"],
    "steps": ["Remplissez le formulaire 12345.", "Appelez la Caf au 32 30, ou la MSA."],
    "delay": "Comptez un mois.", "cost": "Gratuit.",
    "online": {"label": "Faire la demande", "url": "https://www.caf.fr/"},
    "sources": [SOURCE], "review_before": "2027-05-31",
    "easy": "Vous voulez l'aide fictive. Demandez-la à la Caf. C'est gratuit. Il faut 18 ans. "
            "On vous dit non ? Vous avez 2 mois pour écrire.",
    "body": "Demandez l'aide fictive à la Caf, ou à la MSA si vous êtes agriculteur. Depuis le "
            "1er octobre 2023, vos revenus ne comptent plus. La réponse vient en un mois. "
            "Un espace France Services peut vous aider.\n\n"
            "Refus ? Allez au tribunal dans les 2 mois.",
}

_PHONE = {"cost": "local", "source": "https://www.caf.fr/", "checked_on": "2026-11-23"}
_BODIES = {
    "caf": ("Caisse d'allocations familiales", "Caf", "la Caf", "32 30"),
    "msa": ("Mutualité sociale agricole", "MSA", "la MSA", None),
    "cpam": ("Caisse primaire d'assurance maladie", "Cpam", "la Cpam", "36 46"),
    "france_services": ("Espace France Services", "France Services", "un espace France Services",
                        None),
    "tribunal": ("Tribunal", "Tribunal", "le tribunal", None),
    "prefecture": ("Préfecture", "Préfecture", "la préfecture", None),
    "banque_de_france": ("Banque de France", "Banque de France", "la Banque de France", None),
    "association_droits_etrangers": ("Association d'aide aux étrangers",
                                     "Association d'aide aux étrangers",
                                     "une association d'aide aux étrangers", None),
}


def registry() -> Organisations:
    """Return a registry of a few real keys; two have a national number."""
    return Organisations(tuple(
        organisation(key, name=name, short_name=short, name_in_text=said,
                     **({"phone": _PHONE | {"number": number}} if number else {}))
        for key, (name, short, said, number) in _BODIES.items()))


def sound(**changes: object) -> Entry:
    """Return the sound entry with some fields replaced."""
    return Entry(**(deepcopy(SOUND) | changes))


def said_otherwise(field: str, before: str, after: str) -> dict[str, object]:
    """Return the change that replaces words in one text, or in one line of a list."""
    value = SOUND[field]
    if isinstance(value, str):
        assert before in value
        return {field: value.replace(before, after)}
    changed = [each.replace(before, after) for each in value]
    assert changed != value
    return {field: changed}


def with_line(field: str, index: int, **changes: object) -> dict[str, object]:
    """Return the change of some keys of one record of a list."""
    records = deepcopy(SOUND[field])
    records[index] |= changes
    return {field: records}


def without_line(field: str, index: int) -> dict[str, object]:
    """Return the removal of one record of a list."""
    return {field: SOUND[field][:index] + SOUND[field][index + 1:]}


def with_more(field: str, record: object) -> dict[str, object]:
    """Return the addition of one record to a list."""
    return {field: [*SOUND[field], record]}
