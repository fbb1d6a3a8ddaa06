"""What the desk's pages ask to ring: how many cases wait for this person, and how to say it."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import Response

from channels.access import Mediator
from channels.doors import doors_of
from mediation.notices import StaffNotices

router = APIRouter(prefix="/mediation/avis", include_in_schema=False)


def notices_of(request: Request) -> StaffNotices:
    """Return the notices of the running app; 404 when it has none."""
    notices = doors_of(request).rooms.notices
    if notices is None:
        raise HTTPException(404)
    return notices


TheNotices = Annotated[StaffNotices, Depends(notices_of)]


@router.get("")
async def read_bell(person: Mediator, notices: TheNotices) -> dict[str, Any]:
    """Return the count, the last notice and the wishes; no words of a resident."""
    bell = await notices.bell(person.id)
    return {"count": bell.count, "last": bell.last, "sentence": bell.sentence,
            "sound": bell.has_sound, "browser": bell.has_browser}


@router.post("/vus")
async def note_seen(person: Mediator, notices: TheNotices,
                    last: Annotated[int, Form(ge=0, le=2**31)]) -> Response:
    """Note that the list of cases was seen up to a notice."""
    await notices.see(person.id, last)
    return Response(status_code=204)
