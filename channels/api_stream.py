"""The event stream of the public API: one event for each stored item, `id` is its seq."""

from collections.abc import AsyncIterable
from typing import Annotated

from fastapi import APIRouter, Depends, Header, HTTPException, Query
from fastapi.sse import EventSourceResponse, ServerSentEvent

from channels.access import Access
from channels.api_shapes import problems_as_json
from channels.doors import TheDoors
from channels.state import TheLive, TheTickets
from channels.stream import first_seq, follow

router = APIRouter(prefix="/api/v1", tags=["conversations"])


class TicketHolder:
    """Whoever asked for a ticket with the conversation's token."""

    access = Access.RESIDENT

    def __call__(self, conversation_id: str, tickets: TheTickets, ticket: str = "") -> str:
        """Spend the ticket and return the conversation; 404 when it does not open it."""
        if not tickets.use(ticket, conversation_id):
            raise HTTPException(404)
        return conversation_id


@router.get("/conversations/{conversation_id}/events", response_class=EventSourceResponse,
            responses=problems_as_json(404, 422))
async def stream_events(
    conversation_id: Annotated[str, Depends(TicketHolder())], doors: TheDoors, live: TheLive,
    after: Annotated[int, Query(ge=0, le=2**53)] = 0,
    last_event_id: Annotated[str | None, Header()] = None,
) -> AsyncIterable[ServerSentEvent]:
    """Replay what came after `Last-Event-ID` (or `after`), then send each new item."""
    start = first_seq(last_event_id, after)
    async for item in follow(doors, live, conversation_id, start):
        yield ServerSentEvent(id=str(item.seq), data=item.model_dump(mode="json"))
