"""Beside a case: entries to insert, notes, labels, deliveries, the bell, and what is reported."""

import pytest

from mediation.utterance import Channel
from tests.channels.tools.conftest import ToolSite

HTMX = {"HX-Request": "true"}


@pytest.fixture
def held(site: ToolSite) -> tuple[str, str]:
    """Return (conversation, case page) of a case held by the mediator."""
    key, case_id = site.held_case()
    site.call(site.house.write, key, "je voudrais avoir l'aide fictive pour ma famille")
    return key, f"/mediation/cas/{case_id}"


def test_the_entries_for_the_last_question_are_one_click_away(
        site: ToolSite, held: tuple[str, str]) -> None:
    page = site.enter().get(held[1]).text.replace("&#39;", "'")
    assert "Réponses de l'assistant" in page
    assert "Demander l'aide fictive" in page
    assert "Source : DILA" in page
    assert "Réponses rapides" in page
    assert page.count("data-insert") > 5


def test_an_entry_goes_in_the_message_without_any_script(
        site: ToolSite, held: tuple[str, str]) -> None:
    browser = site.enter()
    found = browser.get(f"{held[1]}/fiches", params={"q": "aide fictive"})
    assert "Fiches pour" in found.text
    part = browser.get(f"{held[1]}/fiches", params={"q": "aide fictive"}, headers=HTMX).text
    assert "<html" not in part
    assert "Mettre dans le message" in part
    page = browser.post(f"{held[1]}/composer", data={"text": "La Caf s'en occupe <b>"}).text
    assert "La Caf s&#39;en occupe &lt;b&gt;</textarea>" in page
    assert f'action="{held[1]}/dire"' in page


def test_notes_and_labels_stay_with_the_team(site: ToolSite, held: tuple[str, str]) -> None:
    browser = site.enter()
    page = browser.post(f"{held[1]}/notes", data={"text": "Zorglub à rappeler"}).text
    assert "Zorglub à rappeler" in page
    page = browser.post(f"{held[1]}/etiquettes", data={"label": ["rappel", "x"]}).text
    assert '<li class="label">Rappel à faire</li>' in page
    resident = " ".join(each.text for each in site.call(site.house.talks.history, held[0]))
    assert "Zorglub" not in resident
    colleague = site.enter("colleague")
    assert "Zorglub" not in colleague.get(held[1]).text
    assert colleague.post(f"{held[1]}/notes", data={"text": "moi aussi"}).status_code == 409
    assert colleague.post(f"{held[1]}/etiquettes", data={"label": "rappel"}).status_code == 409


def test_a_colleague_gets_nothing_of_a_case_that_is_not_theirs(
        site: ToolSite, held: tuple[str, str]) -> None:
    colleague = site.enter("colleague")
    for path in ("remise", "fiches?q=aide"):
        assert colleague.get(f"{held[1]}/{path}").status_code == 404
    assert colleague.post(f"{held[1]}/composer", data={"text": "x"}).status_code == 404
    assert colleague.post(f"{held[1]}/signaler", data={"kind": "wrong"}).status_code == 409
    assert site.enter().get("/mediation/cas/inconnu/remise").status_code == 404


def test_the_mediator_sees_when_a_message_arrived(site: ToolSite, held: tuple[str, str]) -> None:
    browser = site.enter()
    assert "rien écrit" in browser.get(f"{held[1]}/remise").text
    browser.post(f"{held[1]}/dire", data={"text": "Bonjour"})
    assert "envoyé, pas encore remis" in browser.get(f"{held[1]}/remise").text
    opened = site.call(site.house.talks.open, Channel.WEB)
    resident = site.browser(Authorization=f"Bearer {opened.token}")
    assert resident.get(f"/api/v1/conversations/{held[0]}").status_code == 404
    last = site.call(site.house.talks.history, held[0])[-1].seq
    site.call(site.rooms.tools.deliveries.mark_read, held[0], last)  # type: ignore[union-attr]
    assert "remis à" in browser.get(f"{held[1]}/remise").text


