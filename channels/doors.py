"""What the channels may call: app/main.py builds one `Doors` and puts it on `app.state.doors`."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Protocol, cast

from fastapi import Depends, Request

from knowledge.partner import Partner
from mediation.answer import Answer
from mediation.codes import Resumed
from mediation.comfort import Comfort, FollowUp
from mediation.editing.desk import EditingDesk
from mediation.evaluation.desk import EvaluationDesk
from mediation.library import PoleShelf, Session, Shelf
from mediation.ports import DeskDoor, ResidentDoor
from mediation.rooms import Rooms
from mediation.utterance import Channel


class Person(Protocol):
    """Someone with an account. `role` is mediator, editor, evaluator or admin."""

    @property
    def id(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def role(self) -> str: ...


class AccountsDoor(Protocol):
    """Accounts and their sessions, as `mediation.accounts` implements them."""

    async def login(self, email: str, password: str) -> str | None:
        """Return a new session token, or None when the pair is unknown."""
        ...

    async def who(self, session_token: str) -> Person | None:
        """Return who holds this session, or None when it ended."""
        ...

    async def logout(self, session_token: str) -> None: ...


class PresenceDoor(Protocol):
    """Which mediators are there, as `mediation.presence` implements it."""

    async def seen(self, mediator_id: str) -> None:
        """Note that this mediator's page is open now."""
        ...

    async def set_available(self, mediator_id: str, available: bool) -> None: ...

    async def is_available(self, mediator_id: str) -> bool: ...


class LibraryDoor(Protocol):
    """Life events, poles and cards, as `mediation.library` implements them."""

    def shelves(self) -> tuple[Shelf, ...]: ...

    def shelf(self, event_id: str) -> Shelf | None: ...

    def poles(self) -> tuple[PoleShelf, ...]: ...

    def today(self) -> date: ...

    def agenda(self, day: date) -> tuple[Session, ...]: ...

    def card(self, entry_id: str) -> Answer | None:
        """Return an entry's card, or None when it is unknown or may not be said."""
        ...


class PlaceDoor(Protocol):
    """The places keep themselves true, as `mediation.place_life` implements it."""

    def partner_of(self, token: str) -> Partner | None:
        """Return the place a signed link is for; None when it is forged or ended."""
        ...

    async def confirm(self, partner: Partner) -> None: ...

    async def report(self, partner_id: str, conversation_id: str) -> Partner | None:
        """Note that a place's number does not answer; the second word is who says so."""
        ...

    async def correct(self, partner: Partner, typed: dict[str, str]) -> bool:
        """Keep a correction for an editor; False when nothing differs."""
        ...


class ComfortDoor(Protocol):
    """What a resident chooses for a conversation, as `mediation.comfort` implements it."""

    async def read(self, conversation_id: str) -> Comfort: ...

    async def choose_easy(self, conversation_id: str, is_easy: bool) -> None: ...

    async def choose_follow_up(self, conversation_id: str, is_agreed: bool) -> bool:
        """Note whether news may be asked later; False when it will not be."""
        ...

    async def answer_follow_up(self, conversation_id: str, said: FollowUp) -> None: ...

    async def leave(self, conversation_id: str) -> bool:
        """End a conversation on a shared device; True when it is to be erased."""
        ...


class CodesDoor(Protocol):
    """Codes that open a conversation on another device, as `mediation.codes` implements them."""

    async def issue(self, conversation_id: str) -> str: ...

    async def redeem(self, typed: str, channel: Channel) -> Resumed | None: ...


@dataclass(frozen=True)
class Doors:
    """The doors into the house. `health` is read by the app's own /healthz and /readyz."""

    resident: ResidentDoor
    desk: DeskDoor
    accounts: AccountsDoor
    presence: PresenceDoor
    library: LibraryDoor
    places: PlaceDoor
    comfort: ComfortDoor
    codes: CodesDoor
    health: object = None
    rooms: Rooms = field(default_factory=Rooms)
    editing: EditingDesk | None = None
    evaluation: EvaluationDesk | None = None


@dataclass(frozen=True)
class Options:
    """The operator's settings that change what channels do; `app/main.py` fills it."""

    rate_per_minute: int = 30
    opens_per_minute: int = 20
    logins_per_minute: int = 10
    has_secure_cookies: bool = False
    desk_name: str = "l'espace France Services"
    desk_phone: str | None = None
    keep_days: int = 30
    quit_url: str = "https://meteofrance.com/"
    shared_idle_seconds: int = 300
    follow_up_days: int = 7
    public_url: str | None = None


def doors_of(request: Request) -> Doors:
    """Return the doors of the running app."""
    return cast(Doors, request.app.state.doors)


def options_of(request: Request) -> Options:
    """Return the channel settings of the running app."""
    return cast(Options, request.app.state.channel_options)


TheDoors = Annotated[Doors, Depends(doors_of)]
TheOptions = Annotated[Options, Depends(options_of)]
