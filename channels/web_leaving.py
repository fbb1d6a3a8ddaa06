"""Leaving the page: quickly, because someone comes; or for good, on a shared computer."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from channels import cookies
from channels.access import public
from channels.doors import TheDoors, TheOptions
from channels.state import TheLive
from channels.visit import kept_conversation

router = APIRouter(dependencies=[Depends(public)], include_in_schema=False)
# Not "cookies": it would also empty those of the town hall's other sites, desk included.
CLEARED = {"Clear-Site-Data": '"cache", "storage"'}


@router.get("/quitter")
async def leave(request: Request, options: TheOptions) -> Response:
    """Open a neutral page; the conversation is no longer readable on this device.

    A link of another site cannot make someone lose a conversation: it only redirects.
    """
    response = RedirectResponse(options.quit_url, 303)
    if request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none"):
        response.headers.update(CLEARED)
        cookies.forget_conversation(response)
    return response


@router.post("/chat/terminer")
async def finish(request: Request, doors: TheDoors, live: TheLive) -> Response:
    """End the visit on a shared computer: nothing of it stays here.

    It is erased everywhere, unless a mediator or the person's other device awaits it.
    """
    kept = await kept_conversation(request, doors)
    if kept is not None and await doors.comfort.leave(kept.conversation_id):
        await doors.resident.erase(kept.conversation_id)
    if kept is not None:
        live.hang_up(kept.conversation_id)
    response = RedirectResponse("/?fait=termine", 303, CLEARED)
    cookies.forget_conversation(response)
    return response


@router.post("/chat/encore-la")
async def stay(request: Request, doors: TheDoors, options: TheOptions) -> Response:
    """Keep the visit of a shared computer: its page says that someone is still there.

    204 while this browser opens a conversation, 202 when it no longer does.
    """
    kept = await kept_conversation(request, doors)
    response = Response(status_code=202 if kept is None else 204)
    if kept is not None and cookies.is_shared(request):
        cookies.keep_conversation(request, response, kept, options)
    return response
