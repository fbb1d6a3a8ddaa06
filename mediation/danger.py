"""Detects danger in a message, tolerant of spelling, before anything else happens."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.places import fold
from mediation.answer import Urgent

LEVELS = ("danger", "days", "important")
_SMS = {
    "jsui": "je suis", "jsuis": "je suis", "chui": "je suis", "chuis": "je suis", "jai": "j ai",
    "jvai": "je vais", "jvais": "je vais", "jveux": "je veux", "jve": "je veux", "g": "j ai",
    "pa": "pas", "ms": "mais", "ki": "qui", "ke": "que", "koi": "quoi", "c": "c est",
    "ya": "il y a",
    "svp": "s il vous plait", "tt": "tout", "ds": "dans", "pr": "pour", "bcp": "beaucoup",
    "jpeu": "je peux", "jpeux": "je peux", "jme": "je me", "jen": "j en", "toujour": "toujours",
    "dor": "dors", "mn": "mon", "cc": "coucou", "tjs": "toujours", "dehor": "dehors", "ss": "suis",
}


@dataclass(frozen=True)
class Kind:
    """One kind of danger, compiled."""

    name: str
    level: str
    label: str
    numbers: tuple[str, ...]
    calm: str
    patterns: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]

    def is_in(self, text: str) -> bool:
        """Say whether a pattern is found once every `unless` phrase is taken out."""
        for each in self.unless:
            text = each.sub(" ", text)
        return any(each.search(text) for each in self.patterns)


@dataclass(frozen=True)
class Danger:
    """A danger found, and the calm sentence with its numbers (level danger only)."""

    urgent: Urgent
    calm: str | None


class DangerDetector:
    """Reads `urgency.yml` once; `detect` is pure text matching."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self._numbers: dict[str, dict[str, Any]] = raw["numbers"]
        kinds = [_kind(name, fields) for name, fields in raw["kinds"].items()]
        self._kinds = sorted(kinds, key=lambda each: LEVELS.index(each.level))

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every emergency number, as written."""
        return tuple(self._numbers)

    def detect(self, text: str) -> Danger | None:
        """Return the gravest danger found, or None."""
        plain, foreign = normalise(text), _other_scripts(text)
        for kind in self._kinds:
            if kind.is_in(plain) or (foreign and kind.is_in(foreign)):
                is_danger = kind.level == LEVELS[0]
                numbers = kind.numbers[:3] if is_danger else ()
                urgent = Urgent(kind=kind.name, level=kind.level, numbers=numbers)
                return Danger(urgent, self._calm(kind, numbers) if is_danger else None)
        return None

    def _calm(self, kind: Kind, numbers: tuple[str, ...]) -> str:
        lines = [kind.calm.strip()]
        for number in numbers:
            known = self._numbers.get(number, {})
            parts = [str(known[key]) for key in ("name", "hours_text") if known.get(key)]
            if known.get("cost") == "free":
                parts.append("appel gratuit")
            lines.append(f"☎ {number} : {', '.join(parts)}" if parts else f"☎ {number}")
        return "\n".join(lines)


def normalise(text: str) -> str:
    """Fold accents, case and SMS spellings; repeated letters are reduced to two."""
    squeezed = re.sub(r"(.)\1{2,}", r"\1\1", text)
    return " ".join(_SMS.get(word, word) for word in fold(squeezed).split(" "))


def _other_scripts(text: str) -> str:
    """Keep only the words outside the Latin alphabet (Arabic, Cyrillic), which folding drops."""
    return " ".join(re.sub(r"[\x00-\u024f\u2000-\u206f]+", " ", text.lower()).split())


def load_detector(path: Path) -> DangerDetector:
    """Read urgency.yml. Raises on a pattern that does not compile."""
    return DangerDetector(yaml.safe_load(path.read_text(encoding="utf-8")))


def _kind(name: str, fields: dict[str, Any]) -> Kind:
    return Kind(
        name=name,
        level=fields["level"],
        label=fields["label"],
        numbers=tuple(str(each) for each in fields.get("numbers", ())),
        calm=fields.get("calm", ""),
        patterns=tuple(_compiled(each) for each in fields["patterns"]),
        unless=tuple(_compiled(each) for each in fields.get("unless") or ()),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
