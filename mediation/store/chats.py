"""Outside chats in the database: who holds their conversation, and the ones that closed."""

from sqlalchemy import select, update

from mediation.outcome import Holder
from mediation.store.case_rows import OutboxRow
from mediation.store.conversation_rows import ConversationRow
from mediation.store.database import Db


async def is_held(db: Db, conversation_id: str) -> bool:
    """Say whether someone other than the assistant holds a conversation."""
    holder = await db.scalar(select(ConversationRow.holder).where(
        ConversationRow.id == conversation_id, ConversationRow.erased_at.is_(None)))
    return holder not in (None, Holder.ASSISTANT.value)


async def unbind(db: Db, conversation_id: str) -> None:
    """Forget the chat of a conversation and give up what waited for it."""
    await db.execute(update(ConversationRow).where(ConversationRow.id == conversation_id)
                     .values(sealed_chat=None, chat_digest=None))
    await db.execute(update(OutboxRow).where(
        OutboxRow.conversation_id == conversation_id, OutboxRow.state == "pending")
        .values(state="failed"))
