"""Says how an import goes and what it did, in plain French."""

import sys
from collections.abc import Iterator
from types import TracebackType

from knowledge.hours import date_text
from knowledge.imports.run import ImportReport

EVERY = 250
WORDS = (("created", "ajouté(s)"), ("updated", "modifié(s)"), ("unchanged", "inchangé(s)"),
         ("removed", "retiré(s)"), ("refused", "refusé(s)"), ("ignored", "laissé(s) de côté"),
         ("without_text", "sans texte"))
REASONS_SHOWN = 12


class Meter:
    """Writes the progress on the error output; a terminal sees one line that moves."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._is_terminal = sys.stderr.isatty()
        self._done = 0

    def __enter__(self) -> "Meter":
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None,
                 trace: TracebackType | None) -> None:
        if self._done and self._is_terminal:
            print(file=sys.stderr)

    def __call__(self, done: int, total: int | None) -> None:
        self._done = done
        if done % EVERY and done != total:
            return
        of = f" sur {total}" if total else ""
        end = "\r" if self._is_terminal else "\n"
        print(f"{self._label} : {done}{of} lus", end=end, file=sys.stderr, flush=True)


def lines_of(report: ImportReport) -> Iterator[str]:
    """Yield the lines of the report."""
    manifest = report.manifest
    counts = manifest.counts
    records = counts["created"] + counts["updated"] + counts["unchanged"]
    day = manifest.day
    yield (f"{manifest.source} : {records} enregistrement(s), "
           f"{'du ' + date_text(day) if day else 'sans date connue'}.")
    yield " · ".join(f"{counts[name]} {words}" for name, words in WORDS if counts.get(name)
                     or name in ("created", "updated", "unchanged", "removed", "refused"))
    if report.took_up:
        yield f"Repris après une interruption : {report.took_up} étaient déjà lus."
    if not report.is_new_version:
        yield "Rien n'a changé : la version en service reste la même."
    else:
        yield f"Version en service : {manifest.version}."
    reasons = list(manifest.refused_because.items())
    for reason, count in reasons[:REASONS_SHOWN]:
        yield f"  refusés, {reason} : {count}"
    if len(reasons) > REASONS_SHOWN:
        yield f"  … et {len(reasons) - REASONS_SHOWN} autres raisons"
    if counts["refused"]:
        yield f"Liste des refus : {report.refusals_file}"
