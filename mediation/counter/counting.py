"""What is counted of a visit, in closed lists: ten seconds, and nothing of the person."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from knowledge.vocabulary import DOMAIN_LABELS

THEMES = {**{key.value: label for key, label in DOMAIN_LABELS.items()}, "other": "Autre"}
NATURES = {"information": "Information", "procedure": "Aide à une démarche",
           "appointment": "Prise de rendez-vous", "digital": "Aide numérique",
           "letter": "Courrier ou dossier papier", "other": "Autre"}
DURATIONS = {"under_10": "Moins de 10 minutes", "from_10_to_30": "De 10 à 30 minutes",
             "from_30_to_60": "De 30 minutes à 1 heure", "over_60": "Plus d'une heure"}
OUTCOMES = {"answered": "Réponse donnée sur place", "started": "Démarche commencée",
            "referred": "Orientée vers un partenaire", "booked": "Rendez-vous pris",
            "to_see_again": "À revoir", "none": "Sans suite"}
RESULTS = {"resolved": "Réglé", "referred": "Orienté", "abandoned": "Sans réponse"}
LISTS = {"theme": THEMES, "nature": NATURES, "duration": DURATIONS, "outcome": OUTCOMES}


@dataclass(frozen=True)
class Count:
    """One visit as it is counted."""

    theme: str
    nature: str
    duration: str
    outcome: str


def checked(said: dict[str, str]) -> Count:
    """Return the count. Raises ValueError for a word that is in no list."""
    for name, known in LISTS.items():
        if said.get(name) not in known:
            raise ValueError(f"{name} inconnu : {said.get(name)} ; choisissez parmi "
                             f"{', '.join(known)}")
    return Count(said["theme"], said["nature"], said["duration"], said["outcome"])


def band_of(opened_at: datetime, now: datetime) -> str:
    """Return the band of a duration."""
    minutes = (now - opened_at) / timedelta(minutes=1)
    return ("under_10" if minutes < 10 else "from_10_to_30" if minutes < 30
            else "from_30_to_60" if minutes < 60 else "over_60")
