"""The French name model: only what names need, loaded in the background, one message at a time.

Its word store grows with each new word and would keep names in memory: a memory zone forgets
them after each message. Only the beginning of a longer message is read.
"""

import importlib
import threading
from collections.abc import Sequence
from typing import Any

import structlog

log = structlog.get_logger("mediation.masking")
UNUSED = ("morphologizer", "parser", "attribute_ruler", "lemmatizer", "senter", "tagger")
LONGEST = 2000


class NameModel:
    """Sees people, places and organisations in French text; nothing before `load`."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._nlp: Any = None
        self._lock = threading.Lock()

    def load(self) -> None:
        """Load the model; an empty name, or a fault, leaves the rules alone."""
        if not self._name:
            return
        try:
            spacy = importlib.import_module("spacy")
            self._nlp = spacy.load(self._name, exclude=list(UNUSED))
        except Exception as fault:  # absent, or made for another version
            log.warning("masking.no_model", model=self._name, cause=type(fault).__name__)
            return
        self("Bonjour, je m'appelle Zélie Fictive.")
        log.info("masking.model_ready", model=self._name)

    @property
    def is_ready(self) -> bool:
        """Say whether the model helps the rules."""
        return self._nlp is not None

    def __call__(self, text: str) -> Sequence[tuple[int, int, str]]:
        """Return (start, end, label) of what is named; nothing when the model fails."""
        if self._nlp is None:
            return ()
        try:
            with self._lock, self._nlp.memory_zone():
                return [(each.start_char, each.end_char, each.label_)
                        for each in self._nlp(text[:LONGEST]).ents]
        except Exception as fault:  # the rules have already done most of the work
            log.warning("masking.model_failed", cause=type(fault).__name__)
            return ()
