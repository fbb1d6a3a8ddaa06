"""A resident and a mediator really talk: on the web in two browsers, and on Telegram."""

import pytest
from playwright.sync_api import Page, expect

from tests.chain.robot import Robot
from tests.channels.browser.looking import ask

pytestmark = pytest.mark.real
DANGER = "on dort dehors ce soir avec les enfants"


def waiting(desk: Page) -> set[str]:
    """Return the buttons of the cases on the desk's list, those of other tests among them."""
    desk.reload()
    return set(desk.locator("[id^=prendre-]").evaluate_all("all => all.map((each) => each.id)"))


def take(desk: Page, channel: str, before: set[str]) -> None:
    """Take the case of a channel that was not on the desk's list before."""
    others = "".join(f":not(#{each})" for each in before)
    row = desk.locator("li.case", has_text=channel).filter(
        has=desk.locator(f"[id^=prendre-]{others}"))
    row.get_by_role("button", name="Prendre").click()
    expect(desk.get_by_label("Votre réponse à la personne")).to_be_visible()


def write(desk: Page, words: str) -> None:
    """Write to the resident from the desk."""
    desk.get_by_label("Votre réponse à la personne").fill(words)
    desk.get_by_role("button", name="Envoyer").click()


def close(desk: Page) -> None:
    """End the exchange, the question being answered."""
    desk.get_by_text("Terminer l'échange").click()
    desk.get_by_label("La question est réglée").check()
    desk.get_by_role("button", name="Terminer", exact=True).click()
    desk.wait_for_url("**/mediation")


def test_a_mediator_answers_live_on_the_web(page: Page, desk: Page) -> None:
    before = waiting(desk)
    ask(page, "je veux parler à quelqu'un")
    expect(page.locator(".consent")).to_be_visible()
    ask(page, "oui")
    expect(page.get_by_role("heading", name="Votre demande est transmise")).to_be_visible()
    page.evaluate("window.stayed = true")
    take(desk, "Site web", before)
    write(desk, "Bonjour, je suis la médiatrice fictive.")
    expect(page.locator(".item--mediator")).to_contain_text("Bonjour, je suis la médiatrice")
    robot_words = page.locator(".item--assistant").count()
    ask(page, "comment demander le rsa")
    expect(desk.locator(".item--resident").last).to_contain_text("comment demander le rsa")
    expect(page.locator(".item--resident").last).to_contain_text("comment demander le rsa")
    assert page.locator(".card").count() == 0
    assert page.locator(".item--assistant").count() == robot_words
    ask(page, DANGER)
    expect(page.locator(".urgent")).to_contain_text("115")
    write(desk, "Je regarde avec vous.")
    expect(page.locator(".item--mediator").last).to_contain_text("Je regarde avec vous.")
    close(desk)
    expect(page.locator(".item--system").last).to_contain_text("assistant")
    ask(page, "j'ai perdu mon boulot je fais quoi")
    expect(page.locator(".card")).to_contain_text("France Travail")
    assert page.evaluate("window.stayed"), "the page was reloaded"


def test_a_mediator_answers_on_telegram(robot: Robot, desk: Page) -> None:
    others = waiting(desk)
    robot.write("je veux parler à quelqu'un")
    robot.sees_button("handoff:accept")
    robot.write("oui")
    robot.reads("C'est transmis")
    take(desk, "Telegram", others)
    write(desk, "Bonjour, je suis la médiatrice fictive.")
    robot.reads("Bonjour, je suis la médiatrice fictive.")
    before = len(robot.sent())
    robot.write("comment demander le rsa")
    expect(desk.locator(".item--resident").last).to_contain_text("comment demander le rsa")
    write(desk, "Je vous explique.")
    robot.reads("Je vous explique.")
    assert [each["text"] for each in robot.sent()[before:]
            if "Je vous explique." not in each["text"]] == []
    robot.write(DANGER)
    robot.reads("115", after=before)
    close(desk)
    after = len(robot.sent())
    robot.write("j'ai perdu mon boulot je fais quoi")
    robot.reads("France Travail", after)


def test_the_mediator_reads_only_what_was_agreed_to(page: Page, desk: Page) -> None:
    before = waiting(desk)
    ask(page, "comment demander le rsa")
    expect(page.locator(".card")).to_be_visible()
    page.get_by_role("banner").get_by_role("button", name="Parler à une personne").click()
    expect(page.get_by_label("comment demander le rsa")).to_be_checked()
    lines = page.locator(".consent").get_by_role("checkbox").count()
    page.get_by_label("comment demander le rsa").uncheck()
    page.get_by_role("button", name="Oui, transmettre").click()
    expect(page.get_by_role("heading", name="Votre demande est transmise")).to_be_visible()
    take(desk, "Site web", before)
    brief = desk.get_by_role("complementary", name="Ce que la personne a accepté").locator("li")
    expect(brief).to_have_count(lines - 1)
    expect(desk.locator("main")).not_to_contain_text("comment demander le rsa")
    close(desk)
