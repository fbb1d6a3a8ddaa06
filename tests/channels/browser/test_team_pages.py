"""The team's own pages in a real browser: accounts, journal, tools beside a case, reports."""

import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from mediation.gaps import Report
from tests.browsing import profile, serving, sign_in
from tests.channels.browser.looking import faults
from tests.channels.tools.conftest import PASSWORD, ToolSite, build_tools, tool_model

__all__ = ["tool_model"]
pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Team:
    """The running server; `enter` signs someone in, `run` works where it runs."""

    url: str
    site: ToolSite
    run: Callable[[Awaitable[Any]], Any]
    enter: Callable[..., Page]

    def case(self) -> str:
        """Return the address of a case held by the mediator, with a question."""
        async def made() -> str:
            assert self.site.rooms.staff
            names = await self.site.rooms.staff.names()
            mediator = next(key for key, email in names.items() if email.startswith("mediator"))
            key, case_id = await self.site.house.queued()
            assert await self.site.house.desk.claim(case_id, mediator)
            await self.site.house.write(key, "je voudrais avoir l'aide fictive")
            return f"/mediation/cas/{case_id}"
        return str(self.run(made()))


@pytest.fixture
def team(tmp_path: Path, tool_model: Path, browser: Browser) -> Iterator[Team]:
    """Serve a fresh house on a free port."""
    site = build_tools(tmp_path, tool_model)
    with serving(site.app) as served, ExitStack() as opened:
        def enter(name: str, width: int = 1280, has_scripts: bool = True) -> Page:
            context = opened.enter_context(profile(
                browser, viewport={"width": width, "height": 800},
                java_script_enabled=has_scripts))
            return sign_in(context.new_page(), served.url, f"{name}@example.org", PASSWORD,
                           re.compile("/(mediation|equipe|redaction|evaluation)"))
        yield Team(served.url, site, served.on_loop, enter)
        opened.close()
        site.app.state.live.close()
        served.at_end(site.house.store.close)


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_the_team_is_readable(team: Team, width: int) -> None:
    case = team.case()
    gaps = team.site.rooms.gaps
    assert gaps
    team.run(gaps.report("m1", Report("wrong", "aide-fictive", question="une question",
                                      suggestion="une proposition")))
    found: dict[str, list[str]] = {}

    def look(page: Page, path: str) -> None:
        page.goto(f"{team.url}{path}")
        for each in page.locator("details").all():
            each.evaluate("each => { each.open = true; }")
        found[path] = faults(page)
    mediator = team.enter("mediator", width)
    for path in ("/equipe", "/compte", case, f"{case}/fiches?q=aide", "/mediation/signalements"):
        look(mediator, path)
    mediator.goto(f"{team.url}/compte")
    with mediator.expect_navigation():
        mediator.get_by_role("button", name="Relier mon Telegram").click()
    found["telegram"] = faults(mediator)
    look(team.enter("editor", width), "/redaction/lacunes?etat=toutes")
    admin = team.enter("admin", width)
    for path in ("/equipe", "/comptes", "/comptes/journal"):
        look(admin, path)
    admin.goto(f"{team.url}/comptes")
    admin.get_by_label("Son adresse e-mail").fill("neuve@example.org")
    with admin.expect_navigation():
        admin.get_by_role("button", name="Créer le compte").click()
    found["lien"] = faults(admin)
    link = admin.get_by_label("Adresse à donner").input_value()
    look(admin, "/" + link.split("/", 3)[3])
    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.parametrize("has_scripts", [True, False])
def test_an_entry_is_put_in_the_message_in_one_click(team: Team, has_scripts: bool) -> None:
    page = team.enter("mediator", has_scripts=has_scripts)
    page.goto(f"{team.url}{team.case()}")
    field = page.get_by_label("Votre réponse à la personne")
    if has_scripts:
        field.fill("Bonjour,")
    page.get_by_role("button", name="Mettre dans le message : Demander l'aide fictive").click()
    expect(field).to_have_value(re.compile("Source.: DILA"))
    if has_scripts:
        expect(field).to_have_value(re.compile("^Bonjour,"))
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator(".item--mediator")).to_contain_text("Texte fictif")



def test_the_bell_rings_in_the_title_and_a_point_is_reported_in_one_click(team: Team) -> None:
    case = team.case()
    page = team.enter("mediator")
    page.goto(f"{team.url}{case}")
    page.get_by_role("button", name="Fiche périmée").click()
    expect(page.get_by_text("C'est signalé à la rédaction")).to_be_visible()
    notices = team.site.rooms.notices
    assert notices

    async def told() -> None:
        _, other = await team.site.house.queued()
        notices.tell("case.waiting", other)
        await notices.settle()
    team.run(told())
    expect(page).to_have_title(re.compile(r"^\(1\) "), timeout=15_000)
    expect(page.locator(".bell")).to_contain_text("demande vous attend")
    page.get_by_role("link", name="Demandes").first.click()
    page.wait_for_url("**/mediation")
    page.bring_to_front()
    expect(page).not_to_have_title(re.compile(r"^\("), timeout=12000)
