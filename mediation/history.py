"""Reads a conversation back: residents' words masked, mediators' words clear while sealed."""

from mediation.answer import HistoryItem, TurnReply
from mediation.outcome import Outcome, Speaker
from mediation.reply import with_code
from mediation.sealing import Sealer
from mediation.store import cases, events
from mediation.store.database import Store


async def read_history(store: Store, sealer: Sealer, conversation_id: str, after: int,
                       with_codes: bool) -> tuple[HistoryItem, ...]:
    """Return the events with seq > after, oldest first; `with_codes` is for the resident."""
    async with store.reading() as db:
        written = await events.after(db, conversation_id, after)
        sealed = await cases.sealed_code(db, conversation_id) if with_codes else None
    code = sealer.open(sealed)
    return tuple(_item(event, sealer, code) for event in written)


def _item(event: events.Written, sealer: Sealer, code: str | None) -> HistoryItem:
    reply = TurnReply.model_validate(event.reply) if event.reply else None
    return HistoryItem(
        seq=event.seq, at=event.at, speaker=event.speaker,
        text=text_for_resident(event.speaker, event.text, event.box, sealer),
        outcome=Outcome(event.outcome) if event.outcome else None,
        reply=with_code(reply, code) if reply else None, turn_id=event.turn_id,
        has_sealed_words=event.box is not None and event.speaker is Speaker.RESIDENT)


def text_for_resident(speaker: Speaker, text: str, box: bytes | None, sealer: Sealer) -> str:
    """Return a mediator's own words in clear while they are kept; anyone else's as stored."""
    if speaker is Speaker.MEDIATOR and box is not None:
        return sealer.open(box) or text
    return text
