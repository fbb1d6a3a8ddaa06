"""Starting and stopping: two services side by side, and a Ctrl-C that leaves nothing behind."""

import signal
import subprocess
import time

import psutil
import pytest

from evals.serving import Instance
from tests.chain.conftest import Start
from tests.chain.processes import family, rasa_of, rasa_state
from tests.chain.talking import Talk

pytestmark = pytest.mark.real
STOPS_WITHIN = 10.0


def ports_of(process: psutil.Process) -> set[int]:
    """Return the ports a process listens on."""
    return {each.laddr.port for each in process.net_connections("tcp")
            if each.status == psutil.CONN_LISTEN}


def test_two_services_run_side_by_side_and_ctrl_c_leaves_no_process(
        instance: Instance, start: Start) -> None:
    with start("second") as second, Talk.opened(instance.url) as here, \
            Talk.opened(second.url) as there:
        assert here.say("comment demander le rsa")["answer"]["entry_id"] == "rsa"
        assert there.say("bonjour")["outcome"] == "small_talk"
        assert there.say("et pour les papiers ?")["answer"] is None
        assert here.say("et pour les papiers ?")["answer"]["entry_id"] == "rsa"
        assert here.http.get(f"/api/v1/conversations/{there.id}").status_code == 404
        assert not ports_of(rasa_of(instance)) & ports_of(rasa_of(second))

        processes = family(second)
        assert len(processes) >= 2
        with there.http.stream("GET", stream_path(there)) as events:
            next(events.iter_lines())
            took = interrupt(second.process)
        assert took < STOPS_WITHIN
        assert second.process.returncode in (0, 130, -signal.SIGINT)
        assert [each for each in processes if each.is_running()] == []
    assert rasa_state(instance) == "ready"


def test_rasa_ends_with_its_parent_even_when_the_parent_is_killed(start: Start) -> None:
    with start("killed") as served:
        rasa = rasa_of(served)
        served.process.kill()
        served.process.wait()
        psutil.wait_procs([rasa], timeout=STOPS_WITHIN)
        assert not rasa.is_running()


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
