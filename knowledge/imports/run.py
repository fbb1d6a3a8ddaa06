"""Runs one import: every record read into a journal, then compared, then switched."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from knowledge.imports.journal import Journal
from knowledge.imports.refusal import ImportRefused, RecordRefused, Refusal
from knowledge.imports.shelf import (
    LAST_REFUSALS,
    RECORDS,
    REFUSALS,
    ImportManifest,
    Shelf,
    refusal_line,
)
from knowledge.imports.source import Source

Progress = Callable[[int, int | None], None]
FULL_DISK = "l'import n'a pas pu s'écrire sur le disque (plein ou protégé) : rien n'a changé"
TOO_POOR = "l'archive n'a presque pas de texte, l'import en service en a : rien n'a changé"


@dataclass(frozen=True)
class ImportReport:
    """What an import did. `counts` has created, updated, unchanged, removed, refused, ignored."""

    manifest: ImportManifest
    is_new_version: bool
    refusals_file: Path
    took_up: int = 0


def run_import(source: Source, archives: Sequence[Path], shelf: Shelf, progress: Progress,
               skip_faulty: bool = False, today: date | None = None) -> ImportReport:
    """Import the archives as one version. Raises ImportRefused; then nothing has changed.

    A killed import leaves its journal: the next one with the same archive takes it up.
    """
    fingerprint = fingerprint_of(archives, source)
    with shelf.locked():
        try:
            journal = Journal(shelf.workshop(fingerprint) / "journal.jsonl")
            took_up = len(journal.done)
            counts = _read(source, archives, journal, progress)
            _refuse_damage(source, journal, shelf, skip_faulty)
            report = _finish(source, archives, shelf, journal, fingerprint, counts,
                             today or datetime.now(UTC).date())
            return replace(report, took_up=took_up)
        except OSError as fault:
            shelf.discard()
            raise ImportRefused(f"{FULL_DISK} ({fault.strerror or fault})") from fault
        except ImportRefused:
            shelf.discard()
            raise


def fingerprint_of(archives: Sequence[Path], source: Source) -> str:
    """Return the SHA-256 of the files and of the settings that change the reading."""
    digest = hashlib.sha256(source.settings.encode())
    for path in archives:
        try:
            with path.open("rb") as stream:
                digest.update(hashlib.file_digest(stream, "sha256").digest())
        except OSError as fault:
            raise ImportRefused(f"fichier illisible : {path.name}") from fault
    return digest.hexdigest()


def _read(source: Source, archives: Sequence[Path], journal: Journal,
          progress: Progress) -> Counter[str]:
    counts: Counter[str] = Counter()
    total: int | None = None
    try:
        for at, item in enumerate(source.items(archives)):
            total = item.total
            if at not in journal.done:
                try:
                    key, record = item.read()
                    if key in journal.ids:
                        raise RecordRefused("identifiant déjà vu dans ce fichier")
                    journal.accept(at, key, record)
                except RecordRefused as fault:
                    journal.refuse(at, Refusal(item.name, fault.reason, fault.is_damage))
            counts["read"] += 1
            progress(at + 1, total)
        counts["ignored"] = source.ignored(archives)
    finally:
        journal.flush()
    return counts


def _refuse_damage(source: Source, journal: Journal, shelf: Shelf, skip_faulty: bool) -> None:
    refused = list(journal.refusals())
    damaged = [each for each in refused if each.is_damage]
    shelf.note_refusals(refused)
    if not journal.ids:
        why = damaged[0].reason if damaged else refused[0].reason if refused else "rien à lire"
        raise ImportRefused(f"aucun enregistrement n'a pu être lu : {why}")
    if damaged and not skip_faulty:
        first = ", ".join(f"{each.name} ({each.reason})" for each in damaged[:3])
        raise ImportRefused(
            f"{len(damaged)} fichier(s) abîmé(s) : {first}. La liste est dans {LAST_REFUSALS}. "
            "Demandez une archive entière, ou relancez avec --skip-faulty pour les laisser de côté")


def _finish(source: Source, archives: Sequence[Path], shelf: Shelf, journal: Journal,
            fingerprint: str, counts: Counter[str], today: date) -> ImportReport:
    before = {key: _digest(record) for key, record in shelf.records()}
    made = journal.path.parent
    days: list[date] = []
    poor = refused = 0
    with (made / RECORDS).open("w", encoding="utf-8") as stream:
        for key, record in journal.records():
            digest = _digest(record)
            state = ("created" if key not in before
                     else "unchanged" if before.pop(key) == digest else "updated")
            counts[state] += 1
            poor += not record.get("has_text", True)
            day = source.day_of(record)
            if day and day <= today + timedelta(days=1):
                days.append(day)
            stream.write(json.dumps({"id": key, "record": record}, ensure_ascii=False) + "\n")
    counts["removed"] = len(before)
    reasons: Counter[str] = Counter()
    with (made / REFUSALS).open("w", encoding="utf-8") as stream:
        for each in journal.refusals():
            refused += 1
            reasons[each.reason] += 1
            stream.write(refusal_line(each))
    counts.update({"refused": refused, "without_text": poor})
    old = shelf.manifest()
    _refuse_poor(old, counts)
    dated_on = source.dated_on or max(days, default=None)
    version = f"{datetime.now(UTC).strftime('%Y%m%dT%H%M%S%f')[:-3]}-{fingerprint[:8]}"
    manifest = ImportManifest(
        source.name, version, ", ".join(each.name for each in archives), fingerprint,
        datetime.now(UTC).isoformat(timespec="seconds"),
        dated_on.isoformat() if dated_on else None,
        {name: counts[name] for name in ("read", "created", "updated", "unchanged", "removed",
                                         "refused", "ignored", "without_text")},
        source.licence, dict(reasons.most_common()))
    is_same = old is not None and old.archive_sha256 == fingerprint and not (
        counts["created"] or counts["updated"] or counts["removed"])
    if is_same:
        shelf.discard()
    else:
        journal.path.unlink()
        shelf.publish(manifest)
    folder = shelf.current()
    return ImportReport(manifest, not is_same, (folder or shelf.folder) / REFUSALS)


def _refuse_poor(old: ImportManifest | None, counts: Counter[str]) -> None:
    records = counts["created"] + counts["updated"] + counts["unchanged"]
    had_text = old is not None and old.counts.get("without_text", 0) == 0
    if had_text and counts["without_text"] > records / 2:
        raise ImportRefused(TOO_POOR)


def _digest(record: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()[:16]
