"""Asks retrieval without blocking the event loop, and keeps only entries that exist."""

import asyncio
from dataclasses import replace

from bot.actions.parts import ActionParts
from retrieval.query import Band, Found, IndexMissing, Query


async def search(parts: ActionParts, text: str, domains: dict[str, float]) -> Found | None:
    """Return what retrieval found; None when there is no index to ask."""
    try:
        found = await asyncio.to_thread(parts.retriever.search, Query(text, domains))
    except IndexMissing:
        return None
    known = tuple(each for each in found.candidates if parts.entry(each.entry_id))
    if known == found.candidates:
        return found
    same_best = bool(known) and known[0] == found.candidates[0]
    if found.band is Band.DECLINE or not known:
        band = Band.DECLINE
    else:
        band = found.band if same_best else Band.CHOICES
    return replace(found, candidates=known, band=band)


def scores_of(found: Found) -> dict[str, float]:
    """Return the numbers a turn keeps: confidence, first probability, margin over the next."""
    first = found.candidates[0].probability if found.candidates else 0.0
    second = found.candidates[1].probability if len(found.candidates) > 1 else 0.0
    return {"confidence": found.confidence, "probability": first, "margin": first - second}
