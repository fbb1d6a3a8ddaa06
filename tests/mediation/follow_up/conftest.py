"""The follow-up room beside a whole mediation."""

from pathlib import Path

import pytest

from mediation.follow_up.room import FollowUp
from tests.follow_up_room import room
from tests.mediation.conftest import House


@pytest.fixture
def follow_up(house: House, tmp_path: Path) -> FollowUp:
    return room(house.store, house.sealer, house.clock, tmp_path)
