"""The French words of the editors' desk for stored values, and the order of its form."""

from dataclasses import dataclass

from knowledge.editing.fields import Field
from knowledge.editing.kinds import WORDS, Kind, fields_of

KINDS = tuple(WORDS.items())
WORDS_OF = {kind.value: words for kind, words in WORDS.items()}
STATES = {
    "published": "Publiée", "due": "À relire", "withheld": "Retenue : trop ancienne",
    "unreadable": "Fichier illisible", "coming": "À venir", "shown": "Montré en ce moment",
    "over": "Terminé",
}
PARTNER_STATES = {"published": "Confirmé", "due": "À reconfirmer"}
FILTERS = {
    "": "Toutes", "brouillon": "Avec un brouillon", "attente": "En attente de publication",
    "due": "À relire", "withheld": "Retenues", "defauts": "Avec un manque",
}
DRAFT_STATES = {
    "draft": "Brouillon", "ready": "En attente de publication",
    "publishing": "Publication en cours", "published": "Publié", "abandoned": "Abandonné",
    "kept": "Mots mis de côté",
}
CAUSES = {"published": "Publication", "undone": "Annulation",
          "switched_back": "Retour en arrière automatique"}
LIVE_STATES = {"live": "", "undone": "Annulée depuis",
               "switched_back": "Retirée : une réponse de référence n'était plus juste"}
EXPECTED = {
    "outcome": "Issue de la réponse", "entry": "Fiche donnée", "no_entry": "Aucune fiche",
    "domain": "Thème", "lead": "Organisme à contacter d'abord", "organisations": "Organismes cités",
    "facet": "Partie de la fiche", "place": "Commune", "place_or_finder": "Lieu ou annuaire",
    "has_source": "Une source", "person_offered": "Une personne proposée",
    "says": "Mots attendus", "first_says": "Premiers mots", "urgent": "Urgence",
    "numbers": "Numéros d'urgence", "min_choices": "Choix proposés",
    "min_needs": "Besoins reconnus", "not_says": "Mots à éviter", "not_entry": "Fiche à éviter",
    "brief_says": "Résumé : mots attendus", "brief_not_says": "Résumé : mots à éviter",
    "case": "Cas reconnu",
    "needs": "Besoins listés", "next_need": "Besoin suivant", "buttons": "Boutons",
    "never_says": "Mots jamais dits",
}
DONE = {
    "enregistre": "Enregistré. Rien n'est publié.",
    "reste": "Enregistré. Corrigez les défauts ci-dessous, puis proposez-le de nouveau.",
    "reuni": "Le texte publié avait changé : les deux textes sont réunis dans ce brouillon.",
    "garde": "Ce brouillon n'était plus ouvert : vos mots sont mis de côté, rien n'est perdu.",
    "choisi": "Vos choix sont enregistrés. Le texte d'avant est mis de côté.",
    "propose": "Proposé. Une autre personne peut maintenant le relire et le publier.",
    "repris": "Le brouillon est de nouveau ouvert.",
    "abandonne": "Brouillon abandonné. Il reste dans « Mes brouillons », rien n'est perdu.",
    "annule": "Annulé : le texte d'avant est de nouveau en place.",
    "publie": "Publication notée. Ce qu'elle donne est dit plus bas.",
}
_SECTIONS = {
    Kind.ENTRY: (
        ("La réponse", ("title", "domain", "body", "easy")),
        ("Qui fait quoi", ("lead", "who", "case_question", "cases")),
        ("Ce qu'il faut savoir", ("conditions", "documents", "steps", "delay", "cost", "online",
                                  "must_know", "figures")),
        ("Comment on la demande", ("asked_as", "not_for", "life_events")),
        ("D'où cela vient", ("sources", "checked_by", "review_before")),
    ),
    Kind.PARTNER: (
        ("Le lieu", ("name", "organisation", "serves_as", "address")),
        ("Le joindre", ("phone", "email", "website", "hours_text", "opening_hours",
                        "appointment")),
        ("Qui y reçoit qui", ("sessions", "services", "coverage", "publics", "thematics",
                              "languages")),
        ("D'où cela vient", ("sources", "confirmed_on")),
    ),
    Kind.NOTICE: (("L'avis", ("text", "from", "until")), ("Où il est montré", ("scope",))),
}


@dataclass(frozen=True)
class Section:
    """One part of the form, with its title and its fields."""

    id: str
    title: str
    fields: tuple[Field, ...]


def sections(kind: Kind) -> tuple[Section, ...]:
    """Return the form in parts; a field of the schema that no part names comes last."""
    fields = {each.name: each for each in fields_of(kind)}
    found = []
    for title, names in _SECTIONS[kind]:
        chosen = tuple(fields.pop(name) for name in names if name in fields)
        found.append(Section(f"partie-{len(found) + 1}", title, chosen))
    if fields:
        found.append(Section(f"partie-{len(found) + 1}", "Le reste", tuple(fields.values())))
    return tuple(found)
