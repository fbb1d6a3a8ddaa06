"""Our own search over an official corpus: indexed and asked exactly as the service does."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.settings import Settings
from evals.retrieval.corpus import publications
from evals.retrieval.vectors import Progress
from knowledge.imports.publication import Publication
from retrieval.classifier import Vectors
from retrieval.embeddings import Encoder, SentenceEmbeddings, load_encoder
from retrieval.normalise import normalise
from retrieval.official import OfficialHit, OfficialIndex, sync_official
from retrieval.official_store import read_version

DEEP = 30  # fiches kept of a ranking: votes look past the query's own fiche


@dataclass(frozen=True)
class Ours:
    """Ranks fiches; also says how long the encoder and the search took."""

    index: OfficialIndex
    encoder: Encoder
    vectors: Vectors
    seconds: float

    @property
    def version(self) -> str:
        """Return the version of the index."""
        return self.index.version

    def rank(self, text: str) -> tuple[tuple[OfficialHit, ...], float]:
        """Return the ranked fiches, best first, and milliseconds."""
        started = time.perf_counter()
        vector = self.encoder.embed_query(normalise(text))
        found = self.index.nearest(text, vector, DEEP)
        return found, (time.perf_counter() - started) * 1000


def opened(corpus: Path, cache: Path | None, meter: Progress) -> "Opened":
    """Index a corpus with the service's own encoder; the cache's default is under var/."""
    settings = Settings()
    folder = cache or settings.cache_dir / "evals" / "corpus"
    encoder = SentenceEmbeddings(load_encoder(settings.embedding_model, settings.models_dir))
    read = publications(corpus)
    return Opened(read, encoder, folder,
                  indexed(read, folder / "official-titles", encoder, progress=meter))


@dataclass(frozen=True)
class Opened:
    """A corpus read and indexed, and what did it."""

    publications: Sequence[Publication]
    encoder: Encoder
    cache: Path
    ours: Ours


def indexed(publications: Sequence[Publication], folder: Path, encoder: Encoder,
            with_titles: bool = True, progress: Progress = lambda step, done, total: None) -> Ours:
    """Index the fiches (only new texts are encoded, and a killed run goes on) and open it."""
    report = sync_official(publications, folder, encoder,
                           lambda done, total: progress("passages encodés", done, total),
                           with_titles)
    _, vectors = read_version(folder / report.version, encoder)
    return Ours(OfficialIndex.open(folder, encoder), encoder, vectors, report.seconds)
