"""`python -m evals privacy`: what masking hides, too little or too much, in a set of messages."""

import time
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

import psutil

from app.masking import build_masking
from app.settings import Settings
from evals.machine import header
from evals.privacy.cases import load_cases
from evals.privacy.report import page
from evals.privacy.run import Masking, Piece, measure
from knowledge.base import KnowledgeBase
from mediation.danger import load_detector


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--questions", type=Path, required=True, metavar="FICHIER.jsonl",
                        help="les messages et ce qu'ils disent de personnel")
    parser.add_argument("--out", type=Path, help="écrit aussi la page dans ce fichier")
    parser.add_argument("--rules-only", action="store_true", help="sans le modèle de noms")
    parser.add_argument("--words", action="store_true", help="montre les fautes, avec leurs mots")


def run(given: Namespace) -> int:
    """Print the page, and write it when asked."""
    cases = load_cases(given.questions)
    mask, facts = _masking(Settings(), given.rules_only)
    command = f"python -m evals privacy --questions {given.questions.name}"
    lines = header("Vie privée : ce que le masquage cache",
                   command + (" --rules-only" if given.rules_only else ""))
    lines += page(measure(cases, mask), facts, given.words)
    print("\n".join(lines))
    if given.out:
        given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _masking(settings: Settings, is_rules_only: bool) -> tuple[Masking, list[str]]:
    """Return the service's own masking, and what it weighs."""
    base = KnowledgeBase(settings.knowledge_dir, settings.communes_file, settings.imports_dir)
    detector = load_detector(settings.knowledge_dir / "urgency.yml")
    process = psutil.Process()
    before, started = process.memory_info().rss, time.perf_counter()
    masking = build_masking(base, detector.numbers, "" if is_rules_only else settings.names_model)
    rules, loaded = process.memory_info().rss, time.perf_counter()
    masking.model.load()
    facts = [f"règles et listes : {_megabytes(rules - before)} Mo, "
             f"{loaded - started:.1f} s au démarrage"]
    if masking.model.is_ready:
        facts.append(f"modèle de noms : {_megabytes(process.memory_info().rss - rules)} Mo, "
                     f"{time.perf_counter() - loaded:.1f} s, chargé à côté du service")

    def mask(text: str) -> tuple[str, Sequence[Piece]]:
        masked = masking.masker.mask(text)
        return masked.text, [Piece(each.start, each.end, each.kind) for each in masked.pieces]

    return mask, facts


def _megabytes(size: int) -> int:
    return round(size / 1_000_000)
