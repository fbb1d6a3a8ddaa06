"""Choices and codes in memory, behind the doors."""

from mediation.codes import Resumed
from mediation.comfort import Comfort, FollowUp
from mediation.discretion import is_discreet
from mediation.utterance import Channel
from tests.channels.fakes import FakeHouse


class FakeComfort:
    """Implements the door of choices; `asks_about` is set by a test."""

    def __init__(self, house: FakeHouse) -> None:
        self.house = house
        self.easy: dict[str, bool] = {}
        self.follow_ups: dict[str, FollowUp] = {}
        self.asks_about: str | None = None
        self.is_awaited = False

    async def read(self, conversation_id: str) -> Comfort:
        """Return what was chosen."""
        is_easy = self.easy.get(conversation_id, False)
        items = await self.house.history(conversation_id)
        if is_discreet(items):
            return Comfort(is_easy, is_discreet=True)
        is_answered = any(item.reply and item.reply.answer for item in items)
        return Comfort(is_easy, asks_about=self.asks_about,
                       may_ask_later=is_answered and conversation_id not in self.follow_ups)

    async def choose_easy(self, conversation_id: str, is_easy: bool) -> None:
        """Keep it."""
        self.easy[conversation_id] = is_easy

    async def choose_follow_up(self, conversation_id: str, is_agreed: bool) -> bool:
        """Keep it."""
        self.follow_ups[conversation_id] = FollowUp.AGREED if is_agreed else FollowUp.REFUSED
        return is_agreed

    async def answer_follow_up(self, conversation_id: str, said: FollowUp) -> None:
        """Keep it."""
        self.follow_ups[conversation_id] = said
        self.asks_about = None

    async def leave(self, conversation_id: str) -> bool:
        """Say whether to erase."""
        if self.is_awaited:
            self.house.talks[conversation_id].token = ""
        return not self.is_awaited


class FakeCodes:
    """One code at a time: 1234 5678."""

    CODE = "12345678"

    def __init__(self, house: FakeHouse) -> None:
        self.house = house
        self.open: str | None = None

    async def issue(self, conversation_id: str) -> str:
        """Give the code."""
        self.open = conversation_id
        return self.CODE

    async def redeem(self, typed: str, channel: Channel) -> Resumed | None:
        """Move the conversation, once."""
        if self.open is None or typed.replace(" ", "") != self.CODE:
            return None
        found, self.open = self.open, None
        self.house.talks[found].token = f"new-{found}"
        return Resumed(found, f"new-{found}")
