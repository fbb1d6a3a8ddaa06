"""Renders the pages: Jinja templates with HTML escaped everywhere."""

import secrets
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from channels import callback_words, cookies, desk_words, wording
from channels.doors import options_of
from channels.languages import language_of
from channels.linking import linked
from channels.rendering import split_sections
from channels.typography import spaced
from knowledge.hours import PARIS, date_text
from knowledge.vocabulary import DOMAIN_LABELS, Domain
from mediation.discretion import is_watched
from mediation.sentences import load_sentences

FOLDER = Path(__file__).parent
FILTERS = {
    "by_role": wording.by_role,
    "call_line": wording.call_line,
    "date": date_text,
    "dial": wording.dial,
    "distance": wording.distance_text,
    "need_status": wording.need_status,
    "opening_line": wording.opening_line,
    "paragraphs": wording.paragraphs,
    "partner_state": wording.partner_state,
    "queue_place": wording.place_in_queue,
    "source_date": wording.source_date,
    "speaker": wording.speaker_label,
    "split_sections": split_sections,
    "language": language_of,
    "linked": linked,
    "tel": wording.tel,
    "domain": lambda key: DOMAIN_LABELS[Domain(key)] if key in set(Domain) else "",
    "clock": lambda moment: moment.astimezone(PARIS).strftime("%H:%M"),
    "day_clock": lambda moment: moment.astimezone(PARIS).strftime("%d/%m à %H:%M"),
    "paris_day": lambda moment: date_text(moment.astimezone(PARIS).date()),
    **callback_words.FILTERS,
    **desk_words.FILTERS,
}


# What a fragment rendered alone takes for granted.
DEFAULTS = {"is_easy": False, "is_discreet": False, "is_shared": False, "may_ask_later": False,
            "path": ""}


@cache
def environment() -> Environment:
    """Return the one template environment."""
    made = Environment(loader=FileSystemLoader(FOLDER / "templates"), autoescape=True,
                       undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
                       finalize=spaced)
    made.filters.update(FILTERS)
    made.globals["new_message_id"] = lambda: secrets.token_urlsafe(12)
    made.globals["greeting"] = load_sentences().say("greeting")
    made.globals["is_watched"] = is_watched
    made.globals.update(DEFAULTS)
    return made


def to_html(name: str, context: Mapping[str, Any]) -> str:
    """Render one template or partial to text."""
    return environment().get_template(name).render(**context)


def render(request: Request, name: str, context: Mapping[str, Any], status: int = 200,
           headers: Mapping[str, str] | None = None) -> HTMLResponse:
    """Render one page or fragment as a response."""
    options = options_of(request)
    body = to_html(name, {
        "path": request.url.path, "is_shared": cookies.is_shared(request),
        "idle_seconds": options.shared_idle_seconds, "keep_days": options.keep_days, **context})
    return HTMLResponse(body, status, dict(headers or {}))


def wants_fragment(request: Request) -> bool:
    """Say whether the page's own script asks (it appends what comes to the log)."""
    return "fragment" in request.headers.get("accept", "")
