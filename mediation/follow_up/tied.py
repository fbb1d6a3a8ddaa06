"""Ties what is followed to a case: held by this mediator, its words heard for a child or danger."""

from dataclasses import dataclass

from mediation.discretion import is_watched
from mediation.minors import was_child
from mediation.ports import NotYours
from mediation.store import cases, comfort, follow_up
from mediation.store.database import Db


@dataclass(frozen=True)
class Tie:
    """A case's conversation. `is_discreet`: violence, or a child in danger, was told."""

    conversation_id: str | None = None
    is_child: bool = False
    is_discreet: bool = False


async def tie_to(db: Db, case_id: str, mediator_id: str) -> Tie:
    """Return the tie to a case this mediator holds or held. Raises NotYours."""
    card = await cases.find(db, case_id)
    if card is None or card.claimed_by != mediator_id:
        raise NotYours(case_id)
    if await follow_up.is_erased(db, card.conversation_id):
        raise NotYours(case_id)
    is_child = (any(line.line_id == "child" for line in card.brief)
                or was_child(await follow_up.texts_of(db, card.conversation_id)))
    told = await comfort.watched(db, card.conversation_id)
    is_discreet = is_child or is_watched(card.urgent_kind) or any(
        is_watched(kind) or any(is_watched(None, str(each)) for each in entry_ids)
        for kind, entry_ids in told)
    return Tie(card.conversation_id, is_child, is_discreet)
