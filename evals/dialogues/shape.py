"""The shape of a golden dialogue, as a mediator writes it in YAML."""

from datetime import date, time
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from knowledge.reading import read_yaml

FOLDER = Path(__file__).parent / "golden"


class Fault(StrEnum):
    """What is broken on purpose while the dialogue is replayed."""

    NONE = "none"
    RASA_STOPPED = "rasa_stopped"
    DATABASE_LOCKED = "database_locked"


class Strict(BaseModel):
    """A misspelt expectation is a fault, not a silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Expected(Strict):
    """What one reply must be. Only what is written is judged."""

    outcome: str | list[str] | None = None
    not_outcome: str | None = None
    entry: str | None = None
    not_entry: str | None = None
    no_entry: bool | None = None
    domain: str | None = None
    lead: str | None = None
    organisations: list[str] | None = None
    facet: str | None = None
    place: str | None = None
    place_or_finder: bool | None = None
    has_source: bool | None = None
    person_offered: bool | None = None
    holder: str | None = None
    case_status: str | None = None
    has_brief: bool | None = None
    brief_says: str | None = None
    brief_not_says: str | None = None
    robot_silent: bool | None = None
    no_empty_promise: bool | None = None
    urgent: str | None = None
    no_urgent: bool | None = None
    level: str | None = None
    numbers: list[str] | None = None
    first_says: str | None = None
    says: str | list[str] | None = None
    not_says: str | list[str] | None = None
    no_promise_at_night: bool | None = None
    case: str | None = None
    needs: list[str] | None = None
    next_need: str | None = None
    buttons: list[str] | None = None
    min_choices: int | None = None
    min_needs: int | None = None


class GoldenTurn(Strict):
    """One thing the resident does, and what is expected back.

    `click_label` presses the first button whose label holds these words.
    """

    resident: str | None = None
    repeat: int = 1
    click: str | None = None
    click_first: bool = False
    click_label: str | None = None
    strike: int = 0
    expect: Expected


class GoldenDialogue(Strict):
    """One conversation. `clock` sets the day, `at` the hour in Paris, `fault` what is broken.

    `reduced` says that the same must hold while the dialogue layer is stopped, `telegram` that it
    must hold on Telegram too.
    """

    id: str
    title: str
    why: str
    fault: Fault = Fault.NONE
    clock: date | None = None
    at: time | None = None
    reduced: bool = False
    telegram: bool = False
    turns: tuple[GoldenTurn, ...]


def load_dialogues(folder: Path = FOLDER) -> tuple[GoldenDialogue, ...]:
    """Read every dialogue. Raises pydantic's error, naming the file, on a fault."""
    found = []
    for path in sorted(folder.glob("*.yml")):
        raw = read_yaml(path)
        found.append(GoldenDialogue(id=path.stem, **raw))
    return tuple(found)
