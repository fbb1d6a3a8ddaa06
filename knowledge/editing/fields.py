"""The form of an item, generated from its pydantic schema: one `Field` for each field."""

import types
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from annotated_types import MaxLen, MinLen
from pydantic import BaseModel, HttpUrl, StringConstraints
from pydantic.fields import FieldInfo

from knowledge.editing.words import Words, words_of
from knowledge.entry import OrganisationKey
from knowledge.vocabulary import DOMAIN_LABELS, ROLE_LABELS, Domain, Role

LONG_FROM = 600
ENUM_LABELS: dict[type[Enum], dict[str, str]] = {
    Domain: {key.value: label for key, label in DOMAIN_LABELS.items()},
    Role: {key.value: label for key, label in ROLE_LABELS.items()},
}


class Control(StrEnum):
    """How a field is shown. LINES = one value a line; GROUPS = blocks to add and remove."""

    TEXT = "text"
    LONG = "long"
    URL = "url"
    DATE = "date"
    NUMBER = "number"
    CHECK = "check"
    MAYBE = "maybe"
    CHOICE = "choice"
    CHOICES = "choices"
    LINES = "lines"
    GROUP = "group"
    GROUPS = "groups"


@dataclass(frozen=True)
class Field:
    """One field. `path` has no index; `options` are fixed, `lists` names where others come from."""

    name: str
    path: str
    control: Control
    words: Words
    is_required: bool
    is_nullable: bool
    limit: str
    max_length: int | None = None
    min_items: int = 0
    options: tuple[tuple[str, str], ...] = ()
    lists: str = ""
    children: tuple["Field", ...] = ()

    def child(self, name: str) -> "Field | None":
        """Return a field of this block."""
        return next((each for each in self.children if each.name == name), None)


@cache
def describe(kind: str, model: type[BaseModel], prefix: str = "") -> tuple[Field, ...]:
    """Return the fields of a model in its order; `id` is permanent and never in the form."""
    hints = get_type_hints(model, include_extras=True)
    return tuple(_field(kind, prefix, info.alias or name, hints[name], info)
                 for name, info in model.model_fields.items() if (prefix, name) != ("", "id"))


def _field(kind: str, prefix: str, name: str, hint: Any, info: FieldInfo) -> Field:
    path = f"{prefix}{name}"
    words = words_of(kind, path)
    hint, constraints = _open(hint)
    hint, is_nullable = _without_none(hint)
    hint, more = _open(hint)
    constraints += more
    is_many = get_origin(hint) is tuple
    item = get_args(hint)[0] if is_many else hint
    kind_of_item, lengths = _open(item)
    max_length = _max_length(lengths if is_many else (*constraints, *lengths))
    min_items = next((each.min_length for each in info.metadata if isinstance(each, MinLen)), 0)
    children: tuple[Field, ...] = ()
    if isinstance(kind_of_item, type) and issubclass(kind_of_item, BaseModel):
        children = describe(kind, kind_of_item, f"{path}.")
    is_organisation = item == OrganisationKey or _is_organisation(hint, constraints)
    lists = words.choices or ("organisations" if is_organisation else "")
    control = _control(kind_of_item, is_many, is_nullable, bool(lists), max_length)
    limit = _limit(control, info.is_required() and not is_nullable, max_length, min_items)
    return Field(name, path, control, words, info.is_required(), is_nullable, limit, max_length,
                 min_items, _options(kind_of_item, words), lists, children)


def _open(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    if get_origin(hint) is Annotated:
        return get_args(hint)[0], tuple(get_args(hint)[1:])
    return hint, ()


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, types.UnionType):
        kept = [each for each in get_args(hint) if each is not type(None)]
        return kept[0], len(kept) < len(get_args(hint))
    return hint, False


def _is_organisation(hint: Any, constraints: tuple[Any, ...]) -> bool:
    return hint is str and constraints == get_args(OrganisationKey)[1:]


def _max_length(constraints: tuple[Any, ...]) -> int | None:
    for each in constraints:
        if isinstance(each, StringConstraints | MaxLen) and each.max_length:
            return each.max_length
    return None


def _control(item: Any, is_many: bool, is_nullable: bool, has_list: bool,
             max_length: int | None) -> Control:
    is_class = isinstance(item, type)
    if is_class and issubclass(item, BaseModel):
        return Control.GROUPS if is_many else Control.GROUP
    if has_list or (is_class and issubclass(item, Enum)):
        return Control.CHOICES if is_many else Control.CHOICE
    if is_many:
        return Control.LINES
    plain = {date: Control.DATE, HttpUrl: Control.URL, float: Control.NUMBER,
             bool: Control.MAYBE if is_nullable else Control.CHECK}
    if item in plain:
        return plain[item]
    return Control.LONG if (max_length or 0) >= LONG_FROM else Control.TEXT


def _options(item: Any, words: Words) -> tuple[tuple[str, str], ...]:
    if not (isinstance(item, type) and issubclass(item, Enum)):
        return ()
    labels = words.options or ENUM_LABELS.get(item, {})
    return tuple((each.value, labels.get(each.value, each.value)) for each in item)


def _limit(control: Control, is_required: bool, max_length: int | None, min_items: int) -> str:
    said = []
    if min_items:
        said.append(f"{min_items} au moins")
    elif is_required and control is not Control.GROUPS:
        said.append("obligatoire")
    else:
        said.append("facultatif")
    if max_length and control not in (Control.CHOICE, Control.CHOICES):
        each = " par ligne" if control is Control.LINES else ""
        said.append(f"{max_length} caractères au plus{each}")
    text = ", ".join(said)
    return f"{text[0].upper()}{text[1:]}."
