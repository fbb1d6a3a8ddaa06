"""What a mediator reads of a conversation that went on with the assistant: not that part."""

from collections.abc import Iterable

from mediation.answer import HistoryItem
from mediation.outcome import Holder, Outcome


def passed_on(items: Iterable[HistoryItem]) -> tuple[HistoryItem, ...]:
    """Drop the turns that the assistant answered while a call-back waited: they were for it.

    What was asked to be reached stays: it is part of the request.
    """
    kept = tuple(items)
    robots = {item.turn_id for item in kept if item.reply and item.turn_id
              and item.reply.holder is Holder.ASSISTANT
              and item.reply.outcome is not Outcome.HANDOFF_QUEUED}
    return tuple(item for item in kept if item.turn_id not in robots or item.turn_id is None)
