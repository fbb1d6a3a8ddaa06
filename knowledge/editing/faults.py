"""The faults of a form, each at its field: those of the schema, then those of the checks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from knowledge.editing.fields import Control, Field
from knowledge.editing.values import Values, to_raw

_QUOTED_KEY = re.compile(r"« (\w+) »")
_SENTENCES = {
    "missing": "Remplissez ce champ.",
    "string_type": "Remplissez ce champ.",
    "url_parsing": "Écrivez une adresse complète, par exemple https://www.caf.fr/.",
    "url_scheme": "L'adresse commence par https://.",
    "url_type": "Remplissez ce champ.",
    "date_type": "Choisissez une date.",
    "enum": "Choisissez dans la liste.",
    "extra_forbidden": "Ce champ n'existe pas : retirez-le.",
    "float_parsing": "Écrivez un nombre, par exemple 44.518.",
    "bool_type": "Répondez par oui ou par non.",
    "tuple_type": "Remplissez ce champ.",
    "model_type": "Remplissez ce bloc.",
}


@dataclass(frozen=True)
class FormFault:
    """One fault. `path` is the name of the field in the form; empty = the whole item.

    `is_blocking` is False for what was already there in the published text.
    """

    path: str
    label: str
    message: str
    value: str = ""
    is_blocking: bool = True


def schema_faults(fields: Sequence[Field], fault: ValidationError) -> tuple[FormFault, ...]:
    """Return pydantic's errors in French, one for each field."""
    found: dict[str, FormFault] = {}
    errors = fault.errors()
    places = [_place(fields, [str(part) for part in error["loc"]]) for error in errors]
    for error, (path, field, label) in zip(errors, places, strict=True):
        if error["type"] == "too_short" and any(other.startswith(f"{path}.")
                                                for other, _, _ in places):
            continue  # a block that has a fault of its own is there, and only not counted
        found.setdefault(f"{path}{error['type']}", FormFault(
            path, label, _said(fields, field, error), _short(error.get("input"))))
    return tuple(found.values())


def check_fault(fields: Sequence[Field], values: Values, name: str, value: str, advice: str
                ) -> FormFault:
    """Return a fault of the checks at the field of the form that holds its value."""
    path = _locate(fields, to_raw(fields, values), name.split("."), value)
    _, _, label = _place(fields, path.split(".") if path else [])
    message = _named(fields, advice)
    return FormFault(path, label, f"{message[:1].upper()}{message[1:]}.".replace("..", "."), value)


def _place(fields: Sequence[Field], parts: Sequence[str]) -> tuple[str, Field | None, str]:
    """Return (path in the form, field, label) of a place that pydantic or the checks name."""
    path: list[str] = []
    labels: list[str] = []
    field: Field | None = None
    among = fields
    for part in parts:
        if part.isdigit() and field is not None:
            if field.control is not Control.GROUPS:
                break
            path.append(part)
            labels[-1] += f" (n° {int(part) + 1})"
            continue
        found = next((each for each in among if each.name == part), None)
        if found is None:
            break
        field, among = found, found.children
        path.append(part)
        labels.append(found.words.label)
    return ".".join(path), field, ", ".join(labels) or "La fiche entière"


def _said(fields: Sequence[Field], field: Field | None, error: ErrorDetails) -> str:
    limits: dict[str, Any] = error.get("ctx") or {}
    kind, value = error["type"], error.get("input")
    if kind == "string_too_long":
        return f"{limits['max_length']} caractères au plus : il y en a {len(str(value))}."
    if kind == "string_too_short":
        return (f"Écrivez-en un peu plus : {limits['min_length']} caractères au moins."
                if value else "Remplissez ce champ.")
    if kind == "too_short":
        return f"Il en faut {limits['min_length']} au moins : il y en a {limits['actual_length']}."
    if kind == "value_error":
        text = _named(fields, str(limits.get("error", error["msg"])))
        return f"{text[:1].upper()}{text[1:]}."
    if kind.startswith("date_"):
        return "Écrivez une date, par exemple 31/05/2027."
    if value is None:
        return "Remplissez ce champ."
    example = f" Par exemple : {field.words.example}" if field and field.words.example else ""
    return _SENTENCES.get(kind) or f"Ce n'est pas écrit comme attendu.{example}"


def _named(fields: Sequence[Field], text: str) -> str:
    """Put the label of a field where a message names its key: « lead » is not for people."""
    labels = {each.name: each.words.label for each in _all(fields)}
    return _QUOTED_KEY.sub(lambda found: f"« {labels.get(found[1], found[1])} »", text)


def _all(fields: Iterable[Field]) -> Iterable[Field]:
    for each in fields:
        yield each
        yield from _all(each.children)


def _locate(fields: Sequence[Field], raw: dict[str, Any], parts: Sequence[str], value: str) -> str:
    """Return the path in the form of the block that holds the value; else of the whole field."""
    field = next((each for each in fields if each.name == parts[0]), None)
    if field is None:
        return ""
    if field.control is Control.GROUP and len(parts) > 1:
        inner = _locate(field.children, raw.get(field.name) or {}, parts[1:], value)
        return f"{field.name}.{inner}" if inner else field.name
    if field.control is not Control.GROUPS:
        return field.name
    blocks = raw.get(field.name) or []
    rest = [part for part in parts[1:] if not part.isdigit()]
    for index, block in enumerate(blocks):
        for child in field.children if not rest else [field.child(rest[0])]:
            if child is not None and _holds(block.get(child.name), value):
                return f"{field.name}.{index}.{child.name}"
    return field.name


def _holds(found: Any, value: str) -> bool:
    if isinstance(found, list):
        return " | ".join(map(str, found)) == value or any(_holds(each, value) for each in found)
    text = str(found) if found is not None else ""
    return bool(text) and (text == value or value in text or text in value)


def _short(value: Any) -> str:
    return value[:80] if isinstance(value, str) else ""
