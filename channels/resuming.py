"""A conversation goes on on another device: a code here, `/reprendre` there."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from channels import cookies
from channels.access import public
from channels.cookies import Kept
from channels.doors import TheDoors, TheOptions
from channels.pages import render
from channels.state import TheLive, TheRates
from channels.visit import kept_conversation
from mediation.utterance import Channel

router = APIRouter(dependencies=[Depends(public)], include_in_schema=False)
NOT_FOUND = ("Ce code n'ouvre pas de conversation. Un code a 8 chiffres, sert une seule fois et "
             "dure 15 minutes. Demandez-en un autre sur le premier appareil.")


@router.post("/chat/code")
async def give_code(request: Request, doors: TheDoors, rates: TheRates) -> Response:
    """Show a code for this conversation; it replaces the one before."""
    kept = await kept_conversation(request, doors)
    if kept is None:
        return RedirectResponse("/reprendre", 303)
    await rates.spend_message(request, kept.conversation_id)
    code = await doors.codes.issue(kept.conversation_id)
    return render(request, "talk/code.html", {"code": f"{code[:4]} {code[4:]}"})


@router.get("/reprendre")
async def ask_code(request: Request) -> Response:
    """Ask for the code."""
    return render(request, "talk/resume.html", {"problem": ""})


@router.post("/reprendre")
async def use_code(request: Request, doors: TheDoors, options: TheOptions, rates: TheRates,
                   live: TheLive, code: Annotated[str, Form(max_length=60)] = "") -> Response:
    """Open the conversation of a code here; the device it came from no longer opens it."""
    await rates.spend_code(request)
    resumed = await doors.codes.redeem(code, Channel.WEB)
    if resumed is None:
        return render(request, "talk/resume.html", {"problem": NOT_FOUND}, 422)
    await rates.forgive_codes(request)
    live.hang_up(resumed.conversation_id)
    response = RedirectResponse("/?fait=reprise", 303)
    kept = Kept(resumed.conversation_id, resumed.token)
    cookies.keep_conversation(request, response, kept, options)
    return response
