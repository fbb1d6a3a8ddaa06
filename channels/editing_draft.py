"""The form of a draft: shown, saved as typed, its blocks added and removed without any script."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from channels.access import Editor
from channels.api_shapes import well_formed
from channels.editing_door import EditingRoute, TheEditing, as_editor, page
from channels.editing_words import DONE, sections
from knowledge.editing.faults import FormFault
from knowledge.editing.kinds import WORDS, Kind, fields_of, title_of
from knowledge.editing.posted import change, read
from knowledge.editing.speaking import said
from knowledge.editing.values import Values
from mediation.editing.desk import EditingDesk
from mediation.editing.shapes import Draft, DraftState, Saved

router = APIRouter(prefix="/redaction/brouillons/{draft_id}", route_class=EditingRoute,
                   include_in_schema=False)
Text = Annotated[str, Query(max_length=60)]


@router.get("")
async def show_form(request: Request, draft_id: str, person: Editor, desk: TheEditing,
                    fait: Text = "", saisie: Text = "", bloc: Text = "") -> Response:
    """Show the form to its author; anyone else reads the draft."""
    draft = await desk.drafts.draft(draft_id)
    if draft.author != person.id or draft.state is not DraftState.DRAFT:
        return RedirectResponse(f"/redaction/brouillons/{draft_id}/relire", 303)
    is_quiet = bool(saisie) or (draft.is_new and draft.version == 1)
    faults = () if is_quiet else await desk.faults(draft.kind, draft.item_id, draft.content)
    others = [each for each in await desk.drafts.open_drafts(draft.kind, draft.item_id)
              if each.author != person.id]
    names = await desk.journal.names(each.author for each in others)
    return page(request, person, "form.html", await _context(desk, draft, faults) | {
        "others": others, "names": names, "bloc": bloc, "done": DONE.get(fait, ""),
        "is_stale": desk.is_stale(draft.kind, draft.item_id, draft.base_digest)})


async def _context(desk: EditingDesk, draft: Draft, faults: tuple[FormFault, ...]
                   ) -> dict[str, Any]:
    return {"draft": draft, "words": WORDS[draft.kind], "sections": sections(draft.kind),
            "title": title_of(draft.kind, draft.content), "faults": faults,
            "faults_at": _by_path(faults), "lists": _lists(desk, draft.kind, draft.content),
            "said": said}


def _by_path(faults: tuple[FormFault, ...]) -> dict[str, list[FormFault]]:
    found: dict[str, list[FormFault]] = {}
    for each in faults:
        found.setdefault(each.path, []).append(each)
    return found


def _lists(desk: EditingDesk, kind: Kind, values: Values) -> dict[str, dict[str, str]]:
    """Return what each list offers: names of the base, and what this very draft holds."""
    found = {name: dict(each) for name, each in desk.catalogue.lists().items()}
    if kind is Kind.ENTRY:
        found["source_keys"] = {str(each.get("key")): f"{each.get('title')} ({each.get('key')})"
                                for each in values.get("sources") or () if each.get("key")}
        found["case_labels"] = {str(each.get("label")): "" for each in values.get("cases") or ()
                                if each.get("label")}
    return found


@router.post("")
async def save(request: Request, draft_id: str, person: Editor, desk: TheEditing) -> Response:
    """Keep everything that was typed, then do what the button says."""
    draft = await desk.drafts.draft(draft_id)
    form = await request.form(max_fields=5000)
    fields = fields_of(draft.kind)
    values = read(fields, _posted(form))
    order = str(form.get("do") or "save")
    block = change(fields, values, order) if ":" in order else None
    number = str(form.get("version") or "")
    version = int(number) if number.isdigit() and len(number) < 10 else 0
    saved = await desk.drafts.save(as_editor(person), draft_id, version, values)
    return RedirectResponse(await _next(desk, person, saved, order, block), 303)


def _posted(form: FormData) -> dict[str, list[str]]:
    return {key: [well_formed(each) for each in form.getlist(key) if isinstance(each, str)]
            for key in form}


async def _next(desk: EditingDesk, person: Editor, saved: Saved, order: str, block: str | None
                ) -> str:
    address = f"/redaction/brouillons/{saved.draft.id}"
    if saved.has_conflicts:
        with_kept = f"?avec={saved.kept_id}" if saved.kept_id else ""
        return f"{address}/fusion{with_kept}"
    if saved.draft.state is not DraftState.DRAFT:
        return f"{address}/relire?fait=garde"
    if saved.merged is not None:
        return f"{address}?fait=reuni"
    if block is not None:
        return f"{address}?saisie=oui&bloc={quote(block)}#f-{quote(block)}"
    if order == "preview":
        return f"{address}/apercu"
    if order == "propose":
        faults = await desk.faults(saved.draft.kind, saved.draft.item_id, saved.draft.content)
        if not any(each.is_blocking for each in faults):
            await desk.drafts.move(as_editor(person), saved.draft.id, DraftState.READY)
            return f"{address}/relire?fait=propose"
        return f"{address}?fait=reste#haut"
    return f"{address}?fait=enregistre#haut"
