"""Renders the pages: Jinja templates with HTML escaped everywhere."""

import secrets
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from channels import desk_words, wording
from channels.linking import linked
from channels.rendering import split_sections
from channels.typography import spaced
from knowledge.hours import PARIS, date_text
from knowledge.vocabulary import DOMAIN_LABELS, Domain
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
    "linked": linked,
    "tel": wording.tel,
    "domain": lambda key: DOMAIN_LABELS[Domain(key)] if key in set(Domain) else "",
    "clock": lambda moment: moment.astimezone(PARIS).strftime("%H:%M"),
    "day_clock": lambda moment: moment.astimezone(PARIS).strftime("%d/%m à %H:%M"),
    **desk_words.FILTERS,
}


@cache
def environment() -> Environment:
    """Return the one template environment."""
    made = Environment(loader=FileSystemLoader(FOLDER / "templates"), autoescape=True,
                       undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
                       finalize=spaced)
    made.filters.update(FILTERS)
    made.globals["new_message_id"] = lambda: secrets.token_urlsafe(12)
    made.globals["greeting"] = load_sentences().say("greeting")
    return made


def to_html(name: str, context: Mapping[str, Any]) -> str:
    """Render one template or partial to text."""
    return environment().get_template(name).render(**context)


def render(request: Request, name: str, context: Mapping[str, Any], status: int = 200,
           headers: Mapping[str, str] | None = None) -> HTMLResponse:
    """Render one page or fragment as a response."""
    body = to_html(name, {"path": request.url.path, **context})
    return HTMLResponse(body, status, dict(headers or {}))
