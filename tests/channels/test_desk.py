"""The mediators' desk: sign in, claim, talk, hand back, close; nobody reads more than agreed."""

from dataclasses import replace

import pytest

from tests.channels.house import Web

HTMX = {"HX-Request": "true"}
COLLEAGUE = "collegue.fictif@example.org"


@pytest.fixture
def case(web: Web) -> str:
    """Return a case that a resident agreed to on the page, the mediator signed in."""
    return web.agree("mon numéro est le [téléphone]")


def test_a_wrong_password_says_so_without_saying_which(web: Web) -> None:
    done = web.client.post("/connexion", data={"email": "x@example.org", "password": "y"})
    assert done.status_code == 401
    assert "ne vont pas ensemble" in done.text


def test_signing_out_ends_the_session_on_the_server(web: Web) -> None:
    web.sign_in()
    web.presence.available.add("mediator")
    web.client.post("/deconnexion")
    assert web.accounts.sessions == {}
    assert web.presence.available == set()


def test_a_mediator_says_who_is_there(web: Web) -> None:
    web.sign_in()
    assert "Vous n'êtes pas disponible" in web.client.get("/mediation").text
    page = web.client.post("/mediation/presence", data={"available": "true"}).text
    assert "Vous êtes disponible" in page
    assert web.presence.available == {"mediator"}
    assert web.presence.seen_ids == ["mediator"]
    web.client.post("/mediation/presence", data={"available": "false"})
    assert web.presence.available == set()


def test_the_queue_shows_who_waits_and_what_is_urgent(web: Web, case: str) -> None:
    web.house.add_case("conversation1", urgent_kind="homeless_tonight")
    page = web.client.get("/mediation").text
    assert "En attente (2)" in page
    assert page.count('class="badge"') == 1
    assert "A demandé à parler à une personne" in page
    part = web.client.get("/mediation/liste", headers=HTMX).text
    assert "En attente (2)" in part
    assert "<html" not in part


def test_the_mediator_reads_what_was_agreed_and_what_came_after(web: Web, case: str) -> None:
    page = web.client.get(case).text.replace("\u00a0", " ")
    assert "Commune : Ville-Fictive" in page
    assert "mon numéro est le [téléphone]" in page
    assert "j&#39;ai perdu mon travail</p>" not in page


def test_a_claimed_case_is_a_live_conversation(web: Web, case: str) -> None:
    assert "Votre réponse à la personne" in web.client.post(f"{case}/prendre").text
    assert web.client.post(f"{case}/dire", data={"text": "Bonjour <b>"}).status_code == 200
    assert "Bonjour &lt;b&gt;" in web.client.get(case).text
    seen_by_resident = web.client.get("/").text
    assert "Bonjour &lt;b&gt;" in seen_by_resident
    assert "Médiateur ou médiatrice" in seen_by_resident


def test_the_page_asks_for_what_is_new(web: Web, case: str) -> None:
    web.client.post(f"{case}/prendre")
    last = len(web.house.talks["conversation1"].items)
    nothing = web.client.get(f"{case}/suite?after={last}", headers=HTMX)
    assert nothing.status_code == 204
    web.client.post("/chat/messages", data={"text": "merci à vous"})
    news = web.client.get(f"{case}/suite?after={last}", headers=HTMX).text
    assert "merci à vous" in news
    assert f"suite?after={last + 1}" in news


def test_saying_by_script_returns_nothing_and_tells_the_page(web: Web, case: str) -> None:
    web.client.post(f"{case}/prendre")
    done = web.client.post(f"{case}/dire", data={"text": "Bonjour"}, headers=HTMX)
    assert (done.status_code, done.headers["hx-trigger"]) == (204, "said")


def test_the_second_to_claim_learns_it_is_taken(web: Web, case: str) -> None:
    web.client.post(f"{case}/prendre")
    web.sign_in(COLLEAGUE)
    page = web.client.post(f"{case}/prendre").text
    assert "vient de prendre cette demande" in page
    assert "Votre réponse à la personne" not in page


@pytest.mark.parametrize(("action", "fields"), [
    ("dire", {"text": "Bonjour"}), ("rendre", {}), ("terminer", {"result": "resolved"})])
def test_only_the_holder_can_act(web: Web, case: str, action: str,
                                 fields: dict[str, str]) -> None:
    web.client.post(f"{case}/prendre")
    web.sign_in(COLLEAGUE)
    refused = web.client.post(f"{case}/{action}", data=fields)
    assert refused.status_code == 409
    assert 'href="/mediation">Voir les demandes' in refused.text
    script = web.client.post(f"{case}/{action}", data=fields, headers=HTMX)
    assert script.headers["hx-refresh"] == "true"


def test_masked_words_are_shown_on_click_to_the_holder_alone(web: Web, case: str) -> None:
    web.client.post(f"{case}/prendre")
    items = web.house.talks["conversation1"].items
    seq = next(item.seq for item in items if item.has_sealed_words)
    web.house.sealed_seq = seq
    assert "Voir les mots masqués" in web.client.get(case).text
    assert "04 00 00 00 99" in web.client.post(f"{case}/mots/{seq}", headers=HTMX).text
    assert "Revenir à l'échange" in web.client.post(f"{case}/mots/{seq}").text
    assert web.client.post(f"{case}/mots/2").status_code == 404
    web.sign_in(COLLEAGUE)
    assert web.client.post(f"{case}/mots/{seq}").status_code == 409


def test_a_case_is_handed_back(web: Web, case: str) -> None:
    web.client.post(f"{case}/prendre")
    assert "En attente (1)" in web.client.post(f"{case}/rendre").text


def test_a_case_closes_with_a_result(web: Web, case: str) -> None:
    web.client.post(f"{case}/prendre")
    page = web.client.post(f"{case}/terminer", data={"result": "referred"}).text
    assert "En attente (0)" in page
    assert web.house.results == ["referred"]
    assert web.client.post(f"{case}/terminer", data={"result": "autre"}).status_code == 422


def test_an_unknown_case_gets_a_page_with_a_way_out(web: Web) -> None:
    web.sign_in()
    done = web.client.get("/mediation/cas/inconnu")
    assert done.status_code == 404
    assert "Revenir à l'accueil" in done.text


def test_words_too_long_to_send_whole_are_not_cut_in_silence(web: Web, case: str) -> None:
    web.client.post(f"{case}/prendre")
    assert 'maxlength="4000"' in web.client.get(case).text
    before = len(web.house.talks["conversation1"].items)
    done = web.client.post(f"{case}/dire", data={"text": "a" * 4001})
    assert done.status_code == 413
    assert len(web.house.talks["conversation1"].items) == before


def test_a_reason_kept_by_the_resident_is_not_guessed(web: Web, case: str) -> None:
    name = next(iter(web.house.cases))
    web.house.cases[name] = replace(web.house.cases[name], cause="", brief=())
    assert "A demandé à parler" not in web.client.get(case).text
    assert "Raison non précisée" in web.client.get("/mediation").text


@pytest.mark.parametrize(("priority", "is_said"), [(2, True), (1, False)])
def test_emergency_numbers_are_said_given_only_for_a_danger(
        web: Web, case: str, priority: int, is_said: bool) -> None:
    name = next(iter(web.house.cases))
    web.house.cases[name] = replace(web.house.cases[name], urgent_kind="essai",
                                    priority=priority)
    page = web.client.get(case).text
    assert "Urgent" in page
    assert ("Les numéros d'urgence lui ont été donnés" in page) is is_said
