"""The resident's page in a real browser, with and without JavaScript."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.channels.browser.conftest import Site
from tests.channels.browser.looking import ask, overflow, small_targets

pytestmark = pytest.mark.browser


def test_without_javascript_a_question_is_answered(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url)
    ask(page, "j'ai perdu mon travail")
    expect(page.get_by_role("link", name="Appeler France Travail 39 49")).to_be_visible()
    expect(page.get_by_text("j'ai perdu mon travail", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Actualiser la conversation")).to_be_visible()
    page.get_by_role("banner").get_by_role("button", name="Parler à une personne").click()
    page.get_by_label("Question : « j'ai perdu mon travail »").uncheck()
    page.get_by_role("button", name="Oui, transmettre").click()
    expect(page.get_by_role("heading", name="Votre demande est transmise")).to_be_visible()
    assert site.web.house.received[-1].strike == ("l2",)
    context.close()


def test_with_javascript_the_page_stays_and_the_focus_too(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.evaluate("window.stayed = true")
    ask(page, "j'ai perdu mon travail")
    expect(page.locator(".card")).to_have_count(1)
    expect(page.get_by_label("Votre question ou votre situation")).to_be_focused()
    expect(page.get_by_label("Votre question ou votre situation")).to_have_value("")
    page.keyboard.type("et les papiers ?")
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_have_count(2)
    assert page.evaluate("window.stayed")
    assert page.locator("[data-seq]").evaluate_all(
        "all => all.map(each => each.dataset.seq)") == ["2", "3", "4", "5"]


def test_the_new_question_comes_under_the_top_bar(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site.url)
    ask(page, "j'ai perdu mon travail")
    ask(page, "et les papiers ?")
    expect(page.locator(".card")).to_have_count(2)
    bar = page.get_by_role("banner").bounding_box()
    asked = page.locator("#e4").bounding_box()
    assert bar
    assert asked
    assert bar["height"] <= asked["y"] < 300


def test_a_reloaded_page_shows_the_conversation_once(page: Page, site: Site) -> None:
    page.goto(site.url)
    ask(page, "j'ai perdu mon travail")
    expect(page.locator(".card")).to_have_count(1)
    page.reload()
    expect(page.locator(".card")).to_have_count(1)


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_it_reflows_and_its_targets_are_large(page: Page, site: Site, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(site.url)
    ask(page, "deux mots sur mon travail")
    expect(page.locator(".needs")).to_be_visible()
    ask(page, "on dort dehors" + "x" * 200)
    expect(page.locator(".urgent")).to_be_visible()
    page.get_by_role("banner").get_by_role("button").click()
    expect(page.locator(".consent")).to_be_visible()
    assert overflow(page) == 0
    assert small_targets(page) == []


def test_a_lost_connection_keeps_the_words(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.route("**/chat/messages", lambda route: route.abort())
    ask(page, "j'ai perdu mon travail")
    expect(page.get_by_role("status")).to_contain_text("n'est pas parti")
    expect(page.get_by_label("Votre question ou votre situation")).to_have_value(
        "j'ai perdu mon travail")


def test_a_message_too_long_for_the_server_says_what_to_do(page: Page, site: Site) -> None:
    page.goto(site.url)
    ask(page, "a" * 70_000)
    expect(page.get_by_role("status")).to_contain_text("Dites l'essentiel")


def test_an_opinion_is_thanked_in_place(page: Page, site: Site) -> None:
    page.goto(site.url)
    ask(page, "j'ai perdu mon travail")
    page.get_by_role("group", name="Cette réponse vous est-elle utile ?").get_by_text("Oui").click()
    expect(page.get_by_text("Merci de votre avis.")).to_be_visible()
    assert site.web.house.feedback == [("turn1", "useful", None)]


def test_hostile_words_stay_words(page: Page, site: Site) -> None:
    page.goto(site.url)
    ask(page, "<img src=x onerror='document.title=1'><script>document.title=2</script>")
    expect(page.locator(".item--resident .said").first).to_contain_text("<script>")
    page.reload()
    expect(page).to_have_title("Qui fait quoi — quel service s'occupe de votre démarche")


def test_the_page_says_nothing_in_the_console(page: Page, site: Site) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.goto(site.url)
    ask(page, "j'ai perdu mon travail")
    expect(page.locator(".card")).to_have_count(1)
    assert said == []


def test_arabic_is_written_and_shown_from_the_right(page: Page, site: Site) -> None:
    page.goto(site.url)
    field = page.get_by_label("Votre question ou votre situation")
    field.fill("أين أنام؟")
    expect(field).to_have_css("direction", "rtl")
    ask(page, "أين أنام؟")
    expect(page.locator(".item--resident .said[lang=ar]")).to_have_css("direction", "rtl")
    field.fill("où dormir ?")
    expect(field).to_have_css("direction", "ltr")
