"""`python -m evals retrieval`: a corpus and queries that outsiders bring, ours and baselines."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from app.settings import Settings
from evals.answering.page import figure
from evals.answering.progress import Meter
from evals.pages import give
from evals.retrieval.over_corpus import Wanted, measure
from evals.retrieval.queries import LABELLED
from knowledge.imports.refusal import ImportRefused

NAMES = {"success@1": "bonne fiche en premier", "success@3": "bonne fiche parmi trois",
         "success@5": "bonne fiche parmi cinq", "mrr@10": "MRR@10", "ndcg@10": "nDCG@10"} | {
    f"{kind} @{k}": f"{label}, par vote, parmi {k}" if k > 1 else f"{label}, par vote, en premier"
    for kind, label in LABELLED.items() for k in (1, 3)}


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--corpus", type=Path, required=True, metavar="ARCHIVE.zip")
    parser.add_argument("--queries", type=Path, required=True, metavar="FICHIER.jsonl")
    parser.add_argument("--out", type=Path, help="écrit la page ici, et les données à côté (.json)")
    parser.add_argument("--without-titles", action="store_true",
                        help="index sans les titres, pour des requêtes qui sont ces titres")
    parser.add_argument("--no-baselines", action="store_true",
                        help="sans les systèmes de comparaison")
    parser.add_argument("--labels", type=Path, metavar="FICHIER.jsonl",
                        help="un autre fichier dont les étiquettes votent aussi")
    parser.add_argument("--most", type=int, help="s'arrête après tant de requêtes")
    parser.add_argument("--cache", type=Path, help="où garder l'index et les vecteurs")


def run(given: Namespace) -> int:
    """Return 0 when the measure could be made."""
    cache = given.cache or Settings().cache_dir / "evals" / "corpus"
    wanted = Wanted(given.corpus, given.queries, cache, not given.without_titles,
                    not given.no_baselines, given.most, given.labels)
    try:
        made = measure(wanted, Meter())
    except (ImportRefused, OSError, ValueError) as fault:
        print(f"Mesure impossible : {fault}", file=sys.stderr)
        return 2
    page = page_of(made)
    give(page, made, given.out)
    return 0


def page_of(made: dict[str, Any]) -> str:
    """Return the readable page: figures only."""
    times = made["milliseconds"]
    lines = [f"# Retrouver une fiche du corpus officiel : « {made['set']} »", "",
             f"{made['n']} requêtes, {made['fiches']} fiches, {made['passages']} passages. "
             f"Notre recherche : p50 {times['p50']:.1f} ms, p95 {times['p95']:.1f} ms.", "",
             " · ".join(f"{name} : {value}" for name, value in made["machine"].items()), ""]
    if made["excluded"]:
        left = " ; ".join(f"{why} : {n}" for why, n in sorted(made["excluded"].items()))
        lines += [f"Requêtes laissées de côté, pour tous : {left}.", ""]
    keys = [one["key"] for one in made["systems"][0]["figures"]]
    lines += [f"| système | {' | '.join(NAMES[key] for key in keys)} |",
              f"|{'---|' * (len(keys) + 1)}"]
    for each in made["systems"]:
        lines.append(f"| {each['name']} | {' | '.join(map(figure, each['figures']))} |")
    lines += ["", "| avance sur | mesure | différence appariée |", "|---|---|---|"]
    lines += [f"| {each['name']} | {NAMES[each['key']]} | {figure(each)} |"
              for each in made["differences"]]
    return "\n".join(lines) + "\n"
