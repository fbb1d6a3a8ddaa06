"""The work of an import in progress, line by line, so that a killed one takes up again."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.imports.refusal import Refusal

FLUSH_EVERY = 200


@dataclass
class Journal:
    """One line a record, in the order of the archive. `at` is the record's place in it."""

    path: Path
    done: set[int] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    _pending: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read what an interrupted import left; a half-written last line is cut."""
        if not self.path.exists():
            self.path.touch()
        kept = 0
        with self.path.open("rb") as stream:
            for line in stream:
                row = _row(line)
                if row is None:
                    break
                kept += len(line)
                self.done.add(row["at"])
                if "record" in row:
                    self.ids.add(row["id"])
        with self.path.open("r+b") as stream:
            stream.truncate(kept)

    def accept(self, at: int, key: str, record: dict[str, Any]) -> None:
        """Note a record."""
        self.ids.add(key)
        self._write({"at": at, "id": key, "record": record})

    def refuse(self, at: int, refusal: Refusal) -> None:
        """Note a refusal."""
        self._write({"at": at, "refused": refusal.name, "reason": refusal.reason,
                     "is_damage": refusal.is_damage})

    def flush(self) -> None:
        """Write what waits."""
        with self.path.open("a", encoding="utf-8") as stream:
            stream.writelines(self._pending)
        self._pending.clear()

    def records(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield (id, record) in order."""
        for row in self._rows():
            if "record" in row:
                yield row["id"], row["record"]

    def refusals(self) -> Iterator[Refusal]:
        """Yield the refusals in order."""
        for row in self._rows():
            if "refused" in row:
                yield Refusal(row["refused"], row["reason"], row["is_damage"])

    def _rows(self) -> Iterator[dict[str, Any]]:
        with self.path.open(encoding="utf-8") as stream:
            yield from map(json.loads, stream)

    def _write(self, row: dict[str, Any]) -> None:
        self.done.add(row["at"])
        self._pending.append(json.dumps(row, ensure_ascii=False) + "\n")
        if len(self._pending) >= FLUSH_EVERY:
            self.flush()


def _row(line: bytes) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row if isinstance(row, dict) and line.endswith(b"\n") else None
