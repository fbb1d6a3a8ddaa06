"""`python -m evals understanding`: the theme of a question, by Rasa alone and after the search."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from bot.nlu.halves import HELD_OUT, TUNING
from evals.understanding.measure import measure
from evals.understanding.sentences import ALL, brought, outside


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--data", type=Path, help="dossier des jeux extérieurs")
    which.add_argument("--questions", type=Path, metavar="FICHIER.jsonl",
                       help="des questions étiquetées : text, domain, et kind pour le hors sujet")
    parser.add_argument("--out", type=Path, help="écrit la page ici, les données à côté (.jsonl)")
    parser.add_argument("--nlu-only", action="store_true", help="sans la recherche")
    parser.add_argument("--index", type=Path, help="un index à copier, pour aller plus vite")


def run(given: Namespace) -> int:
    """Return 0 when the measure could be made."""
    columns: Sequence[str] = (HELD_OUT, TUNING)
    try:
        if given.data:
            folder = given.data / "questions"
            sentences = outside(folder if folder.is_dir() else given.data)
            said = "--data dossier"
        else:
            sentences, columns = brought(given.questions), (ALL,)
            said = f"--questions {given.questions.name}"
        page, rows = measure(sentences, columns, not given.nlu_only, said, given.index)
    except (OSError, ValueError, KeyError, RuntimeError) as fault:
        print(f"Mesure impossible : {fault}", file=sys.stderr)
        return 2
    text = "\n".join(page) + "\n"
    if given.out:
        given.out.parent.mkdir(parents=True, exist_ok=True)
        given.out.with_suffix(".md").write_text(text, encoding="utf-8")
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        given.out.with_suffix(".jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(text)
    return 0
