"""Reads each message as the service does, and keeps what was found and how long it took."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.danger.config import LONG, NUMBERLESS, SUCCEEDED, Case
from evals.danger.timing import Spent, Watch
from mediation.danger import DangerDetector

ALARM = "danger"


@dataclass(frozen=True)
class Read:
    """One message read. `kind` and `level` are ours; None when nothing was found."""

    case: Case
    kind: str | None
    level: str | None
    numbers: tuple[str, ...]
    spent: Spent

    @property
    def is_alarm(self) -> bool:
        """Say whether emergency numbers are shown before anything else."""
        return self.level == ALARM

    @property
    def is_heard(self) -> bool:
        """Say whether a real danger was heard; "days" is enough only where no number is due."""
        return self.is_alarm or (not self.case.numbers and self.level == "days")

    @property
    def _right(self) -> set[str]:
        return {*self.case.numbers, *(SUCCEEDED[each] for each in self.case.numbers
                                      if each in SUCCEEDED)}

    @property
    def has_label_number(self) -> bool:
        """Say the same, without the numbers that replaced those of the labels."""
        if self.case.numbers:
            return bool(set(self.case.numbers) & set(self.numbers))
        return self.has_right_number

    @property
    def has_right_number(self) -> bool:
        """Say whether a right number is shown; where none is due: none, or a suitable one."""
        if self.case.numbers:
            return not self._right.isdisjoint(self.numbers)
        return self.is_heard and (not self.numbers or not NUMBERLESS.isdisjoint(self.numbers))

    @property
    def has_right_first(self) -> bool:
        """Say the same of the number shown first: the one that will be called."""
        if self.case.numbers:
            return bool(self.numbers) and self.numbers[0] in self._right
        return self.is_heard and (not self.numbers or self.numbers[0] in NUMBERLESS)


def read_all(cases: Sequence[Case], detector: DangerDetector,
             watch: Watch | None = None) -> list[Read]:
    """Return one reading a message, in order, timed by `watch` or as the detector reads."""
    times = watch or Watch(detector.detect)
    made = []
    for case in cases:
        danger = detector.detect(case.text)
        urgent = danger.urgent if danger else None
        made.append(Read(case, urgent.kind if urgent else None, urgent.level if urgent else None,
                         urgent.numbers if urgent else (), times.of(case.text)))
    return made


def long_messages(cases: Sequence[Case], count: int = 60) -> list[str]:
    """Return traps of the set put end to end, so that nothing stops the reading early."""
    traps = [case.text for case in cases if case.kind is None] or [case.text for case in cases]
    return [" ".join(traps[at:] + traps[:at])[:LONG] for at in range(min(count, len(traps)))]
