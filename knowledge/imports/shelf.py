"""Where imports live: one folder a version, switched in one step, the last two kept."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.imports.refusal import ImportBusy, Refusal

FORMAT = 1
IN_USE = "CURRENT"
RECORDS, REFUSALS, SUMMARY = "records.jsonl", "refusals.jsonl", "manifest.json"
WORKSHOP = ".building"
STATE = "state.json"
LAST_REFUSALS = "last-refusals.jsonl"


@dataclass(frozen=True)
class ImportManifest:
    """What a version holds, from which file, of which day. Dates are ISO texts."""

    source: str
    version: str
    archive: str
    archive_sha256: str
    imported_at: str
    dated_on: str | None
    counts: dict[str, int]
    licence: str = ""
    refused_because: dict[str, int] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def day(self) -> date | None:
        """Return the day of the corpus, or None when nothing gives it."""
        return date.fromisoformat(self.dated_on) if self.dated_on else None


@dataclass(frozen=True)
class Shelf:
    """The versions of one source."""

    folder: Path

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the only right to write. Raises ImportBusy at once when another has it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / ".lock").open("w") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise ImportBusy("un autre import de cette source est en cours") from None
            yield

    def current(self) -> Path | None:
        """Return the folder of the version in use, or None."""
        try:
            name = (self.folder / IN_USE).read_text(encoding="utf-8").strip()
        except OSError:
            return None
        return self.folder / name if name and (self.folder / name / SUMMARY).is_file() else None

    def manifest(self) -> ImportManifest | None:
        """Return what the version in use says of itself; None when absent or unreadable."""
        folder = self.current()
        if folder is None:
            return None
        try:
            raw = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
            return ImportManifest(**raw) if raw.get("format") == FORMAT else None
        except (OSError, ValueError, TypeError):
            return None

    def records(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield (id, record) of the version in use; nothing when there is none."""
        folder = self.current()
        if folder is not None:
            with (folder / RECORDS).open(encoding="utf-8") as stream:
                for line in stream:
                    row = json.loads(line)
                    yield row["id"], row["record"]

    def workshop(self, fingerprint: str) -> Path:
        """Return the folder to build in; what was built from another archive is thrown away."""
        folder = self.folder / WORKSHOP
        state = folder / STATE
        expected = f"{FORMAT}:{fingerprint}"
        if not state.is_file() or state.read_text(encoding="utf-8") != expected:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            state.write_text(expected, encoding="utf-8")
        return folder

    def discard(self) -> None:
        """Throw away what was being built."""
        shutil.rmtree(self.folder / WORKSHOP, ignore_errors=True)

    def publish(self, manifest: ImportManifest) -> None:
        """Name the finished workshop, use it, and keep only it and the one before."""
        made = self.folder / WORKSHOP
        (made / SUMMARY).write_text(
            json.dumps(asdict(manifest), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        (made / STATE).unlink(missing_ok=True)
        before = self.current()
        made.rename(self.folder / manifest.version)
        fresh = self.folder / f".{IN_USE}"
        fresh.write_text(manifest.version + "\n", encoding="utf-8")
        os.replace(fresh, self.folder / IN_USE)
        kept = {manifest.version, before.name if before else ""}
        for each in self.folder.iterdir():
            if each.is_dir() and each.name not in kept and not each.name.startswith("."):
                shutil.rmtree(each, ignore_errors=True)

    def note_refusals(self, refusals: list[Refusal]) -> Path:
        """Leave the list of what was refused beside the versions, readable after a failure."""
        path = self.folder / LAST_REFUSALS
        path.write_text("".join(refusal_line(each) for each in refusals), encoding="utf-8")
        return path


def refusal_line(refusal: Refusal) -> str:
    """Return one line of a refusals file."""
    return json.dumps(asdict(refusal), ensure_ascii=False) + "\n"
