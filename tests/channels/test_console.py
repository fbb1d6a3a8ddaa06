"""The conversation in a terminal: sections, numbered buttons, agreement, leaving."""

import asyncio
import io
import os
from dataclasses import dataclass, field

import pytest
from rich.console import Console

from channels import console as console_module
from channels.console import TROUBLE, run_console
from channels.live import Live
from channels.terminal import TypedLines
from mediation.store.database import StoreUnavailable
from tests.channels import samples
from tests.channels.fakes import GREETING, FakeHouse


@dataclass
class Screen:
    """A terminal that types these lines, and what was shown on it."""

    lines: list[str]
    house: FakeHouse = field(default_factory=lambda: FakeHouse(Live()))
    console: Console = field(default_factory=lambda: Console(file=io.StringIO(), width=100))
    pause_seconds: float = 0.0

    async def converse(self) -> str:
        """Return everything that was shown."""
        await run_console(self.house, self.console, self._next)
        assert isinstance(self.console.file, io.StringIO)
        return self.console.file.getvalue()

    async def _next(self) -> str | None:
        await asyncio.sleep(self.pause_seconds)
        return self.lines.pop(0) if self.lines else None


async def test_it_greets_then_leaves_at_quit() -> None:
    shown = await Screen(["/quit", "jamais lu"]).converse()
    assert GREETING in shown
    assert "Au revoir." in shown


async def test_the_card_shows_its_sections_and_numbered_buttons() -> None:
    shown = await Screen(["j'ai perdu mon travail"]).converse()
    for part in ("Qui s'occupe de quoi", "Appeler France Travail : 39 49", "Coût", "Source",
                 "1. C'est où, près de chez moi ?", "3. Parler à une personne"):
        assert part in shown


async def test_a_number_presses_the_button_and_another_number_is_a_text() -> None:
    screen = Screen(["travail", "2", "48000"])
    await screen.converse()
    assert [(each.text, each.choice) for each in screen.house.received] == [
        ("travail", None), (None, "c-documents"), ("48000", None)]


async def test_a_line_of_the_brief_may_be_struck_before_agreeing() -> None:
    screen = Screen(["une personne", "- 2", "1"])
    shown = await screen.converse()
    assert "La ligne 2 ne sera pas transmise." in shown
    assert screen.house.received[-1].choice == "handoff:accept"
    assert screen.house.received[-1].strike == (samples.BRIEF[1].line_id,)


async def test_a_dash_without_an_offer_is_an_ordinary_text() -> None:
    screen = Screen(["- 2"])
    await screen.converse()
    assert screen.house.received[0].text == "- 2"


async def test_a_blank_line_asks_nothing() -> None:
    screen = Screen(["", "   "])
    await screen.converse()
    assert screen.house.received == []


async def test_effacer_erases_and_starts_again() -> None:
    screen = Screen(["travail", "/effacer"])
    shown = await screen.converse()
    assert shown.count(GREETING) == 2
    assert [len(talk.items) for talk in screen.house.talks.values()] == [1]
    assert "C'est effacé." in shown


async def test_a_mediators_words_appear_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console_module, "REREAD_SECONDS", 0.01)
    screen = Screen(["une personne", "1", "/quit"], pause_seconds=0.15)
    talking = asyncio.create_task(screen.converse())
    await asyncio.sleep(0.4)
    await screen.house.claim("case1", "mediator")
    await screen.house.say("case1", "mediator", "Bonjour, [red]je vous lis[/nope].")
    assert (await talking).count("Bonjour, [red]je vous lis[/nope].") == 1


async def test_a_database_that_does_not_answer_is_said_and_the_talk_goes_on() -> None:
    screen = Screen(["travail", "/quit"])
    screen.house.fault = StoreUnavailable("locked")
    shown = await screen.converse()
    assert " ".join(TROUBLE.split()) in " ".join(shown.split())
    assert "Au revoir." in shown


async def test_typed_lines_are_read_whole_and_the_last_one_without_its_end() -> None:
    reading, writing = os.pipe()
    lines = TypedLines(reading)
    os.write(writing, "première\ndeuxi".encode())
    assert await lines.next() == "première"
    os.write(writing, "ème\r\nfin".encode())
    os.close(writing)
    assert [await lines.next() for _ in range(3)] == ["deuxième", "fin", None]
    os.close(reading)
