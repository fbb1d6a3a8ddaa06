"""What else a resident can do on the page: judge an answer, choose easy French, erase."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from channels import cookies
from channels.access import public
from channels.cookies import Kept
from channels.doors import TheDoors, TheOptions
from channels.pages import render, wants_fragment
from channels.state import TheLive, TheRates
from channels.visit import kept_conversation
from mediation.comfort import ANSWERS, FollowUp
from mediation.utterance import Channel

router = APIRouter(dependencies=[Depends(public)], include_in_schema=False)
REASONS = {
    "unclear": "Ce n'est pas clair",
    "not_my_case": "Ce n'est pas ma situation",
    "wrong": "C'est faux",
    "number_silent": "Le numéro ne répond pas",
    "other": "Autre chose",
}
Reason = Literal["unclear", "not_my_case", "wrong", "number_silent", "other"]


@router.post("/chat/avis")
async def judge(request: Request, doors: TheDoors, rates: TheRates,
                turn_id: Annotated[str, Form(max_length=100)],
                verdict: Annotated[Literal["useful", "not_useful"], Form()],
                reason: Annotated[Reason | None, Form()] = None) -> Response:
    """Store « utile » or « pas utile », ask why when it was not, and say thanks."""
    kept = await kept_conversation(request, doors)
    if kept is not None:
        await rates.spend_message(request, kept.conversation_id)
        await doors.resident.give_feedback(kept.conversation_id, turn_id, verdict, reason)
    asks_why = verdict == "not_useful" and reason is None
    context = {"verdict": verdict, "turn_id": turn_id, "asks_why": asks_why, "reasons": REASONS}
    if wants_fragment(request):
        return render(request, "talk/thanks.html", context)
    if asks_why:
        return render(request, "talk/why.html", context)
    return RedirectResponse("/?fait=merci", 303)


@router.post("/chat/facile")
async def choose_easy(request: Request, doors: TheDoors, options: TheOptions, rates: TheRates,
                      oui: Annotated[bool, Form()] = True) -> Response:
    """Say every later answer in easy French, or in the usual one again."""
    kept, is_new = await kept_conversation(request, doors), False
    if kept is None:
        await rates.spend_opening(request)
        opened = await doors.resident.open(Channel.WEB, "fr")
        kept, is_new = Kept(opened.conversation_id, opened.token), True
    await doors.comfort.choose_easy(kept.conversation_id, oui)
    response = RedirectResponse("/#dernier", 303)
    if is_new:
        cookies.keep_conversation(request, response, kept, options)
    return response


@router.post("/chat/afficher")
async def show_again(request: Request, options: TheOptions) -> Response:
    """Show a discreet conversation, once: the person chose it."""
    response = RedirectResponse("/#dernier", 303)
    cookies.allow_look(response, 0, options)
    return response


@router.post("/chat/plus-tard")
async def ask_later(request: Request, doors: TheDoors, options: TheOptions,
                    oui: Annotated[bool, Form()]) -> Response:
    """Note whether « Avez-vous pu faire la démarche ? » may be asked, and keep the way back."""
    kept = await kept_conversation(request, doors)
    is_noted = kept is not None and await doors.comfort.choose_follow_up(
        kept.conversation_id, oui and not cookies.is_shared(request))
    response = RedirectResponse(f"/?fait={'demain' if is_noted else 'jamais'}", 303)
    if kept is not None and is_noted:
        seconds = (options.follow_up_days + 7) * 24 * 3600
        cookies.keep_conversation(request, response, kept, options, seconds)
    return response


@router.post("/chat/nouvelles")
async def give_news(request: Request, doors: TheDoors,
                    dit: Annotated[FollowUp, Form()]) -> Response:
    """Store how the procedure went."""
    kept = await kept_conversation(request, doors)
    if kept is not None and dit in ANSWERS:
        await doors.comfort.answer_follow_up(kept.conversation_id, dit)
    return RedirectResponse(f"/?fait={'bloque' if dit is FollowUp.BLOCKED else 'nouvelles'}", 303)


@router.post("/chat/effacer")
async def erase(request: Request, doors: TheDoors, live: TheLive) -> Response:
    """Erase the conversation everywhere, and forget it on this device."""
    kept = await kept_conversation(request, doors)
    if kept is not None:
        await doors.resident.erase(kept.conversation_id)
        live.hang_up(kept.conversation_id)
    response = RedirectResponse("/?fait=effacee", 303)
    cookies.forget_conversation(response)
    return response
