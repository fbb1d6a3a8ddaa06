"""What else a resident can do on the page: judge an answer, erase, leave quickly."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from channels import cookies
from channels.access import public
from channels.doors import TheDoors
from channels.pages import render
from channels.state import TheRates
from channels.web import kept_conversation, wants_fragment

router = APIRouter(dependencies=[Depends(public)], include_in_schema=False)
NEUTRAL_PAGE = "https://meteofrance.com/"


@router.post("/chat/avis")
async def judge(request: Request, doors: TheDoors, rates: TheRates,
                turn_id: Annotated[str, Form(max_length=100)],
                verdict: Annotated[Literal["useful", "not_useful"], Form()]) -> Response:
    """Store « utile » or « pas utile » and say thanks."""
    kept = await kept_conversation(request, doors)
    if kept is not None:
        await rates.spend_message(request, kept.conversation_id)
        await doors.resident.give_feedback(kept.conversation_id, turn_id, verdict, None)
    if wants_fragment(request):
        return render(request, "talk/thanks.html", {"verdict": verdict})
    return RedirectResponse("/?fait=merci", 303)


@router.post("/chat/effacer")
async def erase(request: Request, doors: TheDoors) -> Response:
    """Erase the conversation everywhere, and forget it on this device."""
    kept = await kept_conversation(request, doors)
    if kept is not None:
        await doors.resident.erase(kept.conversation_id)
    response = RedirectResponse("/?fait=effacee", 303)
    cookies.forget_conversation(response)
    return response


@router.get("/quitter")
async def leave(request: Request) -> Response:
    """Open a neutral page; the conversation is no longer readable on this device.

    A link of another site cannot make someone lose a conversation: it only redirects.
    """
    response = RedirectResponse(NEUTRAL_PAGE, 303)
    if request.headers.get("sec-fetch-site", "same-origin") == "same-origin":
        cookies.forget_conversation(response)
    return response
