"""`python -m evals retrieval-speed`: how long the official search takes, as the corpus grows.

On one core. ×4: real text cut again in overlapping and sentence windows, so that words are real;
the vectors of these windows are their passage's with noise. ×10: every passage copied ten times,
words and vectors, with noise.
"""

import os
import re
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import psutil
from threadpoolctl import threadpool_limits

from evals.answering.progress import Meter
from evals.machine import header
from evals.metrics.intervals import quantiles
from evals.retrieval.ours import opened
from retrieval.classifier import Vectors
from retrieval.embeddings import Encoder
from retrieval.normalise import normalise
from retrieval.official import OfficialIndex
from retrieval.official_board import OfficialBoard
from retrieval.official_lexicon import PASSAGES, Lexicon
from retrieval.official_passages import Held
from retrieval.official_ranker import load_trees
from retrieval.official_store import read_version
from retrieval.official_words import Field
from retrieval.passages import Kind

QUESTIONS, WARM_UP, SEED, NOISE = 500, 30, 20261123, 0.02
SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n")
WINDOW = 2  # sentences
ROUNDS = 3
WINDOWS, COPIES = "×4, fenêtres du vrai texte", "×10, copies bruitées"
Corpus = tuple[Sequence[Held], Vectors, Lexicon]
COMMAND = "python -m evals retrieval-speed --corpus ARCHIVE.zip"


@dataclass(frozen=True)
class Timed:
    """One size. Milliseconds of processor: the search alone, then with the question's encoding;
    then those of the clock, which a busy machine stretches. Memory in MiB."""

    label: str
    passages: int
    search: list[float]
    whole: list[float]
    clock: list[float]
    memory: float

    @property
    def row(self) -> str:
        """Return a line of the table."""
        found = (quantiles(values) for values in (self.search, self.whole, self.clock))
        cells = (f"{each['p50']:.1f} | {each['p95']:.1f}" for each in found)
        return f"| {self.label} | {self.passages} | {' | '.join(cells)} | {self.memory:.0f} |"


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--corpus", type=Path, required=True, metavar="ARCHIVE.zip")
    parser.add_argument("--cache", type=Path, help="où garder l'index")
    parser.add_argument("--out", type=Path, help="écrit la page ici")


def run(given: Namespace) -> int:
    """Measure the three sizes and print the page."""
    base = opened(given.corpus, given.cache, Meter())
    ours, encoder = base.ours, base.encoder
    fiches, vectors = read_version(base.cache / "official-titles" / ours.version, encoder)
    asked = list(dict.fromkeys(text for each in base.publications for text in each.questions))
    asked = [asked[at] for at in np.random.default_rng(SEED).permutation(len(asked))[:QUESTIONS]]
    page = measured(fiches, vectors, ours.index.board.lexicon, encoder, asked)
    if given.out:
        given.out.write_text(page, encoding="utf-8")
    print(page)
    return 0


def measured(fiches: Sequence[Held], vectors: Vectors, lexicon: Lexicon, encoder: Encoder,
             asked: Sequence[str]) -> str:
    """Return the page for the three sizes, each measured on one core, ROUNDS times in turn.

    A machine whose speed changes from one minute to the next then weighs on all of them.
    """
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    grown: dict[str, Corpus] = {"complet": (fiches, vectors, lexicon)}
    made: list[Timed] = []
    with threadpool_limits(1):
        for _ in range(ROUNDS):
            made.append(timed("complet", *grown["complet"], encoder, asked))
            if WINDOWS not in grown:
                grown[WINDOWS] = windows(fiches, vectors)
            made.append(timed(WINDOWS, *grown[WINDOWS], encoder, asked))
            if COPIES not in grown:
                grown[COPIES] = copies(fiches, vectors, lexicon, 10)
            made.append(timed(COPIES, *grown[COPIES], encoder, asked))
    sizes = [_together([each for each in made if each.label == label]) for label in grown]
    first = quantiles(sizes[0].whole)["p95"]
    lines = [*header("Corpus officiel : temps de recherche", COMMAND),
             f"{len(asked)} questions du corpus, {ROUNDS} fois, un seul cœur ; les trois tailles "
             "tour à tour. Millisecondes de processeur, puis d'horloge (qu'une machine occupée "
             "allonge). Mémoire : au premier tour, les tailles d'avant comprises.", "",
             "| corpus | passages | recherche p50 | p95 | encodage compris p50 | p95 | "
             "horloge p50 | p95 | mémoire (Mio) |", "|---|---|---|---|---|---|---|---|---|",
             *(each.row for each in sizes), ""]
    for each in sizes[1:]:
        ratios = [quantiles(found.whole)["p95"] / quantiles(base.whole)["p95"]
                  for found, base in zip((one for one in made if one.label == each.label),
                                         made[::len(sizes)], strict=True)]
        lines.append(f"- {each.label} : p95 {quantiles(each.whole)['p95'] / first:.2f} fois celui "
                     f"du corpus complet ({', '.join(f'{one:.2f}' for one in ratios)}).")
    return "\n".join(lines) + "\n"


