"""Chats that close, and voice messages that go with a request: sealed, read by its holder only."""

from pathlib import Path

from sqlalchemy import select

from mediation.chats import Chats
from mediation.outcome import Speaker
from mediation.retention import Keep, Retention
from mediation.store.case_rows import OutboxRow
from mediation.utterance import Channel
from mediation.voice_note import VoiceNote, read_box
from tests.mediation.conftest import House

NOTE = VoiceNote("reference-fictive_1", 12)


def chats(house: House) -> Chats:
    return Chats(house.store, house.sealer, house.publisher, house.clock)


async def test_a_voice_message_is_sealed_and_only_its_holder_finds_it(house: House) -> None:
    key, case_id = await house.held(Channel.TELEGRAM)
    assert await chats(house).attach_voice(key, NOTE)
    heard = (await house.desk.conversation(case_id))[-1]
    assert (heard.speaker, heard.text) == (Speaker.RESIDENT, "Message vocal de 12 secondes")
    assert heard.has_sealed_words
    assert read_box(await house.desk.reveal(case_id, "m1", heard.seq)) == NOTE
    for path in Path(house.url.removeprefix("sqlite+aiosqlite:///")).parent.glob("essai.db*"):
        assert b"reference-fictive_1" not in path.read_bytes()


async def test_it_goes_72_hours_after_the_closing(house: House) -> None:
    key, case_id = await house.held(Channel.TELEGRAM)
    await chats(house).attach_voice(key, NOTE)
    seq = (await house.desk.conversation(case_id))[-1].seq
    await house.desk.close(case_id, "m1", "resolved")
    retention = Retention(house.store, house.bot, Keep())
    house.clock.forward(hours=71)
    await retention.purge(house.clock())
    assert read_box(await house.desk.reveal(case_id, "m1", seq)) == NOTE
    house.clock.forward(hours=2)
    await retention.purge(house.clock())
    assert await house.desk.reveal(case_id, "m1", seq) is None


async def test_while_the_assistant_holds_nothing_is_kept_of_it(house: House) -> None:
    key = await house.opened(Channel.TELEGRAM)
    assert not await chats(house).attach_voice(key, NOTE)
    assert not await chats(house).attach_voice("inconnue", NOTE)
    assert len(await house.talks.history(key)) == 1


async def test_words_are_never_taken_for_a_voice_message(house: House) -> None:
    assert read_box("je suis Zoé Imaginaire") is None
    assert read_box("voice: mon message") is None
    assert read_box(None) is None


async def test_a_closed_chat_is_forgotten_with_what_waited_and_its_holder_reads_why(
        house: House) -> None:
    key, case_id = await house.held(Channel.TELEGRAM)
    await house.talks.bind_chat(key, "501")
    await house.desk.say(case_id, "m1", "Bonjour.")
    assert await chats(house).is_held(key)
    await chats(house).forget(key)
    assert await house.talks.chat_of(key) is None
    assert await house.talks.conversation_of_chat("501") is None
    assert await house.outbox.pending(Channel.TELEGRAM) == ()
    async with house.store.reading() as db:
        assert set(await db.scalars(select(OutboxRow.state))) == {"failed"}
    said = (await house.desk.conversation(case_id))[-1]
    assert said.speaker is Speaker.SYSTEM
    assert said.text.startswith("La personne a fermé la discussion")


async def test_a_chat_that_closes_during_a_talk_with_the_program_leaves_no_word(
        house: House) -> None:
    key = await house.opened(Channel.TELEGRAM)
    await house.talks.bind_chat(key, "501")
    await chats(house).forget(key)
    await chats(house).forget("inconnue")
    assert await house.talks.chat_of(key) is None
    assert len(await house.talks.history(key)) == 1
    assert not await chats(house).is_held(key)
