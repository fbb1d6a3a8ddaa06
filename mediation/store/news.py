"""Follow-ups whose day has come on a channel, in the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from mediation.outcome import Holder
from mediation.store.comfort_rows import PreferenceRow
from mediation.store.conversation_rows import ConversationRow
from mediation.store.database import Db
from mediation.utterance import Channel

AWAITED = ("agreed", "not_yet")


async def due(db: Db, channel: Channel, now: datetime, limit: int) -> list[str]:
    """Return the conversations to ask: theirs is a chat that still exists, no person has it."""
    return list(await db.scalars(
        select(PreferenceRow.conversation_id)
        .join(ConversationRow, ConversationRow.id == PreferenceRow.conversation_id)
        .where(PreferenceRow.follow_up.in_(AWAITED), PreferenceRow.follow_up_at <= now,
               ConversationRow.channel == channel.value,
               ConversationRow.sealed_chat.is_not(None), ConversationRow.erased_at.is_(None),
               ConversationRow.holder == Holder.ASSISTANT.value).limit(limit)))


async def take(db: Db, conversation_id: str, said: str) -> bool:
    """Note that it is asked, or will not be; False when someone else just did."""
    result: Any = await db.execute(update(PreferenceRow).where(
        PreferenceRow.conversation_id == conversation_id, PreferenceRow.follow_up.in_(AWAITED),
    ).values(follow_up=said))
    return bool(result.rowcount)
