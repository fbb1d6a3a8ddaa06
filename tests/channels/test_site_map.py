"""The site map names every public page of a resident, and each of its links answers."""

import re

from channels.access import Access, declared_access
from tests.channels.house import Web

NOT_PAGES = {"/quitter", "/connexion", "/openapi.json", "/plan", "/agenda.ics",
             "/carnet", "/carnet/lire"}  # the logbook: only where the operator switched it on
LINK = re.compile(r'href="(/[^"#?]*)"')


def test_every_public_page_without_a_parameter_is_on_the_map(web: Web) -> None:
    page = web.client.get("/plan").text
    found = {route.removeprefix("GET ") for route, access in declared_access(web.app.routes).items()
             if route.startswith("GET ") and access == {Access.PUBLIC} and "{" not in route}
    assert len(found - NOT_PAGES) >= 6
    assert {path for path in found - NOT_PAGES if f'href="{path}"' not in page} == set()


def test_every_link_of_the_map_answers(web: Web) -> None:
    links = set(LINK.findall(web.client.get("/plan").text))
    assert len(links) > 15
    answers = {link: web.client.get(link, follow_redirects=False).status_code for link in links}
    assert {link: code for link, code in answers.items() if code not in (200, 303)} == {}


def test_the_map_is_linked_from_every_page_of_a_resident(web: Web) -> None:
    for path in ("/", "/parcours", "/accessibilite", "/reprendre", "/plan"):
        assert 'href="/plan"' in web.client.get(path).text, path
