"""The French words of call-backs for stored values, on the resident's page and at the desk."""

from mediation.callbacks.shapes import Moment, State, Way

ASKED = {
    Way.PHONE: "Un rappel est demandé",
    Way.EMAIL: "Une réponse par e-mail est demandée",
    Way.DESK: "Vous avez choisi de venir à l'accueil",
    Way.HERE: "Une réponse est attendue ici",
}
TO_DO = {
    Way.PHONE: "À rappeler par téléphone",
    Way.EMAIL: "À répondre par e-mail",
    Way.DESK: "Viendra à l'accueil avec son code",
    Way.HERE: "À répondre dans la conversation",
}
ENDS = {Way.PHONE: "téléphone finissant par {end}", Way.EMAIL: "e-mail finissant par « {end} »"}
MOMENTS = {
    Moment.MORNING: "le matin",
    Moment.AFTERNOON: "l'après-midi",
    Moment.ANY: "à toute heure d'ouverture",
}
STATES = {
    State.ASKING: "La personne n'a pas encore donné ses coordonnées",
    State.OPEN: "À faire",
    State.DONE: "Fait",
    State.UNREACHABLE: "Personne injoignable après trois essais",
    State.EXPIRED: "Coordonnées effacées : leur durée est passée",
}
DONE = {
    "resolved": "La question est réglée",
    "referred": "La personne est orientée vers un autre service",
    "abandoned": "La personne ne veut plus être rappelée",
}
PURPOSES = {
    "call_back": "rappeler pour cette demande, et rien d'autre",
    "write_back": "répondre à cette demande, et rien d'autre",
    "visit": "retrouver la demande à l'accueil",
    "chat": "répondre dans la conversation",
}


def contact_end(way: Way, end: str) -> str:
    """Say « téléphone finissant par 34 »."""
    return ENDS[Way(way)].format(end=end) if Way(way) in ENDS else ""


FILTERS = {
    "way_asked": lambda key: ASKED[Way(key)],
    "way_to_do": lambda key: TO_DO[Way(key)],
    "contact_end": contact_end,
    "moment": lambda key: MOMENTS[Moment(key)],
    "callback_state": lambda key: STATES[State(key)],
    "purpose": lambda key: PURPOSES.get(key, "cette demande"),
}
