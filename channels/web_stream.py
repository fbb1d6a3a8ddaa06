"""The resident's page kept up to date: rendered fragments as they come."""

from collections.abc import AsyncIterable
from typing import Annotated

from fastapi import APIRouter, Depends, Header, HTTPException, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from channels.access import Access
from channels.doors import TheDoors
from channels.pages import to_html
from channels.state import TheLive
from channels.stream import first_seq, follow
from channels.transcript import rows_of
from channels.visit import kept_conversation

router = APIRouter(include_in_schema=False)


class CookieHolder:
    """Whoever's cookie opens a conversation."""

    access = Access.RESIDENT

    async def __call__(self, request: Request, doors: TheDoors) -> str:
        """Return the conversation; 404 without one."""
        kept = await kept_conversation(request, doors)
        if kept is None:
            raise HTTPException(404)
        return kept.conversation_id


@router.get("/chat/events", response_class=EventSourceResponse)
async def follow_page(
    conversation_id: Annotated[str, Depends(CookieHolder())], doors: TheDoors, live: TheLive,
    after: Annotated[int, Query(ge=0, le=2**53)] = 0,
    last_event_id: Annotated[str | None, Header()] = None,
) -> AsyncIterable[ServerSentEvent]:
    """Send each new block of the log as HTML, from the same partial as the page."""
    async for item in follow(doors, live, conversation_id, first_seq(last_event_id, after)):
        comfort = await doors.comfort.read(conversation_id)
        html = to_html("talk/rows.html", {
            "rows": rows_of([item]), "is_easy": comfort.is_easy,
            "is_discreet": comfort.is_discreet})
        yield ServerSentEvent(id=str(item.seq), raw_data=html)
