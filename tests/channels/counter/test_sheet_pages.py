"""The fiche de route by plain forms: change, print, PDF, code, conversation, letters."""

import io

import pytest
from pypdf import PdfReader

from tests.channels.counter.conftest import Counter, plain
from tests.people import RESIDENT_NAME

HOSTILE = '#panic("x") $1$ \\ <script>alert(1)</script>'


@pytest.fixture
def visit(counter: Counter) -> str:
    """Return a visit with one need gathered."""
    made = counter.open(commune="Sainte-Fiction-sur-Test")
    counter.post(f"/{made}/ajouter", entry_id="aide-fictive")
    return made


def code_in(page: str) -> str:
    """Return the code a page shows."""
    return page.partition('class="code">')[2].split("<", 1)[0]


def read_pdf(made: bytes) -> str:
    """Return the text of a PDF."""
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


def test_lines_are_moved_added_ticked_and_removed(counter: Counter, visit: str) -> None:
    at = f"/{visit}/fiche"
    page = counter.post(f"{at}/deplacer", line_id="2", to="up")
    assert page.index("Envoyez le formulaire à la Caf.") < page.index("Remplissez le formulaire.")
    page = counter.post(f"{at}/papiers", papers=["3"])
    assert page.count(" checked") == 1
    for kind in ("steps", "papers", "deadlines", "referents"):
        page = counter.post(f"{at}/ligne", kind=kind, text=f"Ma ligne {kind}")
        assert f"Ma ligne {kind}" in page
    page = counter.post(f"{at}/retirer", kind="steps", line_id="1")
    assert "Remplissez le formulaire." not in page
    assert counter.web.client.post(f"/mediation/accueil{at}/ligne",
                                   data={"kind": "spots", "text": "x"}).status_code == 422
    assert counter.web.client.post(f"/mediation/accueil{at}/deplacer",
                                   data={"line_id": "2", "to": "away"}).status_code == 422


def test_the_page_and_the_pdf_say_the_same_and_run_nothing(counter: Counter, visit: str) -> None:
    counter.post(f"/{visit}/fiche/ligne", kind="referents", text=HOSTILE)
    raw = counter.web.client.get(f"/mediation/accueil/{visit}/fiche/imprimer").text
    page = plain(raw)
    assert "<script>alert" not in raw
    assert "&lt;script&gt;alert" in raw
    done = counter.web.client.get(f"/mediation/accueil/{visit}/fiche.pdf")
    assert done.headers["content-type"] == "application/pdf"
    assert done.headers["cache-control"] == "no-store"
    text = read_pdf(done.content)
    for words in (HOSTILE, "Remplissez le formulaire.", "Caf fictive", "France Services"):
        assert words in text
    for words in ("Remplissez le formulaire.", "Caf fictive", "Une pièce d", "Texte fictif"):
        assert words in page


def test_a_resident_opens_the_sheet_by_its_code_without_an_account(counter: Counter, visit: str
                                                                   ) -> None:
    counter.post(f"/{visit}/fiche/ligne", kind="referents", text="Service fictif")
    code = code_in(counter.post(f"/{visit}/fiche/code"))
    counter.web.client.cookies.clear()
    assert "Votre code" in counter.get("/fiche-de-route")
    page = counter.web.client.post("/fiche-de-route", data={"code": code})
    assert page.status_code == 200
    assert "Service fictif" in page.text
    done = counter.web.client.post("/fiche-de-route/pdf", data={"code": code})
    assert "Service fictif" in read_pdf(done.content)


def test_wrong_codes_are_refused_and_stop_after_five(counter: Counter) -> None:
    seen = [counter.web.client.post("/fiche-de-route", data={"code": f"0000000{n}"}).status_code
            for n in range(6)]
    assert seen == [422, 422, 422, 422, 422, 429]
    assert counter.web.client.post("/fiche-de-route/pdf", data={"code": "1"}).status_code == 429


def test_the_sheet_is_sent_to_a_conversation_the_mediator_holds(counter: Counter, visit: str
                                                                ) -> None:
    house = counter.web.house
    key, _ = counter.web.open()
    counter.add_conversation(key)
    case_id = house.add_case(key)
    at = f"/mediation/accueil/{visit}/fiche"
    refused = counter.web.client.post(f"{at}/envoyer", data={"case_id": case_id})
    assert refused.status_code == 404  # nobody holds it yet
    counter.web.client.post(f"/mediation/cas/{case_id}/prendre")
    assert "Envoyer dans une conversation" in counter.get(at)
    page = counter.post(f"/{visit}/fiche/envoyer", case_id=case_id)
    assert "La fiche est envoyée" in page
    said = house.talks[key].items[-1].text
    assert "http://testserver/fiche-de-route" in said
    assert "Remplissez le formulaire." in said
    code = said.partition("avec le code ")[2][:9]
    assert "Remplissez" in counter.web.client.post("/fiche-de-route", data={"code": code}).text


@pytest.mark.parametrize("kind", ["information", "contest", "reminder", "appointment"])
def test_a_letter_is_ready_to_copy(counter: Counter, visit: str, kind: str) -> None:
    page = counter.get(f"/mediation/accueil/{visit}/courrier?modele={kind}")
    assert "À : CAF" in page
    assert "[votre nom et votre prénom]" in page
    assert ("Pour contester" in page) is (kind == "contest")


def test_a_letter_of_another_kind_or_about_nothing_known_is_not_found(counter: Counter, visit: str
                                                                      ) -> None:
    at = f"/mediation/accueil/{visit}/courrier"
    assert counter.web.client.get(f"{at}?modele=autre").status_code == 404
    assert counter.web.client.get(f"{at}?fiche=papier-fictif").status_code == 404


def test_a_referent_is_in_no_file_in_clear(counter: Counter, visit: str, tmp_path: object) -> None:
    counter.post(f"/{visit}/fiche/ligne", kind="referents", text=RESIDENT_NAME)
    counter.post(f"/{visit}/fiche/code")
    written = b"".join(each.read_bytes() for each in tmp_path.iterdir())  # type: ignore[attr-defined]
    assert len(written) > 10_000
    assert RESIDENT_NAME.encode() not in written
