"""The public chat API, `/api/v1`."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Request, Response

from channels.access import ConversationId, public
from channels.api_shapes import (
    FeedbackRequest,
    History,
    MessageRequest,
    OpenRequest,
    Ticket,
    problems,
)
from channels.arrivals import arrived
from channels.doors import TheDoors
from channels.state import TheLive, TheRates, TheTickets
from channels.tickets import LIFE_SECONDS
from mediation.answer import Opened, TurnReply
from mediation.utterance import Channel

router = APIRouter(prefix="/api/v1", tags=["conversations"])
READ = problems(404, 422, 503)
WRITTEN = problems(404, 413, 422, 429, 503)


@router.post("/conversations", status_code=201, dependencies=[Depends(public)],
             responses=problems(413, 422, 429, 503))
async def open_conversation(request: Request, doors: TheDoors, rates: TheRates,
                            asked: Annotated[OpenRequest | None, Body()] = None) -> Opened:
    """Start a conversation. The token is shown once: keep it, it opens the conversation."""
    await rates.spend_opening(request)
    wanted = asked or OpenRequest()
    return await doors.resident.open(wanted.channel, wanted.locale)


@router.post("/conversations/{conversation_id}/messages", responses=WRITTEN)
async def send_message(request: Request, conversation_id: ConversationId, asked: MessageRequest,
                       doors: TheDoors, rates: TheRates) -> TurnReply:
    """Answer one text or one choice. A repeated `client_message_id` returns the same reply."""
    await rates.spend_message(request, conversation_id)
    return await doors.resident.receive(conversation_id, asked.utterance(Channel.API))


@router.get("/conversations/{conversation_id}", responses=READ)
async def read_history(conversation_id: ConversationId, doors: TheDoors,
                       after: Annotated[int, Query(ge=0, le=2**53)] = 0) -> History:
    """Return what was said, personal data masked, from seq `after` on."""
    items = await doors.resident.history(conversation_id, after)
    await arrived(doors, conversation_id, items)
    return History(conversation_id=conversation_id, items=items)


@router.post("/conversations/{conversation_id}/stream", status_code=201, responses=READ)
async def ask_ticket(conversation_id: ConversationId, tickets: TheTickets) -> Ticket:
    """Return a ticket that opens the event stream once, within 60 seconds."""
    return Ticket(ticket=tickets.issue(conversation_id), expires_in_seconds=LIFE_SECONDS)


@router.post("/conversations/{conversation_id}/feedback", status_code=204, responses=WRITTEN)
async def give_feedback(request: Request, conversation_id: ConversationId,
                        asked: FeedbackRequest, doors: TheDoors, rates: TheRates) -> Response:
    """Say whether a turn was useful."""
    await rates.spend_message(request, conversation_id)
    await doors.resident.give_feedback(conversation_id, asked.turn_id, asked.verdict,
                                       asked.reason)
    return Response(status_code=204)


@router.delete("/conversations/{conversation_id}", status_code=204, responses=READ)
async def erase_conversation(conversation_id: ConversationId, doors: TheDoors, live: TheLive
                             ) -> Response:
    """Erase the conversation with its words, contacts and dialogue state."""
    await doors.resident.erase(conversation_id)
    live.hang_up(conversation_id)
    return Response(status_code=204)
