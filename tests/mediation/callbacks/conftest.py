"""The whole mediation, with the room of call-backs open and its notices kept."""

from dataclasses import dataclass, field

import pytest

from mediation.callbacks.desk import Callbacks
from tests.mediation.conftest import House


@dataclass
class Told:
    """Implements `ports.Notices`: keeps what was told."""

    kinds: list[str] = field(default_factory=list)

    def tell(self, kind: str, case_id: str, to: str | None = None) -> None:
        """Keep the kind."""
        self.kinds.append(kind)


@pytest.fixture
def told(house: House) -> Told:
    """Return what the desk is told of."""
    made = Told()
    object.__setattr__(house.talks._means, "notices", made)
    return made


@pytest.fixture
def room(house: House, told: Told) -> Callbacks:
    """Return the desk's door to call-backs."""
    return Callbacks(house.store, house.sealer, house.publisher, house.clock, house.presence,
                     told)
