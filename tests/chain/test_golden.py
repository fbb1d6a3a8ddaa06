"""Every golden dialogue, on real instances: one that runs for all, and one for each setting."""

from collections.abc import Iterator, Mapping
from itertools import groupby

import pytest

from evals.dialogues.player import Played, summary
from evals.dialogues.replay import replay_on, settings_of
from evals.dialogues.shape import load_dialogues
from evals.serving import Instance
from tests.chain.conftest import Start

pytestmark = pytest.mark.real
DIALOGUES = load_dialogues()
REDUCED = [each for each in DIALOGUES if each.reduced]


@pytest.fixture(scope="module")
def replayed(instance: Instance, without_rasa: Instance, start: Start
             ) -> Iterator[Mapping[str, Played]]:
    """Return each dialogue as it went, by its name."""
    known = {(): instance, (("rasa_enabled", "0"),): without_rasa}
    played: dict[str, Played] = {}
    ordered = sorted(DIALOGUES, key=settings_of)
    for settings, group in groupby(ordered, key=settings_of):
        if settings in known:
            replies = replay_on(known[settings], group)
        else:
            name = "-".join(value for pair in settings for value in pair)
            with start(name, **dict(settings)) as other:
                replies = replay_on(other, group)
        played |= {each.dialogue.id: each for each in replies}
    yield played


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
