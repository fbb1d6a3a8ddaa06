"""Asks retrieval without blocking the event loop, and keeps only entries that exist."""

import asyncio
from dataclasses import replace

from bot.actions.parts import ActionParts
from bot.situations.aside import question_alone
from knowledge.vocabulary import Domain
from retrieval.query import Band, Found, IndexMissing, Query

SURE_OF_DOMAIN = 0.5
UNLIKELY_DOMAIN = 0.2
_DOUBTED = frozenset({Domain.EMPLOYMENT, Domain.HOUSING, Domain.TAXES})
_COVERED = _DOUBTED | {Domain.BENEFITS}


async def search(parts: ActionParts, text: str, domains: dict[str, float]) -> Found | None:
    """Return what retrieval found; None when there is no index to ask."""
    try:
        found = await asyncio.to_thread(parts.retriever.search, Query(text, domains))
        if found.band is Band.DECLINE and (asked := question_alone(text)):
            found = _proposed(await asyncio.to_thread(parts.retriever.search,
                                                      Query(asked, domains)), found)
    except IndexMissing:
        return None
    found = _doubted(parts, found, domains)
    known = tuple(each for each in found.candidates if parts.entry(each.entry_id))
    if known == found.candidates:
        return found
    same_best = bool(known) and known[0] == found.candidates[0]
    if found.band is Band.DECLINE or not known:
        band = Band.DECLINE
    else:
        band = found.band if same_best else Band.CHOICES
    return replace(found, candidates=known, band=band)


def _proposed(found: Found, whole: Found) -> Found:
    """Only propose what the question alone finds, when the whole message finds nothing."""
    return replace(found, band=Band.CHOICES) if found.band is not Band.DECLINE else whole


def _doubted(parts: ActionParts, found: Found, domains: dict[str, float]) -> Found:
    """Only propose an entry on work, housing or taxes when the dialogue layer is sure that the
    question is of another theme (family, health, papers, retirement, disability, justice)."""
    best = parts.entry(found.best.entry_id) if found.best else None
    if found.band is not Band.ANSWER or best is None or not domains:
        return found
    top = max(domains, key=lambda each: domains[each])
    is_other = top not in _COVERED and domains[top] >= SURE_OF_DOMAIN
    if is_other and best.domain in _DOUBTED and domains.get(best.domain, 0.0) < UNLIKELY_DOMAIN:
        return replace(found, band=Band.CHOICES)
    return found


def scores_of(found: Found) -> dict[str, float]:
    """Return the numbers a turn keeps: confidence, first probability, margin over the next."""
    first = found.candidates[0].probability if found.candidates else 0.0
    second = found.candidates[1].probability if len(found.candidates) > 1 else 0.0
    return {"confidence": found.confidence, "probability": first, "margin": first - second}
