"""Finds two passages that speak of the same thing with different figures."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge.checks.figures import Said, figures
from knowledge.checks.words import fold_keep, sentences, spoken
from knowledge.entry import Entry
from knowledge.repository import Fault
from knowledge.vocabulary import Role

# Set on the base: at these, every pair reported is a real disagreement.
_ALIKE = 0.55
_AHEAD = 0.2
_EXPLAINED = 0.35
_FEWEST = 2
_LITTLE_WORDS = ("vous votre avec dans pour plus moins cette avant apres aussi faut peut sont "
                 "etre avoir faire chaque entre autre comme tous toute elle leur leurs celui "
                 "depuis quand alors sans selon mois jours semaines ans heures")
_LITTLE = frozenset(_LITTLE_WORDS.split())
_DELAYS = frozenset({"mois", "jour", "semaine"})
_CONTESTING = re.compile(r"contest|recours|reclamation|pas d'accord|dit non|refus \?|"
                         r"apres (?:le|un|ce) refus")
_ANSWERING = re.compile(r"\b(?:trait|repond|statue)")  # their delay, not the resident's
# Two words for one thing, so that « contester » and « recours » meet.
_SAME = {"recou": "conte", "refus": "conte", "recla": "conte", "desac": "conte", "refai": "renou",
         "patro": "emplo", "argen": "monta", "payee": "paie", "lettr": "decis", "repon": "repon"}


@dataclass(frozen=True)
class Passage:
    """One sentence, where it stands, and the figures it says."""

    field: str
    text: str

    @cached_property
    def said(self) -> dict[str, frozenset[str]]:
        """Return the numbers by unit."""
        units: dict[str, set[str]] = defaultdict(set)
        for each in figures(self.text):
            units[each.unit].add(each.number)
        return {unit: frozenset(numbers) for unit, numbers in units.items()
                if unit and unit != "date"}

    @cached_property
    def stems(self) -> frozenset[str]:
        """Return the beginnings of its full words, so that « refus » and « refusé » meet."""
        words = re.findall(r"[a-z]{4,}", fold_keep(self.text))
        stems = (word[:5] for word in words if word not in _LITTLE)
        return frozenset(_SAME.get(stem, stem) for stem in stems)

    def likeness(self, other: "Passage") -> float:
        """Return how many full words two passages share, from 0 to 1."""
        if not self.stems or not other.stems:
            return 0.0
        shared = len(self.stems & other.stems)
        if shared < _FEWEST:
            return 0.0
        return 2 * shared / (len(self.stems) + len(other.stems))


def passages(entry: Entry) -> list[Passage]:
    """Return every sentence of an entry that says a figure."""
    said = [Passage(field, sentence) for field, text in spoken(entry)
            if field not in {"who.within", "not_for.what"}
            for sentence in sentences(text)]
    said += [Passage("who.within", f"{each.organisation} {each.role} {each.within}")
             for each in entry.who if each.within]
    said += [Passage("figures", f"{each.means} : {each.value}") for each in entry.figures]
    return [each for each in said if each.said]


def check_agreement(entry: Entry, file: str) -> Iterator[Fault]:
    """Yield a fault for two passages that speak of one thing with two figures."""
    yield from _appeals(entry, file)
    yield from _nearest(entry, file)


def _appeals(entry: Entry, file: str) -> Iterator[Fault]:
    """A delay to contest is one of those the `appeals` lines give."""
    given = {figure for each in entry.who if each.role is Role.APPEALS and each.within
             for figure in figures(each.within)}
    if not given:
        return
    for field, text in spoken(entry):
        if field in {"who.within", "not_for.what", "title"}:
            continue
        for sentence in _contesting(text):
            for figure in figures(sentence):
                if figure.unit in _DELAYS and figure not in given:
                    yield Fault(file, field, str(figure), "ce délai pour contester n'est pas celui "
                                "des lignes « appeals » de « who » : mettez le même partout")


def _contesting(text: str) -> Iterator[str]:
    """Yield the sentences about contesting: « On vous dit non ? » covers the two that follow."""
    covered = 0
    for sentence in sentences(text):
        if _CONTESTING.search(fold_keep(sentence)):
            covered = 3 if sentence.rstrip().endswith("?") else max(covered, 1)
        if covered and not _ANSWERING.search(fold_keep(sentence)):
            yield sentence
        covered = max(0, covered - 1)


def _nearest(entry: Entry, file: str) -> Iterator[Fault]:
    """A passage agrees with the passage nearest to it in meaning."""
    everything = passages(entry)
    for passage in everything:
        if passage.field == "figures":  # short as they are, they resemble one another
            continue
        for unit, numbers in passage.said.items():
            others = [each for each in everything
                      if each is not passage and unit in each.said]
            same = max((passage.likeness(each) for each in others
                        if each.said[unit] & numbers), default=0.0)
            against = [each for each in others if each.field != passage.field
                       and not each.said[unit] & numbers]
            nearest = max(against, key=passage.likeness, default=None)
            if nearest is None or same > _EXPLAINED:
                continue
            if passage.likeness(nearest) >= max(_ALIKE, same + _AHEAD):
                mine = ", ".join(str(Said(unit, each)) for each in sorted(numbers))
                yield Fault(file, passage.field, mine, "deux passages ne disent pas le même "
                            f"chiffre : comparez avec {nearest.field} (« {nearest.text[:70]} »)")
