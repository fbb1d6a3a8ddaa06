"""Checks an item that is being written as if it were published: schema, then the whole base."""

import tempfile
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from knowledge.checks.everything import check_folder
from knowledge.editing.document import Unreadable
from knowledge.editing.faults import FormFault, check_fault, schema_faults
from knowledge.editing.kinds import Kind, fields_of
from knowledge.editing.shelf import Shelf
from knowledge.editing.values import Values
from knowledge.places import Places
from knowledge.repository import Fault

COPIED = ("*.yml", "*.md")


def check(shelf: Shelf, kind: Kind, item_id: str, values: Values, places: Places | None,
          today: date) -> tuple[FormFault, ...]:
    """Return the faults of these values. Those already published are there, not blocking."""
    fields = fields_of(kind)
    try:
        text = shelf.written(kind, item_id, values)
    except ValidationError as fault:
        return schema_faults(fields, fault)
    except Unreadable as fault:
        return (FormFault("", "Le fichier", f"Le fichier est à corriger à la main : {fault}."),)
    path = shelf.path(kind, item_id, values)
    found = _faults_with(shelf.folder, path, text, places, today)
    former = shelf.text(kind, item_id)
    if not found:
        return ()
    known = _faults_with(shelf.folder, path, former, places, today) if former else ()
    said = [check_fault(fields, values, each.field, each.value, _advice(each, path))
            for each in found]
    return tuple(one if each not in known else _tolerated(one)
                 for one, each in zip(said, found, strict=True))


def _tolerated(fault: FormFault) -> FormFault:
    return FormFault(fault.path, fault.label, fault.message, fault.value, is_blocking=False)


def _faults_with(folder: Path, path: str, text: str, places: Places | None, today: date
                 ) -> tuple[Fault, ...]:
    """Check the base with this text in place of the file; return the faults that touch it."""
    name = Path(path).name
    with tempfile.TemporaryDirectory(prefix="qfq-essai-") as made:
        copy = Path(made)
        for pattern in COPIED:
            for each in folder.rglob(pattern):
                where = each.relative_to(folder)
                if where.parts[0] in ("procedures", "partners") or len(where.parts) == 1:
                    target = copy / where
                    target.parent.mkdir(parents=True, exist_ok=True)
                    if where.as_posix() != path:
                        target.symlink_to(each.resolve())
        target = copy / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        _, faults = check_folder(copy, places, today, frozenset({name}))
    return tuple(faults)


def _advice(fault: Fault, path: str) -> str:
    """Say which other file is concerned, when the fault is shared with one."""
    return fault.advice if fault.file == Path(path).name else f"avec {fault.file} : {fault.advice}"
