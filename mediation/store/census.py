"""Reads a whole database beside the service, for the endurance measures: who holds what was said.

Nothing of the service calls it.
"""

from sqlalchemy import func, select

from mediation.outcome import Holder, Speaker
from mediation.store.case_rows import CaseRow
from mediation.store.conversation_rows import ConversationRow, MessageRow
from mediation.store.database import Db


async def messages(db: Db) -> list[tuple[str, int, str, str]]:
    """Return (conversation, seq, speaker, text) of every event, in order."""
    rows = await db.execute(select(MessageRow.conversation_id, MessageRow.seq, MessageRow.speaker,
                                   MessageRow.text)
                            .order_by(MessageRow.conversation_id, MessageRow.seq))
    return [(row[0], row[1], row[2], row[3]) for row in rows]


async def case_of_each(db: Db) -> dict[str, str]:
    """Return the case of each conversation that has one."""
    rows = await db.execute(select(CaseRow.conversation_id, CaseRow.id))
    return {row[0]: row[1] for row in rows}


async def holder_of_each(db: Db) -> dict[str, str]:
    """Return the mediator of each case whose conversation a mediator holds."""
    rows = await db.execute(select(CaseRow.id, CaseRow.claimed_by).join(
        ConversationRow, ConversationRow.id == CaseRow.conversation_id).where(
        ConversationRow.holder == Holder.MEDIATOR.value))
    return {row[0]: str(row[1]) for row in rows}


async def times_told(db: Db) -> dict[str, int]:
    """Return how many system messages each case's conversation has."""
    rows = await db.execute(select(CaseRow.id, func.count(MessageRow.seq)).join(
        MessageRow, MessageRow.conversation_id == CaseRow.conversation_id).where(
        MessageRow.speaker == Speaker.SYSTEM.value).group_by(CaseRow.id))
    return {row[0]: row[1] for row in rows}
