"""The rooms of the mediators' desk beside the conversations, opened together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from knowledge.base import KnowledgeBase
from mediation.accounts import Accounts
from mediation.callbacks.desk import Callbacks
from mediation.counter.desk import CounterDesk, open_counter
from mediation.follow_up.room import FollowUp, Switches, open_follow_up
from mediation.gaps import Gaps
from mediation.library import Library
from mediation.notices import StaffNotices
from mediation.ports import Publisher
from mediation.presence import Presence
from mediation.protection import Protector
from mediation.queueing.places import DeskPlaces
from mediation.sealing import Sealer
from mediation.staff import Staff
from mediation.store.database import Store
from mediation.tools.room import Tools, open_tools
from retrieval.query import Retriever


@dataclass(frozen=True)
class Grounds:
    """What every room stands on."""

    store: Store
    sealer: Sealer
    publisher: Publisher
    clock: Callable[[], datetime]
    base: KnowledgeBase
    library: Library
    switches: Switches = Switches()
    retriever: Retriever | None = None
    presence: Presence | None = None
    protector: Protector | None = None


@dataclass(frozen=True)
class Rooms:
    """The rooms of the desk."""

    counter: CounterDesk | None = None
    follow_up: FollowUp | None = None
    desk_places: DeskPlaces | None = None
    notices: StaffNotices | None = None
    tools: Tools | None = None
    gaps: Gaps | None = None
    staff: Staff | None = None
    callbacks: Callbacks | None = None


def open_rooms(grounds: Grounds) -> Rooms:
    """Open every room; nothing is started."""
    notices = StaffNotices(grounds.store, grounds.sealer, grounds.clock)
    return Rooms(
        notices=notices,
        callbacks=Callbacks(grounds.store, grounds.sealer, grounds.publisher, grounds.clock,
                            grounds.presence, notices),
        tools=open_tools(grounds.store, grounds.sealer, grounds.clock, grounds.base,
                         grounds.library, grounds.retriever),
        gaps=Gaps(grounds.store, grounds.protector, grounds.publisher, grounds.clock)
        if grounds.protector else None,
        staff=Staff(grounds.store, grounds.sealer, grounds.clock,
                    Accounts(grounds.store, grounds.clock)),
        desk_places=DeskPlaces(grounds.store, grounds.presence, grounds.clock)
        if grounds.presence else None,
        counter=open_counter(grounds.store, grounds.sealer, grounds.clock, grounds.base,
                             grounds.library, grounds.retriever),
        follow_up=open_follow_up(grounds.store, grounds.sealer, grounds.clock, grounds.base,
                                 grounds.library, grounds.switches))
