"""Says how far a measure is: on the terminal, or in a file that the evaluators' page reads."""

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

Item = TypeVar("Item")
EVERY_SECONDS = 0.5


class Meter:
    """Notes progress at most twice a second. `file` None = the terminal, when it is one."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._last = 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        """Note that `done` of `total` are done in this step."""
        now = time.monotonic()
        if now - self._last < EVERY_SECONDS and 0 < done < total:
            return
        self._last = now
        if self._file is not None:
            fresh = self._file.with_suffix(".part")
            fresh.write_text(json.dumps({"step": step, "done": done, "total": total},
                                        ensure_ascii=False), encoding="utf-8")
            os.replace(fresh, self._file)
        elif sys.stderr.isatty():
            print(f"\r{step} : {done}/{total}   ", end="\n" if done >= total else "",
                  file=sys.stderr)

    def over(self, step: str, items: Sequence[Item] | Iterable[Item], total: int
             ) -> Iterator[Item]:
        """Yield the items, noting each."""
        self(step, 0, total)
        for number, each in enumerate(items, start=1):
            yield each
            self(step, number, total)
