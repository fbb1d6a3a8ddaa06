"""The French words of the mediators' desk for stored values."""

from mediation.outcome import CaseStatus
from mediation.utterance import Channel

CAUSES = {
    "asked": "A demandé à parler à une personne",
    "urgent": "Situation urgente",
    "two_misunderstandings": "L'assistant n'a pas compris deux fois",
    "no_source": "L'assistant n'a pas de source sûre",
    "unsure": "L'assistant n'était pas sûr",
    "dissatisfied": "N'était pas satisfait de la réponse",
}
CHANNELS = {
    Channel.WEB: "Site web",
    Channel.TELEGRAM: "Telegram",
    Channel.CONSOLE: "Terminal",
    Channel.API: "Autre site",
}
STATUSES = {
    CaseStatus.OFFERED: "Proposé",
    CaseStatus.WAITING: "En attente",
    CaseStatus.CLAIMED: "Prise en charge",
    CaseStatus.PENDING: "Mise de côté",
    CaseStatus.CLOSED: "Terminée",
}
RESULTS = {
    "resolved": "La question est réglée",
    "referred": "La personne est orientée vers un autre service",
    "abandoned": "La personne ne répond plus",
}
ASIDE_REASONS = {
    "paper": "Attend un papier de la personne",
    "answer": "Attend la réponse d'un autre service",
    "appointment": "Un rendez-vous est prévu",
    "call_back": "À rappeler un autre jour",
    "other": "Autre raison",
}
NOTICES = {
    "non": "Un ou une collègue vient de prendre cette demande.",
    "plein": "Votre lieu suit déjà autant d'échanges en direct qu'il peut. Terminez-en un, ou "
             "mettez-le de côté, puis prenez cette demande.",
    "date": "Choisissez un jour dans les 30 jours qui viennent.",
}
FILTERS = {
    "aside": lambda key: ASIDE_REASONS.get(key, "Raison non précisée"),
    "result": lambda key: RESULTS.get(key, "Terminée"),
    "cause": lambda key: CAUSES.get(key, "Raison non précisée"),
    "channel": lambda key: CHANNELS[Channel(key)],
    "case_status": lambda key: STATUSES[CaseStatus(key)],
}
