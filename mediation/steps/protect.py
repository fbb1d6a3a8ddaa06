"""Protect: personal data masked and danger found, before anything is stored."""

import asyncio
from dataclasses import replace

from mediation.means import Means
from mediation.turn import Turn


async def protect(turn: Turn, means: Means) -> Turn:
    """Mask the text and look for danger. Never ends the turn."""
    if not turn.text:
        return turn
    return replace(turn, protected=await asyncio.to_thread(means.protector.protect, turn.text))
