"""The French words of the evaluators' pages for stored values."""

from functools import cache
from typing import Any

from knowledge.vocabulary import DOMAIN_LABELS, Domain
from mediation.evaluation.sets import STYLES
from mediation.outcome import Outcome
from mediation.saying.wording import Wording, load_wording

MODES = {
    "retrieval": ("Recherche et confiance seules", "le plus rapide : une minute ou deux"),
    "chain": ("Chaîne entière", "comme un habitant, sur une instance à part : plusieurs minutes"),
    "reduced": ("Sans la couche de dialogue", "le mode réduit, sur une instance à part"),
}
STATES = {"waiting": "En attente", "running": "En cours", "done": "Terminé",
          "failed": "Non abouti", "stopped": "Arrêté"}
VERDICTS = {
    "wrong": "Fiche fausse donnée seule",
    "answered_absent": "Répondu alors que la base n'a rien",
    "wrong_menu": "Choix sans la bonne fiche",
    "menu_absent": "Choix alors que la base n'a rien",
    "declined": "Rien de montré alors que la fiche existe",
    "wrong_office": "Organisme faux",
    "right": "Bonne réponse",
    "right_menu": "Bonne fiche dans les choix",
    "right_decline": "Décliné à raison",
    "": "Sans étiquette",
}
SHOWN = {"single": "une fiche", "menu": "des choix", "none": "aucune fiche"}
KINDS = {"in_scope": "la base répond", "out_of_scope": "hors sujet",
         "near_miss": "presque dans le sujet", "absent": "démarche absente de la base"}
PARTS = {**STYLES, **KINDS, **{key.value: label for key, label in DOMAIN_LABELS.items()}}
HEADLINES = {"success@1": "bonne fiche en premier", "lead@1": "premier organisme juste",
             "answered": "répondu", "wrong_single": "fiche fausse seule",
             "absent_single": "répondu hors base"}
EXPECTED = {
    "outcome": "Issue de la réponse", "not_outcome": "Issue à éviter", "entry": "Fiche donnée",
    "no_entry": "Aucune fiche", "domain": "Thème", "lead": "Organisme à contacter d'abord",
    "organisations": "Organismes cités", "facet": "Partie de la fiche", "place": "Commune",
    "place_or_finder": "Lieu ou annuaire", "has_source": "Une source",
    "person_offered": "Une personne proposée", "holder": "Qui tient la conversation",
    "case_status": "État du relais", "has_brief": "Résumé montré", "robot_silent": "Robot muet",
    "no_empty_promise": "Aucune promesse en l'air", "urgent": "Urgence",
    "no_urgent": "Pas d'urgence", "level": "Gravité", "numbers": "Numéros d'urgence",
    "first_says": "Premiers mots", "says": "Mots attendus", "min_choices": "Choix, au moins",
    "not_says": "Mots à éviter", "not_entry": "Fiche à éviter",
    "brief_says": "Résumé : mots attendus", "brief_not_says": "Résumé : mots à éviter",
    "case": "Cas reconnu", "needs": "Besoins listés",
    "next_need": "Besoin suivant", "buttons": "Boutons", "never_says": "Mots jamais dits",
    "min_needs": "Besoins reconnus, au moins", "réponse": "Réponse",
}
CLICKS = {"handoff:offer": "appuie sur « Parler à une personne »",
          "handoff:accept": "accepte de transmettre sa demande",
          "handoff:decline": "refuse de transmettre sa demande"}
FAULTS = {"rasa_stopped": "la couche de dialogue est arrêtée",
          "database_locked": "la base de données est bloquée"}
FACETS = {"documents": "Papiers", "delay": "Délai", "cost": "Coût", "where": "Où aller",
          "contact": "Contact", "steps": "Étapes", "eligibility": "Conditions",
          "online": "En ligne", "appeal": "Contester"}
SENSES = {"better": "mieux", "worse": "moins bien", "same": "pas de différence sûre"}
DONE = {
    "demande": "C'est demandé. Cette page avance toute seule.",
    "arrete": "Essai arrêté.", "efface": "Effacé.",
    "propose": "Dialogue enregistré. Téléchargez-le, ou rejouez-le.",
}


def outcome_label(outcome: str) -> str:
    """Return the French label of an outcome; the word itself when it is none of ours."""
    return _wording().label(Outcome(outcome)) if outcome in set(Outcome) else outcome


@cache
def _wording() -> Wording:
    return load_wording()


def percent(value: Any) -> str:
    """Say a share: « 84,1 % »."""
    return "—" if value is None else f"{100 * float(value):.1f} %".replace(".", ",")


def number(value: Any) -> str:
    """Say a number with two decimals and a French comma."""
    return "—" if value is None else f"{float(value):.2f}".replace(".", ",")


def signed(value: Any) -> str:
    """Say a difference of shares in points: « +2,3 »."""
    return "—" if value is None else f"{100 * float(value):+.1f}".replace(".", ",")


def value_text(value: Any) -> str:
    """Say an expected value without Python's signs."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return {True: "oui", False: "non"}[value] if isinstance(value, bool) else str(value)


def theme(key: str) -> str:
    """Return the label of a theme."""
    return DOMAIN_LABELS[Domain(key)] if key in set(Domain) else key
