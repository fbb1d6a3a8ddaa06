"""Which golden dialogues a changed item can touch, and their replay against the text before."""

import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from evals.dialogues.player import Played, regression
from evals.dialogues.replay import replay_on, settings_of
from evals.dialogues.shape import GoldenDialogue, GoldenTurn
from evals.serving import Instance, running
from knowledge.repository import Repository, load_repository
from retrieval.versions import copy_in_use

START_SECONDS = 300.0
PUBLISHED_WITHIN = 60.0
POLITENESS = 10
# The operator's own base, robot and dialogue layer are never used by a replay.
APART = {"host": "127.0.0.1", "database_url": "", "telegram_token": "", "rasa_url": "",
         "public_url": "", "seal_key": "", "log_level": "INFO",
         "replay_after_publication": "off", "secure_cookies": "0"}


@dataclass(frozen=True)
class Change:
    """What changed: the item, its file, and the text from before (None = it was new)."""

    kind: str
    item_id: str
    path: str
    former: str | None


def affected(dialogues: Sequence[GoldenDialogue], change: Change, repository: Repository,
             got: Mapping[str, Sequence[str]]) -> tuple[GoldenDialogue, ...]:
    """Return the dialogues that expect or got the entry, and those of its domain.

    A partner touches the dialogues about a place; a notice, none.
    """
    if change.kind == "partner":
        return tuple(each for each in dialogues
                     if any(turn.expect.place or turn.expect.place_or_finder
                            for turn in each.turns))
    if change.kind != "entry":
        return ()
    entry = repository.entry(change.item_id)
    domain = entry.domain.value if entry else _former_domain(change)
    return tuple(each for each in dialogues
                 if change.item_id in got.get(each.id, ())
                 or any(_touches(turn, change.item_id, domain, repository)
                        for turn in each.turns))


def _touches(turn: GoldenTurn, entry_id: str, domain: str, repository: Repository) -> bool:
    expected = turn.expect.entry
    other = repository.entry(expected) if expected else None
    return (expected == entry_id or turn.expect.domain == domain
            or (other is not None and other.domain.value == domain))


def _former_domain(change: Change) -> str:
    lines = (change.former or "").splitlines()
    return next((line.partition(":")[2].strip() for line in lines
                 if line.startswith("domain:")), "")


def replay_change(dialogues: Sequence[GoldenDialogue], change: Change, knowledge: Path,
                  work: Path, index: Path | None, extra: Mapping[str, str]) -> dict[str, Any]:
    """Replay with the new text; what fails, with the former one, then with the new one again.

    Only what fails twice with the new text and passes with the former one is a regression.
    """
    os.nice(POLITENESS)
    started = time.monotonic()
    ordered = sorted(dialogues, key=lambda each: (settings_of(each), each.id))
    played: list[Played] = []
    found: list[dict[str, Any]] = []
    for number, (settings, group) in enumerate(groupby(ordered, key=settings_of)):
        folder = work / str(number)
        copy = _copied(knowledge, folder / "knowledge")
        if index is not None:
            copy_in_use(index, folder / "data" / "index")
        chosen = {**extra, **APART, **dict(settings), "knowledge_dir": str(copy)}
        with running(folder / "data", START_SECONDS, **chosen) as instance:
            done = replay_on(instance, group)
            played += done
            found += _regressions(instance, done, change, copy)
    return {"played": [_kept(each) for each in played], "regressions": found,
            "seconds": round(time.monotonic() - started)}


def _copied(knowledge: Path, target: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__", "*.py", ".git", "*~")
    return Path(shutil.copytree(knowledge, target, ignore=ignored))


def _regressions(instance: Instance, done: Sequence[Played], change: Change, copy: Path
                 ) -> Iterator[dict[str, Any]]:
    failed = [each.dialogue for each in done if not each.passed]
    if not failed:
        return
    file = copy / change.path
    new = file.read_text(encoding="utf-8") if file.is_file() else None
    _put(instance, file, change.former)
    before = {each.dialogue.id: each for each in replay_on(instance, failed)}
    suspects = [each for each in failed if before[each.id].passed]
    if not suspects:
        return
    _put(instance, file, new)
    for each in replay_on(instance, suspects):
        if not each.passed:
            yield regression(each)


def _put(instance: Instance, file: Path, text: str | None) -> None:
    """Change the file of the instance's own base, and wait until it is published."""
    log = instance.data / "serve.log"

    def published() -> int:
        return log.read_text(encoding="utf-8", errors="replace").count("knowledge.published")
    before = published()
    if text is None:
        file.unlink(missing_ok=True)
    else:
        file.write_text(text, encoding="utf-8")
    deadline = time.monotonic() + PUBLISHED_WITHIN
    while published() == before and time.monotonic() < deadline:
        time.sleep(0.2)


def _kept(played: Played) -> dict[str, Any]:
    return {"id": played.dialogue.id, "title": played.dialogue.title, "passed": played.passed,
            "entries": list(played.entries)}


def last_got(results: Path | None) -> dict[str, list[str]]:
    """Return the entries that each dialogue got when it was last replayed."""
    if results is None or not results.is_file():
        return {}
    raw = json.loads(results.read_text(encoding="utf-8"))
    return {name: list(each["entries"]) for name, each in raw.items()}


def note_got(results: Path | None, played: Sequence[Mapping[str, Any]]) -> None:
    """Keep what each dialogue got, for the next change."""
    if results is None:
        return
    known = json.loads(results.read_text(encoding="utf-8")) if results.is_file() else {}
    known |= {each["id"]: {"passed": each["passed"], "entries": each["entries"]}
              for each in played}
    results.write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")


def replay_affected(dialogues: Sequence[GoldenDialogue], change: Change, knowledge: Path,
                    work: Path, index: Path | None, results: Path | None,
                    is_reduced: bool) -> dict[str, Any]:
    """Choose, replay, remember. `is_reduced`: without the dialogue layer, on a small machine."""
    chosen = affected(dialogues, change, load_repository(knowledge), last_got(results))
    if is_reduced:
        chosen = tuple(each for each in chosen if each.reduced)
    extra = {"rasa_enabled": "0"} if is_reduced else {}
    report = replay_change(chosen, change, knowledge, work, index, extra)
    note_got(results, report["played"])
    return report
