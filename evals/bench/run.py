"""`make bench`: one run, every figure of speed and weight, written beside its conditions."""

import tempfile
import time
from itertools import cycle
from pathlib import Path

from app.settings import Settings
from evals.bench.bare import bare_rasa
from evals.bench.memory import by_process
from evals.bench.publication import copy_base, seconds_to_answer
from evals.bench.turns import QUESTIONS, Talker, interleaved, throughput
from evals.machine import header
from evals.metrics.intervals import quantiles
from evals.serving import running
from retrieval.live import LiveRetriever
from retrieval.query import Query
from retrieval.second_voice import open_encoder

TURNS = 300
WARM_UP = 20
MEMORY_TURNS = 1000
AT_ONCE = (1, 4, 16)
PUBLICATIONS = 5
SEARCHES = 500
OUT = Path(__file__).resolve().parents[2] / "docs" / "results" / "bench.md"


def run(out: Path = OUT) -> None:
    """Measure and write the page. Raises on any failed turn: a figure of faults means nothing."""
    settings = Settings()
    lines = header("Vitesse et poids", "make bench")
    rows: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory(prefix="qfq-bench-") as folder:
        base = copy_base(settings.knowledge_dir, Path(folder) / "knowledge")
        data = Path(folder) / "data"
        with running(data, knowledge_dir=str(base)) as instance, instance.client() as client:
            rows.append(("démarrage jusqu'à « prêt », Rasa compris",
                         f"{instance.start_seconds:.1f} s"))
            with bare_rasa() as bare:
                talker = Talker(client)
                interleaved(WARM_UP, talker.ask, bare.ask)
                ours, theirs = interleaved(TURNS, talker.ask, bare.ask)
            rows += _turn_rows(ours, theirs)
            for count in AT_ONCE:
                speed, durations = throughput(client, count, 160)
                rows.append((f"{count} conversation(s) à la fois",
                             f"{speed:.1f} tours/s, {_said(durations)}"))
            done = TURNS + WARM_UP + 160 * len(AT_ONCE)
            if done < MEMORY_TURNS:
                throughput(client, 4, MEMORY_TURNS - done)
            memory = by_process(instance.process.pid)
            rows += [(f"mémoire de {name} après {MEMORY_TURNS} tours", f"{value:.0f} Mio")
                     for name, value in memory.items()]
            seconds = [seconds_to_answer(base, client, number) for number in range(PUBLICATIONS)]
            rows.append((f"fiche changée qui répond (n = {PUBLICATIONS})",
                         f"médiane {sorted(seconds)[PUBLICATIONS // 2]:.1f} s, "
                         f"pire {max(seconds):.1f} s"))
        searches = _searches(settings, data / "index")
        rows.append((f"recherche seule (n = {SEARCHES})", _said(searches)))
    lines += ["| mesure | valeur |", "|---|---|"]
    lines += [f"| {name} | {value} |" for name, value in rows]
    page = "\n".join(lines) + "\n"
    out.write_text(page, encoding="utf-8")
    print(page)


def _turn_rows(ours: list[float], theirs: list[float]) -> list[tuple[str, str]]:
    gap = quantiles(ours)["p50"] - quantiles(theirs)["p50"]
    return [(f"tour entier (n = {len(ours)})", _said(ours)),
            (f"tour de Rasa seul, mêmes messages et modèle (n = {len(theirs)})", _said(theirs)),
            ("différence des médianes, tours entrelacés", f"{gap:.1f} ms")]


def _searches(settings: Settings, index: Path) -> list[float]:
    retriever = LiveRetriever(index, lambda: open_encoder(
        settings.embedding_model, settings.models_dir))
    questions = cycle(QUESTIONS)
    durations = []
    for number in range(WARM_UP + SEARCHES):
        started = time.perf_counter()
        retriever.search(Query(next(questions)))
        if number >= WARM_UP:
            durations.append((time.perf_counter() - started) * 1000)
    retriever.close()
    return durations


def _said(durations: list[float]) -> str:
    found = quantiles(durations)
    return f"p50 {found['p50']:.1f} ms, p95 {found['p95']:.1f} ms"
