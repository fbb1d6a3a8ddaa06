"""Writes an item's file: only the blocks that changed are written again."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from knowledge.editing.fields import Field
from knowledge.editing.values import Values, to_raw, to_values

_FRONT = re.compile(r"\A---\n(.*?)^---[ \t]*\n(.*)\Z", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"^([A-Za-z_][\w-]*):", re.MULTILINE)
WIDTH = 110


class Unreadable(ValueError):
    """The file is not written as it should be: it must be put right by hand."""


class _Dumper(yaml.SafeDumper):  # type: ignore[misc]
    """Long texts are written as they read, line by line."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def split(text: str) -> tuple[str, str]:
    """Return the front matter and the body. Raises Unreadable."""
    found = _FRONT.match(text.replace("\r\n", "\n"))
    if found is None:
        raise Unreadable("le fichier n'a pas d'en-tête entre deux lignes « --- »")
    return found[1], found[2]


def read_raw(text: str, has_body: bool) -> dict[str, Any]:
    """Return the data of a file. Raises Unreadable."""
    head, body = split(text) if has_body else (text, "")
    try:
        raw = yaml.safe_load(head)
    except yaml.YAMLError as fault:
        raise Unreadable(str(fault).splitlines()[0]) from fault
    if not isinstance(raw, dict):
        raise Unreadable("le fichier ne contient pas de champs")
    return {**raw, "body": body.strip()} if has_body else raw


def write(fields: Sequence[Field], values: Values, former: str | None, has_body: bool,
          first: Mapping[str, Any] | None = None) -> str:
    """Return the new text. Blocks of unchanged fields are kept to the letter, comments too.

    `first` holds fields that are not in the form (a partner's id). Raises Unreadable.
    """
    raw = to_raw(fields, values)
    names = [each.name for each in fields if not (has_body and each.name == "body")]
    head = _head(fields, names, values, raw, former, has_body, dict(first or {}))
    if not has_body:
        return head
    body = raw.get("body") or ""
    if former is not None and read_raw(former, True)["body"] == body:
        return f"---\n{head}---\n{split(former)[1]}"
    return f"---\n{head}---\n{body}\n"


def _head(fields: Sequence[Field], names: list[str], values: Values, raw: dict[str, Any],
          former: str | None, has_body: bool, first: dict[str, Any]) -> str:
    if former is None:
        return "".join(_block(name, value) for name, value in first.items()) + "".join(
            _block(name, raw[name]) for name in names if name in raw)
    known = to_values(fields, read_raw(former, has_body))
    before, blocks = _blocks(split(former)[0] if has_body else former.replace("\r\n", "\n"))
    for position, name in enumerate(names):
        if values.get(name) == known.get(name):
            continue
        if name in raw:
            blocks = _placed(blocks, name, _block(name, raw[name]), names[:position])
        else:
            blocks.pop(name, None)
    return before + "".join(blocks.values())


def _blocks(head: str) -> tuple[str, dict[str, str]]:
    starts = [(match.start(), match[1]) for match in _KEY.finditer(head)]
    ends = [start for start, _ in starts[1:]] + [len(head)]
    found = {name: _ended(head[start:end]) for (start, name), end in zip(starts, ends, strict=True)}
    return head[:starts[0][0]] if starts else head, found


def _ended(block: str) -> str:
    return block if block.endswith("\n") else f"{block}\n"


def _placed(blocks: dict[str, str], name: str, text: str, earlier: Sequence[str]
            ) -> dict[str, str]:
    """Replace a block, or put a new one after the nearest field that comes before it."""
    if name in blocks:
        return {**blocks, name: text}
    after = next((each for each in reversed(earlier) if each in blocks), None)
    found: dict[str, str] = {} if after else {name: text}
    for key, block in blocks.items():
        found[key] = block
        if key == after:
            found[name] = text
    return found


def _block(name: str, value: Any) -> str:
    if isinstance(value, str) and "\n" in value:
        value = f"{value}\n"
    return str(yaml.dump({name: value}, Dumper=_Dumper, sort_keys=False, allow_unicode=True,
                         width=WIDTH))
