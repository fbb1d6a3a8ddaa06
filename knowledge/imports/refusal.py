"""What stops an import, and what leaves one record out. Messages are French sentences."""

from dataclasses import dataclass


class ImportRefused(RuntimeError):
    """The whole archive is refused: nothing changes, the previous import stays in use."""


class ImportBusy(ImportRefused):
    """Another import of the same source is running."""


class RecordRefused(ValueError):
    """One record is left out. `is_damage`: it hints at a damaged archive, not at a poor record."""

    def __init__(self, reason: str, is_damage: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_damage = is_damage


@dataclass(frozen=True)
class Refusal:
    """One line of the refusals file: which record, and why."""

    name: str
    reason: str
    is_damage: bool = False
