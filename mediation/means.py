"""What a turn needs from the rest of the house, gathered once at start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from knowledge.entry import Entry
from mediation.framing import Framing
from mediation.official import OfficialDoor
from mediation.ports import Bot, Notices, PlaceReports
from mediation.presence import Presence
from mediation.protection import Protector
from mediation.queueing.notices import NOBODY
from mediation.said import Voice
from mediation.sealing import Sealer
from mediation.sentences import Sentences
from mediation.store.database import Store


@dataclass(frozen=True)
class Means:
    """The doors a step may knock at. `entry_of` returns an entry by id, or None."""

    store: Store
    bot: Bot
    voice: Voice
    protector: Protector
    presence: Presence
    sealer: Sealer
    clock: Callable[[], datetime]
    entry_of: Callable[[str], Entry | None]
    sentences: Sentences
    places: PlaceReports
    official: OfficialDoor | None = None
    framing: Framing | None = None
    notices: Notices = NOBODY
