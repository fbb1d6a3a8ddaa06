"""The judge of golden dialogues: words said and never said, buttons, needs, briefs."""

from typing import Any

import pytest

from evals.dialogues.judge import faults
from evals.dialogues.player import body_of
from evals.dialogues.shape import Expected, GoldenTurn


def reply(text: str = "Bonjour.", **more: Any) -> dict[str, Any]:
    button = {"label": "Ensuite : le loyer", "choice": "c1"}
    message = {"speaker": "assistant", "text": text, "buttons": [button]}
    return {"outcome": "answered", "holder": "assistant", "messages": [message], **more}


def judged(said: dict[str, Any], **expected: Any) -> list[str]:
    return list(faults(said, Expected(**expected)))


@pytest.mark.parametrize("words", ["Il est trop tard.", "Délai dépassé."])
def test_some_words_are_a_fault_whatever_was_expected(words: str) -> None:
    assert len(judged(reply(words), outcome="answered")) == 1


def test_every_word_listed_must_be_said_and_none_of_the_unwanted() -> None:
    assert judged(reply("La Caf et la MSA."), says=["caf", "MSA"], not_says="Cpam") == []
    assert len(judged(reply("La Caf."), says=["caf", "MSA"])) == 1
    assert len(judged(reply("La Caf."), not_says=["msa", "caf"])) == 1


def test_buttons_are_known_by_a_part_of_their_label() -> None:
    assert judged(reply(), buttons=["ensuite"]) == []
    assert len(judged(reply(), buttons=["plus simplement"])) == 1


def test_needs_are_known_by_their_entry_and_the_next_by_its_status() -> None:
    needs = [{"entry_id": "rsa", "status": "answered"}, {"entry_id": "loyer", "status": "next"}]
    assert judged(reply(needs=needs), needs=["loyer", "rsa"], next_need="loyer") == []
    assert len(judged(reply(needs=needs), next_need="rsa")) == 1


def test_the_brief_is_read_too() -> None:
    case = {"brief": [{"line_id": "cause", "text": "Pourquoi : demandée"}]}
    assert judged(reply(case=case), brief_says="demandée", brief_not_says="malien") == []
    assert len(judged(reply(case=case), brief_not_says="demandée")) == 1


def test_a_button_is_pressed_by_its_label() -> None:
    turn = GoldenTurn(click_label="ensuite", expect=Expected(outcome="answered"))
    assert body_of(turn, reply()) == {"choice": "c1"}
    assert body_of(turn, {"messages": []}) == {"text": "-"}
