"""No sentence promises a person's answer, or says what the program cannot know."""

import re

import pytest

from mediation.outcome import Outcome
from mediation.saying.wording import load_wording
from mediation.sentences import load_sentences

PROMISE = re.compile(r"\b(verra|répondra|rappellera|contactera|s'occupera|va vous|vont vous)\b")


@pytest.mark.parametrize("outcome", list(Outcome))
def test_no_outcome_promises_that_someone_will_answer(outcome: Outcome) -> None:
    said = load_wording().sentence(outcome, organisation="", does="", phone="")
    assert not PROMISE.search(said)


@pytest.mark.parametrize("key", ["still_waiting", "joined_to_case"])
def test_waiting_says_that_nobody_took_it_not_that_nobody_read_it(key: str) -> None:
    said = load_sentences().say(key)
    assert "lu" not in said.split()[-1]
    assert "prise en charge" in said
