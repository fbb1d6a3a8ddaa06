"""Detects danger in a message before anything else happens: written rules, and a second voice."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mediation.answer import Urgent
from mediation.danger_rules import (
    LEVELS,
    Kind,
    grams_of,
    normalise,
    other_scripts,
    read_kind,
    read_unable,
)
from mediation.hearing import Heard, Hearing

MOST_NUMBERS = 3
SURE_PART = 0.6  # of the danger: the voice's kind is then preferred to the rule's
LIKELY_PART = 0.15  # enough for a second kind to count in what is told
BESIDE_LESSER = 0.0  # a rule found a date or a letter that presses: the voice must be sure
SURE_ALONE = 2.0  # the voice alone, without a rule: 3 in 340 ordinary questions of other hands
IF_DANGER = "Si vous ou quelqu'un êtes en danger maintenant, appelez :"
RULED_PART = 0.35  # what a written rule adds to its kind
SURE_VETO = -2.5  # the voice's score under which even a sure rule is not believed
LEAST_GAIN = 0.08  # what a number for another kind must cover to take a place


@dataclass(frozen=True)
class Danger:
    """A danger found, and the calm sentence with its numbers (level danger only)."""

    urgent: Urgent
    calm: str | None


class DangerDetector:
    """Reads `urgency.yml` once. Without `hearing`, or before it is loaded: the rules alone."""

    def __init__(self, raw: dict[str, Any], hearing: Hearing | None = None) -> None:
        self._numbers: dict[str, dict[str, Any]] = raw["numbers"]
        kinds = [read_kind(name, fields) for name, fields in raw["kinds"].items()]
        self._kinds = sorted(kinds, key=lambda each: LEVELS.index(each.level))
        self._named = {each.name: each for each in kinds}
        self._unable = read_unable(raw.get("unable_to_speak", {}))
        self._hearing = hearing

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every emergency number, as written."""
        return tuple(self._numbers)

    def kind(self, name: str) -> Kind:
        """Return one kind by its name. Raises KeyError."""
        return self._named[name]

    def detect(self, text: str) -> Danger | None:
        """Return the gravest danger found, or None."""
        ruled = self._ruled(text)
        grave = next((each for each in ruled if each.level == LEVELS[0]), None)
        lesser = next((each for each in ruled if each.level != LEVELS[0]), None)
        heard = self._hearing.hear(text) if self._hearing else None
        if heard is None or self._hearing is None:
            return self._grave(text, grave, {}) if grave else _lesser(lesser)
        ear = self._hearing.ear
        veto = SURE_VETO if grave and grave.is_sure else ear.veto
        is_lesser = not grave and lesser is not None and heard.score <= BESIDE_LESSER
        if (ear.alarms(heard) and not is_lesser) or (grave and heard.score > veto):
            parts = dict(heard.kinds)
            if grave:
                parts[grave.name] = parts.get(grave.name, 0.0) + RULED_PART
            is_sure = grave is not None or heard.score > SURE_ALONE
            return self._grave(text, self._chosen(grave, heard), parts, is_sure)
        return _lesser(lesser)

    def _ruled(self, text: str) -> list[Kind]:
        """Return the first kind that the rules find at the level danger, and under it."""
        found: list[Kind] = []
        plain, foreign = normalise(text), other_scripts(text)
        grams, other = grams_of(plain), grams_of(foreign)
        for kind in self._kinds:
            if found and found[-1].level == LEVELS[0] == kind.level:
                continue
            if kind.is_in(plain, grams) or (foreign and kind.is_in(foreign, other)):
                found.append(kind)
                if kind.level != LEVELS[0]:
                    break
        return found

    def _chosen(self, ruled: Kind | None, heard: Heard) -> Kind:
        """Return the kind to tell when the rules and the voice differ."""
        first, part = heard.kinds[0]
        if ruled is None or (part >= SURE_PART and heard.score > 0):
            return self._named[first]
        return ruled

    def _grave(self, text: str, kind: Kind, parts: dict[str, float], is_sure: bool = True
               ) -> Danger:
        numbers = self._unable.first(self._best_numbers(kind, parts), text, kind.is_discreet)
        is_discreet = kind.is_discreet or any(
            self._named[name].is_discreet for name, part in parts.items() if part >= LIKELY_PART)
        urgent = Urgent(kind=kind.name, level=kind.level, numbers=numbers, is_discreet=is_discreet,
                        is_sure=is_sure)
        return Danger(urgent, self._calm(kind.calm if is_sure else IF_DANGER, numbers))

    def _best_numbers(self, kind: Kind, parts: dict[str, float]) -> tuple[str, ...]:
        """Return the kind's first number, then what helps most if the danger is another one."""
        shown = [kind.numbers[0]]
        while len(shown) < MOST_NUMBERS:
            gains: dict[str, float] = {}
            for name, part in parts.items():
                right = self._named[name].right
                if name != kind.name and not set(right) & set(shown):
                    for number in right:
                        gains[number] = gains.get(number, 0.0) + part
            best = max(gains, key=lambda each: gains[each], default="")
            if not best or gains[best] < LEAST_GAIN:
                break
            shown.append(best)
        return tuple(dict.fromkeys([*shown, *kind.numbers]))[:MOST_NUMBERS]

    def numbers_again(self, name: str | None) -> str:
        """Return the lines of a kind's numbers; 112 for a kind that is not known."""
        known = self._named.get(name or "")
        shown = known.numbers[:MOST_NUMBERS] if known and known.numbers else ("112",)
        return "\n".join(self._lines(shown))

    def _calm(self, calm: str, numbers: tuple[str, ...]) -> str:
        return "\n".join([calm.strip(), *self._lines(numbers)])

    def _lines(self, numbers: tuple[str, ...]) -> list[str]:
        lines = []
        for number in numbers:
            known = self._numbers.get(number, {})
            parts = [str(known[key]) for key in ("name", "hours_text") if known.get(key)]
            if known.get("cost") == "free":
                parts.append("appel gratuit")
            lines.append(f"☎ {number} : {', '.join(parts)}" if parts else f"☎ {number}")
        return lines


def _lesser(kind: Kind | None) -> Danger | None:
    return Danger(Urgent(kind=kind.name, level=kind.level), None) if kind else None


def load_detector(path: Path, hearing: Hearing | None = None) -> DangerDetector:
    """Read urgency.yml. Raises on a pattern that does not compile."""
    return DangerDetector(yaml.safe_load(path.read_text(encoding="utf-8")), hearing)


__all__ = ["Danger", "DangerDetector", "load_detector", "normalise"]
