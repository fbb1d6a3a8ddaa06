"""Where who holds a case listens to a voice message; each listening is noted."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from telegram.error import TelegramError

from channels.access import Mediator
from channels.doors import TheDoors
from channels.telegram.service import TelegramChannel
from mediation.voice_note import read_box

router = APIRouter(include_in_schema=False)


def running(request: Request) -> TelegramChannel:
    """Return the channel; 404 when Telegram is off."""
    channel = getattr(request.app.state, "telegram", None)
    if not isinstance(channel, TelegramChannel):
        raise HTTPException(404)
    return channel


@router.get("/mediation/cas/{case_id}/voix/{seq}")
async def listen(case_id: str, seq: int, person: Mediator, doors: TheDoors,
                 channel: Annotated[TelegramChannel, Depends(running)]) -> Response:
    """Fetch the recording from Telegram and pass it on; it is written nowhere."""
    note = read_box(await doors.desk.reveal(case_id, person.id, seq))
    if note is None:
        raise HTTPException(404)
    try:
        sound = await channel.fetch(note.reference)
    except TelegramError as fault:
        raise HTTPException(404) from fault
    return Response(sound, media_type="audio/ogg")
