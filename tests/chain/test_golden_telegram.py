"""The golden dialogues marked `telegram`, through Telegram's local stand-in."""

import pytest

from evals.dialogues.shape import load_dialogues
from evals.serving import Instance
from tests.chain.on_telegram import played_faults
from tests.chain.robot import Robot

pytestmark = pytest.mark.real
DIALOGUES = {each.id: each for each in load_dialogues() if each.telegram}


@pytest.mark.parametrize("name", DIALOGUES)
def test_a_golden_dialogue_goes_as_written_on_telegram(
        robot: Robot, instance: Instance, name: str) -> None:
    assert played_faults(DIALOGUES[name], robot, instance) == []
