"""Rings at the desk as soon as something happens in a case: the page then asks for what is new."""

import time
from collections.abc import AsyncIterable
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.sse import EventSourceResponse, ServerSentEvent

from channels.access import Mediator
from channels.desk_case import found_case
from channels.doors import TheDoors
from channels.state import TheLive

router = APIRouter(prefix="/mediation/cas/{case_id}", include_in_schema=False)
LASTS_SECONDS = 300.0  # the browser then comes back, and its session is looked at again
WAIT_SECONDS = 20.0


async def followed(case_id: str, person: Mediator, doors: TheDoors) -> str:
    """Return the conversation of the case; 404 when there is none."""
    return (await found_case(doors, case_id)).conversation_id


@router.get("/flux", response_class=EventSourceResponse)
async def ring(conversation_id: Annotated[str, Depends(followed)], live: TheLive,
               ) -> AsyncIterable[ServerSentEvent]:
    """Send « new » at once, then at each change. It carries no words."""
    ends = time.monotonic() + LASTS_SECONDS
    with live.listen(conversation_id) as bell:
        is_news = True
        while not live.is_closing and not bell.is_over and time.monotonic() < ends:
            if is_news:
                yield ServerSentEvent(data="new")
            is_news = await bell.wait(WAIT_SECONDS)
