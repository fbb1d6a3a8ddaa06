"""`make replay`: every golden dialogue against real instances, faults included."""

import contextlib
import tempfile
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path

from evals.dialogues.player import Played, play
from evals.dialogues.shape import Fault, GoldenDialogue
from evals.serving import Instance, running


def settings_of(dialogue: GoldenDialogue) -> tuple[tuple[str, str], ...]:
    """Return the settings of the instance that a dialogue needs, beyond the usual ones."""
    chosen = []
    if dialogue.fault is Fault.RASA_STOPPED:
        chosen.append(("rasa_enabled", "0"))
    if dialogue.clock:
        chosen.append(("today", dialogue.clock.isoformat()))
    if dialogue.at:
        chosen.append(("today_at", dialogue.at.isoformat("minutes")))
    return tuple(chosen)


def replay(dialogues: Sequence[GoldenDialogue], extra: dict[str, str] | None = None
           ) -> tuple[Played, ...]:
    """Replay by groups that share an instance: one start for each set of settings."""
    played: list[Played] = []
    ordered = sorted(dialogues, key=lambda each: (settings_of(each), each.id))
    with tempfile.TemporaryDirectory(prefix="qfq-replay-") as folder:
        for number, (settings, group) in enumerate(groupby(ordered, key=settings_of)):
            chosen = dict(settings) | (extra or {})
            with running(Path(folder) / str(number), **chosen) as instance:
                played += replay_on(instance, group)
    return tuple(played)


def replay_reduced(dialogues: Sequence[GoldenDialogue]) -> tuple[Played, ...]:
    """Replay those marked `reduced` with the dialogue layer stopped."""
    return replay([each for each in dialogues if each.reduced], {"rasa_enabled": "0"})


def replay_on(instance: Instance, dialogues: Iterable[GoldenDialogue]) -> tuple[Played, ...]:
    """Replay on an instance that already runs with the settings these dialogues need."""
    played = []
    with instance.client() as client:
        for dialogue in dialogues:
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
