"""The people of the crowd, for locust: residents who wait and talk, mediators who answer.

Only those two mediators and residents who talk to one another exchange numbered messages; the
others wait with their page open, and write now and then to the queue.
"""

import http.client
import itertools
import json
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import gevent
import requests
from locust import User, constant, events, task

from evals.soak.counting import Deliveries
from evals.soak.people import ITEM, PASSWORD, marks_in, words

WAITING, MEDIATORS = 66, 6  # 60 wait while six are helped
ROUNDS = 8
CASE = re.compile(r'action="(/mediation/cas/[\w-]+)/prendre"')
DELIVERIES = Deliveries()
SUBJECTS = itertools.count(1)
LATE_SECONDS = 5.0


def lines_of(host: str, path: str, headers: dict[str, str]) -> Iterator[str]:
    """Yield the lines of an event stream as they come, until it ends."""
    address = urlsplit(host)
    line = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
    try:
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        while answer.status == 200 and (read := answer.readline()):
            yield read.decode().rstrip()
    finally:
        line.close()


class Resident(User):
    """Asks for a person, waits with the page open, talks when someone comes, then leaves."""

    fixed_count = WAITING
    wait_time = constant(1)

    @task
    def live(self) -> None:
        """Go through one conversation, from the opening to the end."""
        self.subject, self.number = next(SUBJECTS), 0
        self.is_over, self.is_helped = False, False
        self.web = requests.Session()
        opened = self.web.post(f"{self.host}/api/v1/conversations", json={}).json()
        self.path = f"/api/v1/conversations/{opened['conversation_id']}"
        self.web.headers["Authorization"] = f"Bearer {opened['token']}"
        for choice in ("handoff:offer", "handoff:accept"):
            self.web.post(f"{self.host}{self.path}/messages", json={"choice": choice})
        watching = gevent.spawn(self.watch)
        while not self.is_over:
            gevent.sleep(random.uniform(15, 45))
            if not self.is_helped:
                self.say("")
        gevent.sleep(1)
        watching.kill()

    def say(self, text: str) -> None:
        """Write: a numbered message when someone helps, a plain word to the queue otherwise."""
        body = {"text": text or "Je suis toujours là."}
        try:
            done = self.web.post(f"{self.host}{self.path}/messages", json=body, timeout=30)
            is_taken = done.status_code == 200 and done.json()["outcome"] != "error_unexpected"
        except (requests.RequestException, ValueError):
            is_taken = False
        for mark in [] if is_taken else marks_in(text):
            DELIVERIES.failed(mark, "habitant : non reçu")

    def watch(self) -> None:
        """Follow the conversation; each word of the mediator is answered a moment later."""
        last = 0
        while not self.is_over:
            ticket = self.web.post(f"{self.host}{self.path}/stream").json()["ticket"]
            for line in lines_of(str(self.host), f"{self.path}/events?ticket={ticket}",
                                 {"Last-Event-ID": str(last)}):
                if not line.startswith("data:"):
                    continue
                item = json.loads(line[5:])
                last = item["seq"]
                if item["speaker"] == "mediator":
                    self.hear(item)

    def hear(self, item: dict[str, Any]) -> None:
        """Note what the mediator said, and answer unless it was the last word."""
        self.is_helped = True
        for mark in marks_in(item["text"]):
            DELIVERIES.arrives(mark)
            self.is_over = int(mark[0]) == ROUNDS
            if not self.is_over:
                gevent.spawn_later(random.uniform(0.5, 2), self.answer)

    def answer(self) -> None:
        """Say the next numbered thing."""
        text = words(self.number, self.subject, "habitant")
        self.number += 1
        DELIVERIES.leaves(marks_in(text)[0])
        self.say(text)


class Mediator(User):
    """Takes the first who waits, talks, closes, takes the next; the page is open all along."""

    fixed_count = MEDIATORS
    wait_time = constant(0.5)
    ranks = itertools.count(0)

    def on_start(self) -> None:
        """Sign in and say one is there."""
        self.web = requests.Session()
        self.web.headers["Origin"] = str(self.host)
        self.web.post(f"{self.host}/connexion", data={
            "email": f"foule{next(self.ranks)}.fictif@example.org", "password": PASSWORD})
        self.web.post(f"{self.host}/mediation/presence", data={"available": "true"})

    @task
    def help_one(self) -> None:
        """Take a case and see it through."""
        waiting = CASE.findall(self.web.get(f"{self.host}/mediation/liste").text)
        if not waiting:
            gevent.sleep(3)
            return
        self.case, self.subject, self.after = waiting[0], next(SUBJECTS), 0
        taken = self.web.post(f"{self.host}{self.case}/prendre")
        if "pris=" in taken.url:
            return
        self.rung = gevent.event.Event()
        page = [gevent.spawn(self.listen), gevent.spawn(self.look)]
        for number in range(ROUNDS + 1):
            self.say(number)
            gevent.sleep(random.uniform(2, 4))
        gevent.killall(page)
        self.web.post(f"{self.host}{self.case}/terminer", data={"result": "resolved"})

    def say(self, number: int) -> None:
        """Send a numbered message."""
        text = words(number, self.subject, "accueil")
        mark = marks_in(text)[0]
        DELIVERIES.leaves(mark)
        done = self.web.post(f"{self.host}{self.case}/dire", data={"text": text},
                             headers={"HX-Request": "true"})
        if done.status_code != 204:
            DELIVERIES.failed(mark, f"accueil : {done.status_code}")

    def listen(self) -> None:
        """Keep the bell of the page."""
        while True:
            cookies = "; ".join(f"{key}={value}" for key, value in self.web.cookies.items())
            for line in lines_of(str(self.host), f"{self.case}/flux", {"Cookie": cookies}):
                if line.startswith("data:"):
                    self.rung.set()

    def look(self) -> None:
        """Ask for what is new when rung, and every two seconds, as the page does."""
        while True:
            self.rung.wait(2)
            self.rung.clear()
            page = self.web.get(f"{self.host}{self.case}/suite?after={self.after}",
                                headers={"HX-Request": "true"})
            for seq, html in ITEM.findall(page.text):
                self.after = int(seq)
                for mark in marks_in(html):
                    if mark[2] == "habitant":
                        DELIVERIES.arrives(mark)


@events.init_command_line_parser.add_listener
def add_options(parser: Any) -> None:
    """Ask where to write what was counted."""
    parser.add_argument("--counted", default="", help="fichier JSON des livraisons")


@events.quitting.add_listener
def write(environment: Any, **_: Any) -> None:
    """Write the waits and the losses; what left in the last seconds may still be on its way."""
    out = environment.parsed_options.counted
    if out:
        counted = DELIVERIES.summary(time.perf_counter() - LATE_SECONDS)
        Path(out).write_text(json.dumps(counted), encoding="utf-8")
