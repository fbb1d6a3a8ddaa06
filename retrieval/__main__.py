"""From the terminal: `python -m retrieval index`, `python -m retrieval ask "…"`, `bench`."""

import argparse
import time
from pathlib import Path

import numpy as np

from knowledge.repository import load_repository
from retrieval.confidence import load_rule
from retrieval.embeddings import Encoder
from retrieval.index import Index
from retrieval.query import IndexMissing, Query
from retrieval.retriever import IndexRetriever
from retrieval.second_voice import open_encoder
from retrieval.sync import sync


def index_now(given: argparse.Namespace, encoder: Encoder) -> None:
    """Bring the index to the curated base and say what changed."""
    report = sync(load_repository(given.knowledge).entries(), given.index, encoder)
    print(
        f"Index {report.version} : {report.created} fiches ajoutées, {report.updated} modifiées, "
        f"{report.removed} retirées, {report.unchanged} inchangées "
        f"({report.encoded} passages encodés, {report.seconds:.1f} s)"
    )


def ask(given: argparse.Namespace, retriever: IndexRetriever) -> None:
    """Print the candidates of one question with what the rule reads."""
    found = retriever.search(Query(" ".join(given.words)))
    print(f"{found.band} · confiance {found.confidence:.2f} · {found.took_ms:.1f} ms")
    for each in found.candidates:
        features = " ".join(f"{name}={value:.2f}" for name, value in each.features.items())
        print(f"  {each.probability:.2f}  {each.entry_id}  [{features}]")


def bench(retriever: IndexRetriever) -> None:
    """Print the time of one search over the base's own wordings."""
    texts = [each.text for each in retriever.index.passages if each.is_wording][:500]
    retriever.search(Query("bonjour"))
    times = [retriever.search(Query(text)).took_ms for text in texts]
    low, high = np.percentile(times, [50, 95])
    print(f"recherche : p50 {low:.1f} ms, p95 {high:.1f} ms ({len(times)} questions)")


def main() -> int:
    """Run one command; 1 with a plain sentence when there is no index."""
    parser = argparse.ArgumentParser(prog="python -m retrieval", description=__doc__)
    parser.add_argument("--knowledge", type=Path, default=Path("knowledge"))
    parser.add_argument("--index", type=Path, default=Path("var/index"))
    parser.add_argument("--models", type=Path, default=Path("var/models"))
    parser.add_argument("--encoder", default=None, help="autre SentenceTransformer")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("index", help="met l'index à jour")
    commands.add_parser("bench", help="mesure le temps d'une recherche")
    commands.add_parser("ask", help="pose une question").add_argument("words", nargs="+")
    given = parser.parse_args()
    started = time.perf_counter()
    encoder = open_encoder(given.encoder, given.models)
    print(f"encodeur {encoder.identity} chargé en {time.perf_counter() - started:.1f} s")
    if given.command == "index":
        index_now(given, encoder)
        return 0
    try:
        retriever = IndexRetriever(Index.open(given.index, encoder), encoder, load_rule())
    except IndexMissing as fault:
        print(f"Pas d'index : {fault}")
        return 1
    if given.command == "ask":
        ask(given, retriever)
    else:
        bench(retriever)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
