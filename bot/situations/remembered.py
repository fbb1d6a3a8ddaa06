"""What the dialogue remembers of the person, from one entry to the next.

One text slot: keys of situations, « age:19 », and the case last told (« case:fiche:cas »). A case
is not carried to another entry by its name: « prive » is a landlord here, an employer there.
"""

from bot.situations.ages import case_of_age
from bot.situations.cases import Heard, case_told, hear
from bot.situations.known import with_keys
from knowledge.entry import Entry

_AGE, _CASE = "age:", "case:"


def find_case(entry: Entry, text: str, situation: str | None = None) -> str | None:
    """Return the case the words reveal, else the one already told; None when unknown."""
    return case_told(entry, hear(text)) or case_remembered(entry, situation)


def case_remembered(entry: Entry, situation: str | None) -> str | None:
    """Return the case that what was said before leads to; None when unknown or ambiguous."""
    kept = (situation or "").split()
    for each in kept:
        if each.startswith(f"{_CASE}{entry.id}:"):
            told = each.removeprefix(f"{_CASE}{entry.id}:")
            return told if any(case.id == told for case in entry.cases) else None
    if by_age := case_of_age(entry, _ages(kept)):
        return by_age
    cases = {case.id for each in with_keys(kept) if (case := each.case_of(entry))}
    return cases.pop() if len(cases) == 1 else None


def remember(situation: str | None, heard: Heard, entry: Entry | None = None,
             case_id: str | None = None) -> str | None:
    """Return what to keep: the newest words replace older ones about the same thing."""
    kept = (situation or "").split()
    told = [each.situation for each in heard.told if not each.is_denied]
    abouts = {each.about for each in told}
    keys = [each.key for each in with_keys(kept) if each.about not in abouts]
    keys += [each.key for each in told]
    ages = heard.ages or _ages(kept)
    cases = [each for each in kept if each.startswith(_CASE)]
    if entry and case_id:
        cases = [case_token(entry.id, case_id)]
    elif told or heard.ages:
        cases = []
    return " ".join([*keys, *(f"{_AGE}{age}" for age in ages), *cases]) or None


def case_token(entry_id: str, case_id: str) -> str:
    """Return how the case last told is kept."""
    return f"{_CASE}{entry_id}:{case_id}"


def _ages(kept: list[str]) -> tuple[int, ...]:
    return tuple(int(each.removeprefix(_AGE)) for each in kept if each.startswith(_AGE))
