"""A shared computer: a banner, « Terminer », and nothing for the next visitor."""

import pytest

from channels.doors import Options
from tests.channels.house import Web, build_web
from tests.channels.test_web import send


@pytest.fixture
def shared(web: Web) -> Web:
    """Return the app, opened as a shared computer opens it."""
    page = web.client.get("/?poste=1")
    assert "Poste partagé" in page.text
    assert str(page.url).endswith("/")
    return web


def cookie_of(web: Web, **fields: str) -> str:
    """Send a message and return the conversation's cookie."""
    done = web.client.post("/chat/messages", data=fields, follow_redirects=False)
    return next(each for each in done.headers.get_list("set-cookie") if "conversation" in each)


def test_every_page_says_it_and_can_end(shared: Web) -> None:
    for path in ("/", "/parcours", "/fiches/aide-fictive", "/themes/travail", "/reprendre"):
        page = shared.client.get(path).text
        assert "Poste partagé" in page
        assert 'action="/chat/terminer"' in page
        assert 'data-idle="300"' in page


def test_the_conversation_is_kept_five_minutes_only_and_longer_while_someone_is_there(
        shared: Web) -> None:
    assert "Max-Age=300" in cookie_of(shared, text="j'ai perdu mon travail")
    assert "Max-Age=300" in cookie_of(shared, text="et les papiers ?")
    stayed = shared.client.post("/chat/encore-la")
    assert stayed.status_code == 204
    assert "Max-Age=300" in stayed.headers["set-cookie"]


def test_the_idle_time_can_be_set() -> None:
    web = build_web(Options(shared_idle_seconds=20))
    with web.client:
        web.client.get("/?poste=1")
        assert 'data-idle="20"' in web.client.get("/").text
        assert "Max-Age=20" in cookie_of(web, text="bonjour")


def test_ending_erases_everywhere_and_leaves_nothing_here(shared: Web) -> None:
    send(shared, text="j'ai perdu mon travail")
    done = shared.client.post("/chat/terminer", follow_redirects=False)
    assert done.headers["clear-site-data"] == '"cache", "storage"'
    assert done.headers["cache-control"] == "no-store"
    assert shared.house.talks == {}
    page = shared.client.get(done.headers["location"]).text
    assert "Rien ne reste" in page
    assert "perdu mon travail</p>" not in page
    assert "Poste partagé" in page


def test_ending_keeps_what_a_mediator_or_a_phone_awaits(shared: Web) -> None:
    send(shared, text="j'ai perdu mon travail")
    shared.comfort.is_awaited = True
    shared.client.post("/chat/terminer")
    assert list(shared.house.talks) == ["conversation1"]
    assert "qfq_conversation" not in shared.client.cookies


def test_the_next_visitor_who_opens_the_start_page_sees_nothing(shared: Web) -> None:
    send(shared, text="j'ai perdu mon travail")
    assert 'data-seq="2"' not in shared.client.get("/?poste=1").text


def test_another_site_cannot_hide_the_conversation_of_ones_own_device(web: Web) -> None:
    send(web, text="bonjour à tous")
    web.client.get("/?poste=1", headers={"Sec-Fetch-Site": "cross-site"})
    assert "bonjour à tous" in web.client.get("/").text


def test_without_javascript_the_page_reloads_itself_once_idle_and_shows_nothing(
        shared: Web) -> None:
    page = send(shared, text="j'ai perdu mon travail")
    assert '<noscript><meta http-equiv="refresh" content="305;url=/?fait=termine">' in page
    assert 'data-seq="2"' not in shared.client.get("/?fait=termine").text
    assert 'data-seq="2"' not in shared.client.get("/").text


def test_it_can_be_undone(shared: Web) -> None:
    assert "Poste partagé" not in shared.client.get("/?poste=0").text


def test_nothing_is_asked_later_on_a_shared_computer(shared: Web) -> None:
    assert 'id="later"' not in send(shared, text="j'ai perdu mon travail")
    shared.client.post("/chat/plus-tard", data={"oui": "true"})
    assert [each.value for each in shared.comfort.follow_ups.values()] == ["refused"]
