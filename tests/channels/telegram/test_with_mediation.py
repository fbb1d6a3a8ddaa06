"""A resident on Telegram and a mediator at the desk, over the real mediation and its database."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from channels.live import Live
from channels.telegram.doors import TelegramDoors
from channels.telegram.options import TelegramOptions
from channels.telegram.service import TelegramChannel
from mediation.chats import Chats
from mediation.codes import ResumeCodes
from mediation.comfort import Comforts
from mediation.news import News
from mediation.outcome import Outcome
from mediation.store.database import open_store
from mediation.store.migrate import migrate
from mediation.utterance import Channel
from mediation.voice_note import VoiceNote, read_box
from tests.botapi import making
from tests.botapi.state import BotApiState
from tests.channels.telegram.conftest import CHAT
from tests.mediation.conftest import House, build
from tests.mediation.fakes import Clock, entry_of
from tests.nearby import around


@dataclass
class Phone:
    """One resident's Telegram, and the house at the other end."""

    api: BotApiState
    house: House
    codes: ResumeCodes

    def write(self, words: str) -> None:
        """Send a text."""
        self.api.add_update(making.text(self.api, CHAT, words))

    async def press(self, choice: str) -> None:
        """Press a button that is on the screen."""
        await self.until(lambda: any(making.has_button(each, choice) for each in self.api.sent))
        self.api.add_update(making.press(self.api, CHAT, choice))

    async def reads(self, words: str) -> None:
        """Wait until these words are on the screen."""
        await self.until(lambda: any(words in each["text"] for each in list(self.api.sent)))

    async def until(self, is_true: Callable[[], bool]) -> None:
        """Wait for something to become true."""
        end = time.monotonic() + 8
        while not is_true():
            assert time.monotonic() < end, [each["text"] for each in self.api.sent]
            await asyncio.sleep(0.01)


@pytest_asyncio.fixture
async def phone(api: tuple[BotApiState, str], tmp_path: Path) -> AsyncIterator[Phone]:
    """Return a phone talking to a house with an empty database."""
    state, bot_url = api
    url = f"sqlite+aiosqlite:///{tmp_path / 'essai.db'}"
    await migrate(url)
    store, live = open_store(url), Live()
    house = build(url, store, Clock())
    house.publisher.wake = live.wake  # type: ignore[method-assign]
    comforts = Comforts(store, house.clock, timedelta(days=7))
    codes = ResumeCodes(store, house.sealer, house.clock)
    channel = TelegramChannel(TelegramOptions(state.token, api_url=bot_url), TelegramDoors(
        house.talks, house.outbox, comforts, codes,
        Chats(store, house.sealer, house.publisher, house.clock),
        News(store, comforts, house.clock, entry_of), around()), live)
    await channel.start()
    yield Phone(state, house, codes)
    await channel.stop()
    await store.close()


async def test_a_resident_and_a_mediator_talk_through_telegram(phone: Phone) -> None:
    desk = phone.house.desk
    phone.write("mon loyer")
    await phone.press("handoff:offer")
    await phone.press("strike:answer-1")
    await phone.until(lambda: making.has_button(phone.api.sent[-1], "restore:answer-1"))
    phone.write("oui")
    await phone.reads("Votre code de dossier")

    case = (await desk.queue())[0]
    assert "answer-1" not in [line.line_id for line in case.brief]
    assert "need-1" in [line.line_id for line in case.brief]

    assert await desk.claim(case.id, "m1")
    await phone.reads("Ce n'est plus le programme")
    await desk.say(case.id, "m1", "Bonjour, venez demain à 9 h.")
    await phone.reads("Médiateur ou médiatrice\nBonjour, venez demain à 9 h.")

    shown = len(phone.api.sent)
    phone.write("merci, à demain")
    heard: list[str] = []
    while "merci, à demain" not in heard:
        await asyncio.sleep(0.02)
        heard = [item.text for item in await desk.conversation(case.id)]
    assert len(phone.api.sent) == shown

    await desk.close(case.id, "m1", "resolved")
    await phone.reads("Vous parlez de nouveau à l'assistant")


