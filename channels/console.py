"""The conversation in a terminal: the same replies, buttons typed as numbers, /quit to leave."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel

from channels.faults import FAULTS
from channels.offered import buttons_of, label_of
from channels.rendering import Part, TextBlock, as_plain
from channels.terminal import TypedLines
from channels.wording import speaker_label
from mediation.answer import Button, TurnReply
from mediation.outcome import CaseStatus, Speaker
from mediation.ports import ResidentDoor
from mediation.store.database import StoreUnavailable
from mediation.utterance import Channel, Utterance

ReadLine = Callable[[], Awaitable[str | None]]
LEAVE = frozenset({"/quit", "/quitter", "/q"})
ERASE = "/effacer"
HELP = ("Écrivez avec vos mots, ou le numéro d'un bouton. /effacer pour tout effacer, "
        "/quit pour partir.")
HOW_TO_STRIKE = "Pour retirer une ligne avant de transmettre, écrivez par exemple : - 2"
TROUBLE = f"{FAULTS[500].message} {FAULTS[500].way_out}"
FROM_A_PERSON = frozenset({Speaker.MEDIATOR, Speaker.SYSTEM})
REREAD_SECONDS = 2.0


class Conversation:
    """One conversation on a screen. `buttons` are those under the last reply."""

    def __init__(self, door: ResidentDoor, console: Console) -> None:
        self._door = door
        self._console = console
        self._id = ""
        self._seq = 0
        self._buttons: tuple[Button, ...] = ()
        self._lines: tuple[str, ...] = ()
        self._struck: set[str] = set()

    async def open(self) -> None:
        """Start it and show the greeting."""
        opened = await self._door.open(Channel.CONSOLE)
        self._id, self._seq = opened.conversation_id, 0
        await self._catch_up()
        for message in opened.messages:
            self._show(TextBlock(Part.MESSAGE, (message.text,), speaker=message.speaker))
        self._offer(tuple(each for message in opened.messages for each in message.buttons))
        self._console.print(f"[dim]{HELP}[/dim]")

    async def take(self, typed: str) -> None:
        """Do what a line asks; a blank one asks nothing."""
        if typed.lower() == ERASE:
            await self.erase()
        elif typed:
            await self.answer(typed)

    async def answer(self, typed: str) -> None:
        """Show the reply to a line: a number is a button, « - 2 » strikes a line of the brief."""
        if self._strike(typed):
            return
        choice = self._chosen(typed)
        reply = await self._door.receive(self._id, Utterance(
            Channel.CONSOLE, text=None if choice else typed, choice=choice,
            strike=tuple(sorted(self._struck))))
        await self._catch_up()
        self.show(reply)

    async def erase(self) -> None:
        """Erase it and start another."""
        await self._door.erase(self._id)
        self._console.print("C'est effacé. Une nouvelle conversation commence.")
        await self.open()

    async def follow(self) -> None:
        """Show what a mediator writes, as it comes; until cancelled."""
        while True:
            await asyncio.sleep(REREAD_SECONDS)
            with contextlib.suppress(StoreUnavailable):  # read again in a moment
                await self._catch_up()

    def show(self, reply: TurnReply) -> None:
        """Print every block of a reply, then its numbered buttons."""
        for block in as_plain(reply):
            self._show(block)
        case, self._struck = reply.case, set()
        is_offer = case is not None and case.status is CaseStatus.OFFERED
        self._lines = tuple(line.line_id for line in case.brief) if case and is_offer else ()
        self._offer(buttons_of(reply))
        if self._lines:
            self._console.print(f"[dim]{HOW_TO_STRIKE}[/dim]")

    def _show(self, block: TextBlock) -> None:
        text = "\n".join(escape(line) for line in block.lines)
        if block.part in (Part.MESSAGE, Part.URGENT):
            style = "red" if block.part is Part.URGENT else "cyan"
            self._console.print(Panel(text, title=speaker_label(block.speaker),
                                      title_align="left", border_style=style))
            return
        if block.title:
            self._console.print(f"[bold]{escape(block.title)}[/bold]")
        if text:
            self._console.print(text)

    def _offer(self, buttons: tuple[Button, ...]) -> None:
        self._buttons = buttons
        for number, button in enumerate(buttons, 1):
            self._console.print(f"  [bold]{number}[/bold]. {escape(label_of(button))}")

    def _chosen(self, typed: str) -> str | None:
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0
        return self._buttons[number - 1].choice if 0 < number <= len(self._buttons) else None

    def _strike(self, typed: str) -> bool:
        rest = typed.removeprefix("-").strip()
        if not typed.startswith("-") or not rest.isdigit() or not 0 < int(rest) <= len(self._lines):
            return False
        self._struck.add(self._lines[int(rest) - 1])
        self._console.print(f"La ligne {int(rest)} ne sera pas transmise.")
        return True

    async def _catch_up(self) -> None:
        """Show what was written by someone else since the last event seen."""
        for item in await self._door.history(self._id, self._seq):
            if item.seq > self._seq and item.reply is None and item.speaker in FROM_A_PERSON:
                self._show(TextBlock(Part.MESSAGE, (item.text,), speaker=item.speaker))
            self._seq = max(self._seq, item.seq)


async def run_console(door: ResidentDoor, console: Console | None = None,
                      read_line: ReadLine | None = None) -> None:
    """Converse until /quit or the end of the input."""
    console, read_line = console or Console(), read_line or TypedLines().next
    talk = Conversation(door, console)
    await talk.open()
    following = asyncio.create_task(talk.follow())
    try:
        while True:
            console.print("[bold]>[/bold] ", end="")
            line = await read_line()
            if line is None or line.strip().lower() in LEAVE:
                break
            try:
                await talk.take(line.strip())
            except StoreUnavailable:
                console.print(TROUBLE)
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
    console.print("Au revoir.")
