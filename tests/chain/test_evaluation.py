"""An evaluator judges the real service without a terminal; the gate holds the committed figures."""

import csv
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from evals.serving import Instance
from retrieval.versions import copy_in_use
from tests.browsing import add_account, profile, sign_in
from tests.chain.conftest import SLOW_MS, Start
from tests.channels.browser.looking import axe_faults, overflow
from tests.editing_room import PASSWORD, email

pytestmark = pytest.mark.real
ROOT = Path(__file__).resolve().parents[2]
GATE_SECONDS = 120
QUESTIONS = """text;entry;who;style
j'ai perdu mon emploi;inscription-france-travail;france_travail;plain
jai pa de quoi payé mon loyer;loyer-impaye-aide;adil;sms
quelle est la capitale du Pérou;aucune;;plain
comment demander le rsa;carte-grise;;plain
je veux une prime d'activité;carte-grise;;plain
mon enfant entre en sixième;carte-grise;;plain
"""


@pytest.fixture(scope="module")
def served(start: Start) -> Iterator[Instance]:
    """Return a service without its dialogue layer, with one evaluator."""
    with start("evaluation", rasa_enabled="0") as instance:
        add_account(instance.data, "evaluator", email("eva"), PASSWORD)
        yield instance


@pytest.fixture
def eva(browser: Browser, served: Instance) -> Iterator[Page]:
    """Return the evaluator's page, signed in."""
    with profile(browser, SLOW_MS, accept_downloads=True) as made:
        yield sign_in(made.new_page(), served.url, email("eva"), PASSWORD, "**/evaluation")


def replay(page: Page) -> None:
    """Press « Rejouer » and wait for the result."""
    page.get_by_role("button", name="Rejouer").click()
    page.wait_for_url("**/essais/*")
    assert axe_faults(page) == []
    expect(page.get_by_role("heading", name="Les mesures")).to_be_visible(timeout=240_000)


def test_an_evaluator_brings_questions_replays_reads_compares_and_downloads(eva: Page) -> None:
    eva.get_by_label("Fichier CSV").set_input_files(
        {"name": "questions.csv", "mimeType": "text/csv", "buffer": QUESTIONS.encode()})
    eva.get_by_role("button", name="Envoyer").click()
    expect(eva.get_by_text("6 questions lues")).to_be_visible()
    brought = eva.url
    replay(eva)
    failures = eva.locator(".failure")
    for at in range(3):  # the three whose expected entry is wrong on purpose
        expect(failures.nth(at)).to_contain_text("Attendu")
        expect(failures.nth(at)).to_contain_text("Répondu")
    expect(eva.locator(".made-with")).to_contain_text("index")
    assert axe_faults(eva) == []
    assert overflow(eva) == 0
    eva.goto(brought)
    replay(eva)
    eva.get_by_role("link", name="Comparer avec l'essai").click()
    expect(eva.get_by_role("heading", name="Perdues (0)")).to_be_visible()
    assert axe_faults(eva) == []
    eva.go_back()
    with eva.expect_download() as got:
        eva.get_by_role("link", name="Télécharger les résultats").click()
    rows = list(csv.reader(Path(got.value.path()).read_text(encoding="utf-8-sig").splitlines(),
                           delimiter=";"))
    assert len(rows) == 7
    assert rows[1][1] == "j'ai perdu mon emploi"
    assert rows[1][10].split(", ")[0] == "inscription-france-travail"


def test_a_dialogue_is_replayed_on_an_instance_of_its_own(eva: Page, served: Instance) -> None:
    eva.goto(f"{served.url}/evaluation/dialogues")
    eva.get_by_label("Sans la couche de dialogue").check()
    eva.get_by_role("button", name="Rejouer").click()
    expect(eva.get_by_text("réussis sur")).to_be_visible(timeout=300_000)
    expect(eva.locator(".turn").first).to_contain_text("L'habitant")
    assert axe_faults(eva) == []


def test_the_committed_figures_are_held(instance: Instance, tmp_path: Path) -> None:
    index = copy_in_use(instance.data / "index", tmp_path / "index")
    done = subprocess.run([sys.executable, "-m", "evals", "gate", "--index", str(index)],
                          cwd=ROOT, capture_output=True, text=True, timeout=GATE_SECONDS,
                          check=False)
    assert done.returncode == 0, done.stderr
    assert "bonne fiche en premier" in done.stdout