async def test_erasing_leaves_nothing_that_leads_back_to_the_chat(phone: Phone) -> None:
    phone.write("bonjour")
    await phone.reads("Bonjour.")
    assert await phone.house.talks.conversation_of_chat(str(CHAT)) is not None
    phone.write("/effacer")
    await phone.reads("C'est effacé")
    assert await phone.house.talks.conversation_of_chat(str(CHAT)) is None
    assert await phone.house.outbox.pending(Channel.TELEGRAM) == ()


async def test_with_the_desk_closed_nobody_is_promised(phone: Phone) -> None:
    phone.house.clock.forward(hours=10)
    phone.write("/parler")
    await phone.reads("Personne n'est là en ce moment.")


async def test_a_voice_message_goes_to_the_mediator_once_agreed_to(phone: Phone) -> None:
    phone.write("mon loyer")
    await phone.press("handoff:offer")
    await phone.press("handoff:decline")
    await phone.reads("Rien n'a été transmis")
    phone.api.add_update(making.voice(phone.api, CHAT, 12))
    await phone.press("voice:give")
    await phone.reads("Votre message vocal partira avec votre demande")
    await phone.press("handoff:accept")
    await phone.reads("Votre message vocal est joint")

    desk = phone.house.desk
    case = (await desk.queue())[0]
    assert await desk.claim(case.id, "m1")
    heard = [item for item in await desk.conversation(case.id) if item.has_sealed_words]
    assert [item.text for item in heard] == ["Message vocal de 12 secondes"]
    note = read_box(await desk.reveal(case.id, "m1", heard[0].seq))
    assert note == VoiceNote(making.VOICE, 12)


async def test_a_code_moves_a_conversation_from_the_web_to_telegram(phone: Phone) -> None:
    key = await phone.house.opened()
    await phone.house.write(key, "mon loyer")
    code = await phone.codes.issue(key)
    phone.write(f"/code {code}")
    await phone.reads("Votre conversation continue ici")
    assert await phone.house.talks.conversation_of_chat(str(CHAT)) == key
    phone.write("mon loyer")
    await phone.reads("Fiche Demander une aide au logement")
    assert (await phone.house.talks.history(key))[-1].outcome is Outcome.ANSWERED


async def test_a_person_who_closes_the_discussion_is_not_written_to_again(phone: Phone) -> None:
    phone.write("mon loyer")
    await phone.press("handoff:offer")
    await phone.press("handoff:accept")
    await phone.reads("Votre code de dossier")
    desk = phone.house.desk
    case = (await desk.queue())[0]
    phone.api.blocked.add(CHAT)
    assert await desk.claim(case.id, "m1")
    heard: list[str] = []
    end = time.monotonic() + 8
    while not any("a fermé la discussion" in text for text in heard):
        assert time.monotonic() < end
        await asyncio.sleep(0.02)
        heard = [item.text for item in await desk.conversation(case.id)]
    assert await phone.house.talks.chat_of(case.conversation_id) is None
    assert await phone.house.outbox.pending(Channel.TELEGRAM) == ()


async def test_a_position_is_in_no_file_and_in_no_log(
        phone: Phone, tmp_path: Path, capfd: pytest.CaptureFixture[str],
        caplog: pytest.LogCaptureFixture) -> None:
    phone.write("mon loyer")
    await phone.reads("Fiche Demander une aide au logement")
    phone.api.add_update(making.location(phone.api, CHAT, 44.51237, 3.49876))
    await phone.press("commune:99002")
    await phone.until(lambda: b"Bourgfictif (99000)" in written(tmp_path))
    for part in (b"51237", b"49876"):
        assert part not in written(tmp_path)
    logged = caplog.text + "".join(capfd.readouterr())
    assert "51237" not in logged
    assert "49876" not in logged


def written(folder: Path) -> bytes:
    """Return all that the house wrote."""
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
