"""What a turn says of time: the date of a letter, or the fear that a date has passed."""

from dataclasses import dataclass

from bot.actions.turn import Turn
from bot.decision import LetterDate
from bot.situations.dates import fears_too_late, letter_date_in, speaks_of_a_letter
from knowledge.delays import first_delay
from knowledge.entry import Entry
from knowledge.vocabulary import Facet

DATE = "date"


@dataclass(frozen=True)
class Timing:
    """`asks_date`: the entry counts a delay from a letter whose date is not known yet."""

    letter_date: LetterDate | None = None
    asks_date: bool = False
    fears_late: bool = False


def about_time(turn: Turn, entry: Entry, case_id: str | None, facet: Facet | None) -> Timing:
    """Return what the words say of time, for an entry that counts a delay; else nothing."""
    if first_delay(entry, case_id) is None:
        return Timing(fears_late=fears_too_late(turn.text))
    told = letter_date_in(turn.text) if _is_of_a_letter(turn) else None
    fears = fears_too_late(turn.text)
    asks = told is None and (facet is Facet.APPEAL or fears)
    return Timing(told, asks, fears)


def gives_date(turn: Turn) -> bool:
    """Say whether the message gives the date that was asked for, or the date of a letter."""
    return letter_date_in(turn.text) is not None and _is_of_a_letter(turn)


def _is_of_a_letter(turn: Turn) -> bool:
    """Say whether a date said here is that of a letter: asked for, or among words of a letter."""
    was_asked = turn.memory.asked_for == DATE or turn.memory.facet is Facet.APPEAL
    return was_asked or speaks_of_a_letter(turn.text) or fears_too_late(turn.text)