def _together(rounds: Sequence[Timed]) -> Timed:
    def flat(of: Callable[[Timed], list[float]]) -> list[float]:
        return [value for each in rounds for value in of(each)]

    return replace(rounds[0], search=flat(lambda each: each.search),
                   whole=flat(lambda each: each.whole), clock=flat(lambda each: each.clock))


def timed(label: str, fiches: Sequence[Held], vectors: Vectors, lexicon: Lexicon,
          encoder: Encoder, asked: Sequence[str]) -> Timed:
    """Ask every question once, after a warm-up."""
    index = OfficialIndex(label, OfficialBoard.of(fiches, vectors, lexicon), load_trees())
    search, whole, clock = [], [], []
    for text in (*asked[:WARM_UP], *asked):
        started, used = time.perf_counter(), time.thread_time()
        vector = encoder.embed_query(normalise(text))
        encoded = time.thread_time()
        index.nearest(text, vector)
        ended = time.thread_time()
        search.append((ended - encoded) * 1000)
        whole.append((ended - used) * 1000)
        clock.append((time.perf_counter() - started) * 1000)
    memory = psutil.Process().memory_info().rss / 2**20
    return Timed(label, len(vectors), search[WARM_UP:], whole[WARM_UP:], clock[WARM_UP:], memory)


def windows(fiches: Sequence[Held], vectors: Vectors) -> tuple[list[Held], Vectors, Lexicon]:
    """Return the fiches with four times their passages: their own, halves, and short windows."""
    grown, rows, place = [], [], 0
    for each in fiches:
        added: list[tuple[str, str, str]] = []
        kept = list(range(place, place + len(each.passages)))
        for at, (_, kind, words) in enumerate(each.passages):
            if kind != Kind.TITLE:
                cut = list(_windows(words))[:3 * len(each.passages)]
                added += [("", kind, text) for text in cut]
                kept += [place + at] * len(cut)
        limit = 4 * len(each.passages)
        grown.append(replace(each, passages=(*each.passages, *added)[:limit]))
        rows += kept[:limit]
        place += len(each.passages)
    return grown, _noisy(vectors[rows]), Lexicon.of(grown)


def _windows(words: str) -> Iterator[str]:
    middle = len(words) // 4
    yield words[middle:]
    yield words[:-middle or None]
    sentences = [each for each in SENTENCE.split(words) if each.strip()]
    for at in range(0, len(sentences), WINDOW - 1):
        yield " ".join(sentences[at:at + WINDOW])


def copies(fiches: Sequence[Held], vectors: Vectors, lexicon: Lexicon, times: int
           ) -> tuple[list[Held], Vectors, Lexicon]:
    """Return the fiches with every passage copied, without reading the words again."""
    grown = [replace(each, passages=(each.passages[0], *(
        one for at, one in enumerate(each.passages * times) if at))) for each in fiches]
    starts = np.concatenate([[0], np.cumsum([len(each.passages) for each in fiches])])
    order = np.concatenate([np.tile(np.arange(low, high), times)
                            for low, high in zip(starts, starts[1:], strict=False)])
    where = np.argsort(order, kind="stable").reshape(-1, times)
    field = lexicon.fields[PASSAGES]
    copied = Field(field.places, field.starts * times, where[field.rows].ravel().astype(np.int32),
                   np.repeat(field.weights, times), field.rarities, field.size * times)
    return grown, _noisy(vectors[order]), replace(
        lexicon, fields=lexicon.fields | {PASSAGES: copied})


def _noisy(vectors: Vectors) -> Vectors:
    noise = np.random.default_rng(SEED).standard_normal(vectors.shape, dtype=np.float32)
    return np.asarray(vectors + NOISE * noise, dtype=np.float32)
