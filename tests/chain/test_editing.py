"""An editor corrects an entry in a real browser; someone else publishes; it answers."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from evals.bench.publication import copy_base
from evals.serving import Instance
from tests.browsing import add_account, sign_in
from tests.chain.conftest import SLOW_MS, Start
from tests.chain.talking import Talk
from tests.channels.browser.looking import axe_faults, overflow
from tests.editing_room import PASSWORD, email, git

pytestmark = pytest.mark.real
ROOT = Path(__file__).resolve().parents[2]
ENTRY = "loyer-impaye-aide"
QUESTION = "jai pa de quoi payé mon loyer"  # that of a golden dialogue too
OLD_NUMBER, NEW_NUMBER = "0 805 160 075", "0 805 160 099"  # the second one is fictitious
OLD_WORDING, NEW_WORDING = "dette de loyer HLM comment étaler", "étaler ma dette de loyer en hlm"
ANSWERS_WITHIN = 5.0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the base, in git, whose registry has a new number for the Adil."""
    made = copy_base(ROOT / "knowledge", tmp_path_factory.mktemp("redaction") / "fiches")
    registry = made / "organisations.yml"
    text = registry.read_text(encoding="utf-8")
    registry.write_text(text.replace(OLD_NUMBER, NEW_NUMBER), encoding="utf-8")
    git(made, "init", "--quiet")
    git(made, "add", ".")
    git(made, "-c", "user.name=Essai", "-c", "user.email=essai@example.org", "commit", "-qm",
        "Les fiches d'essai")
    return made


@pytest.fixture(scope="module")
def served(start: Start, folder: Path) -> Iterator[Instance]:
    """Return a service over the copy, with two editors."""
    with start("editing", knowledge_dir=str(folder), rasa_enabled="0",
               replay_after_publication="reduced") as instance:
        for name in ("alice", "basile"):
            add_account(instance.data, "editor", email(name), PASSWORD)
        yield instance


def enter(browser: Browser, served: Instance, name: str) -> Page:
    """Sign an editor in, in a browser profile of their own."""
    context = browser.new_context(locale="fr-FR")
    context.set_default_timeout(SLOW_MS)
    return sign_in(context.new_page(), served.url, email(name), PASSWORD, "**/redaction/fiches")


def swap(page: Page, name: str, old: str, new: str) -> None:
    """Change some words of a field."""
    field = page.locator(f'[name="{name}"]')
    value = field.input_value()
    assert old in value
    field.evaluate("each => { for (let at = each; at; at = at.parentElement) "
                   "if (at.matches('details')) at.open = true; }")
    field.fill(value.replace(old, new))


def begin(page: Page, served: Instance) -> None:
    """Open the form of the entry."""
    page.goto(f"{served.url}/redaction/fiches/{ENTRY}")
    page.get_by_role("button", name="Modifier").click()
    page.wait_for_url("**/redaction/brouillons/*")


def publish(page: Page, draft: str) -> float:
    """Publish a proposed draft; return when the button was pressed."""
    page.goto(draft)
    pressed = time.perf_counter()
    page.get_by_role("button", name="Publier").click()
    page.wait_for_url("**/redaction/publications/*")
    return pressed


def seconds_until(served: Instance, asked: str, said: str, since: float) -> float:
    """Ask until the answer says some words; return how long it took since a moment."""
    while time.perf_counter() - since < 30:
        with Talk.opened(served.url) as talk:
            answer = talk.say(asked).get("answer") or {}
            if said in str(answer):
                return time.perf_counter() - since
        time.sleep(0.1)
    raise AssertionError(f"« {said} » ne répond pas")


def text_of(served: Instance, asked: str) -> str:
    """Return the short answer to a question."""
    with Talk.opened(served.url) as talk:
        return str((talk.say(asked).get("answer") or {}).get("text"))


def test_an_editor_corrects_an_entry_and_it_answers(
        browser: Browser, served: Instance, folder: Path) -> None:
    alice, basile = enter(browser, served, "alice"), enter(browser, served, "basile")
    begin(alice, served)
    draft = alice.url.partition("?")[0]
    swap(alice, "body", OLD_NUMBER, "0 805 160 011")
    alice.get_by_role("button", name="Enregistrer").first.click()
    expect(alice.locator('[id="e-body"]')).to_contain_text("uméro inconnu")
    assert axe_faults(alice) == []
    swap(alice, "body", "0 805 160 011", NEW_NUMBER)
    for name in ("easy", "steps", "must_know.0.fact", "must_know.0.says"):
        swap(alice, name, OLD_NUMBER, NEW_NUMBER)
    swap(alice, "delay", "Agissez dès le premier retard.", "Agissez le jour du premier retard.")
    swap(alice, "asked_as", OLD_WORDING, NEW_WORDING)
    alice.get_by_role("button", name="Voir la carte").first.click()
    expect(alice.locator(".preview .card")).to_contain_text("Agissez le jour du premier retard.")
    assert axe_faults(alice) == []
    alice.get_by_role("link", name="Revenir au brouillon").click()
    alice.get_by_role("button", name="Proposer à la publication").first.click()
    expect(alice.get_by_text("jamais celle qui l'a écrit")).to_be_visible()

    pressed = publish(basile, draft)
    # The call button takes its number from the registry: what the entry itself says is looked for.
    took = seconds_until(served, QUESTION, "Agissez le jour du premier retard.", pressed)
    assert f"au {NEW_NUMBER}" in text_of(served, QUESTION)
    print(f"publiée et répondue en {took:.2f} s")
    assert took < ANSWERS_WITHIN
    assert seconds_until(served, NEW_WORDING, "le jour du premier retard", pressed) < 10
    assert git(folder, "log", "-1", "--format=%ae %ce") == f"{email('alice')} {email('basile')}"
    expect(basile.get_by_text("rien perdu")).to_be_visible(timeout=180_000)
    assert axe_faults(basile) == []

    pressed = time.perf_counter()
    basile.get_by_role("button", name="Annuler cette publication").click()
    expect(basile.get_by_text("de nouveau en place")).to_be_visible()
    assert seconds_until(served, QUESTION, OLD_NUMBER, pressed) < ANSWERS_WITHIN


def test_a_regression_is_switched_back_and_shown(
        browser: Browser, served: Instance, folder: Path) -> None:
    alice, basile = enter(browser, served, "alice"), enter(browser, served, "basile")
    file = folder / "procedures" / f"{ENTRY}.md"
    before = file.read_text(encoding="utf-8")
    begin(alice, served)
    draft = alice.url.partition("?")[0]
    alice.get_by_label("Thème", exact=True).select_option("Impôts")
    alice.get_by_role("button", name="Proposer à la publication").first.click()
    alice.wait_for_url(re.compile("relire"))
    publish(basile, draft)
    assert "domain: taxes" in file.read_text(encoding="utf-8")
    expect(basile.get_by_text("Le texte d'avant est de nouveau en place.")).to_be_visible(
        timeout=240_000)
    shown = basile.locator(".replay")
    expect(shown).to_contain_text(QUESTION)
    expect(shown).to_contain_text("Logement")
    expect(shown).to_contain_text("Impôts")
    assert axe_faults(basile) == []
    assert overflow(basile) == 0
    assert file.read_text(encoding="utf-8") == before
    assert "Retour en arrière" in git(folder, "log", "-1", "--format=%s")
    alice.goto(draft)
    expect(alice.get_by_label("Thème", exact=True)).to_have_value("taxes")
