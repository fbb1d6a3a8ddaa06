"""The editors' pages: lists, form, draft, second person, history, undoing."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from channels.access import Access, declared_access
from tests.channels.editing.conftest import Site
from tests.editing_room import ENTRY_ID, NOTICE_ID, OTHER_ID, PARTNER_ID, PASSWORD, email, git

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
    assert "Texte du plus ancien\u00a0: 1er mars 2025" in page
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


def test_nobody_publishes_their_own_draft(site: Site) -> None:
    for name in ("alice", "chef"):
        client = site.enter(name)
        draft = begin(client)
        save(client, draft, "propose", cost="Gratuit, dit par " + name)
        assert "jamais celle qui l'a écrit" in client.get(f"{draft}/relire").text
        done = client.post(f"{draft}/publier", data={"version": "3"})
        assert done.status_code == 403
        assert "une autre personne doit le relire" in done.text
    assert "dit par" not in site.room.text()


def test_another_person_publishes_and_anyone_undoes(site: Site) -> None:
    alice = site.enter("alice")
    draft = begin(alice)
    before = site.room.text()
    assert "Proposé" in save(alice, draft, "propose", delay="Environ 2 mois.").text
    done = publish(site, draft)
    assert done.status_code == 200
    assert "Environ un mois. → Environ 2 mois." in done.text
    assert "delay: Environ 2 mois." in site.room.text()
    assert git(site.room.folder, "log", "-1", "--format=%ae %ce") == (
        f"{email('alice')} {email('basile')}")
    page = alice.get(ENTRY_PAGE).text
    undo = re.search(r'action="(/redaction/publications/\w+/annuler)"', page)
    assert undo
    assert "de nouveau en place" in alice.post(undo[1]).text
    assert site.room.text() == before
    assert alice.post(undo[1]).status_code == 409
    assert "Annulation" in alice.get("/redaction/journal").text


def test_a_draft_with_a_fault_is_neither_proposed_nor_published(site: Site) -> None:
    alice = site.enter("alice")
    draft = begin(alice)
    page = save(alice, draft, "propose", delay="").text
    assert "Corrigez les défauts" in page
    assert "Brouillon" in alice.get(f"{draft}/relire").text
    alice.post(f"{draft}/proposer")
    assert "En attente" not in alice.get(f"{draft}/relire").text
    assert publish(site, draft).status_code == 409


def test_two_editors_see_both_versions_side_by_side(site: Site) -> None:
    alice, basile = site.enter("alice"), site.enter("basile")
    hers, his = begin(alice), begin(basile)
    save(alice, hers, "propose", delay="Variable, dit Alice.", cost="Gratuit, toujours.")
    save(basile, his, delay="Six semaines.", title="Titre de Basile")
    assert publish(site, hers).status_code == 200
    page = save(basile, his)
    assert page.url.path.endswith("/fusion")
    assert "Variable, dit Alice." in page.text
    assert "Six semaines." in page.text
    assert "Gratuit, toujours." not in page.text
    done = basile.post(page.url.path, data={"garder:delay": "theirs"})
    assert "Vos choix sont enregistrés" in done.text
    fields = fields_of(done.text)
    assert (fields["delay"], fields["cost"], fields["title"]) == (
        ["Variable, dit Alice."], ["Gratuit, toujours."], ["Titre de Basile"])
    aside = basile.get("/redaction/brouillons").text
    assert "Mots mis de côté" in aside


def test_what_two_windows_typed_is_never_lost(site: Site) -> None:
    alice = site.enter("alice")
    draft = begin(alice)
    old = fields_of(alice.get(draft).text)
    save(alice, draft, delay="Première fenêtre.")
    done = alice.post(draft, data=old | {"delay": ["Seconde fenêtre."], "do": ["save"]})
    assert "/fusion" in str(done.url)
    assert "Première fenêtre." in done.text
    assert "Seconde fenêtre." in done.text


def test_a_new_entry_and_a_new_notice_begin_empty(site: Site) -> None:
    alice = site.enter("alice")
    assert alice.post("/redaction/fiches/nouveau", data={"name": "!!"}).status_code == 422
    assert "déjà pris" in alice.post("/redaction/fiches/nouveau", data={"name": ENTRY_ID}).text
    page = alice.post("/redaction/avis/nouveau", data={"name": "Grève fictive"})
    assert "À corriger" not in page.text
    draft = page.url.path
    save(alice, draft, "propose", text="Grève fictive : venez un autre jour.",
         scope__places="48095", until="2026-12-31", **{"from": "2026-11-23"})
    assert publish(site, draft).status_code == 200
    text = (site.room.folder / "notices.yml").read_text(encoding="utf-8")
    assert "# Avis d'essai." in text
    assert "grève-fictive" not in text
    assert "id: greve-fictive" in text
    assert "Grève fictive" in alice.get("/redaction/avis").text


def test_a_phone_of_a_place_is_corrected(site: Site) -> None:
    alice = site.enter("alice")
    draft = begin(alice, f"/redaction/lieux/{PARTNER_ID}")
    assert "écrivez le numéro ainsi" in save(alice, draft, phone="01.99.00").text.lower()
    save(alice, draft, "propose", phone="01 99 00 00 11")
    done = publish(site, draft)
    assert "Téléphone\u00a0: 01 99 00 00 00 → 01 99 00 00 11" in done.text
    assert "01 99 00 00 11" in (site.room.folder / "partners/essai" /
                                f"{PARTNER_ID}.yml").read_text(encoding="utf-8")


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
