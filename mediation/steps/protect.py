"""Protect: personal data masked and danger found, before anything is stored."""

import asyncio
from dataclasses import replace

from mediation.means import Means
from mediation.turn import Turn

WATCHED = 10_000  # characters at each end of a very long message: about 0.2 s to look through
OVERLAP = 200


async def protect(turn: Turn, means: Means) -> Turn:
    """Mask the text and look for danger, also past its limit. Never ends the turn."""
    if not turn.text:
        return turn
    protected = await asyncio.to_thread(means.protector.protect, turn.text)
    turn = replace(turn, protected=protected)
    if not turn.rest or turn.is_danger:
        return turn
    urgent, calm = await asyncio.to_thread(means.protector.watch, _ends(turn))
    if urgent is None or (protected.urgent and not calm):
        return turn
    return replace(turn, protected=replace(protected, urgent=urgent, calm=calm))


def _ends(turn: Turn) -> str:
    """Return what to look through: the limit's surroundings, the beginning and the end."""
    whole = turn.text[-OVERLAP:] + turn.rest
    if len(whole) <= 2 * WATCHED:
        return whole
    return f"{whole[:WATCHED]}\n{whole[-WATCHED:]}"
