"""Writes docs/results/desk-situations.md and the counter's pictures. Run by hand, it is no check:

    var/venv-app/bin/python -m pytest tests/chain/record_counter.py
"""

import os
import subprocess
from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page

from evals.serving import Instance, running
from knowledge.hours import PARIS
from retrieval.versions import copy_in_use
from tests.browsing import add_account, sign_in
from tests.chain.conftest import OTHER_START_SECONDS, PASSWORD, ROOT
from tests.chain.counter_life import (
    EMAIL,
    SECONDS_A_CLICK,
    SIGNS_A_SECOND,
    Lived,
    live_through,
    place_names,
    situations,
)
from tests.chain.screenshots import photograph

RESULTS = ROOT / "docs/results/desk-situations.md"
COMMAND = "var/venv-app/bin/python -m pytest tests/chain/record_counter.py"
SIZES = {"mobile": (360, 1180), "ordinateur": (1280, 800)}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """Serve without Rasa, with a mediator's account."""
    data = tmp_path_factory.mktemp("accueil")
    copy_in_use(ROOT / "var" / "index", data / "index")
    with running(data, OTHER_START_SECONDS, rasa_enabled="0") as made:
        add_account(data, "mediator", EMAIL, PASSWORD)
        yield made


def signed_in(browser: Browser, served: Instance, size: tuple[int, int]) -> Page:
    """Return a page of the desk."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="fr-FR",
                            reduced_motion="reduce")
    return sign_in(page, served.url, EMAIL, PASSWORD, "**/mediation")


def test_record_the_ten_situations(browser: Browser, served: Instance) -> None:
    page = signed_in(browser, served, SIZES["ordinateur"])
    names = place_names()
    lived = [live_through(page, served.url, each, names) for each in situations()]
    RESULTS.write_text(_written(lived), encoding="utf-8")
    page.goto(f"{served.url}/mediation/statistiques")
    photograph(page, "accueil-statistiques-ordinateur", is_whole=True)
    page.set_viewport_size({"width": 360, "height": 1180})
    photograph(page, "accueil-statistiques-mobile")


def test_photograph_the_counter(browser: Browser, served: Instance) -> None:
    told = situations()[0]
    page = signed_in(browser, served, SIZES["ordinateur"])
    page.get_by_role("link", name="Poste d'accueil", exact=True).click()
    page.get_by_label("De quoi la personne a-t-elle besoin ?").fill(told["said"])
    page.get_by_label("Commune ou code postal").first.fill(told["commune"])
    page.get_by_role("button", name="Commencer").click()
    page.locator("#found article").first.wait_for()
    for entry_id in told["entries"]:
        page.locator(f'[data-entry="{entry_id}"] button[name="entry_id"]').click()
        page.get_by_text("Mettre à jour sur la fiche").first.wait_for()
    at = page.get_by_role("link", name="Ouvrir la fiche de route").get_attribute("href")
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{served.url}/mediation/accueil?q={told['said']}")
        photograph(page, f"accueil-recherche-{size}")
        page.goto(f"{served.url}{at}")
        photograph(page, f"accueil-fiche-{size}")
    page.set_viewport_size({"width": 360, "height": 1180})
    page.goto(f"{served.url}{at}/imprimer")
    photograph(page, "accueil-fiche-imprimee-mobile")


def _written(lived: list[Lived]) -> str:
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, text=True,
                            capture_output=True, check=True).stdout.strip()
    day = datetime.now(PARIS).strftime("%d/%m/%Y")
    right = sum(not each.missing for each in lived)
    placed = sum(not each.missing_places for each in lived)
    lines = [
        "# Dix situations au poste d'accueil", "",
        f"Commande : `{COMMAND}`. Le {day}, commit {commit}, {os.cpu_count()} cœurs. Chromium, "
        "service réel, index réel, Rasa arrêté. Le même essai est un test "
        "(`tests/chain/test_counter.py`).", "",
        f"**Fiches attendues trouvées : {right} situations sur {len(lived)}. Lieux attendus sur "
        f"la fiche de route : {placed} sur {len(lived)}. Fiche imprimée (PDF balisé) en moins "
        f"d'une minute : {sum(each.person_seconds < 60 for each in lived)} sur {len(lived)}.**",
        "",
        "« Machine » : temps mesuré, de la page des demandes au PDF reçu, sans le temps d'une "
        f"personne. « Personne » : ce temps, plus {SECONDS_A_CLICK:.0f} secondes par clic et la "
        f"frappe à {_comma(SIGNS_A_SECOND)} signes par seconde. C'est un "
        "calcul : personne n'a été chronométré.", "",
        "| situation | mots tapés | fiches | lieux | clics | machine | personne |",
        "|---|---|---|---|---|---|---|"]
    for each in lived:
        lines.append(
            f"| {each.id}, {each.commune} | {each.said} | "
            f"{_said(each.missing, each.expected)} | "
            f"{'tous' if not each.missing_places else 'manque ' + ', '.join(each.missing_places)}"
            f" | {len(each.clicks)} | {_comma(each.seconds)} s | {each.person_seconds:.0f} s |")
    lines += ["", "## Les clics", "", "Après la connexion :", ""]
    lines += [f"- **{each.id}** : {' → '.join(each.clicks)}" for each in lived]
    lines += ["", "« Terminer la visite » et « Compter et terminer » (deux clics, les quatre "
              "réponses déjà proposées) ne sont pas dans ce temps.", "",
              "À savoir : les phrases sont écrites par la même main que la recherche de "
              "l'accueil. Elles n'ont pas servi à la régler, mais d'autres phrases sur les mêmes "
              "situations ont servi à la mettre au point. Au premier essai, avec une page et un "
              "clic de plus, quatre situations passaient la minute d'une à deux secondes.", ""]
    return "\n".join(lines)


def _said(missing: tuple[str, ...], expected: tuple[str, ...]) -> str:
    return f"{len(expected)} sur {len(expected)}" if not missing else f"manque {', '.join(missing)}"


def _comma(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")