def test_what_the_resident_s_page_reads_is_noted_as_arrived(site: ToolSite) -> None:
    api = site.browser(Accept="application/json")
    opened = api.post("/api/v1/conversations").json()
    bearer = {"Authorization": f"Bearer {opened['token']}"}
    talk = f"/api/v1/conversations/{opened['conversation_id']}"
    for sent in ({"text": "mon loyer"}, {"choice": "handoff:offer"}, {"choice": "handoff:accept"}):
        api.post(f"{talk}/messages", json=sent, headers=bearer)
    (case,) = site.call(site.house.desk.queue)
    browser = site.enter()
    browser.post(f"/mediation/cas/{case.id}/prendre")
    browser.post(f"/mediation/cas/{case.id}/dire", data={"text": "Bonjour"})
    page = f"/mediation/cas/{case.id}/remise"
    assert "pas encore remis" in browser.get(page).text
    assert "Bonjour" in api.get(talk, headers=bearer).text
    assert "remis à" in browser.get(page).text


def test_the_bell_counts_and_goes_quiet(site: ToolSite) -> None:
    _, case_id = site.call(site.house.queued)

    async def told() -> None:
        assert site.rooms.notices
        site.rooms.notices.tell("case.waiting", case_id)
        await site.rooms.notices.settle()
    site.call(told)
    browser = site.enter()
    bell = browser.get("/mediation/avis").json()
    assert (bell["count"], bell["sound"], bell["sentence"]) == (
        1, False, "Une demande attend à l'accueil.")
    assert browser.post("/mediation/avis/vus", data={"last": bell["last"]}).status_code == 204
    assert browser.get("/mediation/avis").json()["count"] == 0
    assert site.enter("colleague").get("/mediation/avis").json()["count"] == 1


def test_a_point_is_reported_decided_and_its_fate_read(
        site: ToolSite, held: tuple[str, str]) -> None:
    browser = site.enter()
    page = browser.get(held[1]).text
    assert 'name="kind" value="outdated"' in page
    assert 'value="aide-fictive"' in page
    said = browser.post(f"{held[1]}/signaler", headers=HTMX, data={
        "kind": "outdated", "entry": "aide-fictive", "question": "appelez le 06 11 22 33 44",
        "suggestion": "Le délai a changé.", "news": "true"}).text
    assert "signalé à la rédaction" in said
    browser.post("/mediation/signaler", data={"kind": "missing", "suggestion": "Carte de pêche"})
    (first, second) = sorted(site.call(site.rooms.gaps.listed),  # type: ignore[union-attr]
                             key=lambda each: each.kind, reverse=True)
    assert (first.entry_id, first.tells_resident, second.entry_id) == ("aide-fictive", True, None)
    assert "06 11" not in first.question
    site.call(site.rooms.gaps.decide, first.id, site.id_of("editor"),  # type: ignore[union-attr]
              "done", "C'est corrigé.")
    mine = browser.get("/mediation/signalements").text.replace("&#39;", "'")
    assert "C'est corrigé." in mine
    assert "La personne a été prévenue" in mine
    assert "Fait" in mine
    assert "Vous n'avez encore rien" in site.enter("colleague").get(
        "/mediation/signalements").text.replace("&#39;", "'")


def test_a_dead_number_is_reported_to_the_directory_too(
        site: ToolSite, held: tuple[str, str]) -> None:
    for name in ("mediator", "colleague"):
        site.enter(name).post("/mediation/signaler", data={"kind": "number",
                                                           "partner": "caf-fictive"})
    assert site.house.base.doubted == {"caf-fictive"}
    assert site.enter().post("/mediation/signaler", data={"kind": "autre"}).status_code == 422
    bad = site.enter().post("/mediation/signaler", data={"kind": "wrong", "entry": "../../x"})
    assert bad.status_code == 422


def test_the_editors_answer_every_report(site: ToolSite, held: tuple[str, str]) -> None:
    site.enter().post(f"{held[1]}/signaler", data={"kind": "missing", "question": "la pêche ?"})
    editor = site.enter("editor")
    page = editor.get("/redaction/lacunes").text
    assert "Il manque une fiche" in page
    assert "la pêche" in page
    assert 'href="/redaction/fiches/nouveau"' in page
    (gap,) = site.call(site.rooms.gaps.listed)  # type: ignore[union-attr]
    page = editor.post(f"/redaction/lacunes/{gap.id}", data={
        "state": "refused", "answer": "Cela ne nous concerne pas."}).text
    assert "La suite est enregistrée" in page
    assert "Aucun signalement ici" in page
    assert "Cela ne nous concerne pas." in editor.get("/redaction/lacunes?etat=refused").text
    assert editor.post("/redaction/lacunes/inconnu", data={"state": "done"}).status_code == 404
    assert editor.post(f"/redaction/lacunes/{gap.id}", data={"state": "x"}).status_code == 422
    assert site.enter("admin").get("/redaction/lacunes?etat=inconnu").status_code == 200
