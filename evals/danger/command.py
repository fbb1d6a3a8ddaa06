"""`python -m evals danger --questions FILE`: recall, false alarms, right numbers, time added."""

import argparse
import sys
from pathlib import Path

from app.settings import Settings
from evals.danger.config import load_cases
from evals.danger.report import page
from evals.danger.run import long_messages, read_all
from evals.danger.timing import Watch
from evals.machine import header
from mediation.danger import DangerDetector, load_detector
from mediation.danger_words import FILE as WORDS
from mediation.hearing import Hearing, load_ear
from retrieval.embeddings import EncoderMissing, SentenceEmbeddings, load_encoder
from retrieval.normalise import normalise
from retrieval.shallow import shallow_beside


def add_options(parser: argparse.ArgumentParser) -> None:
    """List the options."""
    parser.add_argument("--questions", type=Path, required=True,
                        help="fichier .jsonl, ou dossier qui en contient")
    parser.add_argument("--rules", type=Path, help="les règles (knowledge/urgency.yml)")
    parser.add_argument("--rules-only", action="store_true", help="sans la seconde écoute")
    parser.add_argument("--words", action="store_true", help="cite les messages en faute")
    parser.add_argument("--out", type=Path, help="écrit aussi la page dans ce fichier")


def run(given: argparse.Namespace) -> int:
    """Print the page, and write it when asked."""
    cases = load_cases(given.questions)
    rules = given.rules or Settings().knowledge_dir / "urgency.yml"
    try:
        detector, watch = _by_rules(rules) if given.rules_only else _by_ear(rules)
    except (EncoderMissing, OSError, ValueError):
        print("L'encodeur n'est pas prêt : « python -m retrieval.prepare ».", file=sys.stderr)
        return 2
    read = read_all(cases, detector, watch)
    long = [watch.of(text) for text in long_messages(cases)]
    lines = header("Dangers entendus", f"python -m evals danger --questions {given.questions.name}",
                   {"messages": len(cases)})
    lines += page(read, long, given.words)
    print("\n".join(lines))
    if given.out:
        given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _by_rules(rules: Path) -> tuple[DangerDetector, Watch]:
    detector = load_detector(rules)
    return detector, Watch(detector.detect)


def _by_ear(rules: Path) -> tuple[DangerDetector, Watch]:
    """Raises EncoderMissing, OSError or ValueError when the encoder is not prepared."""
    models, words = Settings().models_dir, Settings().knowledge_dir / WORDS
    encoder = SentenceEmbeddings(load_encoder(None, models))
    short = shallow_beside(encoder, models)
    hearing = Hearing(load_ear(words), lambda: short)
    hearing.load()
    detector = load_detector(rules, hearing)
    return detector, Watch(
        detector.detect, lambda text: encoder.embed_query(normalise(text)), short.forget)
