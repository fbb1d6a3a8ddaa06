"""Times whole turns through the API, and bare Rasa turns over the same kind of endpoint."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle

import httpx

QUESTIONS = (
    "j'ai perdu mon boulot je fais quoi",
    "comment demander le rsa",
    "mon propriétaire ne me rend pas ma caution",
    "comment faire ma déclaration de revenus",
    "jai pa de quoi payé mon loyer",
    "la caf me réclame un trop perçu",
)


@dataclass
class Talker:
    """One resident's conversation, reopened every ten turns as people do."""

    client: httpx.Client
    turns: int = 0
    address: str = ""
    token: str = ""

    def ask(self, text: str) -> float:
        """Ask and return the milliseconds it took. Raises RuntimeError on a bad reply."""
        if self.turns % 10 == 0:
            opened = self.client.post("/api/v1/conversations", json={"channel": "api"}).json()
            self.address = f"/api/v1/conversations/{opened['conversation_id']}/messages"
            self.token = opened["token"]
        self.turns += 1
        started = time.perf_counter()
        response = self.client.post(self.address, json={"text": text},
                                    headers={"Authorization": f"Bearer {self.token}"})
        took = (time.perf_counter() - started) * 1000
        if response.status_code != 200 or response.json()["outcome"].startswith("error_"):
            raise RuntimeError(f"tour manqué : {response.status_code} {response.text[:200]}")
        return took


def interleaved(turns: int, whole: Callable[[str], float], bare: Callable[[str], float]
                ) -> tuple[list[float], list[float]]:
    """Time the two alternately on the same messages, so that the machine's load is shared."""
    ours, theirs = [], []
    questions = cycle(QUESTIONS)
    for _ in range(turns):
        text = next(questions)
        ours.append(whole(text))
        theirs.append(bare(text))
    return ours, theirs


def throughput(client: httpx.Client, conversations: int, turns: int
               ) -> tuple[float, list[float]]:
    """Return turns per second and the durations, with that many conversations at once."""
    each = max(1, turns // conversations)
    durations: list[float] = []
    lock = threading.Lock()

    def talk(number: int) -> None:
        talker = Talker(client)
        questions = cycle(QUESTIONS[number % len(QUESTIONS):] + QUESTIONS)
        for _ in range(each):
            took = talker.ask(next(questions))
            with lock:
                durations.append(took)

    started = time.perf_counter()
    with ThreadPoolExecutor(conversations) as pool:
        list(pool.map(talk, range(conversations)))
    return len(durations) / (time.perf_counter() - started), durations
