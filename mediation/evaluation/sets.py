"""The sets of questions: those of the project, and those that evaluators bring."""

import json
import re
import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from knowledge.base import KnowledgeBase
from knowledge.places import fold
from knowledge.vocabulary import DOMAIN_LABELS
from mediation.evaluation.reading_csv import BadRow, Names, Read, Unreadable, read_csv
from mediation.evaluation.shapes import Measures, NotFound, NotPossible, QuestionSet
from mediation.protection import Protector

UPLOADED = "uploaded/"
ID = re.compile(r"[0-9a-f]{16}")
MOST = 50
FULL = "Il y a déjà cinquante jeux apportés. Effacez-en un, puis recommencez."
STYLES = {
    "plain": "français courant", "typos": "fautes de frappe", "no_accents": "sans accents",
    "sms": "SMS", "oral": "oral", "long": "long récit", "non_native": "français appris",
    "other_language": "autre langue",
}


@dataclass(frozen=True)
class Uploaded:
    """A set just read. `masked` counts the questions in which personal data was masked."""

    set: QuestionSet
    bad: tuple[BadRow, ...]
    masked: int


class Sets:
    """Lists sets, keeps the uploaded ones as files."""

    def __init__(self, folder: Path, project: Path, base: KnowledgeBase, protector: Protector,
                 measures: Measures) -> None:
        self._folder = folder
        self._project = project
        self._base = base
        self._protector = protector
        self._measures = measures

    async def of_project(self) -> tuple[QuestionSet, ...]:
        """Return the committed sets. Raises NotPossible when they cannot be read."""
        return tuple(QuestionSet(**each) for each in (await self._measures.catalogue())["sets"])

    def uploaded(self) -> tuple[QuestionSet, ...]:
        """Return the sets that evaluators brought, the last one first."""
        if not self._folder.is_dir():
            return ()
        files = sorted(self._folder.glob("*.meta.json"), key=lambda each: -each.stat().st_mtime)
        return tuple(self._meta(each).set for each in files)

    async def find(self, key: str) -> QuestionSet:
        """Return a set. Raises NotFound."""
        if key.startswith(UPLOADED):
            return self.report(key.removeprefix(UPLOADED)).set
        found = next((each for each in await self.of_project() if each.key == key), None)
        if found is None:
            raise NotFound(key)
        return found

    def path(self, key: str) -> Path:
        """Return the file (or folder) of a set that `find` returned."""
        if key.startswith(UPLOADED):
            return self._folder / f"{key.removeprefix(UPLOADED)}.jsonl"
        return self._project / key

    def upload(self, name: str, data: bytes) -> Uploaded:
        """Read a spreadsheet and keep its good rows, personal data masked first.

        Raises Unreadable when nothing in it can be kept; NotPossible when there is no room.
        """
        if len(self.uploaded()) >= MOST:
            raise NotPossible(FULL)
        read = read_csv(data, self._names())
        if not read.questions:
            raise Unreadable("Aucune question n'a pu être lue. "
                             + " ".join(f"Ligne {each.number} : {each.why}." for each in
                                        read.bad[:3]))
        return self._keep(name, read)

    def _keep(self, name: str, read: Read) -> Uploaded:
        masked = 0
        lines = []
        for each in read.questions:
            safe = self._protector.protect(each["text"])
            masked += bool(safe.masked_kinds)
            lines.append(json.dumps(each | {"text": safe.masked}, ensure_ascii=False))
        key = secrets.token_hex(8)
        made = Uploaded(QuestionSet(
            f"{UPLOADED}{key}", _title(name), len(lines), "", True,
            dict(Counter(str(each.get("kind", "in_scope")) for each in read.questions)),
            dict(Counter(str(each.get("style", "plain")) for each in read.questions)),
        ), read.bad, masked)
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / f"{key}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (self._folder / f"{key}.meta.json").write_text(
            json.dumps(asdict(made), ensure_ascii=False), encoding="utf-8")
        return made

    def report(self, name: str) -> Uploaded:
        """Return what was kept and left aside of an upload. Raises NotFound."""
        path = self._folder / f"{name}.meta.json"
        if not ID.fullmatch(name) or not path.is_file():
            raise NotFound(name)
        return self._meta(path)

    def erase(self, name: str) -> None:
        """Erase an uploaded set. Raises NotFound."""
        self.report(name)
        for suffix in ("jsonl", "meta.json"):
            (self._folder / f"{name}.{suffix}").unlink(missing_ok=True)

    @staticmethod
    def _meta(path: Path) -> Uploaded:
        raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Uploaded(QuestionSet(**raw["set"]),
                        tuple(BadRow(**each) for each in raw["bad"]), int(raw["masked"]))

    def _names(self) -> Names:
        """Return what cells may say: keys, names and titles, folded."""
        repository = self._base.now.repository
        entries = _folded((each.id, each.title) for each in repository.entries())
        bodies = _folded((each.key, each.short_name, each.name)
                         for each in repository.organisations.all())
        domains = _folded((key.value, label) for key, label in DOMAIN_LABELS.items())
        return Names(entries, bodies, domains, _folded(STYLES.items()))


def _folded(names: Iterable[tuple[str, ...]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, *others in names:
        for each in (key, *others):
            found.setdefault(fold(each), key)
    return found


def _title(name: str) -> str:
    """Return a short title from a file's name, whatever its folders."""
    plain = re.split(r"[\\/]", name)[-1].rsplit(".", 1)[0]
    shown = "".join(each for each in plain if each.isprintable()).strip()
    return shown[:80] or "Questions apportées"
