"""The measure of understanding for `make evals`: outside titles and sentences out of scope."""

from pathlib import Path

from bot.nlu.halves import HELD_OUT, TUNING
from evals.understanding.measure import measure as measured
from evals.understanding.sentences import outside


def measure(questions: Path) -> tuple[list[str], list[dict[str, object]]]:
    """Return the page and one record a sentence; Rasa alone, the chain is measured elsewhere."""
    return measured(outside(questions), (HELD_OUT, TUNING), False, "--data dossier --nlu-only")
