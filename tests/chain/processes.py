"""The processes of an instance, as the system sees them, for tests that stop or freeze one."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import httpx
import psutil

from evals.serving import Instance

RASA_STARTS_WITHIN = 180.0


def family(instance: Instance) -> list[psutil.Process]:
    """Return the service and everything it started."""
    parent = psutil.Process(instance.process.pid)
    return [parent, *parent.children(recursive=True)]


def rasa_child(instance: Instance) -> psutil.Process | None:
    """Return the Rasa server of an instance, if it runs."""
    for each in family(instance):
        with suppress(psutil.NoSuchProcess):
            if {"bot.nlu.run", "run"} <= set(each.cmdline()):
                return each
    return None


def rasa_of(instance: Instance) -> psutil.Process:
    """Return the Rasa server of an instance, which must run."""
    child = rasa_child(instance)
    assert child is not None, "Rasa does not run"
    return child


def rasa_state(instance: Instance) -> str:
    """Return what /readyz says of Rasa."""
    return str(httpx.get(f"{instance.url}/readyz", timeout=10).json()["parts"]["rasa"])


def wait_for(is_true: Callable[[], object], seconds: float) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.2)


@contextmanager
def rasa_frozen(instance: Instance) -> Iterator[psutil.Process]:
    """Freeze Rasa, as a machine that swaps would; it goes on afterwards, if it still lives."""
    child = rasa_of(instance)
    child.suspend()
    try:
        yield child
    finally:
        with suppress(psutil.NoSuchProcess):
            child.resume()


def wait_until_rasa_answers(instance: Instance) -> None:
    """Wait for a ready Rasa."""
    wait_for(lambda: rasa_state(instance) == "ready", RASA_STARTS_WITHIN)
