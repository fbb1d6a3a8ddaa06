"""The rooms of the mediators' desk beside the conversations, opened together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from knowledge.base import KnowledgeBase
from mediation.library import Library
from mediation.ports import Publisher
from mediation.sealing import Sealer
from mediation.store.database import Store


@dataclass(frozen=True)
class Grounds:
    """What every room stands on."""

    store: Store
    sealer: Sealer
    publisher: Publisher
    clock: Callable[[], datetime]
    base: KnowledgeBase
    library: Library


@dataclass(frozen=True)
class Rooms:
    """The rooms of the desk."""


def open_rooms(grounds: Grounds) -> Rooms:
    """Open every room; nothing is started."""
    return Rooms()
