"""`/equipe CODE` ties the chat of someone of the team, and opens no conversation."""

from typing import cast

from channels.telegram import words
from channels.telegram.team import tell_due
from mediation.notices import StaffNotices, ToTell
from tests.botapi import making
from tests.channels.telegram.conftest import Robot

NEW = 779


class FakeTeam:
    """Knows one code."""

    def __init__(self) -> None:
        self.tied: list[str] = []

    async def tie_chat(self, code: str, chat_id: str) -> bool:
        """Tie, once."""
        if code != "ABCD 2345" or self.tied:
            return False
        self.tied.append(chat_id)
        return True


async def test_equipe_ties_the_chat_by_its_code_alone(robot: Robot) -> None:
    team = FakeTeam()
    object.__setattr__(robot.channel._doors, "team", team)
    for typed, said in (("/equipe", words.TEAM_UNKNOWN), ("/equipe 1111", words.TEAM_UNKNOWN),
                        ("/equipe ABCD 2345", words.TEAM_TIED),
                        ("/equipe ABCD 2345", words.TEAM_UNKNOWN),
                        ("/equipe 2", words.TEAM_UNKNOWN), ("/equipe 3", words.CODE_WAIT)):
        await robot.gets(making.text(robot.api, NEW, typed))
        assert robot.said(NEW)[-1] == said
    assert team.tied == [str(NEW)]
    assert robot.house.locales == []
    assert robot.house.received == []


class FakeNotices:
    """Gives one notice to a chat, once."""

    def __init__(self) -> None:
        self.marked: list[tuple[str, int, str]] = []

    async def due(self, way: str) -> tuple[ToTell, ...]:
        """Give it."""
        return () if self.marked else (ToTell(7, str(NEW), "Une demande attend.", 0),)

    async def mark(self, way: str, notice_id: int, state: str) -> None:
        """Keep what became of it."""
        self.marked.append((way, notice_id, state))


async def test_a_notice_reaches_the_mediator_s_chat(robot: Robot) -> None:
    notices = FakeNotices()
    for _ in range(2):
        await tell_due(robot.channel._app.bot, cast("StaffNotices", notices),
                       "https://accueil.example.org/")
    assert robot.said(NEW) == ["Une demande attend.\n\nhttps://accueil.example.org/mediation"]
    assert notices.marked == [("chat", 7, "delivered")]
