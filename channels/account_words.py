"""The French words of the accounts' pages: roles, rooms, actions of the journal."""

from mediation.store.staff import Line

ROLES = {"mediator": "Médiation", "editor": "Rédaction", "evaluator": "Évaluation",
         "admin": "Administration"}
# What each role opens: address, name, what one does there.
ROOMS = {
    "/mediation": ("Médiation", "Les demandes des habitants, l'accueil, le suivi."),
    "/redaction": ("Rédaction", "Les fiches, les lieux, les avis, les signalements."),
    "/evaluation": ("Évaluation", "Les questions d'essai et les dialogues de référence."),
    "/comptes": ("Comptes", "Qui a un compte, et avec quel rôle."),
    "/comptes/journal": ("Journal", "Qui a vu ou fait quoi, sans les mots des habitants."),
    "/compte": ("Mon compte", "Mot de passe, connexions ouvertes, façons d'être averti."),
}
ROOMS_OF = {
    "mediator": ("/mediation", "/compte"),
    "editor": ("/redaction", "/compte"),
    "evaluator": ("/evaluation", "/compte"),
    "admin": ("/redaction", "/evaluation", "/comptes", "/comptes/journal", "/compte"),
}
ACTIONS = {
    "account.added": "Compte créé",
    "account.added_by": "A créé un compte",
    "account.closed": "Compte fermé",
    "account.role_changed": "A changé un rôle",
    "account.sessions_ended": "A mis fin aux connexions de quelqu'un",
    "appointment.erased": "Rendez-vous effacé",
    "appointment.prepared": "Rendez-vous préparé",
    "callback.done": "Rappel fait",
    "callback.tried": "Rappel essayé",
    "case.aside_over": "Mise de côté arrivée à son terme",
    "case.claimed": "Demande prise",
    "case.closed": "Demande terminée",
    "case.released": "Demande rendue à la file",
    "case.resumed": "Demande reprise",
    "case.returned": "Demande revenue dans la file",
    "case.seen": "Demande ouverte",
    "case.set_aside": "Demande mise de côté",
    "case.transferred": "Demande confiée à un ou une collègue",
    "chat.tied": "Compte Telegram relié",
    "contact.revealed": "Contact consulté pour rappeler",
    "code.found": "Code dit à l'accueil : trouvé",
    "code.missed": "Code dit à l'accueil : inconnu",
    "danger.unread": "Danger non lu : numéro redit, astreinte prévenue",
    "desk.assigned": "Équipe d'un accueil changée",
    "desk.saved": "Accueil modifié",
    "draft.adopted": "Brouillon repris",
    "draft.joined": "Brouillons réunis",
    "draft.saved": "Brouillon enregistré",
    "gap.decided": "Suite donnée à un signalement",
    "gap.reported": "Point signalé à la rédaction",
    "journal.read": "Journal consulté",
    "logbook.code_renewed": "Carnet : nouveau code",
    "logbook.erased": "Carnet effacé",
    "logbook.joined": "Carnet : accès donné",
    "logbook.missed": "Carnet : code inconnu",
    "logbook.opened": "Carnet ouvert",
    "logbook.read": "Carnet lu",
    "logbook.renewed": "Carnet prolongé",
    "logbook.revoked": "Carnet : accès retiré",
    "logbook.step_changed": "Carnet : étape changée",
    "login.opened": "Connexion",
    "note.written": "Note interne écrite",
    "password.changed": "Mot de passe changé",
    "password.link_made": "A fait un lien de mot de passe",
    "publication.made": "Publication",
    "publication.undone": "Publication annulée",
    "referral.erased": "Orientation effacée",
    "referral.proposed": "Orientation proposée",
    "session.ended": "Connexion fermée",
    "sheet.given": "Feuille de route remise",
    "visit.ended": "Visite à l'accueil terminée",
    "visit.opened": "Visite à l'accueil commencée",
    "words.revealed": "Mots masqués consultés",
}
OTHER_ACTION = "Autre action"
DETAILS = {
    "resolved": "question réglée", "referred": "orientée vers un autre service",
    "abandoned": "la personne ne répond plus", "new": "à regarder", "accepted": "accepté",
    "refused": "refusé", "done": "fait", **ROLES,
    "wrong": "fiche fausse", "incomplete": "fiche incomplète", "outdated": "fiche périmée",
    "missing": "fiche manquante", "number": "numéro qui ne répond pas",
}
DONE = {
    "mdp": "Votre mot de passe est changé. Vos autres connexions sont fermées.",
    "session": "Cette connexion est fermée.",
    "avis": "C'est enregistré.",
    "telegram": "Votre compte Telegram n'est plus relié.",
    "compte": "Le compte est créé.",
    "role": "Le rôle est changé. La personne doit se reconnecter.",
    "ferme": "Le compte est fermé. Ses connexions ont cessé.",
    "sessions": "Toutes ses connexions sont fermées.",
    "dernier": "C'est la seule personne qui gère les comptes : donnez d'abord ce rôle à une autre.",
}
WRONG = "Ce n'est pas votre mot de passe actuel. Vérifiez-le et recommencez."
DIFFERENT = "Les deux nouveaux mots de passe ne sont pas les mêmes. Tapez-les de nouveau."
SHORT = "Choisissez un mot de passe de 12 caractères au moins : trois ou quatre mots, par exemple."
KNOWN = "Un compte existe ou a existé pour cette adresse."
UNFIT = "Je ne reconnais pas cette adresse e-mail. Écrivez-la comme : prenom.nom@exemple.fr"
SPENT = ("Ce lien a déjà servi, ou ses 48 heures sont passées. Demandez-en un autre à la personne "
         "qui gère le service.")


def action(key: str) -> str:
    """Return the words of an action."""
    return ACTIONS.get(key, OTHER_ACTION)


def subject(line: Line, names: dict[str, str]) -> str:
    """Return what a line is about: an account's address, or the start of an identifier."""
    if not line.subject or line.subject == line.actor:
        return ""
    return names.get(line.subject) or f"n° {line.subject[:8]}"


def detail(line: Line) -> str:
    """Return the details of a line that have words, and no other."""
    return ", ".join(DETAILS[str(value)] for value in line.detail.values()
                     if str(value) in DETAILS)
