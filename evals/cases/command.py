"""`python -m evals cases`: the pairs through a real instance, from question to office."""

import contextlib
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from app.settings import Settings
from evals.cases.config import PAIRS, disagreements, load_pairs
from evals.cases.report import table
from evals.cases.run import Heard, ask_at_once, ask_neutral, tell_after
from evals.machine import header
from evals.serving import Instance, running
from knowledge.repository import load_repository
from retrieval.versions import copy_in_use

START_SECONDS = 480  # on a fresh machine the dialogue model is trained first


def run(file: Path, index: Path | None, out: Path | None, rows: Path | None) -> int:
    """Print the report, and write it and its rows when asked. Return 1 on any fault."""
    pairs = load_pairs(file)
    repository = load_repository(Settings().knowledge_dir)
    for line in (untrue := disagreements(pairs, repository)):
        print(line, file=sys.stderr)
    if untrue:
        return 2
    titles = {each.entry: repository.by_id[each.entry].title for each in pairs}
    with _served(index) as instance, instance.client() as client:
        measured = {
            "Question et situation dans un seul message": ask_at_once(pairs, client),
            "Question sans situation : le cas est demandé": ask_neutral(pairs, client),
            "Situation dite après la question, puis l'autre": tell_after(pairs, titles, client),
        }
    page = header("Paires de cas", f"python -m evals cases{_option(file)}",
                  {"paires": len(pairs)})
    for title, heard in measured.items():
        page += table(title, heard)
    print("\n".join(page))
    if out:
        out.write_text("\n".join(page) + "\n", encoding="utf-8")
    if rows:
        lines = [json.dumps(_row(title, each), ensure_ascii=False)
                 for title, heard in measured.items() for each in heard]
        rows.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0 if all(each.is_right for heard in measured.values() for each in heard) else 1


@contextlib.contextmanager
def _served(index: Path | None) -> Iterator[Instance]:
    with tempfile.TemporaryDirectory(prefix="qfq-cases-") as folder:
        if index:
            copy_in_use(index, Path(folder) / "index")
        with running(Path(folder), START_SECONDS) as instance:
            yield instance


def _option(file: Path) -> str:
    return "" if file == PAIRS else f" --pairs evals/datasets/{file.name}"


def _row(title: str, heard: Heard) -> dict[str, object]:
    return {"measure": title, "pair": heard.pair.id, "said": heard.said, "route": heard.route,
            "outcome": heard.outcome, "shown": heard.shown, "lead": heard.lead,
            "expected": heard.expected.lead if heard.expected else None,
            "organisations": heard.organisations, "asks_case": heard.asks_case,
            "right": heard.is_right}
