"""Photographs the library, a place's link and the editors' desk. Run by hand, it is no check:

    var/venv-app/bin/python -m pytest tests/chain/screenshots_editing.py

In reduced mode, over a copy of the base with an invented notice and invented workshops.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from evals.bench.publication import copy_base
from evals.serving import Instance, running
from tests.chain.screenshots import photograph
from tests.chain.test_editing import begin, enter, publish, swap
from tests.channels.browser.looking import ask
from tests.editing_room import PASSWORD, email

ROOT = Path(__file__).resolve().parents[2]
NOTICES = f"""- id: fermeture
  from: {date.today()}
  until: {date.today() + timedelta(days=38)}
  scope: {{entries: [rsa]}}
  text: La Maison des solidarités (exemple) est fermée du 24 au 31 décembre. Écrivez avant.
"""
WORKSHOPS = """- id: atelier-cv
  title: Atelier CV (exemple)
  place: mission-locale-lozere
  starts_at: "2026-12-03 14:00"
  ends_at: "2026-12-03 16:00"
  audience: Jeunes de 16 à 25 ans
  booking: Inscription à l'accueil du lieu
  source: Exemple inventé pour cette photographie
"""
QUARTER = "/agenda?jour=2026-11-23"


def command(data: Path, knowledge: Path, *words: str) -> str:
    """Run one of the operator's commands; return what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "app", *words], input=f"{PASSWORD}\n", text=True, check=True,
        cwd=ROOT, capture_output=True, timeout=120,
        env={**os.environ, "QFQ_DATA_DIR": str(data), "QFQ_KNOWLEDGE_DIR": str(knowledge)})
    return done.stdout


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = copy_base(ROOT / "knowledge", tmp_path_factory.mktemp("photographs") / "fiches")
    (made / "notices.yml").write_text(NOTICES, encoding="utf-8")
    (made / "workshops.yml").write_text(WORKSHOPS, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def served(knowledge: Path) -> Iterator[Instance]:
    with running(knowledge.parent / "data", 300, knowledge_dir=str(knowledge), rasa_enabled="0",
                 replay_after_publication="reduced") as instance:
        for name in ("alice", "basile"):
            command(instance.data, knowledge, "account", "add", "--role", "editor",
                    "--email", email(name), "--password-stdin")
        yield instance


def window(browser: Browser, width: int, height: int) -> Page:
    """Open an empty window."""
    return browser.new_page(viewport={"width": width, "height": height}, locale="fr-FR",
                            reduced_motion="reduce")


def test_photograph_what_residents_read(browser: Browser, served: Instance,
                                        knowledge: Path) -> None:
    mobile, wide = window(browser, 360, 900), window(browser, 1280, 800)
    link = re.search(r"/lieu/\S+", command(served.data, knowledge, "place-link",
                                           "france-services-langogne"))
    assert link
    for path, name, page in (("/", "accueil-mobile", mobile), ("/parcours", "parcours", mobile),
                             ("/parcours/perte-emploi", "parcours-perte-emploi", wide),
                             ("/fiches/rsa", "fiche-avec-avis", wide),
                             (QUARTER, "agenda", mobile), (link[0], "lieu-lien", mobile)):
        page.goto(served.url + path)
        photograph(page, name)
    wide.goto(served.url)
    ask(wide, "comment demander le rsa")
    expect(wide.locator(".card")).to_be_visible(timeout=20_000)
    wide.wait_for_timeout(500)
    photograph(wide, "conversation-avis")


def test_photograph_the_editors_desk(browser: Browser, served: Instance) -> None:
    alice, basile = enter(browser, served, "alice"), enter(browser, served, "basile")
    photograph(alice, "redaction-liste")
    begin(alice, served)
    draft = alice.url.partition("?")[0]
    swap(alice, "body", "0 805 160 075", "0 805 160 011")
    alice.get_by_role("button", name="Enregistrer").first.click()
    alice.locator('[id="e-body"]').scroll_into_view_if_needed()
    photograph(alice, "redaction-defaut")
    alice.set_viewport_size({"width": 360, "height": 900})
    photograph(alice, "redaction-defaut-mobile")
    alice.set_viewport_size({"width": 1280, "height": 720})
    swap(alice, "body", "0 805 160 011", "0 805 160 075")
    swap(alice, "delay", "Agissez dès le premier retard.", "Agissez le jour du premier retard.")
    alice.get_by_role("button", name="Voir la carte").first.click()
    expect(alice.locator(".preview .card")).to_be_visible()
    alice.set_viewport_size({"width": 1280, "height": 600})
    photograph(alice, "redaction-apercu")
    alice.get_by_role("link", name="Revenir au brouillon").click()
    alice.get_by_role("button", name="Proposer à la publication").first.click()
    expect(alice.get_by_text("jamais celle qui l'a écrit")).to_be_visible()
    basile.goto(draft)
    photograph(basile, "redaction-relire")
    publish(basile, draft)
    expect(basile.get_by_text("rien perdu")).to_be_visible(timeout=180_000)
    basile.get_by_role("link", name="Fiche et son historique").click()
    basile.locator(".version summary").first.click()
    photograph(basile, "redaction-historique")
    begin(alice, served)
    draft = alice.url.partition("?")[0]
    alice.get_by_label("Thème", exact=True).select_option("Impôts")
    alice.get_by_role("button", name="Proposer à la publication").first.click()
    alice.wait_for_url(re.compile("relire"))
    publish(basile, draft)
    expect(basile.get_by_text("Le texte d'avant est de nouveau en place.")).to_be_visible(
        timeout=240_000)
    photograph(basile, "redaction-recul")
