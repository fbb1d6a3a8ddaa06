"""New dialogues that evaluators write: kept beside the golden ones, as files to download."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from knowledge.places import fold
from mediation.evaluation.shapes import Measures, NotFound, NotPossible

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MOST = 100
BUTTONS = ("handoff:offer", "handoff:accept", "handoff:decline")
FIRST_CHOICE = "first"
TRUE_ONLY = ("no_entry", "has_source", "person_offered", "place_or_finder")
NUMBERS = ("min_choices",)
WORDS = ("outcome", "entry", "domain", "lead", "facet", "urgent", "says", "first_says")
FULL = "Il y a déjà cent dialogues proposés. Effacez-en un, puis recommencez."


class Proposals:
    """The folder of proposed dialogues."""

    def __init__(self, folder: Path, measures: Measures) -> None:
        self.folder = folder
        self._measures = measures

    def all(self) -> tuple[dict[str, Any], ...]:
        """Return the proposals: id, title, why, turns as they are in the file."""
        if not self.folder.is_dir():
            return ()
        return tuple(self.read(each.stem) for each in sorted(self.folder.glob("*.yml")))

    def path(self, name: str) -> Path:
        """Return the file of a proposal. Raises NotFound."""
        path = self.folder / f"{name}.yml"
        if not SLUG.fullmatch(name) or not path.is_file():
            raise NotFound(name)
        return path

    def read(self, name: str) -> dict[str, Any]:
        """Return one proposal. Raises NotFound."""
        raw = yaml.safe_load(self.path(name).read_text(encoding="utf-8"))
        return {"id": name, **raw}

    async def add(self, title: str, why: str, turns: Sequence[Mapping[str, str]]) -> str:
        """Keep a dialogue and return its name. Raises NotPossible with every fault, in French."""
        name = "-".join(fold(title).split())[:50].strip("-")
        if not name or not why.strip():
            raise NotPossible("Donnez un titre et dites en une phrase ce que vérifie ce dialogue.")
        self.folder.mkdir(parents=True, exist_ok=True)
        taken = {each.stem for each in self.folder.glob("*.yml")}
        if len(taken) >= MOST:
            raise NotPossible(FULL)
        free = next(each for at in range(1, MOST + 2)
                    if (each := name if at == 1 else f"{name}-{at}") not in taken)
        path = self.folder / f"{free}.part"
        path.write_text(as_yaml(title, why, turns), encoding="utf-8")
        try:
            faults = await self._measures.faults_of(str(path))
            if faults:
                raise NotPossible(" ".join(faults))
            path.rename(self.folder / f"{free}.yml")
        finally:
            path.unlink(missing_ok=True)
        return free

    def erase(self, name: str) -> None:
        """Erase a proposal. Raises NotFound."""
        self.path(name).unlink()


def as_yaml(title: str, why: str, turns: Sequence[Mapping[str, str]]) -> str:
    """Write what the form gave in the golden shape."""
    made = {"title": title.strip(), "why": why.strip(),
            "turns": [turn_of(each) for each in turns]}
    return str(yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=100))


def turn_of(fields: Mapping[str, str]) -> dict[str, Any]:
    """Return one turn: what the resident does, and only the expectations that were filled."""
    expect: dict[str, Any] = {name: fields[name].strip() for name in WORDS
                              if fields.get(name, "").strip()}
    expect |= {name: int(fields[name]) for name in NUMBERS
               if fields.get(name, "").strip().isdigit()}
    expect |= {name: True for name in TRUE_ONLY if fields.get(name)}
    click = fields.get("click", "")
    if click == FIRST_CHOICE:
        return {"click_first": True, "expect": expect}
    if click in BUTTONS:
        return {"click": click, "expect": expect}
    said = fields.get("resident", "").strip()
    return ({"resident": said} if said else {}) | {"expect": expect}
