"""Every hostile input through the real API and the page: a sentence each, nothing rendered."""

import json
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

import httpx
import pytest

from evals.serving import Instance
from tests.chain.talking import TURN_SECONDS, Talk, said
from tests.hostile import NEVER, Hostile, faults_in, load_hostile

pytestmark = pytest.mark.real
ALL = load_hostile()
RENDERED = ("html", "markdown", "template")
AT_ONCE = 4
REFUSED = frozenset({413, 422})


def send(url: str, hostile: Hostile) -> list[str]:
    """Send one input in a conversation of its own; return what is wrong with the answer."""
    with Talk.opened(url) as talk:
        # json.dumps writes lone surrogates as escapes, as a hostile client would
        response = talk.http.post(f"{talk.path}/messages", content=json.dumps(
            {"text": hostile.text}), headers={"Content-Type": "application/json"})
        if response.status_code in REFUSED:
            body = response.json()
            kind = [] if body.get("message") and body.get("way_out") else ["refus sans phrase"]
            return kind + faults_in(str(body), hostile)
        if response.status_code != 200:
            return [f"statut {response.status_code}"]
        reply = response.json()
        words = said(reply)
        found = faults_in(words, hostile)
        if not reply["outcome"] or reply["outcome"].startswith("error_"):
            found.append(f"issue {reply['outcome']}")
        if not words.strip() or not any(sign.isalpha() for sign in words):
            found.append("silence")
        for item in talk.history():
            found += [each for each in ("\u202e", "\u200b", "\x00", "\x1b") if each in item["text"]]
        return found


def test_every_hostile_input_gets_a_sentence_and_leaks_nothing(instance: Instance) -> None:
    assert len(ALL) == 120
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda each: send(instance.url, each), ALL))
    wrong = {each.id: found for each, found in zip(ALL, answers, strict=True) if found}
    assert not wrong


class Elements(HTMLParser):
    """Collects what a page would run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts = 0
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        if tag in {"iframe", "object", "embed", "img", "video", "audio", "base", "marquee", "math"}:
            self.bad.append(tag)
        for name, value in attrs:
            target = (value or "").strip().lower()
            if name.startswith("on") or target.startswith(("javascript:", "data:text")):
                self.bad.append(f"{tag} {name}={value}")
            if name in {"src", "href", "action"} and target.startswith(("http://", "//")):
                self.bad.append(f"{tag} {name}={value}")


def shown(url: str, text: str) -> tuple[int, Elements, str]:
    """Say a text on the page without script, and read the page that comes."""
    with httpx.Client(base_url=url, follow_redirects=True, timeout=TURN_SECONDS, trust_env=False,
                      headers={"Accept": "text/html"}) as browser:
        response = browser.post("/chat/messages", data={"text": text})
    elements = Elements()
    elements.feed(response.text)
    return response.status_code, elements, response.text


def test_nothing_hostile_is_rendered_in_the_page(instance: Instance) -> None:
    _, calm, _ = shown(instance.url, "bonjour")
    tried = [each for each in ALL if each.kind in RENDERED]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        pages = list(pool.map(lambda each: shown(instance.url, each.text), tried))
    for hostile, (status, elements, page) in zip(tried, pages, strict=True):
        assert status == 200, hostile.id
        assert elements.bad == calm.bad, hostile.id
        assert elements.scripts <= calm.scripts, hostile.id
        assert not [word for word in NEVER if word in page.lower()], hostile.id
