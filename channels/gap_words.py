"""The French words of gaps in the knowledge: what they are, what becomes of them."""

KINDS = {
    "wrong": "Fiche fausse",
    "incomplete": "Fiche incomplète",
    "outdated": "Fiche périmée",
    "missing": "Il manque une fiche",
    "number": "Le numéro ne répond pas",
}
STATES = {
    "new": "À regarder",
    "accepted": "Accepté, correction à faire",
    "done": "Fait",
    "refused": "Refusé",
}
