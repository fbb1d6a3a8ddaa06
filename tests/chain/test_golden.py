"""The golden dialogues of every day, with the dialogue layer and without it.

Those of another day are in test_second_instance.py, on an instance of that day.
"""

from collections.abc import Mapping

import pytest

from evals.dialogues.player import Played, summary
from evals.dialogues.replay import replay_on
from evals.dialogues.shape import Fault, load_dialogues
from evals.serving import Instance

pytestmark = pytest.mark.real
DIALOGUES = [each for each in load_dialogues() if each.clock is None]
REDUCED = [each for each in DIALOGUES if each.reduced]


@pytest.fixture(scope="module")
def replayed(instance: Instance, without_rasa: Instance) -> Mapping[str, Played]:
    """Return each dialogue as it went, by its name."""
    chosen = {True: without_rasa, False: instance}
    return {played.dialogue.id: played for stopped, served in chosen.items() for played in
            replay_on(served, [each for each in DIALOGUES
                               if (each.fault is Fault.RASA_STOPPED) is stopped])}


@pytest.fixture(scope="module")
def replayed_reduced(without_rasa: Instance) -> Mapping[str, Played]:
    """Return the dialogues that must hold without the dialogue layer, as they went."""
    return {each.dialogue.id: each for each in replay_on(without_rasa, REDUCED)}


@pytest.mark.parametrize("name", [each.id for each in DIALOGUES])
def test_a_golden_dialogue_goes_as_written(replayed: Mapping[str, Played], name: str) -> None:
    assert replayed[name].passed, summary([replayed[name]])


@pytest.mark.parametrize("name", [each.id for each in REDUCED])
def test_without_the_dialogue_layer_it_goes_as_written_too(
        replayed_reduced: Mapping[str, Played], name: str) -> None:
    assert replayed_reduced[name].passed, summary([replayed_reduced[name]])
