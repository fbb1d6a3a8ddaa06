"""What may be noted of the person for the visit: only what changes the office to see."""

from bot.situations.known import known

WORK = {"private_employee": "Salarié du privé", "public_agent": "Agent public",
        "self_employed": "À son compte", "farmer": "Exploitant agricole",
        "farm_worker": "Salarié agricole", "jobless": "Sans emploi"}
HOME = {"private_tenant": "Locataire du privé", "social_tenant": "Locataire HLM",
        "owner": "Propriétaire"}
AGE = {"age:20": "Moins de 25 ans", "age:40": "De 26 à 59 ans", "age:67": "60 ans et plus"}
GROUPS = (("work", "Travail", WORK), ("dwelling", "Logement", HOME), ("age", "Âge", AGE))
LABELS = {**WORK, **HOME, **AGE}


def clean_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return the known tags, at most one of each group, in order."""
    return tuple(key for _, _, group in GROUPS for key in list(dict.fromkeys(
        each for each in tags if each in group))[:1])


def labels_of(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tags in French."""
    return tuple(LABELS[each] for each in tags if each in LABELS)


def as_situation(tags: tuple[str, ...]) -> str | None:
    """Return the tags as the dialogue keeps them, to choose an entry's case."""
    return " ".join(tags) or None


def unknown_keys() -> set[str]:
    """Return our tags that the dialogue's situations do not have; a test keeps it empty."""
    return {*WORK, *HOME} - {each.key for each in known().situations}
