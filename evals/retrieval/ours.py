"""Our own retriever over any passages: indexed and asked exactly as the service does."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from retrieval.chroma import CURATED
from retrieval.embeddings import Encoder
from retrieval.live import LiveRetriever
from retrieval.passages import Passage
from retrieval.query import Query
from retrieval.sync import sync_passages

DEEP = 30  # fiches kept of a ranking: votes look past the query's own fiche


@dataclass(frozen=True)
class Ours:
    """Ranks keys; also says how long the retriever itself took."""

    retriever: LiveRetriever
    version: str
    seconds: float

    def rank(self, text: str) -> tuple[list[str], float]:
        """Return the ranked keys, best first, and milliseconds."""
        found = self.retriever.search(Query(text, limit=DEEP))
        return [each.entry_id for each in found.candidates], found.took_ms


@contextmanager
def indexed(passages: Sequence[Passage], folder: Path, encoder: Encoder) -> Iterator[Ours]:
    """Index the passages (only the new ones are encoded) and give the retriever."""
    report = sync_passages(passages, folder, encoder, CURATED)
    retriever = LiveRetriever(folder, lambda: encoder)
    try:
        yield Ours(retriever, report.version, report.seconds)
    finally:
        retriever.close()
