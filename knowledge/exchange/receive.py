"""Receives a content pack: what is new is added, what differs waits for a choice."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from knowledge.exchange.items import PackItem, State, compare
from knowledge.exchange.pack import LIFE_EVENTS, LIMITS, MANIFEST, PackManifest, checked_manifest
from knowledge.imports.archive import opened
from knowledge.imports.refusal import ImportRefused
from knowledge.organisations import load_organisations

_VALIDATED = re.compile(rb"^checked_by:[ \t]*person[ \t]*\r?$", re.M)
THEIRS, MINE = "theirs", "mine"


@dataclass(frozen=True)
class Received:
    """What a pack held and what was written. `waiting` differ and were left as they are here."""

    manifest: PackManifest
    items: tuple[PackItem, ...]
    written: tuple[str, ...]

    @property
    def waiting(self) -> tuple[PackItem, ...]:
        """Return the items that differ and that nobody decided."""
        return tuple(each for each in self.items
                     if each.state is State.DIFFERENT and each.name not in self.written)


def read_pack(path: Path) -> tuple[PackManifest, dict[str, bytes]]:
    """Return the manifest and the files. Raises ImportRefused for a trap or a changed file."""
    with opened(path, LIMITS) as members:
        if len(members) < 1 or members[0].name == path.name:
            raise ImportRefused("ce n'est pas un paquet de fiches")
        files = {each.name: each.read() for each in members}
    data = files.pop(MANIFEST, None)
    return checked_manifest(data, files), files


def receive(path: Path, knowledge: Path, choices: dict[str, str], is_dry: bool = False
            ) -> Received:
    """Compare a pack with what is here, then write what is new and what was chosen.

    `choices` maps an item's name to « theirs » or « mine »; without one, nothing is overwritten.
    Raises ImportRefused, also for a choice about an item that the pack does not hold.
    """
    manifest, files = read_pack(path)
    registry = load_organisations(knowledge / "organisations.yml")
    items = tuple(compare(files, knowledge, registry))
    unknown = choices.keys() - {each.name for each in items}
    if unknown:
        raise ImportRefused(f"le paquet ne contient pas : {', '.join(sorted(unknown))}")
    wanted = [each for each in items if _is_wanted(each, choices)]
    if not is_dry:
        try:
            for each in wanted:
                _write(each, files[each.path], knowledge)
        except OSError as fault:
            raise ImportRefused(f"l'écriture n'a pas pu se finir ({fault.strerror})") from fault
    decided = [name for name, choice in choices.items() if choice == MINE]
    return Received(manifest, items, (*(each.name for each in wanted), *decided))


def _is_wanted(item: PackItem, choices: dict[str, str]) -> bool:
    if item.state is State.NEW:
        return choices.get(item.name) != MINE
    return item.state is State.DIFFERENT and choices.get(item.name) == THEIRS


def _write(item: PackItem, data: bytes, knowledge: Path) -> None:
    if item.path == LIFE_EVENTS:
        _write_life_event(item, knowledge / LIFE_EVENTS)
    elif item.path.startswith("entries/"):
        target = knowledge / "procedures" / Path(item.path).name
        _replace(target, _VALIDATED.sub(b"checked_by: machine", data))
    else:
        slug = Path(item.path).stem
        here = next((knowledge / "partners").rglob(f"{slug}.yml"), None)
        _replace(here or knowledge / item.path, data)


def _write_life_event(item: PackItem, path: Path) -> None:
    """Set one event and keep the comments and the order of the others."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 10_000
    events = yaml.load(path) if path.is_file() else {}
    events[item.name.removeprefix("life_event:")] = item.theirs
    aside = path.with_name(f".{path.name}.part")
    with aside.open("w", encoding="utf-8") as stream:
        yaml.dump(events, stream)
    os.replace(aside, path)


def _replace(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.part")
    aside.write_bytes(data)
    os.replace(aside, path)
