"""Nobody's words are lost or shown twice: streams cut, the service killed in mid-exchange.

The dialogue layer, killed in mid-turn in test_faults.py, is killed here too by « make soak ».
"""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from evals.soak.exchange import Exchange, Plan, run_exchange
from evals.soak.supervised import Supervised

pytestmark = pytest.mark.real
ENGINES = ("sqlite", "postgresql")
PLAN = Plan(helped=3, alone=1, messages=6, pause_seconds=0.6, cut_every=1.5, kills=("app",))


@pytest.fixture(scope="module")
def exchanges(tmp_path_factory: pytest.TempPathFactory, postgres: Any
              ) -> Iterator[dict[str, Exchange]]:
    """Play the same plan on both databases at the same time: most of it is waiting."""
    databases = {"sqlite": {}, "postgresql": {"database_url": postgres.new_database()}}

    def play(engine: str) -> Exchange:
        data = tmp_path_factory.mktemp(f"kills-{engine}")
        with Supervised.serving(data, rasa_enabled="0", embedding_model="/absent",
                                names_model="absent", **databases[engine]) as served:
            return asyncio.run(run_exchange(served, PLAN))

    with ThreadPoolExecutor(len(ENGINES)) as pool:
        playing = {engine: pool.submit(play, engine) for engine in ENGINES}
        yield {engine: each.result() for engine, each in playing.items()}


@pytest.mark.parametrize("engine", ENGINES)
def test_every_message_is_seen_once_by_each_side_through_cuts_and_kills(
        engine: str, exchanges: dict[str, Exchange]) -> None:
    played = exchanges[engine]
    assert played.faults() == []
    assert played.said == PLAN.messages * (2 * PLAN.helped + PLAN.alone)
    assert len(played.mediators) == PLAN.helped
    assert len(played.restarts) == 1
    assert played.cuts > 0


def test_what_is_lost_or_shown_twice_would_be_noticed(exchanges: dict[str, Exchange]) -> None:
    played = exchanges["sqlite"]
    resident, mediator = played.residents[0], played.mediators[0]
    whole = list(resident.seen)
    resident.seen.append(whole[-1])
    assert any("répété" in fault for fault in played.faults())
    resident.seen[:] = whole[:-1]
    assert any("diffèrent" in fault for fault in played.faults())
    resident.seen[:] = whole
    mediator.seen.clear()
    assert any("0 fois à l'accueil" in fault for fault in played.faults())
