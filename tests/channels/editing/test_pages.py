"""The editors' pages: who enters, the lists, the form, its faults, its preview."""

import pytest

from channels.access import Access, declared_access
from tests.channels.editing.conftest import Site
from tests.channels.editing.forms import ENTRY_PAGE, begin, fields_of, save
from tests.editing_room import NOTICE_ID, OTHER_ID, PARTNER_ID, PASSWORD, email


def test_a_form_sent_back_untouched_changes_nothing(site: Site) -> None:
    alice = site.enter("alice")
    for page in (ENTRY_PAGE, f"/redaction/fiches/{OTHER_ID}", f"/redaction/lieux/{PARTNER_ID}",
                 f"/redaction/avis/{NOTICE_ID}"):
        draft = begin(alice, page)
        save(alice, draft)
        assert "Aucun mot n'a changé" in alice.get(f"{draft}/relire").text


def test_every_route_of_the_desk_is_for_editors(site: Site) -> None:
    declared = {route: access for route, access in declared_access(site.app.routes).items()
                if "/redaction" in route}
    assert len(declared) > 18
    assert set(map(frozenset, declared.values())) == {frozenset({Access.EDITOR})}


@pytest.mark.parametrize(("name", "status"), [
    ("alice", 200), ("chef", 200), ("mila", 403), ("eva", 403)])
def test_only_editors_and_administrators_enter(site: Site, name: str, status: int) -> None:
    client = site.enter(name)
    paths = ("/redaction/fiches", "/redaction/lieux", "/redaction/avis", "/redaction/brouillons",
             "/redaction/journal", ENTRY_PAGE, f"{ENTRY_PAGE}/carte", "/redaction/avis/nouveau")
    assert {client.get(path).status_code for path in paths} == {status}
    if status == 403:
        assert client.post(f"{ENTRY_PAGE}/brouillon").status_code == 403


def test_a_stranger_is_sent_to_the_sign_in_page(site: Site) -> None:
    assert site.client
    done = site.client.get("/redaction/fiches", headers={"Accept": "text/html"},
                           follow_redirects=False)
    assert (done.status_code, done.headers["location"]) == (303, "/connexion")


def test_signing_in_leads_to_the_desk(site: Site) -> None:
    assert site.client
    done = site.client.post("/connexion", follow_redirects=False, data={
        "email": email("alice"), "password": PASSWORD})
    assert done.headers["location"] == "/redaction"


def test_a_form_from_another_site_is_refused(site: Site) -> None:
    alice = site.enter("alice")
    draft = begin(alice)
    done = alice.post(draft, data={"title": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert done.status_code == 403
    assert alice.get(draft).text.count("Demander l&#39;aide fictive") > 0


def test_the_list_says_state_age_and_what_is_missing(site: Site) -> None:
    alice = site.enter("alice")
    page = alice.get("/redaction/fiches").text
    assert "Publiée" in page
    assert "Texte le plus ancien\u00a0: 1er mars 2025" in page
    assert "Manque :" in page
    assert "peu de formulations (10)" in page
    assert "1 sur 2" in alice.get("/redaction/fiches?q=a cas numero").text
    assert "0 sur 2" in alice.get("/redaction/fiches?theme=housing").text
    begin(alice)
    assert "1 sur 2" in alice.get("/redaction/fiches?etat=brouillon").text


def test_a_fault_stays_beside_its_field_and_nothing_typed_is_lost(site: Site) -> None:
    alice = site.enter("alice")
    draft = begin(alice)
    page = save(alice, draft, sources__0__url="pas une adresse", delay="", title="Mon titre ?",
                review_before="2026-13-45", body="Appelez le 01 23 45 67 89." + " Mot." * 30).text
    assert 'href="#f-sources.0.url"' in page
    assert 'id="e-sources.0.url"' in page
    assert 'value="pas une adresse"' in page
    assert fields_of(page)["title"] == ["Mon titre ?"]
    assert 'value="2026-13-45"' in page
    assert "Écrivez une adresse complète" in page
    page = save(alice, draft, sources__0__url="https://www.caf.fr/", delay="2 mois.",
                review_before="31/05/2027").text
    assert "01 23 45 67 89" in page
    assert 'id="e-body"' in page
    assert "numéro inconnu" in page.lower()


def test_blocks_are_added_moved_and_removed_by_plain_buttons(site: Site) -> None:
    alice = site.enter("alice")
    draft = begin(alice)
    page = save(alice, draft, "add:who", title="Titre gardé").text
    assert 'name="who.3.organisation"' in page
    assert 'value="Titre gardé"' in page
    save(alice, draft, "up:who.3", who__3__organisation="msa", who__3__role="helps")
    fields = fields_of(alice.get(draft).text)
    assert fields["who.2.organisation"] == ["msa"]
    save(alice, draft, "remove:who.2")
    assert "who.3.organisation" not in fields_of(alice.get(draft).text)
    save(alice, draft, "remove:who.99")
    save(alice, draft, "add:title")
    assert fields_of(alice.get(draft).text)["title"] == ["Titre gardé"]


def test_the_preview_is_the_card_a_resident_gets(site: Site) -> None:
    alice = site.enter("alice")
    draft = begin(alice)
    page = save(alice, draft, "preview", delay="Trois mois fictifs.").text
    assert 'class="card"' in page
    assert "Trois mois fictifs." in page
    assert "En mots simples" in page
    other = begin(alice, f"/redaction/fiches/{OTHER_ID}")
    assert "Agriculteur" in alice.get(f"{other}/apercu?cas=agricole").text


@pytest.mark.parametrize("path", [
    "/redaction/fiches/..%2f..%2fetc", "/redaction/autres", "/redaction/fiches/inconnue",
    "/redaction/brouillons/inconnu", "/redaction/publications/inconnue",
    "/redaction/fiches/inconnue/carte"])
def test_an_unknown_address_has_a_way_out(site: Site, path: str) -> None:
    done = site.enter("alice").get(path)
    assert done.status_code == 404
    assert "Revenir à l'accueil" in done.text.replace("&#39;", "'")


def test_what_an_editor_types_is_shown_never_run(site: Site) -> None:
    alice = site.enter("alice")
    draft = begin(alice)
    page = save(alice, draft, title="<script>alert(1)</script> fictif").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in alice.get(f"{draft}/apercu").text
