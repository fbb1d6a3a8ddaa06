"""Turns in the database: written once with what they decided, read for the brief."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from bot.decision import Decision
from mediation.answer import TurnReply
from mediation.outcome import Outcome
from mediation.store.conversation_rows import ChoiceRow, FeedbackRow, TurnRow
from mediation.store.database import Db
from mediation.turn import Turn


@dataclass(frozen=True)
class PastTurn:
    """What the brief needs of an earlier turn. `number` is its rank in the conversation, from 1."""

    number: int
    text: str
    outcome: Outcome
    entry_ids: tuple[str, ...]
    at: datetime | None = None
    decision: Decision | None = None


def add(db: Db, turn: Turn, reply: TurnReply, durations_ms: Mapping[str, float]) -> None:
    """Write the record of a turn: masked text, decision, reply; never clear words."""
    decision, draft = turn.decision, turn.draft
    versions = dict(draft.versions) if draft else {}
    message_id = turn.utterance.channel_message_id
    db.add(TurnRow(
        id=turn.id, conversation_id=turn.talk.id, channel=turn.utterance.channel.value,
        channel_message_id=message_id[:200] if message_id else None, at=turn.at,
        text=turn.protected.masked or turn.chosen,
        choice=(turn.utterance.choice or "")[:60] or None,
        intent=decision.intent if decision else None,
        decision=decision.model_dump(mode="json") if decision else None,
        entry_ids=said_entries(reply), scores=dict(decision.scores) if decision else {},
        outcome=reply.outcome.value, urgent_kind=reply.urgent.kind if reply.urgent else None,
        masked_kinds=list(turn.protected.masked_kinds), is_reduced=turn.is_reduced,
        fault=turn.fault, durations_ms=dict(durations_ms), versions=versions,
        reply=reply.model_dump(mode="json")))


async def has_hidden(db: Db, conversation_id: str) -> bool:
    """Say whether an earlier turn already told what it hid: one answered, and calm."""
    rows = await db.scalars(select(TurnRow.masked_kinds).where(
        TurnRow.conversation_id == conversation_id, TurnRow.urgent_kind.is_(None),
        TurnRow.outcome != Outcome.HANDOFF_RELAYED.value))
    return any(rows)


def said_entries(reply: TurnReply) -> list[str]:
    """Return the ids of the entries said or proposed."""
    if reply.answer:
        return [reply.answer.entry_id]
    return [each.entry_id for each in reply.choices]


def add_choices(db: Db, conversation_id: str, minted: Mapping[str, tuple[str, str]]) -> None:
    """Write what each new button means: id → (payload, label)."""
    db.add_all(ChoiceRow(id=key, conversation_id=conversation_id, payload=payload, label=label)
               for key, (payload, label) in minted.items())


async def recent(db: Db, conversation_id: str, limit: int = 8) -> Sequence[PastTurn]:
    """Return the latest turns, oldest first."""
    total = await db.scalar(select(func.count()).select_from(TurnRow).where(
        TurnRow.conversation_id == conversation_id)) or 0
    rows = (await db.execute(
        select(TurnRow.text, TurnRow.outcome, TurnRow.entry_ids, TurnRow.at, TurnRow.decision)
        .where(TurnRow.conversation_id == conversation_id)
        .order_by(TurnRow.at.desc()).limit(limit))).all()
    return [PastTurn(number, text or "", Outcome(outcome), tuple(entry_ids), at,
                     Decision.model_validate(decision) if decision else None)
            for number, (text, outcome, entry_ids, at, decision) in enumerate(
                reversed(rows), total - len(rows) + 1)]


async def add_feedback(db: Db, conversation_id: str, turn_id: str, verdict: str,
                       reason: str | None, now: datetime) -> None:
    """Keep the latest verdict on a turn of this conversation; another's turn is ignored."""
    known = await db.scalar(select(TurnRow.id).where(
        TurnRow.id == turn_id, TurnRow.conversation_id == conversation_id))
    if known is None:
        return
    row = await db.scalar(select(FeedbackRow).where(
        FeedbackRow.conversation_id == conversation_id, FeedbackRow.turn_id == turn_id))
    if row is None:
        row = FeedbackRow(conversation_id=conversation_id, turn_id=turn_id)
        db.add(row)
    row.verdict, row.reason, row.at = verdict, reason, now
