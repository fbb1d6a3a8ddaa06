"""A second service beside the shared one, on another day: its own dialogues, then its end."""

import signal
import subprocess
import time
from collections.abc import Iterator

import psutil
import pytest

from evals.dialogues.player import summary
from evals.dialogues.replay import replay_on
from evals.dialogues.shape import GoldenDialogue, load_dialogues
from evals.serving import Instance
from tests.chain.conftest import ANOTHER_DAY, EASTER, MORNING, NIGHT, Start
from tests.chain.processes import family, rasa_child, rasa_of, rasa_state, wait_for
from tests.chain.talking import Talk

pytestmark = pytest.mark.real
STOPS_WITHIN = 10.0
OF_ANOTHER_DAY = [each for each in load_dialogues() if each.clock == ANOTHER_DAY]
OF_EASTER = [each for each in load_dialogues() if each.clock == EASTER]


@pytest.fixture(scope="module")
def second(start: Start) -> Iterator[Instance]:
    """Return the second service; the last test that uses it stops it."""
    with start("second", today=ANOTHER_DAY.isoformat(), today_at=NIGHT) as served:
        yield served


@pytest.fixture(scope="module")
def easter(start: Start) -> Iterator[Instance]:
    """Return a service on a Sunday before a holiday, its dialogue layer stopped."""
    with start("easter", today=EASTER.isoformat(), today_at=MORNING,
               rasa_enabled="0") as served:
        yield served


@pytest.mark.parametrize("dialogue", OF_EASTER, ids=lambda each: each.id)
def test_a_golden_dialogue_of_a_closed_day_goes_as_written(
        easter: Instance, dialogue: GoldenDialogue) -> None:
    played = replay_on(easter, [dialogue])
    assert played[0].passed, summary(played)


@pytest.mark.parametrize("dialogue", OF_ANOTHER_DAY, ids=lambda each: each.id)
def test_a_golden_dialogue_of_another_day_goes_as_written(
        second: Instance, dialogue: GoldenDialogue) -> None:
    played = replay_on(second, [dialogue])
    assert played[0].passed, summary(played)


def test_two_services_share_nothing_but_the_machine(instance: Instance, second: Instance) -> None:
    assert not ports_of(rasa_of(instance)) & ports_of(rasa_of(second))
    with Talk.opened(instance.url) as here, Talk.opened(second.url) as there:
        assert here.say("comment demander le rsa")["answer"]["entry_id"] == "rsa"
        assert there.say("bonjour")["outcome"] == "small_talk"
        assert here.say("et pour les papiers ?")["answer"]["entry_id"] == "rsa"
        assert there.say("et pour les papiers ?")["answer"] is None
        assert here.http.get(f"/api/v1/conversations/{there.id}").status_code == 404


def test_ctrl_c_leaves_no_process_even_with_an_open_page(
        instance: Instance, second: Instance) -> None:
    processes = family(second)
    assert len(processes) >= 2
    with Talk.opened(second.url) as talk, talk.http.stream("GET", stream_path(talk)) as events:
        next(events.iter_lines())
        took = interrupt(second.process)
    assert took < STOPS_WITHIN
    assert second.process.returncode in (0, 130, -signal.SIGINT)
    assert [each for each in processes if each.is_running()] == []
    assert rasa_state(instance) == "ready"


def test_rasa_ends_with_its_parent_even_when_the_parent_is_killed(start: Start) -> None:
    with start("killed", until=lambda state: bool(state["parts"])) as served:
        wait_for(lambda: rasa_child(served), 60)
        rasa = rasa_of(served)
        served.process.kill()
        served.process.wait()
        psutil.wait_procs([rasa], timeout=STOPS_WITHIN)
        assert not rasa.is_running()


def ports_of(process: psutil.Process) -> set[int]:
    """Return the ports a process listens on."""
    return {each.laddr.port for each in process.net_connections("tcp")
            if each.status == psutil.CONN_LISTEN}


def stream_path(talk: Talk) -> str:
    """Return the address of a conversation's events, opened by a fresh ticket."""
    ticket = talk.http.post(f"{talk.path}/stream").json()["ticket"]
    return f"{talk.path}/events?ticket={ticket}"


def interrupt(process: subprocess.Popen[bytes]) -> float:
    """Send Ctrl-C and return the seconds until the end."""
    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    process.wait(30)
    return time.monotonic() - started
