"""What takes two people: publishing, undoing, writing on one entry at the same time."""

import re

from tests.channels.editing.conftest import Site
from tests.channels.editing.forms import ENTRY_PAGE, begin, fields_of, publish, save
from tests.editing_room import ENTRY_ID, PARTNER_ID, email, git


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
