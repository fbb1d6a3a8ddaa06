"""The resident's page: complete without JavaScript, the same fragments with it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from channels import cookies
from channels.access import holds, public
from channels.api_shapes import well_formed
from channels.cookies import Kept
from channels.doors import Doors, TheDoors, TheOptions
from channels.pages import render
from channels.state import TheRates
from channels.transcript import after_greeting, rows_of, unstored
from mediation.answer import HistoryItem
from mediation.store.database import StoreUnavailable
from mediation.utterance import Channel, Utterance

router = APIRouter(dependencies=[Depends(public)], include_in_schema=False)
Field = Annotated[str | None, Form()]
NOTICES = {
    "effacee": "Votre conversation est effacée. Rien n'en reste sur cet appareil.",
    "merci": "Merci de votre avis.",
}


async def kept_conversation(request: Request, doors: Doors) -> Kept | None:
    """Return this browser's conversation when it still exists."""
    kept = cookies.read_conversation(request)
    return kept if kept and await holds(doors, kept.conversation_id, kept.token) else None


async def stored_items(doors: Doors, conversation_id: str, may_fail: bool = False
                       ) -> tuple[HistoryItem, ...]:
    """Return the history; after a storage fault it may be out of reach for a moment."""
    try:
        return await doors.resident.history(conversation_id)
    except StoreUnavailable:
        if not may_fail:
            raise
        return ()


def wants_fragment(request: Request) -> bool:
    """Say whether the page's own script asks (it appends what comes to the log)."""
    return "fragment" in request.headers.get("accept", "")


@router.get("/")
async def show_chat(request: Request, doors: TheDoors,
                    fait: Annotated[str, Query(max_length=20)] = "") -> HTMLResponse:
    """Show the conversation of this browser, or the greeting."""
    kept = await kept_conversation(request, doors)
    items = after_greeting(await doors.resident.history(kept.conversation_id)) if kept else ()
    return render(request, "chat.html", {
        "rows": rows_of(items), "is_open": kept is not None, "notice": NOTICES.get(fait, "")})


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
    reply = await doors.resident.receive(kept.conversation_id, _utterance(
        text, choice, line, keep, client_message_id))
    lost = unstored(reply)
    items = after_greeting(await stored_items(doors, kept.conversation_id, bool(lost)))
    response: Response
    if wants_fragment(request):
        rows = rows_of(item for item in items if item.seq > after) + lost
        response = render(request, "talk/rows.html", {"rows": rows})
    elif lost:
        rows = rows_of(items) + lost
        response = render(request, "chat.html", {"rows": rows, "is_open": True, "notice": ""})
    else:
        response = RedirectResponse("/#dernier", 303)
    if is_new:
        cookies.keep_conversation(response, kept, options)
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
