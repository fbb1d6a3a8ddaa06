"""Reads a desk as someone typed it, in the page or on the command line."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from knowledge.hours import is_valid
from knowledge.places import fold
from knowledge.vocabulary import Domain
from mediation.queueing.desk_place import DeskPlace

AREA = re.compile(r"\d{2}|2[AB]|97\d|\d{5}|2[AB]\d{3}|\d{9}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LONGEST = {"name": 120, "hours": 200, "phone": 40, "absence_text": 300, "duty_email": 200}
LABELS = {"name": "Nom", "hours": "Horaires", "phone": "Téléphone",
          "absence_text": "Texte d'absence", "duty_email": "E-mail d'astreinte"}


class Unreadable(ValueError):
    """What was typed cannot be a desk; `problems` says why, in French, by field."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = problems


def read_place(place_id: str, typed: Mapping[str, str], poles: Sequence[str]) -> DeskPlace:
    """Return the desk that was typed. Raises Unreadable."""
    text = {key: " ".join(typed.get(key, "").split()) for key in
            (*LONGEST, "absence_from", "absence_to", "areas", "live_ceiling")}
    problems = {key: f"{LABELS[key]} : {most} caractères au plus."
                for key, most in LONGEST.items() if len(text[key]) > most}
    if not text["name"]:
        problems["name"] = "Donnez un nom au lieu, avec son article : « la mairie de… »."
    if not text["hours"] or not is_valid(text["hours"]):
        problems["hours"] = "Les horaires ne se lisent pas. Exemple : Mo-Fr 09:00-12:00; PH off."
    if text["duty_email"] and not EMAIL.fullmatch(text["duty_email"]):
        problems["duty_email"] = "Cette adresse e-mail n'est pas entière."
    areas = tuple(re.split(r"[\s,;]+", text["areas"].upper())) if text["areas"] else ()
    if wrong := [each for each in areas if each and not AREA.fullmatch(each)]:
        problems["areas"] = (f"« {wrong[0][:20]} » n'est pas un code : département (48), commune "
                             "(48095) ou intercommunalité (9 chiffres).")
    first, last = (_day(text[key], key, problems) for key in ("absence_from", "absence_to"))
    if first and last and last < first:
        problems["absence_to"] = "La fin de l'absence vient avant son début."
    if (first or last) and not text["absence_text"]:
        problems["absence_text"] = "Écrivez ce qu'il faut dire pendant l'absence."
    if not re.fullmatch(r"\d{1,3}", text["live_ceiling"]) or not int(text["live_ceiling"]) >= 1:
        problems["live_ceiling"] = "Donnez un nombre d'échanges, à partir de 1."
    if problems:
        raise Unreadable(problems)
    known = {each.value for each in Domain}
    return DeskPlace(
        place_id, text["name"], text["hours"], text["phone"] or None, text["absence_text"],
        first, last, typed.get("is_live", "") == "true", int(text["live_ceiling"]),
        tuple(dict.fromkeys(each for each in areas if each)),
        tuple(each for each in dict.fromkeys(poles) if each in known),
        text["duty_email"] or None)


def id_of(name: str, taken: Sequence[str]) -> str:
    """Return a new id for a desk, from its name."""
    plain = fold(name).replace(" ", "-")[:40] or "lieu"
    number, found = 2, plain
    while found in taken:
        found, number = f"{plain}-{number}", number + 1
    return found


def _day(text: str, key: str, problems: dict[str, str]) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        problems[key] = "Cette date ne se lit pas."
        return None
