"""A counter over a fresh SQLite file and a fictitious base."""

import pytest

from tests.counter_room import CounterHouse, build_counter
from tests.mediation.conftest import House


@pytest.fixture
def room(house: House) -> CounterHouse:
    """Return the counter of this house."""
    return build_counter(house.store, house.sealer, house.clock)
