"""`python -m evals knowledge --mutations 200 --seed N`: how many silent changes are seen."""

import sys
from datetime import date
from pathlib import Path

from app.settings import Settings
from evals.knowledge.inventory import inventory
from evals.knowledge.protocol import MUTATOR, load_mutator
from evals.knowledge.run import play, report, texts_of
from evals.machine import header
from knowledge.repository import load_repository


def describe(out: Path | None) -> int:
    """Print what the base holds, and write it when asked."""
    folder = Settings().knowledge_dir
    page = [*header("La base de connaissances", "python -m evals knowledge --inventory", {}),
            *inventory(load_repository(folder), date.today())]
    print("\n".join(page))
    if out:
        out.write_text("\n".join(page) + "\n", encoding="utf-8")
    return 0


def run(count: int, seed: int, out: Path | None) -> int:
    """Print the report, and write it when asked. Return 2 when there is no mutator."""
    try:
        mutator = load_mutator()
    except ModuleNotFoundError:
        print(f"Aucun mutateur : écrivez {MUTATOR} (voir evals/knowledge/protocol.py).",
              file=sys.stderr)
        return 2
    folder = Settings().knowledge_dir
    repository = load_repository(folder)
    played = play(repository, texts_of(repository, folder), mutator, count, seed, date.today())
    command = f"python -m evals knowledge --mutations {count} --seed {seed}"
    settings: dict[str, object] = {"graine": seed, "changements": count,
                                   "fiches": len(repository.by_id)}
    page = [*header("Changements silencieux vus par les contrôles", command, settings),
            *report(played)]
    print("\n".join(page))
    if out:
        out.write_text("\n".join(page) + "\n", encoding="utf-8")
    return 0
