"""Ten tiles lead to a card without typing; a card goes on paper; the legal pages are served."""

import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from channels import legal, themes
from channels.pages import environment
from channels.themes import Choice, Tile, tiles
from tests.channels.house import Web
from tests.channels.test_web import send

ENTRIES = Path(__file__).resolve().parents[2] / "knowledge/procedures"
LEGAL = ("/mentions-legales", "/donnees-personnelles", "/accessibilite")


def test_ten_tiles_each_lead_to_two_or_more_choices_of_entries_that_exist() -> None:
    known = {path.stem for path in ENTRIES.glob("*.md")}
    assert len(tiles()) == 10
    for tile in tiles():
        assert 2 <= len(tile.choices) <= 4, tile.id
        for choice in tile.choices:
            assert set(choice.entries) <= known, choice.id
            assert 1 <= len(choice.entries) <= 5, choice.id


def test_every_picture_is_drawn() -> None:
    draw = environment().from_string(
        '{% from "picto.html" import picto %}{{ picto(name) }}').render
    names = {each.picto for tile in tiles() for each in (tile, *tile.choices)} | {"sheet"}
    for name in names:
        assert re.search(r'd="[Mm][^"]+"', draw(name=name)), name
    with pytest.raises(UndefinedError):
        draw(name="inconnu")


@pytest.fixture
def fictive(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give one tile over the fictitious base."""
    one = Choice("aide", "Une aide", "coins", ("aide-fictive", "fiche-absente"))
    none = Choice("rien", "Rien", "coins", ("fiche-absente",))
    tile = (Tile("argent", "Argent", "coins", (one, none)),)
    monkeypatch.setattr(themes, "tiles", lambda: tile)


@pytest.mark.usefixtures("fictive")
def test_a_choice_with_one_entry_opens_its_card(web: Web) -> None:
    assert 'href="/themes/argent/aide"' in web.client.get("/themes/argent").text
    page = web.client.get("/themes/argent/aide")
    assert page.url.path == "/fiches/aide-fictive"
    assert "D&#39;après le texte officiel" in page.text


@pytest.mark.usefixtures("fictive")
@pytest.mark.parametrize("path", ["/themes/rien", "/themes/argent/rien", "/themes/argent/x"])
def test_an_unknown_choice_gives_a_way_back(web: Web, path: str) -> None:
    page = web.client.get(path)
    assert page.status_code == 404
    assert "Revenir à l" in page.text


def test_an_entry_goes_on_paper_with_its_sources_and_room_for_dates(web: Web) -> None:
    page = web.client.get("/fiches/aide-fictive/imprimer").text
    for words in ("Fiche à emporter", "Sources", "À faire avant le", "23 novembre 2026"):
        assert words in page
    assert web.client.get("/fiches/inconnue/imprimer").status_code == 404


def test_an_answer_of_the_conversation_goes_on_paper_with_places_and_papers_to_tick(
        web: Web) -> None:
    send(web, text="j'ai perdu mon travail")
    page = web.client.get("/chat/fiches/turn1").text
    for words in ("France Services de Ville-Fictive", "Du lundi au jeudi", "Un relevé d&#39;id",
                  'class="ticks"', "12 mois au plus.", "Prenez rendez-vous.", "39 49"):
        assert words.replace(" ", "\u00a0") in page or words in page
    assert web.client.get("/chat/fiches/turn9").status_code == 404
    web.client.cookies.clear()
    assert web.client.get("/chat/fiches/turn1").status_code == 404


@pytest.mark.parametrize("path", LEGAL)
def test_the_legal_pages_are_served_and_linked_from_every_page(web: Web, path: str) -> None:
    page = web.client.get(path)
    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    for other in ("/", "/parcours", "/rien", "/fiches/aide-fictive", "/connexion", path):
        assert f'href="{path}"' in web.client.get(other).text


def test_a_legal_text_cannot_smuggle_html_in(
        web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legal, "TEXTS", tmp_path)
    (tmp_path / "accessibilite.md").write_text(
        "Bonjour <script>alert(1)</script>\n\n[lien](javascript:alert(1))", encoding="utf-8")
    page = web.client.get("/accessibilite").text
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert page.count("<h1") == 1
    assert web.client.get("/mentions-legales").status_code == 404


def test_every_page_of_a_resident_can_be_left_quickly(web: Web) -> None:
    for path in ("/", "/parcours", "/fiches/aide-fictive", "/themes/travail", "/reprendre",
                 "/agenda", "/rien", "/fiches/aide-fictive/imprimer", *LEGAL):
        page = web.client.get(path).text
        assert 'href="/quitter"' in page, path
        assert "leaving.js" in page, path
