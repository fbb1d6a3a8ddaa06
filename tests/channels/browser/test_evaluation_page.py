"""The evaluators' page in a real browser: a file brought, replayed, read, compared, downloaded."""

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import profile, serving, sign_in
from tests.channels.browser.looking import faults
from tests.channels.evaluation.conftest import build_evaluators
from tests.editing_room import PASSWORD, email
from tests.evaluation_room import CSV, make

pytestmark = pytest.mark.browser
FOCUSED = "() => document.activeElement.matches(%r)"


@dataclass(frozen=True)
class Evaluation:
    """The running server. `enter` signs the evaluator in; `made` makes the next run."""

    url: str
    enter: Callable[..., Page]
    made: Callable[..., None]

    def at(self, page: Page, path: str) -> Page:
        """Go somewhere."""
        page.goto(f"{self.url}{path}")
        return page


@pytest.fixture
def evaluation(tmp_path: Path, browser: Browser) -> Iterator[Evaluation]:
    """Serve a fresh room on a free port."""
    built = build_evaluators(tmp_path)
    with serving(built.site.app) as served, ExitStack() as opened:

        def enter(width: int = 1280, has_scripts: bool = True) -> Page:
            context = opened.enter_context(profile(
                browser, viewport={"width": width, "height": 800},
                java_script_enabled=has_scripts, accept_downloads=True))
            return sign_in(context.new_page(), served.url, email("eva"), PASSWORD,
                           "**/evaluation")

        yield Evaluation(served.url, enter, lambda is_better=False: served.on_loop(
            make(built.desk, built.site.room, is_better)))
        opened.close()
        served.at_end(built.site.room.store.close)


def bring(page: Page) -> None:
    """Upload the file."""
    page.get_by_label("Fichier CSV").set_input_files(
        {"name": "questions.csv", "mimeType": "text/csv", "buffer": CSV.encode("cp1252")})
    page.get_by_role("button", name="Envoyer").click()
    page.wait_for_url("**/evaluation/jeux/*")


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on an element."""
    for _ in range(200):
        if page.evaluate(FOCUSED % selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"le clavier n'atteint pas {selector}")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_file_is_brought_replayed_read_compared_and_downloaded(
        evaluation: Evaluation, width: int) -> None:
    page = evaluation.enter(width)
    found = {"accueil": faults(page)}
    bring(page)
    expect(page.get_by_text("5 questions lues")).to_be_visible()
    found["jeu"] = faults(page)
    page.get_by_role("button", name="Rejouer").click()
    page.wait_for_url("**/essais/*")
    expect(page.get_by_role("heading", name="Où en est-on")).to_be_visible()
    found["attente"] = faults(page)
    evaluation.made()
    failures = page.locator(".failure")
    expect(failures).to_have_count(3)  # the page reloaded by itself
    for at, (asked, expected) in enumerate((("laide a ka svp", "Demander l'aide fictive"),
                                            ("encore une aide", "Demander l'aide fictive"),
                                            ("quel temps demain", "la base n'a pas la réponse"))):
        expect(failures.nth(at)).to_contain_text(re.compile("Attendu.*Répondu.*Mesures", re.S))
        card = page.locator(".failure", has_text=asked)
        expect(card).to_contain_text(expected)
        expect(card).to_contain_text("confiance")
    expect(page.locator(".made-with")).to_contain_text("fiches-fictives")
    expect(page.locator("figure.plot")).not_to_have_count(0)
    assert page.locator("figure.plot").count() == page.locator("figure.plot table").count()
    found["essai"] = faults(page)

    evaluation.at(page, "/evaluation")
    page.get_by_label("Jeu", exact=True).select_option(index=0)
    page.get_by_role("button", name="Rejouer").click()
    page.wait_for_url("**/essais/*")
    evaluation.made(is_better=True)
    page.get_by_role("link", name="Comparer avec l'essai n° 1").click()
    expect(page.get_by_role("heading", name="Gagnées (3)")).to_be_visible()
    found["comparaison"] = faults(page)
    page.get_by_role("link", name="← Essai n° 2").click()
    with page.expect_download() as got:
        page.get_by_role("link", name="Télécharger les résultats").click()
    text = Path(got.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(text.splitlines(), delimiter=";"))
    assert len(rows) == 6
    assert rows[1][1] == "je veux l'aide fictive"
    found["dialogues"] = faults(evaluation.at(page, "/evaluation/dialogues"))
    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_dialogues_are_read_and_added_without_any_script(
        evaluation: Evaluation, width: int) -> None:
    page = evaluation.at(evaluation.enter(width), "/evaluation/dialogues")
    page.get_by_role("button", name="Rejouer").click()
    evaluation.made()
    expect(page.locator(".turn--fault")).to_have_count(1)
    found = {"rejoué": faults(page)}
    evaluation.at(page, "/evaluation/dialogues/lire?nom=dialogue-fictif")
    expect(page.locator(".turn")).to_have_count(2)
    found["dialogue"] = faults(page)
    found["formulaire"] = faults(evaluation.at(page, "/evaluation/dialogues/nouveau"))
    assert {name: each for name, each in found.items() if each} == {}

    bare = evaluation.at(evaluation.enter(width, has_scripts=False),
                         "/evaluation/dialogues/nouveau")
    bare.get_by_label("Titre").fill("Un dialogue sans script")
    bare.get_by_label("Ce que ce dialogue vérifie").fill("Le formulaire marche seul.")
    bare.get_by_label("Ce que dit l'habitant").fill("je veux l'aide fictive")
    bare.get_by_role("button", name="Ajouter une réplique").click()
    expect(bare.get_by_label("Ce que dit l'habitant")).to_have_count(2)
    bare.get_by_role("button", name="Retirer la réplique 2").click()
    bare.get_by_label("Fiche donnée").fill("aide-fictive")
    bare.get_by_role("button", name="Enregistrer le dialogue").click()
    expect(bare.get_by_text("Dialogue enregistré")).to_be_visible()
    expect(bare.get_by_role("link", name="Télécharger (YAML)")).to_be_visible()


def test_everything_is_done_with_the_keyboard_alone(evaluation: Evaluation) -> None:
    page = evaluation.enter()
    tab_to(page, 'form[action="/evaluation/essais"] button')
    page.keyboard.press("Enter")
    page.wait_for_url("**/essais/*")
    evaluation.made()
    expect(page.locator(".failure")).not_to_have_count(0)
    tab_to(page, "#voir")
    page.keyboard.type("Toutes")
    tab_to(page, 'form[action$="#questions"] button')
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("voir=all"))
    expect(page.locator(".failure")).to_have_count(3)
    tab_to(page, 'a[href$="resultats.csv"]')
    with page.expect_download() as got:
        page.keyboard.press("Enter")
    assert got.value.suggested_filename == "essai-1.csv"
    tab_to(page, ".scroll")  # wide tables scroll with the keyboard too
