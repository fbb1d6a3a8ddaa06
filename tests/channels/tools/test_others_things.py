"""Someone's conversation, case or code opens nothing to someone else who knows its number."""

import re
from typing import Any

from sqlalchemy import text

from app.routes import read_page
from tests.channels.tools.conftest import ToolSite
from tests.channels.tools.test_every_route import FILE, ROOT

PAGE = read_page((ROOT / FILE).read_text(encoding="utf-8"))
OF_A_CASE = sorted(route for route in PAGE if "/mediation/cas/{case_id}" in route)
OF_A_TALK = sorted(route for route in PAGE if "{conversation_id}" in route)
# Whoever helps may take a waiting case or bring a colleague's brief up: those are not for oneself.
OPEN_TO_COLLEAGUES = {"GET /mediation/cas/{case_id}", "GET /mediation/cas/{case_id}/suite"}
FIELDS = {"text": "bonjour", "result": "resolved", "kind": "wrong", "label": "rappel",
          "reason": "waits_resident", "to": "x", "until": "2026-11-30", "news": "true"}
KEPT = ("cases", "messages", "case_notes", "case_labels", "knowledge_gaps", "sealed_words")


async def stored(site: ToolSite) -> str:
    """Return what the tables of cases and words hold."""
    async with site.house.store.reading() as db:
        return "\n".join([str((await db.execute(text(f"select * from {each}"))).all())
                          for each in KEPT])


def call(client: Any, route: str, **names: str) -> int:
    """Call a route about something of someone else."""
    method, path = route.split(" ", 1)
    for name in re.findall(r"\{(\w+)\}", path):
        path = path.replace(f"{{{name}}}", names.get(name, "1"))
    fields = {"data": FIELDS} if method == "POST" else {}
    return int(client.request(method, path, follow_redirects=False, **fields).status_code)


def test_a_colleague_changes_nothing_in_a_case_that_is_held(site: ToolSite) -> None:
    key, case_id = site.held_case()
    site.call(site.house.write, key, "je suis Zoé Imaginaire")
    before = site.call(stored, site)
    colleague = site.enter("colleague")
    assert len(OF_A_CASE) > 12
    for route in OF_A_CASE:
        if route.endswith("/flux"):  # a stream without words, that lasts
            continue
        status = call(colleague, route, case_id=case_id, seq="2")
        assert site.call(stored, site) == before, route
        if route not in OPEN_TO_COLLEAGUES:
            assert status in (303, 404, 409, 422), (route, status)


def test_a_resident_opens_only_their_own_conversation(site: ToolSite) -> None:
    api = site.browser(Accept="application/json")
    mine, theirs = (api.post("/api/v1/conversations").json() for _ in range(2))
    stranger = site.browser(Accept="application/json",
                            Authorization=f"Bearer {mine['token']}")
    before = site.call(stored, site)
    assert len(OF_A_TALK) > 4
    for client in (stranger, site.browser(Accept="application/json"), site.enter("mediator")):
        for route in OF_A_TALK:
            status = call(client, route, conversation_id=theirs["conversation_id"])
            assert status in (404, 422), (route, status)
    assert site.call(stored, site) == before


def test_a_code_is_not_found_by_trying(site: ToolSite) -> None:
    browser = site.browser()
    for _ in range(5):
        assert browser.post("/reprendre", data={"code": "00000000"}).status_code != 429
    assert browser.post("/reprendre", data={"code": "00000000"}).status_code == 429
    _, case_id = site.call(site.house.queued)
    for _ in range(6):
        assert site.call(site.house.desk.find_by_code, "000000", "m1") is None
    case = site.call(site.house.desk.case, case_id)
    assert case.claimed_by is None
