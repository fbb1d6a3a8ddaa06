"""/compte and /comptes: own password and sessions, accounts, links, the journal."""

import re

import pytest

from tests.channels.tools.conftest import PASSWORD, ToolSite

NEXT = "quatre autres mots ici"
COOKIE = "qfq_session"


def test_each_role_sees_its_own_rooms(site: ToolSite) -> None:
    page = site.enter("admin").get("/equipe").text
    for href in ("/redaction", "/evaluation", "/comptes", "/comptes/journal", "/compte"):
        assert f'href="{href}"' in page
    assert 'href="/mediation"' not in page
    assert 'href="/comptes"' not in site.enter("mediator").get("/equipe").text


def test_the_admin_arrives_where_every_room_is(site: ToolSite) -> None:
    done = site.browser().post("/connexion", follow_redirects=False, data={
        "email": "admin@example.org", "password": PASSWORD})
    assert done.headers["location"] == "/equipe"


def test_a_password_changes_with_the_current_one_and_renews_the_session(site: ToolSite) -> None:
    here, there = site.enter(), site.enter()
    before = here.cookies[COOKIE]
    wrong = here.post("/compte/mot-de-passe", data={
        "current": "pas celui-là du tout", "new": NEXT, "again": NEXT})
    assert wrong.status_code == 422
    assert "Ce n'est pas votre mot de passe actuel" in wrong.text.replace("&#39;", "'")
    for new, again, said in ((NEXT, "autre", "ne sont pas les mêmes"),
                             ("court", "court", "12 caractères")):
        page = here.post("/compte/mot-de-passe", data={"current": PASSWORD, "new": new,
                                                       "again": again})
        assert (page.status_code, said in page.text) == (422, True)
    done = here.post("/compte/mot-de-passe", data={"current": PASSWORD, "new": NEXT,
                                                   "again": NEXT})
    assert "Votre mot de passe est changé" in done.text
    assert here.cookies[COOKIE] != before
    assert there.get("/compte", follow_redirects=False).status_code == 303
    old = site.browser()
    old.cookies.set(COOKIE, before)
    assert old.get("/compte", follow_redirects=False).status_code == 303


def test_signing_in_never_keeps_a_session_given_beforehand(site: ToolSite) -> None:
    browser = site.browser()
    browser.cookies.set(COOKIE, "jeton-choisi-par-un-autre", domain="testserver.local", path="/")
    done = browser.post("/connexion", follow_redirects=False, data={
        "email": "mediator@example.org", "password": PASSWORD})
    given = re.search(r"qfq_session=([^;]+)", done.headers["set-cookie"])
    assert given
    assert given[1] != "jeton-choisi-par-un-autre"
    thief = site.browser()
    thief.cookies.set(COOKIE, "jeton-choisi-par-un-autre")
    assert thief.get("/compte", follow_redirects=False).status_code == 303


def test_signing_in_again_ends_the_session_of_who_was_there(site: ToolSite) -> None:
    browser = site.enter("colleague")
    before = browser.cookies[COOKIE]
    browser.post("/connexion", data={"email": "mediator@example.org", "password": PASSWORD})
    old = site.browser()
    old.cookies.set(COOKIE, before)
    assert old.get("/compte", follow_redirects=False).status_code == 303


def test_one_closes_another_of_one_s_sessions(site: ToolSite) -> None:
    here, there = site.enter(), site.enter()
    page = here.get("/compte").text
    assert "Mes connexions ouvertes (2)" in page
    (key,) = re.findall(r"/compte/connexions/(\w+)/fermer", page)
    assert site.enter("colleague").post(f"/compte/connexions/{key}/fermer").status_code == 404
    assert "Cette connexion est fermée" in here.post(f"/compte/connexions/{key}/fermer").text
    assert there.get("/compte", follow_redirects=False).status_code == 303


def test_ways_of_being_told_are_kept(site: ToolSite) -> None:
    browser = site.enter()
    page = browser.post("/compte/avis", data={"way": ["sound", "mail"]}).text
    assert re.findall(r'value="(\w+)" checked', page) == ["sound", "mail"]
    code = browser.post("/compte/telegram").text
    assert re.search(r"/equipe [2-9A-Z]{4} [2-9A-Z]{4}", code)


def test_an_account_is_made_by_a_link_that_serves_once(site: ToolSite) -> None:
    admin = site.enter("admin")
    page = admin.post("/comptes", data={"email": "neuve@example.org", "role": "editor"}).text
    found = re.search(r'value="https://accueil\.example\.org(/mot-de-passe/[\w-]+)"', page)
    assert found
    newcomer = site.browser()
    assert "neuve@example.org" in newcomer.get(found[1]).text
    assert newcomer.post(found[1], data={"new": NEXT, "again": "x"}).status_code == 422
    assert newcomer.post(found[1], data={"new": "court", "again": "court"}).status_code == 422
    done = newcomer.post(found[1], data={"new": NEXT, "again": NEXT}, follow_redirects=False)
    assert (done.status_code, done.headers["location"]) == (303, "/equipe")
    assert "Rédaction" in newcomer.get("/equipe").text
    spent = site.browser().get(found[1])
    assert spent.status_code == 404
    assert "Demandez-en un autre" in spent.text


@pytest.mark.parametrize(("fields", "said"), [
    ({"email": "sans-arobase", "password": PASSWORD}, "Je ne reconnais pas cette adresse"),
    ({"email": "editor@example.org", "password": PASSWORD}, "existe"),
    ({"email": "n@example.org", "password": "court"}, "12 caractères")])
def test_a_new_account_says_what_to_correct(site: ToolSite, fields: dict[str, str],
                                            said: str) -> None:
    page = site.enter("admin").post("/comptes", data={**fields, "role": "editor"})
    assert (page.status_code, said in page.text) == (422, True)


def test_the_admin_changes_a_role_ends_sessions_and_closes(site: ToolSite) -> None:
    admin, mediator = site.enter("admin"), site.enter("mediator")
    key = site.id_of("mediator")
    assert "Le rôle est changé" in admin.post(f"/comptes/{key}/role",
                                              data={"role": "editor"}).text
    assert mediator.get("/compte", follow_redirects=False).status_code == 303
    assert site.enter("mediator").get("/redaction/lacunes").status_code in (200, 404)
    assert "Lien" in admin.post(f"/comptes/{key}/lien").text
    assert "Toutes ses connexions" in admin.post(f"/comptes/{key}/connexions").text
    assert "Le compte est fermé" in admin.post(f"/comptes/{key}/fermer").text
    assert admin.post(f"/comptes/{key}/fermer").status_code == 404
    mine = site.id_of("admin")
    assert "donnez d'abord ce rôle" in admin.post(
        f"/comptes/{mine}/fermer").text.replace("&#39;", "'")


def test_the_journal_speaks_french_and_says_no_words(site: ToolSite) -> None:
    site.held_case()
    admin = site.enter("admin")
    page = admin.get("/comptes/journal").text
    assert "<td>Demande prise</td>" in page
    assert "<td>Connexion</td>" in page
    assert "mon loyer" not in page
    only = admin.get("/comptes/journal", params={
        "qui": site.id_of("mediator"), "action": "case.claimed", "jour": "2026-11-24"}).text
    assert only.count("<tr>") == 2
    assert "Rien n'est noté" in admin.get(
        "/comptes/journal?jour=2020-01-01").text.replace("&#39;", "'")
    assert admin.get("/comptes/journal?jour=demain").status_code == 200
    assert "Journal consulté" in admin.get("/comptes/journal").text
