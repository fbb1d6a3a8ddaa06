"""`make replay`: every golden dialogue against real instances, faults included."""

import contextlib
import tempfile
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

from evals.dialogues.player import Played, play
from evals.dialogues.shape import Fault, GoldenDialogue
from evals.serving import Instance, running


def _settings(dialogue: GoldenDialogue) -> tuple[tuple[str, str], ...]:
    chosen = []
    if dialogue.fault is Fault.RASA_STOPPED:
        chosen.append(("rasa_enabled", "0"))
    if dialogue.clock:
        chosen.append(("today", dialogue.clock.isoformat()))
    return tuple(chosen)


def replay(dialogues: Sequence[GoldenDialogue], extra: dict[str, str] | None = None
           ) -> tuple[Played, ...]:
    """Replay by groups that share an instance: one start for each set of settings."""
    played: list[Played] = []
    ordered = sorted(dialogues, key=lambda each: (_settings(each), each.id))
    with tempfile.TemporaryDirectory(prefix="qfq-replay-") as folder:
        for number, (settings, group) in enumerate(groupby(ordered, key=_settings)):
            chosen = dict(settings) | (extra or {})
            with running(Path(folder) / str(number), **chosen) as instance, \
                    instance.client() as client:
                for dialogue in group:
                    with contextlib.ExitStack() as broken:
                        break_it = _breaker(dialogue, instance, broken)
                        played.append(play(dialogue, client, after_open=break_it))
    return tuple(played)


def _breaker(dialogue: GoldenDialogue, instance: Instance, broken: contextlib.ExitStack
             ) -> Callable[[], None]:
    """Return what breaks the instance once the conversation is open."""
    def break_it() -> None:
        if dialogue.fault is Fault.DATABASE_LOCKED:
            broken.enter_context(instance.database_locked())
    return break_it
