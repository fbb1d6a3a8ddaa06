"""Ours in process: the retriever and its confidence alone, over the curated base."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.settings import Settings
from evals.answering.said import Finds, Said, Shown, domain_of, offices_of
from knowledge.repository import Repository, load_repository
from retrieval.embeddings import Encoder
from retrieval.live import LiveRetriever
from retrieval.query import Band, Query
from retrieval.second_voice import open_encoder

DEEP = 10
SHOWN_AS = {Band.ANSWER: Shown.SINGLE, Band.CHOICES: Shown.MENU, Band.DECLINE: Shown.NONE}


@dataclass(frozen=True)
class Bench:
    """The base, its encoder and its retriever, ready to be asked."""

    repository: Repository
    encoder: Encoder
    retriever: LiveRetriever

    def ask(self, text: str) -> Said:
        """Ask as production does for what is shown, and deeper for the ranking."""
        found = self.retriever.search(Query(text))
        deep = self.retriever.search(Query(text, limit=DEEP))
        shown = SHOWN_AS[found.band] if found.candidates else Shown.NONE
        ranked = tuple(each.entry_id for each in deep.candidates)
        menu = found.candidates[:1] if shown is Shown.SINGLE else found.menu
        proposed = tuple(each.entry_id for each in menu) if shown is not Shown.NONE else ()
        find: Finds = self.repository.entry
        return Said(ranked, shown, proposed, found.confidence, offices_of(ranked, find),
                    domain_of(ranked, find), milliseconds=found.took_ms,
                    versions=dict(found.versions))


@contextmanager
def bench(settings: Settings, knowledge: Path | None = None, index: Path | None = None
          ) -> Iterator[Bench]:
    """Open the base and bring its index up to date (only changed passages are encoded)."""
    repository = load_repository(knowledge or settings.knowledge_dir)
    encoder = open_encoder(settings.embedding_model, settings.models_dir)
    retriever = LiveRetriever(index or settings.cache_dir / "evals" / "index", lambda: encoder)
    try:
        retriever.apply_changes(repository.entries())
        yield Bench(repository, encoder, retriever)
    finally:
        retriever.close()
