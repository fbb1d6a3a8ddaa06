"""The counted delays to contest that an entry gives: « dans les 2 mois après la lettre »."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.entry import Entry
from knowledge.vocabulary import Role

_COUNTED = re.compile(r"\bdans (?:les |l')?(?P<count>\d+) (?P<unit>jours?|semaines?|mois|ans?)\b")
# The delay starts from something else than the letter the person holds.
_FROM_ELSEWHERE = re.compile(
    r"après (?:la réponse|une réponse|un refus du|la fin|une réclamation|le recours|l'audience|"
    r"la rupture|l'homologation|l'acceptation|le dernier fait|la mise en recouvrement)")


@dataclass(frozen=True)
class Delay:
    """One delay: where to contest, in the entry's own words, and how long after the letter."""

    organisation: str
    within: str
    count: int
    unit: str

    @property
    def text(self) -> str:
        """Return « 2 mois »."""
        return f"{self.count} {self.unit}"

    def after(self, start: date) -> date:
        """Return the last day, counted from the date of the letter."""
        if self.unit.startswith("jour"):
            return start + timedelta(days=self.count)
        if self.unit.startswith("semaine"):
            return start + timedelta(weeks=self.count)
        months = self.count * (12 if self.unit.startswith("an") else 1)
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def first_delay(entry: Entry, case_id: str | None = None) -> Delay | None:
    """Return the first counted delay to contest, for a case when it is known; None if none."""
    label = next((each.label for each in entry.cases if each.id == case_id), None)
    for each in entry.who:
        if each.role is not Role.APPEALS or not each.within:
            continue
        if label and each.when and each.when != label:
            continue
        counted = _COUNTED.search(each.within)
        if counted and not _FROM_ELSEWHERE.search(each.within[counted.end():]):
            return Delay(each.organisation, each.within, int(counted["count"]), counted["unit"])
    return None
