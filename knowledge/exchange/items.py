"""Compares the items of a pack with those here: new, same, or different field by field."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from knowledge.entry import Entry
from knowledge.exchange.pack import LIFE_EVENTS
from knowledge.organisations import Organisations
from knowledge.partner import Partner
from knowledge.repository import Fault, read_entry, read_partner

NOT_COMPARED = frozenset({"checked_by"})  # a validation holds where it was given


class State(StrEnum):
    """How an item of the pack stands to ours."""

    NEW = "new"
    SAME = "same"
    DIFFERENT = "different"
    REFUSED = "refused"


@dataclass(frozen=True)
class Difference:
    """One field written differently."""

    field: str
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class PackItem:
    """One entry, place or life event. `name` is how `--take` names it: « entry:slug »."""

    name: str
    path: str
    state: State
    theirs: dict[str, Any]
    differences: tuple[Difference, ...] = ()
    reason: str = ""


def compare(files: dict[str, bytes], knowledge: Path, registry: Organisations
            ) -> Iterator[PackItem]:
    """Yield each item of the pack with its state. An unreadable one is REFUSED with its reason."""
    ours = {path.stem: path for path in (knowledge / "partners").rglob("*.yml")}
    for path, data in files.items():
        if path == LIFE_EVENTS:
            yield from _life_events(data, knowledge / LIFE_EVENTS)
            continue
        slug = PurePosixPath(path).stem
        is_entry = path.startswith("entries/")
        name = f"{'entry' if is_entry else 'partner'}:{slug}"
        here = knowledge / "procedures" / f"{slug}.md" if is_entry else ours.get(slug)
        faults: list[Fault] = []
        theirs = _read(data, slug, is_entry, faults)
        if theirs is None:
            yield PackItem(name, path, State.REFUSED, {}, reason=_reason(faults))
            continue
        unknown = sorted(_bodies(theirs) - {each.key for each in registry.all()})
        if unknown:
            reason = f"organisme inconnu ici : {', '.join(unknown)}"
            yield PackItem(name, path, State.REFUSED, {}, reason=reason)
            continue
        mine = None
        if here is not None and here.is_file():
            known = (read_entry if is_entry else read_partner)(here, [])
            mine = known.model_dump(mode="json") if known else {}
        yield _item(name, path, mine, theirs.model_dump(mode="json"))


def _read(data: bytes, slug: str, is_entry: bool, faults: list[Fault]) -> Entry | Partner | None:
    """Read theirs exactly as ours are read."""
    with TemporaryDirectory(prefix="qfq-pack-") as folder:
        copy = Path(folder) / f"{slug}.{'md' if is_entry else 'yml'}"
        copy.write_bytes(data)
        return read_entry(copy, faults) if is_entry else read_partner(copy, faults)


def _bodies(item: Entry | Partner) -> set[str]:
    if isinstance(item, Partner):
        return {item.organisation, *item.serves_as, *(each.organisation for each in item.sessions)}
    leads = {item.lead, *(case.lead for case in item.cases)} - {None}
    return {each.organisation for each in item.who} | {str(each) for each in leads}


def _life_events(data: bytes, here: Path) -> Iterator[PackItem]:
    try:
        theirs = yaml.safe_load(data)
        mine = yaml.safe_load(here.read_text(encoding="utf-8")) if here.is_file() else {}
    except (yaml.YAMLError, UnicodeDecodeError):
        theirs, mine = None, {}
    if not isinstance(theirs, dict) or not all(isinstance(each, dict) for each in theirs.values()):
        yield PackItem("life_events", LIFE_EVENTS, State.REFUSED, {}, reason="fichier illisible")
        return
    for slug, fields in theirs.items():
        yield _item(f"life_event:{slug}", LIFE_EVENTS, (mine or {}).get(slug), fields)


def _item(name: str, path: str, mine: dict[str, Any] | None, theirs: dict[str, Any]) -> PackItem:
    if mine is None:
        return PackItem(name, path, State.NEW, theirs)
    fields = [each for each in dict.fromkeys((*mine, *theirs)) if each not in NOT_COMPARED]
    found = tuple(Difference(each, mine.get(each), theirs.get(each)) for each in fields
                  if mine.get(each) != theirs.get(each))
    return PackItem(name, path, State.DIFFERENT if found else State.SAME, theirs, found)


def _reason(faults: list[Fault]) -> str:
    return " ; ".join(f"{each.field} : {each.advice}" for each in faults[:3]) or "illisible"
