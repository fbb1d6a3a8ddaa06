"""The retriever of a running service: loads in the background, reloads while being asked."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from knowledge.entry import Entry
from retrieval.confidence import ConfidenceRule, load_rule
from retrieval.embeddings import Encoder, EncoderMissing
from retrieval.index import Index
from retrieval.query import Found, IndexMissing, Query
from retrieval.retriever import IndexRetriever
from retrieval.sync import SyncReport, sync
from retrieval.versions import current_folder

LoadEncoder = Callable[[], Encoder]


@dataclass(frozen=True)
class Status:
    """How retrieval is, for /readyz. `fault` is empty when it can be asked.

    `has_failed`: the last publication did not go through, so that waiting will not help.
    """

    ready: bool
    version: str
    entries: int
    fault: str
    has_failed: bool = False


class LiveRetriever:
    """A Retriever that follows the version in use. Every method may be called from any thread."""

    def __init__(
        self, index_dir: Path, load: LoadEncoder, rule: ConfidenceRule | None = None
    ) -> None:
        self._index_dir = index_dir
        self._load = load
        self._rule = rule or load_rule()
        self._encoder: Future[Encoder] | None = None
        self._current: IndexRetriever | None = None
        self._retired: IndexRetriever | None = None
        self._fault = ""
        self._lock = threading.RLock()

    def warm(self) -> None:
        """Start loading the encoder in the background, once; returns at once."""
        with self._lock:
            if self._encoder is None:
                self._encoder = Future()
                threading.Thread(
                    target=_fulfil, args=(self._encoder, self._load), name="encoder", daemon=True
                ).start()

    def encoder(self) -> Encoder:
        """Return the encoder, waiting for it. Raises IndexMissing when it cannot be loaded."""
        self.warm()
        assert self._encoder is not None
        try:
            return self._encoder.result()
        except EncoderMissing as fault:
            with self._lock:
                self._encoder = None  # so that a repaired set-up is found at the next question
            raise IndexMissing(str(fault)) from fault

    def search(self, query: Query) -> Found:
        """Return what the version in use finds. Raises IndexMissing.

        A version that stops being readable (removed, closed by two reloads) is opened again once.
        """
        current = self._current or self._opened()
        try:
            return current.search(query)
        except Exception as fault:  # Chroma reports unreadable files by many classes of its own
            if isinstance(fault, IndexMissing):
                raise
            return self.reload().search(query)

    def _opened(self) -> IndexRetriever:
        with self._lock:
            return self._current or self.reload()

    def reload(self) -> IndexRetriever:
        """Open the version in use and switch to it; the one before stays open for its readers."""
        if current_folder(self._index_dir) is None:
            raise IndexMissing("aucun index : lancez « make index »")
        encoder = self.encoder()
        with self._lock:
            fresh = IndexRetriever(Index.open(self._index_dir, encoder), encoder, self._rule)
            retired, self._retired, self._current = self._retired, self._current, fresh
        if retired:
            retired.index.close()
        return fresh

    def apply_changes(self, entries: Iterable[Entry]) -> SyncReport:
        """Publish exactly these entries and answer from them when this returns."""
        try:
            report = sync(entries, self._index_dir, self.encoder())
            if report.changed or self._current is None:
                self.reload()
        except Exception as fault:
            self._fault = str(fault) or type(fault).__name__
            raise
        self._fault = ""
        return report

    def status(self) -> Status:
        """Say how retrieval is, without waiting for the encoder."""
        current = self._current
        if current is None:
            loading = self._encoder is not None and not self._encoder.done()
            waited = "chargement en cours" if loading else "index non ouvert"
            return Status(False, "", 0, self._fault or waited, bool(self._fault))
        entries = len({each.entry_id for each in current.index.passages})
        return Status(True, current.index.version, entries, "")

    def close(self) -> None:
        """Release the open versions."""
        with self._lock:
            held = [each for each in (self._current, self._retired) if each]
            self._current = self._retired = None
        for each in held:
            each.index.close()


def _fulfil(promise: "Future[Encoder]", load: LoadEncoder) -> None:
    try:
        promise.set_result(load())
    except Exception as fault:
        known = fault if isinstance(fault, EncoderMissing) else EncoderMissing(str(fault))
        promise.set_exception(known)
