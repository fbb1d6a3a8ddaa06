"""Runs the measures over outside data and writes the page and its figures side by side."""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from app.settings import Settings
from evals.answering import config as answering
from evals.answering.report import offices_table, outcomes_table, scope_table
from evals.answering.run import Asked, ask_all
from evals.machine import header
from evals.retrieval import run as retrieval
from evals.serving import running
from evals.understanding import run as understanding

RESULTS = Path(__file__).resolve().parent.parent / "docs" / "results"


def run_all(data: Path, out: Path = RESULTS) -> None:
    """Measure understanding, retrieval and answering. Raises OSError when a file is missing."""
    questions = data / "questions" if (data / "questions").is_dir() else data
    chain = answering.frequent_and_titles(questions)
    labelled, excluded = answering.labelled(questions)
    scope = answering.out_of_scope(questions)
    with tempfile.TemporaryDirectory(prefix="qfq-evals-") as folder:
        with running(Path(folder)) as instance, instance.client() as client:
            asked = ask_all(chain, client)
            offices = ask_all(labelled, client)
            aside = ask_all(scope, client)
        scores = retrieval.measure(Path(folder) / "index", Settings().models_dir)
    settings: dict[str, object] = {"graine": answering.SEED, "échantillon": answering.SAMPLE}
    page = header("Réponses de la chaîne entière", "make evals DATA=dossier", settings)
    page += outcomes_table("Recherches fréquentes et titres, écrits par d'autres", asked)
    page += offices_table(offices, excluded) + scope_table(aside)
    _write(out / "answering", page, [_row(each) for each in (*asked, *offices, *aside)])
    page = header("Retrouver une fiche", "make evals DATA=dossier") + retrieval.report(scores)
    _write(out / "retrieval", page, [
        {"system": system, "figures": {name: asdict(value) for name, value in figures.items()}}
        for system, figures in scores.figures().items()])
    page, rows = understanding.measure(questions)
    _write(out / "understanding-outside", page, rows)
    print((out / "answering.md").read_text(encoding="utf-8"))
    print((out / "retrieval.md").read_text(encoding="utf-8"))
    print((out / "understanding-outside.md").read_text(encoding="utf-8"))


def _row(asked: Asked) -> dict[str, object]:
    """Keep identifiers and figures: never the words of other people's data."""
    return {"id": asked.question.id, "source": asked.question.source, "outcome": asked.outcome,
            "entry": asked.entry_id, "lead": asked.lead, "confidence": asked.confidence,
            "ms": round(asked.milliseconds, 1)}


def _write(base: Path, page: Sequence[str], rows: Sequence[dict[str, object]]) -> None:
    base.parent.mkdir(parents=True, exist_ok=True)
    base.with_suffix(".md").write_text("\n".join(page) + "\n", encoding="utf-8")
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    base.with_suffix(".jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")

