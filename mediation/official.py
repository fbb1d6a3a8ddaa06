"""Looks among the official fiches when ours do not answer; off without a fresh corpus."""

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

import structlog

from knowledge.imports.official_fiche import OfficialTier, is_fresh, load_official
from knowledge.imports.service_public import NAME
from knowledge.imports.shelf import Shelf
from knowledge.organisations import Organisations
from mediation.said import Said
from mediation.saying.official import say_official
from retrieval.official import OfficialHit

log = structlog.get_logger("mediation.official")


class FindsFiche(Protocol):
    """Finds official fiches near enough to a question. `retrieval.official.OfficialSearch`."""

    def search(self, text: str) -> tuple[OfficialHit, ...]: ...


class OfficialDoor:
    """Answers from the second tier. May be called from any thread."""

    def __init__(self, imports: Path, search: FindsFiche, registry: Callable[[], Organisations],
                 today: Callable[[], date], max_age_days: int) -> None:
        self._imports = imports
        self._search = search
        self._registry = registry
        self._today = today
        self._max_age_days = max_age_days
        self._held: OfficialTier | None = None
        self._lock = threading.Lock()

    def answer(self, text: str) -> Said | None:
        """Return the labelled card of an official fiche; None when the tier is off or unsure."""
        tier = self._tier()
        if tier is None:
            return None
        try:
            hits = self._search.search(text)
        except Exception as fault:  # the second tier never prevents the first from answering
            log.warning("official.not_searched", cause=type(fault).__name__)
            return None
        found = [fiche for hit in hits if (fiche := tier.fiches.get(hit.fiche_id))]
        return say_official(found, tier, self._registry()) if found else None

    def _tier(self) -> OfficialTier | None:
        """Return the tier in use, read again when the import or the day has changed."""
        today = self._today()
        manifest = Shelf(self._imports / NAME).manifest()
        if manifest is None or not is_fresh(manifest, today, self._max_age_days):
            return None
        with self._lock:
            if self._held is None or self._held.version != manifest.version:
                self._held = load_official(self._imports, today, self._max_age_days)
            return self._held
