"""Hears that a child is writing: 119 and the school are offered, no contact kept but to call back.

What is said of someone else's age ("ma fille a 12 ans") is not the age of the person who writes.
"""

import re
from collections.abc import Iterable

from mediation.answer import Urgent
from mediation.danger_rules import normalise

CHILD_BELOW = 15
NUMBER = "119"
CALL_BACK = frozenset({"phone"})
OFFER = ("Vous êtes jeune : vous n'avez pas à vous débrouiller seul. Un adulte de votre école peut "
         "vous aider : professeur, infirmière, assistante sociale. Au 119, gratuit, jour et nuit, "
         "on vous écoute sans demander votre nom. Dès 16 ans, la mission locale aide aussi.")
ALSO = f"☎ {NUMBER} : vous êtes mineur, ce numéro est aussi pour vous, appel gratuit"

_WORDS = {"cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11,
          "douze": 12, "treize": 13, "quatorze": 14}
_AGE = re.compile(
    r"\b(?:j ?ai|moi|ai|je (?:viens d avoir|vais avoir|suis age[e]? de)|a mes)"
    rf" (?:que |seulement |bientot |presque |juste )?(\d{{1,2}}|{'|'.join(_WORDS)}) ans?\b"
    r"(?! (?:de |d |dans |en |a (?:la|l|mon)|que|plus|apres|avant|passe|pour)\b)")
_FOREIGN_AGE = re.compile(
    r"\b(?:i am|i m|im) (\d{1,2})\b(?! (?:weeks|months|days|percent|km|minutes))"
    r"|\b(?:tengo|tenho) (\d{1,2}) an[yi]?os\b|\btengo (\d{1,2}) anos\b|\bam (\d{1,2}) ani\b"
    r"|\b(\d{1,2}) yas\w?nday\w?m\b")
_OTHER_AGE = re.compile(r"عمري (\d{1,2})|мен[іе] (\d{1,2})")
_GRADE = r"(?:cp|ce1|ce2|cm1|cm2|6 ?e(?:me)?|5 ?e(?:me)?|4 ?e(?:me)?|sixieme|cinquieme|quatrieme)"
_PUPIL = re.compile(
    rf"\bje (?:suis|rentre|vais etre|passe) en {_GRADE}\b"
    r"|\bje (?:suis|vais|retourne) (?:au college|a l ecole primaire|en primaire)\b"
    r"|\b(?:dans )?ma classe de (?:cp|ce1|ce2|cm1|cm2)\b"
    r"|\b(?:ma maitresse|mon maitre) (?:m|me|il|elle|dit|a|est|veut|crie)\b"
    r"|\b(?:papa|maman)(?: il| elle)? (?:me|m) (?:tape|tappe|frappe|crie|laisse|gronde|enferme|a)\b"
    r"|\b(?:papa|maman)(?: il| elle)? (?:tape|frappe|boit)\b.{0,30}\b(?:moi|me|m|on)\b")
_GROWN = re.compile(r"\b(?:mes enfants|mon mari|ma femme|mon patron|mon salaire|ma retraite|"
                    r"je suis (?:prof\w*|enseignante?|animat\w+|surveillante?|educat\w+))\b"
                    r"|\b(?:ancienne?te|experience|carriere|cotis\w+)\b")


def age_said(text: str) -> int | None:
    """Return the age the writer says to have, when it is a child's; None otherwise."""
    plain = normalise(text)
    found = [*_AGE.finditer(plain), *_FOREIGN_AGE.finditer(plain),
             *_OTHER_AGE.finditer(text.lower())]
    for match in found:
        said = next((each for each in match.groups() if each), "")
        age = _WORDS.get(said) or (int(said) if said.isdigit() else None)
        if age is not None and 4 <= age < CHILD_BELOW:
            return age
    return None


def is_child(text: str) -> bool:
    """Say whether the writer says to be under fifteen, or writes as a young pupil does."""
    plain = normalise(text)
    if _GROWN.search(plain):
        return False
    return age_said(text) is not None or bool(_PUPIL.search(plain))


def was_child(texts: Iterable[str]) -> bool:
    """Say whether one of a conversation's messages came from a child."""
    return any(is_child(text) for text in texts)


def may_keep(masked_kinds: Iterable[str]) -> bool:
    """Say whether what a child wrote may be sealed: a number to call back, nothing else."""
    return set(masked_kinds) <= CALL_BACK


def for_child(urgent: Urgent | None, calm: str | None) -> tuple[Urgent | None, str]:
    """Return what is said to a child: the danger's numbers with the 119, or a gentle offer."""
    if urgent is None or not calm:
        return urgent, OFFER
    if NUMBER in urgent.numbers:
        return urgent, calm
    kept = urgent.numbers[:2]
    lines = [line for line in calm.split("\n")
             if not any(line.startswith(f"☎ {each} ") for each in urgent.numbers[2:])]
    return (urgent.model_copy(update={"numbers": (*kept, NUMBER)}), "\n".join([*lines, ALSO]))
