"""The French words of the follow-up pages for stored values."""

from types import MappingProxyType

from mediation.follow_up.agreement import AgreedBy, How, Mandate, Subject
from mediation.follow_up.states import Reason, ReferralState, Refusal, StepState

STATES = {
    ReferralState.PROPOSED: "À envoyer",
    ReferralState.SENT: "Envoyée, réponse attendue",
    ReferralState.ACCEPTED: "Acceptée",
    ReferralState.REFUSED: "Refusée",
    ReferralState.DONE: "Réglée",
    ReferralState.EXPIRED: "Sans suite depuis deux mois",
}
MOVES = {
    ReferralState.SENT: "Envoyée",
    ReferralState.ACCEPTED: "Acceptée",
    ReferralState.DONE: "C'est réglé",
}
TO_DO = {
    ReferralState.PROPOSED: "Contactez le partenaire, puis appuyez sur « Envoyée ».",
    ReferralState.SENT: "Le partenaire a-t-il répondu ?",
    ReferralState.ACCEPTED: "La personne a-t-elle été reçue ?",
}
REASONS = {
    Reason.PROCEDURE: "Faire une démarche avec un agent",
    Reason.OVERVIEW: "Faire le point sur la situation",
    Reason.EMERGENCY_AID: "Aide financière ou alimentaire",
    Reason.HOUSING: "Logement ou hébergement",
    Reason.WORK: "Emploi",
    Reason.TRAINING: "Formation",
    Reason.HEALTH: "Santé ou handicap",
    Reason.LAW: "Comprendre ou défendre ses droits",
    Reason.DIGITAL: "Aide avec le numérique",
    Reason.FAMILY: "Famille",
    Reason.MOBILITY: "Se déplacer",
    Reason.OTHER: "Autre",
}
REFUSALS = {
    Refusal.FULL: "Pas de place en ce moment",
    Refusal.OUT_OF_AREA: "Hors de leur secteur",
    Refusal.OTHER_PUBLIC: "Pas leur public",
    Refusal.NO_ANSWER: "Pas de réponse",
    Refusal.PERSON_DECLINED: "La personne ne le souhaite plus",
    Refusal.OTHER: "Autre",
}
SUBJECTS = {
    Subject.SELF: "La personne avec qui je parle",
    Subject.ADULT: "Un autre adulte (proche ou personne accompagnée)",
    Subject.YOUNG: "Un jeune de 15 à 17 ans",
    Subject.CHILD: "Un enfant de moins de 15 ans",
}
AGREED_BY = {
    AgreedBy.PERSON: "La personne concernée, elle-même",
    AgreedBy.MANDATE: "Quelqu'un qui a un mandat",
}
HOWS = {
    How.SPOKEN: "de vive voix, sur place",
    How.PHONE: "par téléphone",
    How.CHAT: "dans la conversation",
    How.WRITTEN: "par écrit",
    How.CODE: "avec le code du carnet",
}
ASKED_HOWS = {key: words for key, words in HOWS.items() if key is not How.CODE}
MANDATES = {
    Mandate.GUARDIANSHIP: "Tutelle, curatelle ou habilitation familiale",
    Mandate.WRITTEN: "Procuration ou mandat écrit",
    Mandate.AIDANTS_CONNECT: "Mandat Aidants Connect",
    Mandate.PARENT: "Parent d'un jeune de 15 à 17 ans",
}
STEPS = {
    StepState.TO_DO: "À faire",
    StepState.STARTED: "En cours",
    StepState.DONE: "Fait",
    StepState.DROPPED: "Abandonné",
}
REFUSED = {
    "child": "Pour un enfant de moins de 15 ans, rien n'est transmis ni gardé ici. La marche à "
             "suivre est plus bas sur cette page.",
    "no_agreement": "Sans l'accord de la personne concernée, rien n'est transmis ni gardé. Lisez "
                    "avec elle ce qui part, puis cochez la case.",
    "no_mandate": "Pour dire oui à la place d'un adulte, il faut un mandat. Choisissez lequel, ou "
                  "demandez à la personne elle-même.",
}
JOURNAL = {
    "logbook.opened": "a ouvert ce carnet",
    "logbook.read": "a lu ce carnet",
    "logbook.joined": "a reçu l'accès, avec le code",
    "logbook.step_added": "a ajouté des étapes",
    "logbook.step_changed": "a changé une étape",
    "logbook.shared": "a noté l'accord pour un ou une collègue",
    "logbook.referent": "a changé la personne référente",
    "logbook.renewed": "a prolongé ce carnet",
    "logbook.code_renewed": "a demandé un nouveau code",
    "logbook.left": "a rendu son accès",
    "logbook.revoked": "a retiré un accès",
}
WORDS = MappingProxyType({
    "states": STATES, "moves": MOVES, "to_do": TO_DO, "reasons": REASONS, "refusals": REFUSALS,
    "subjects": SUBJECTS, "agreed_by": AGREED_BY, "hows": HOWS, "asked_hows": ASKED_HOWS,
    "mandates": MANDATES, "steps": STEPS, "journal": JOURNAL})
