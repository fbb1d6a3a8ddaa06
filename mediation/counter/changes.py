"""What a mediator does to a fiche de route: each function returns the new one."""

from mediation.counter.sheet import Line, Paper, Sheet

LONGEST_LINE = 300
MOST_OWN_LINES = 60
KINDS = ("steps", "papers", "deadlines", "referents")


class TooMany(ValueError):
    """The sheet holds as many own lines as it can."""


def add_line(sheet: Sheet, kind: str, text: str) -> Sheet:
    """Add a line of the mediator's at the end of a list; blank words change nothing.

    Raises ValueError for an unknown list, TooMany.
    """
    words = " ".join(text.split())[:LONGEST_LINE]
    if kind not in KINDS:
        raise ValueError(f"liste inconnue : {kind} ; choisissez parmi {', '.join(KINDS)}")
    if not words:
        return sheet
    lines = getattr(sheet, kind)
    if len(lines) >= MOST_OWN_LINES:
        raise TooMany(kind)
    shape = Paper if kind == "papers" else Line
    line = shape(id=str(sheet.next_id), text=words)
    return sheet.model_copy(update={kind: (*lines, line), "next_id": sheet.next_id + 1})


def remove_line(sheet: Sheet, kind: str, line_id: str) -> Sheet:
    """Take a line away; an unknown one changes nothing."""
    if kind not in KINDS:
        return sheet
    return sheet.model_copy(update={
        kind: tuple(each for each in getattr(sheet, kind) if each.id != line_id)})


def move_step(sheet: Sheet, line_id: str, by: int) -> Sheet:
    """Move a step up (-1) or down (1); at an end it stays."""
    steps = list(sheet.steps)
    at = next((rank for rank, each in enumerate(steps) if each.id == line_id), None)
    if at is None or not 0 <= at + by < len(steps):
        return sheet
    steps[at], steps[at + by] = steps[at + by], steps[at]
    return sheet.model_copy(update={"steps": tuple(steps)})


def tick(sheet: Sheet, paper_ids: frozenset[str]) -> Sheet:
    """Note exactly these papers as brought."""
    return sheet.model_copy(update={"papers": tuple(
        each.model_copy(update={"has": each.id in paper_ids}) for each in sheet.papers)})
