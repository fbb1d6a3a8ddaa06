"""`python -m evals answering`: outsiders' questions through ours and through the baselines."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from evals.answering.measure import Asked, measure
from evals.answering.page import page_of
from evals.answering.progress import Meter
from evals.pages import give
from evals.serving import NotReady


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--questions", type=Path, required=True, metavar="FICHIER.jsonl")
    parser.add_argument("--out", type=Path, help="écrit la page ici, et les données à côté (.json)")
    parser.add_argument("--retrieval-only", action="store_true",
                        help="la recherche et sa confiance, sans lancer d'instance")
    parser.add_argument("--reduced", action="store_true",
                        help="la chaîne sans la couche de dialogue (mode réduit)")
    parser.add_argument("--no-baselines", action="store_true",
                        help="sans les systèmes de comparaison")
    parser.add_argument("--knowledge", type=Path, help="un autre dossier de fiches")
    parser.add_argument("--index", type=Path, help="où tenir l'index (défaut : le cache)")
    parser.add_argument("--words", action="store_true",
                        help="garde aussi les mots des questions dans les données")
    parser.add_argument("--progress", type=Path, help="fichier où dire l'avancement")


def run(given: Namespace) -> int:
    """Return 0 when the measure could be made."""
    asked = Asked(given.questions, not given.retrieval_only, given.reduced,
                  not given.no_baselines, given.knowledge, given.index, given.words)
    try:
        made = measure(asked, Meter(given.progress))
    except (OSError, ValueError, NotReady) as fault:
        print(f"Mesure impossible : {fault}", file=sys.stderr)
        return 2
    page = page_of(made, f"python -m evals answering --questions {given.questions.name}")
    give(page, made, given.out)
    return 0
