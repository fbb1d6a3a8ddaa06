"""Ours as residents meet it: each question through the API of a real instance of its own."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from evals.answering.run import post
from evals.answering.said import Finds, Said, Shown
from evals.dialogues.affected import APART, START_SECONDS
from evals.serving import running
from retrieval.versions import copy_in_use

SINGLE_OUTCOMES = frozenset({"answered", "urgent_signposted", "referred"})


@contextmanager
def chain(index: Path | None, is_reduced: bool, knowledge: Path | None = None
          ) -> Iterator[httpx.Client]:
    """Serve an instance apart and give a client of it. Raises NotReady."""
    with tempfile.TemporaryDirectory(prefix="qfq-answering-") as folder:
        data = Path(folder) / "data"
        if index is not None:
            copy_in_use(index, data / "index")
        chosen = dict(APART) | ({"rasa_enabled": "0"} if is_reduced else {})
        chosen |= {"knowledge_dir": str(knowledge)} if knowledge else {}
        with running(data, START_SECONDS, **chosen) as instance, instance.client() as client:
            yield client


def ask(text: str, client: httpx.Client, find: Finds) -> Said:
    """Ask one question; what is shown is what the reply carries, in its order."""
    outcome, reply, took = post(text, client)
    return said_of(outcome, reply, took, find)


def said_of(outcome: str, reply: dict[str, Any], took: float, find: Finds) -> Said:
    """Read a reply. A fiche of the official tier is shown as such: it is no answer of ours."""
    answer = reply.get("answer") or {}
    first = answer.get("entry_id") if find(str(answer.get("entry_id"))) else None
    needs = [each["entry_id"] for each in reply.get("needs") or () if each.get("entry_id")]
    choices = tuple(each["entry_id"] for each in reply.get("choices") or ())
    shown, proposed = Shown.NONE, ()
    if first and outcome in SINGLE_OUTCOMES:
        shown, proposed = Shown.SINGLE, tuple(dict.fromkeys([first, *needs]))
    elif choices:
        shown, proposed = Shown.MENU, choices
    entries = [entry for each in proposed if (entry := find(each))]
    offices = tuple(answer.get("organisations") or ()) if answer else tuple(dict.fromkeys(
        lead for each in entries if (lead := each.lead_for(None))))
    domain = answer.get("domain") or (entries[0].domain.value if entries else None)
    messages = reply.get("messages") or ()
    buttons = {each["choice"] for message in messages for each in message.get("buttons") or ()}
    return Said(proposed, shown, proposed, answer.get("confidence"), offices, domain, outcome,
                bool(buttons & {"handoff:offer", "handoff:accept"}), took,
                tuple(each["text"] for each in messages))
