"""Fills and sends the editors' form as a browser without scripts would."""

import re
from html import unescape

from fastapi.testclient import TestClient
from httpx import Response

from tests.channels.editing.conftest import Site
from tests.editing_room import ENTRY_ID

ENTRY_PAGE = f"/redaction/fiches/{ENTRY_ID}"
FIELD = re.compile(r'<(input|textarea|select|option)\b([^>]*)>(?:\n?([^<]*))?')


def fields_of(page: str) -> dict[str, list[str]]:
    """Return what a browser would send of the editors' form."""
    form = page[page.index("data-editor"):]
    form = form[:form.index("</form>")]
    sent: dict[str, list[str]] = {}
    name = ""
    for tag, raw, text in FIELD.findall(form):
        known = dict(re.findall(r'([\w-]+)="([^"]*)"', raw))
        if tag == "select":
            name = known["name"]
            sent.setdefault(name, []).append("")
        elif tag == "option" and "selected" in raw.split('"')[-1]:
            sent[name][-1] = known["value"]
        elif tag == "textarea":
            sent.setdefault(known["name"], []).append(text)
        elif tag == "input" and (known.get("type") != "checkbox" or "checked" in raw):
            sent.setdefault(known["name"], []).append(known.get("value", ""))
    return {key: [unescape(each) for each in values] for key, values in sent.items()}


def begin(client: TestClient, page: str = ENTRY_PAGE) -> str:
    """Open a draft; return its address."""
    done = client.post(f"{page}/brouillon", follow_redirects=False)
    assert done.status_code == 303
    return done.headers["location"]


def save(client: TestClient, draft: str, order: str = "save", **changes: str) -> Response:
    """Send the form as the browser shows it, with some fields changed."""
    fields = fields_of(client.get(draft).text)
    for name, value in changes.items():
        fields[name.replace("__", ".")] = [value]
    return client.post(draft, data=fields | {"do": [order]})


def publish(site: Site, draft: str, by: str = "basile") -> Response:
    """Publish a proposed draft as someone else."""
    client = site.enter(by)
    fields = re.findall(r'name="version" value="(\d+)"', client.get(f"{draft}/relire").text)
    return client.post(f"{draft}/publier", data={"version": (fields or ["1"])[0]})
