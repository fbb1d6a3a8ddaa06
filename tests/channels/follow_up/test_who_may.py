"""Who may open each page of the follow-up; what the operator left off is not there."""

import re

from channels.access import Access, declared_access
from tests.channels.follow_up.conftest import PEOPLE, Site

OURS = re.compile(r"/mediation/(?:suivi|carnets|diagnostic)|/carnet|/rendez-vous")
OFF = ("/mediation/carnets", "/mediation/carnets/nouveau", "/mediation/diagnostic", "/carnet",
       "/carnet/lire")


def test_every_route_is_the_mediators_or_opened_by_a_code(site: Site) -> None:
    found = {route: access for route, access in declared_access(site.app.routes).items()
             if OURS.search(route)}
    assert len(found) > 30
    for route, access in found.items():
        expected = Access.MEDIATOR if "/mediation/" in route else Access.PUBLIC
        assert access == {expected}, route


def test_another_role_opens_none_of_them(site: Site) -> None:
    for name in (each for each in PEOPLE if PEOPLE[each] != "mediator"):
        client = site.enter(name)
        for route in declared_access(site.app.routes):
            method, path = route.split(" ", 1)
            if OURS.search(path) and "/mediation/" in path and method != "HEAD":
                done = client.request(method, re.sub(r"\{\w+\}", "x", path))
                assert done.status_code == 403, (name, route)


def test_a_stranger_is_sent_to_the_sign_in_page(site: Site) -> None:
    for path in ("/mediation/suivi", "/mediation/carnets", "/mediation/diagnostic",
                 "/mediation/suivi/orienter", "/mediation/suivi/rendez-vous"):
        done = site.browser().get(path, follow_redirects=False)
        assert (done.status_code, done.headers["location"]) == (303, "/connexion")


def test_without_its_pass_no_form_of_the_logbook_does_anything(site: Site) -> None:
    browser = site.browser()
    for path in ("/carnet/etapes/x", "/carnet/acces/x/retirer", "/carnet/prolonger",
                 "/carnet/code"):
        done = browser.post(path, data={"etat": "done"}, follow_redirects=False)
        assert (done.status_code, done.headers["location"]) == (303, "/carnet")


def test_what_the_operator_did_not_switch_on_is_not_there(closed_site: Site) -> None:
    mediator = closed_site.enter()
    for path in OFF:
        assert mediator.get(path).status_code == 404
    page = mediator.get("/mediation/suivi").text
    assert "Carnets de bord" not in page
    assert "Questionnaire" not in page


def test_a_form_from_another_site_changes_nothing(site: Site) -> None:
    mediator = site.enter()
    for path in ("/mediation/suivi/orienter", "/mediation/carnets/nouveau", "/carnet"):
        done = mediator.post(path, headers={"Origin": "https://ailleurs.example"})
        assert done.status_code == 403


def test_the_questionnaire_proposes_and_keeps_nothing(site: Site) -> None:
    mediator = site.enter()
    page = mediator.get("/mediation/diagnostic").text
    assert "Où en est la personne" in page
    before = site.rows()
    page = mediator.post("/mediation/diagnostic", data={
        "q-travail": "perdu", "q-numerique": ["bloque"], "commune": "Bourgfictif"}).text
    assert "Caf fictive" in page
    assert 'href="/fiches/aide-fictive"' in page
    assert site.rows() == before
    shown = mediator.post("/mediation/carnets/nouveau", data={
        "relire": "true", "etape": ["Demander l'aide fictive"]}).text
    assert 'value="Demander l&#39;aide fictive"' in shown
    assert site.rows() == before
