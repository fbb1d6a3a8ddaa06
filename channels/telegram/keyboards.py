"""Buttons under a message: choices, and the lines of a brief that the resident may strike.

What is struck is written in the keyboard itself: a struck line's button says « Remettre ».
"""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from channels.offered import label_of
from channels.telegram import words
from mediation.answer import BriefLine, Button, CaseView
from mediation.outcome import CaseStatus

ACCEPT, DECLINE, OFFER = "handoff:accept", "handoff:decline", "handoff:offer"
_STRIKE, _RESTORE = "strike:", "restore:"
MAX_DATA_BYTES = 64
MAX_LABEL = 60


def keyboard(buttons: tuple[Button, ...], case: CaseView | None = None,
             added: Sequence[list[InlineKeyboardButton]] = ()) -> InlineKeyboardMarkup | None:
    """Return one button a row; under an offer, one more for each line of the brief.

    `added` rows come last.
    """
    unique = {each.choice: label_of(each) for each in buttons}
    is_offer = bool(case and case.status is CaseStatus.OFFERED and ACCEPT in unique)
    order = sorted(unique, key=lambda each: is_offer and each not in (ACCEPT, DECLINE))
    rows = [_row(unique[choice], choice) for choice in order]
    if case and is_offer:
        rows += [_row(words.STRIKE.format(text=line.text), _STRIKE + line.line_id)
                 for line in case.brief if _fits(line)]
    rows += added
    return InlineKeyboardMarkup(rows) if rows else None


def is_strike(choice: str) -> bool:
    """Say whether a button is about a line of the brief, and not for the assistant."""
    return choice.startswith((_STRIKE, _RESTORE))


def toggled(markup: InlineKeyboardMarkup, choice: str) -> InlineKeyboardMarkup:
    """Return the keyboard with this line struck, or put back."""
    return InlineKeyboardMarkup([
        [_other(button) if button.callback_data == choice else button for button in row]
        for row in markup.inline_keyboard])


def struck_in(markup: InlineKeyboardMarkup | None) -> frozenset[str]:
    """Return the ids of the lines that the keyboard shows as struck."""
    buttons = [button for row in markup.inline_keyboard for button in row] if markup else []
    return frozenset(data.removeprefix(_RESTORE) for button in buttons
                     if (data := str(button.callback_data or "")).startswith(_RESTORE))


def is_struck_after(choice: str) -> bool:
    """Say whether the line is struck once this button is pressed."""
    return choice.startswith(_STRIKE)


def line_of(choice: str) -> str:
    """Return the line that a button strikes or puts back."""
    return choice.partition(":")[2]


def _other(button: InlineKeyboardButton) -> InlineKeyboardButton:
    data = str(button.callback_data or "")
    is_now_struck = is_struck_after(data)
    old, new = (words.STRIKE, words.RESTORE) if is_now_struck else (words.RESTORE, words.STRIKE)
    text = button.text.removeprefix(old.format(text=""))
    prefix = _RESTORE if is_now_struck else _STRIKE
    return InlineKeyboardButton(new.format(text=text), callback_data=prefix + line_of(data))


def _row(label: str, data: str) -> list[InlineKeyboardButton]:
    short = label if len(label) <= MAX_LABEL else f"{label[:MAX_LABEL - 1].rstrip()}…"
    return [InlineKeyboardButton(short, callback_data=data)]


def _fits(line: BriefLine) -> bool:
    return len((_RESTORE + line.line_id).encode()) <= MAX_DATA_BYTES
