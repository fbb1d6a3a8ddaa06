"""The files of the knowledge folder, item by item: read as values, written whole or not at all."""

import hashlib
import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from knowledge.editing.document import Unreadable, read_raw, write
from knowledge.editing.kinds import Kind, build, fields_of
from knowledge.editing.values import Values, to_raw, to_values
from knowledge.notices import FILE, Notice, notices_text

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID = 60


class BadName(ValueError):
    """A name that cannot be an item's, thus a file's."""


def is_slug(text: str) -> bool:
    """Say whether a text may be the permanent name of an item, thus of its file."""
    return len(text) <= LONGEST_ID and bool(_SLUG.fullmatch(text))


def digest(values: Values | None) -> str:
    """Return what tells two versions of an item apart; empty when it does not exist."""
    if values is None:
        return ""
    plain = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()


class Shelf:
    """Reads and writes the items of one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def ids(self, kind: Kind) -> tuple[str, ...]:
        """Return the items of a kind, readable or not."""
        if kind is Kind.NOTICE:
            return tuple(str(each.get("id", "")) for each in _notices(self._text(FILE)))
        pattern = "procedures/*.md" if kind is Kind.ENTRY else "partners/**/*.yml"
        return tuple(sorted(path.stem for path in self.folder.glob(pattern)))

    def path(self, kind: Kind, item_id: str, values: Values | None = None) -> str:
        """Return the file of an item, from the folder; `values` place a new partner.

        Raises BadName.
        """
        if not is_slug(item_id):
            raise BadName(f"nom de fiche inattendu : {item_id[:80]!r}")
        if kind is Kind.NOTICE:
            return FILE
        if kind is Kind.ENTRY:
            return f"procedures/{item_id}.md"
        known = sorted((self.folder / "partners").rglob(f"{item_id}.yml"))
        if known:
            return known[0].relative_to(self.folder).as_posix()
        return f"partners/{self._territory(values)}/{item_id}.yml"

    def _territory(self, values: Values | None) -> str:
        """Return the folder where the partners of the same département already are."""
        postcode = str(((values or {}).get("address") or {}).get("postcode") or "")[:2]
        seen: Counter[str] = Counter()
        for path in (self.folder / "partners").rglob("*.yml"):
            if re.search(rf"postcode: '?{re.escape(postcode)}", path.read_text(encoding="utf-8")):
                seen[path.parent.name] += 1
        return seen.most_common(1)[0][0] if postcode and seen else "nouveaux"

    def text(self, kind: Kind, item_id: str) -> str | None:
        """Return the file that holds the item (for a notice, that of all), or None."""
        return self._text(self.path(kind, item_id))

    def _text(self, path: str) -> str | None:
        file = self.folder / path
        return file.read_text(encoding="utf-8") if file.is_file() else None

    def values(self, kind: Kind, item_id: str) -> Values | None:
        """Return the item as the form shows it, or None. Raises Unreadable."""
        return self.values_in(kind, item_id, self.text(kind, item_id))

    def values_in(self, kind: Kind, item_id: str, text: str | None) -> Values | None:
        """Return the item as the form shows it, in a text of its file. Raises Unreadable."""
        if text is None:
            return None
        if kind is Kind.NOTICE:
            raw = next((each for each in _notices(text) if each.get("id") == item_id), None)
        else:
            raw = read_raw(text, kind is Kind.ENTRY)
        return None if raw is None else to_values(fields_of(kind), raw)

    def written(self, kind: Kind, item_id: str, values: Values) -> str:
        """Return the file's text with these values. Raises pydantic's error, or Unreadable.

        What is written reads back as the same item: a doubt is an error, not a file.
        """
        fields, former = fields_of(kind), self.text(kind, item_id)
        wanted = build(kind, item_id, to_raw(fields, values))
        if kind is Kind.NOTICE:
            text = _with_notice(former or "", item_id, to_raw(fields, values))
        else:
            first = {"id": item_id} if kind is Kind.PARTNER else None
            text = write(fields, values, former, kind is Kind.ENTRY, first)
        back = self.values_in(kind, item_id, text)
        if back is None or build(kind, item_id, to_raw(fields, back)) != wanted:
            raise Unreadable("le texte écrit ne se relit pas comme la fiche")
        return text

    def put(self, path: str, text: str | None) -> None:
        """Replace a file at once, or remove it (None): nobody ever reads half of it."""
        file = self.folder / path
        if text is None:
            file.unlink(missing_ok=True)
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f".{file.name}~")
        with part.open("w", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(file)


def _notices(text: str | None) -> list[dict[str, Any]]:
    try:
        raw = yaml.safe_load(text or "") or []
    except yaml.YAMLError as fault:
        raise Unreadable(str(fault).splitlines()[0]) from fault
    return [each for each in raw if isinstance(each, dict)]


def _with_notice(former: str, item_id: str, raw: dict[str, Any]) -> str:
    """Return notices.yml with this notice in its place, or at the end; its comments stay."""
    comments = "".join(line for line in former.splitlines(keepends=True) if line.startswith("#"))
    known = _notices(former)
    wanted = {**raw, "id": item_id}
    if any(each.get("id") == item_id for each in known):
        listed = [wanted if each.get("id") == item_id else each for each in known]
    else:
        listed = [*known, wanted]
    try:
        notices = [Notice.model_validate(each) for each in listed]
    except ValidationError as fault:
        raise Unreadable("un autre avis du fichier n'est pas bien écrit") from fault
    return comments + notices_text(notices)
