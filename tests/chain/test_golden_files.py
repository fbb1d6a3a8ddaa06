"""The golden dialogues as files: enough of them, every outcome named. Fast, nothing is served."""

from collections.abc import Iterator

from evals.dialogues.shape import Fault, GoldenDialogue, load_dialogues
from mediation.outcome import Outcome
from tests.chain.conftest import ANOTHER_DAY, EASTER, MORNING, NIGHT

DIALOGUES = load_dialogues()


def expected_outcomes(dialogue: GoldenDialogue) -> Iterator[str]:
    """Give each outcome that a dialogue requires; a list of accepted ones requires none."""
    for turn in dialogue.turns:
        if isinstance(turn.expect.outcome, str):
            yield turn.expect.outcome


def test_every_outcome_has_a_golden_dialogue_that_requires_it() -> None:
    named = {outcome for each in DIALOGUES for outcome in expected_outcomes(each)}
    assert {each.value for each in Outcome} == named


def test_accepted_outcomes_exist() -> None:
    known = {each.value for each in Outcome}
    for dialogue in DIALOGUES:
        for turn in dialogue.turns:
            accepted = turn.expect.outcome or []
            named = {accepted} if isinstance(accepted, str) else set(accepted)
            assert named <= known, dialogue.id


def test_there_are_enough_dialogues_and_each_expects_something_each_turn() -> None:
    assert len(DIALOGUES) >= 90
    for dialogue in DIALOGUES:
        assert dialogue.turns
        assert all(turn.expect.model_fields_set for turn in dialogue.turns), dialogue.id


def test_twenty_dialogues_hold_without_the_dialogue_layer_and_twenty_on_telegram() -> None:
    reduced = [each for each in DIALOGUES if each.reduced]
    telegram = [each for each in DIALOGUES if each.telegram]
    assert len(reduced) >= 20
    assert len(telegram) >= 20
    assert all(each.fault is Fault.NONE and each.clock is None for each in reduced)


def test_being_sent_back_and_forth_has_eight_dialogues() -> None:
    assert sum(each.id.startswith("ballotte") for each in DIALOGUES) >= 8


def test_another_day_is_one_of_those_that_are_served() -> None:
    assert {each.clock for each in DIALOGUES} == {None, ANOTHER_DAY, EASTER}
    for each in DIALOGUES:
        if each.clock:
            is_stopped = each.fault is Fault.RASA_STOPPED
            assert each.fault in (Fault.NONE, Fault.RASA_STOPPED)
            assert is_stopped is (each.clock == EASTER), each.id


def test_ten_dialogues_with_nobody_present_promise_nothing_at_any_turn() -> None:
    closed = [each for each in DIALOGUES if each.at is not None]
    assert len(closed) >= 10
    assert sum(each.fault is Fault.RASA_STOPPED for each in closed) >= 3
    for dialogue in closed:
        hour = {ANOTHER_DAY: NIGHT, EASTER: MORNING}[dialogue.clock or ANOTHER_DAY]
        assert str(dialogue.at).startswith(hour), dialogue.id
        assert all(turn.expect.no_promise_at_night or turn.expect.first_says
                   for turn in dialogue.turns), dialogue.id
