"""The resident's page: complete without JavaScript, the same fragments with it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from channels import cookies
from channels.access import public
from channels.api_shapes import well_formed
from channels.cookies import Kept
from channels.doors import TheDoors, TheOptions
from channels.pages import render, wants_fragment
from channels.state import TheRates
from channels.themes import tiles
from channels.transcript import rows_of, unstored
from channels.visit import Visit, kept_conversation, page_of, visit_of, visit_to
from mediation.utterance import Channel, Utterance

router = APIRouter(dependencies=[Depends(public)], include_in_schema=False)
Field = Annotated[str | None, Form()]
NOTICES = {
    "effacee": "Votre conversation est effacée. Rien n'en reste sur cet appareil.",
    "merci": "Merci de votre avis.",
    "termine": "C'est terminé. Rien ne reste de votre conversation sur ce poste.",
    "reprise": "Votre conversation est ici. Elle ne s'ouvre plus sur l'autre appareil.",
    "demain": "C'est noté. La question s'affichera ici, à une prochaine visite.",
    "jamais": "D'accord. Je ne vous demanderai rien.",
    "nouvelles": "Merci de votre réponse.",
    "bloque": "Merci de l'avoir dit. Une personne peut vous aider : appuyez sur "
              "« Parler à une personne », en haut de la page.",
}


@router.get("/")
async def show_chat(request: Request, doors: TheDoors, options: TheOptions,
                    fait: Annotated[str, Query(max_length=20)] = "",
                    poste: Annotated[str, Query(max_length=1)] = "") -> Response:
    """Show the conversation of this browser, or the greeting and the ten tiles."""
    if poste:
        return _at_shared_computer(request, options, poste == "1")
    is_over = fait == "termine" and cookies.is_shared(request)  # asked by a page without scripts
    visit = Visit() if is_over else await visit_of(request, doors)
    look = cookies.look_allowed(request)
    shown_after = look if visit.is_discreet else 0
    page = page_of(request, visit, doors, options, shown_after)
    response = render(request, "chat.html", {
        **page, "tiles": tiles(), "notice": NOTICES.get(fait, "")})
    if look is not None:
        cookies.spend_look(response)
    if is_over:
        cookies.forget_conversation(response)
    if visit.kept and cookies.is_shared(request):
        cookies.keep_conversation(request, response, visit.kept, options)
    return response


@router.post("/chat/messages")
async def send(request: Request, doors: TheDoors, options: TheOptions, rates: TheRates,
               text: Field = None, choice: Field = None, client_message_id: Field = None,
               line: Annotated[list[str], Form()] = [],  # noqa: B006 (read only)
               keep: Annotated[list[str], Form()] = [],  # noqa: B006 (read only)
               after: Annotated[int, Form(ge=0, le=2**53)] = 0) -> Response:
    """Carry one message or choice; the cookie is set with the first one."""
    kept = await kept_conversation(request, doors)
    is_new = kept is None
    if kept is None:
        await rates.spend_opening(request)
        opened = await doors.resident.open(Channel.WEB, "fr")
        kept = Kept(opened.conversation_id, opened.token)
    await rates.spend_message(request, kept.conversation_id)
    before = 0 if is_new else (await visit_to(kept, doors, may_fail=True)).last_seq
    reply = await doors.resident.receive(kept.conversation_id, _utterance(
        text, choice, line, keep, client_message_id))
    lost = unstored(reply)
    visit = await visit_to(kept, doors, bool(lost))
    page = page_of(request, visit, doors, options)
    response: Response
    if wants_fragment(request):
        rows = rows_of(item for item in visit.items if item.seq > after) + lost
        response = render(request, "talk/fragment.html", {**page, "rows": rows})
    elif lost:
        response = render(request, "chat.html", {
            **page, "rows": page["rows"] + lost, "tiles": tiles()})
    else:
        response = RedirectResponse("/#dernier", 303)
        if visit.is_discreet:
            cookies.allow_look(response, before, options)
    if is_new or cookies.is_shared(request):
        cookies.keep_conversation(request, response, kept, options)
    return response


def _at_shared_computer(request: Request, options: TheOptions, is_on: bool) -> Response:
    """Begin a new visit on a shared computer: what the one before left is not shown.

    A link of another site cannot hide the conversation of someone's own device.
    """
    response = RedirectResponse("/", 303)
    is_ours = request.headers.get("sec-fetch-site", "none") in ("none", "same-origin")
    if is_ours or cookies.is_shared(request):
        cookies.forget_conversation(response)
    cookies.mark_shared(response, options, is_on)
    return response


def _utterance(text: str | None, choice: str | None, lines: list[str], keep: list[str],
               message_id: str | None) -> Utterance:
    """Build it; unticked lines of the brief are struck, an empty form is an empty message."""
    if choice:
        struck = tuple(each for each in lines if each not in keep)
        return Utterance(Channel.WEB, choice=well_formed(choice), strike=struck,
                         channel_message_id=message_id)
    words = well_formed(text or "").replace("\r\n", "\n")
    return Utterance(Channel.WEB, text=words, channel_message_id=message_id)
