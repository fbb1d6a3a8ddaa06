"""A voice message: consent first, then it goes with the request; nobody hears it before."""

from channels.telegram import words
from mediation.voice_note import VoiceNote
from tests.botapi import making
from tests.channels.telegram.conftest import CHAT, Robot
from tests.channels.telegram.fakes import OFFER, QUEUED

NOTE = VoiceNote(making.VOICE, 12)
KNOWN = f"known{CHAT}"


async def spoken(robot: Robot) -> None:
    """Send a voice message of 12 seconds, in a chat where a person can be asked for."""
    robot.house.replies |= {"handoff:offer": OFFER, "handoff:accept": QUEUED}
    await robot.gets(making.voice(robot.api, CHAT, 12))


async def test_nobody_listens_and_a_mediator_is_offered(robot: Robot) -> None:
    await spoken(robot)
    assert robot.said() == [words.VOICE]
    assert robot.labels(robot.api.sent[0]) == [
        words.GIVE_VOICE.label, words.KEEP_VOICE.label, words.PERSON.label]
    assert robot.house.received == []
    assert "getFile" not in [name for name, _ in robot.api.calls]


async def test_it_goes_only_once_the_request_is_agreed_to(robot: Robot) -> None:
    await spoken(robot)
    await robot.gets(making.press(robot.api, CHAT, "voice:give"), answers=2)
    assert words.VOICE_NEEDS_REQUEST in robot.said()
    assert robot.house.voices == []
    await robot.gets(making.press(robot.api, CHAT, "handoff:accept"), answers=2)
    assert robot.house.voices == [(KNOWN, NOTE)]
    assert words.VOICE_GIVEN in robot.said()


async def test_a_refused_request_forgets_it(robot: Robot) -> None:
    await spoken(robot)
    await robot.gets(making.press(robot.api, CHAT, "voice:give"), answers=2)
    await robot.gets(making.press(robot.api, CHAT, "handoff:decline"))
    await robot.gets(making.text(robot.api, CHAT, "handoff:accept"))
    assert robot.house.voices == []


async def test_with_a_person_already_there_it_is_joined_at_once(robot: Robot) -> None:
    robot.house.held.add(KNOWN)
    await spoken(robot)
    await robot.gets(making.press(robot.api, CHAT, "voice:give"))
    assert robot.house.voices == [(KNOWN, NOTE)]


async def test_it_can_be_kept_to_oneself(robot: Robot) -> None:
    await spoken(robot)
    await robot.gets(making.press(robot.api, CHAT, "voice:keep"))
    assert robot.said()[-1] == words.VOICE_KEPT
    assert robot.house.voices == []


async def test_an_offer_too_old_to_be_read_asks_for_the_message_again(robot: Robot) -> None:
    await spoken(robot)
    await robot.gets(making.press(robot.api, CHAT, "voice:give", is_too_old=True))
    assert robot.said()[-1] == words.VOICE_LOST


async def test_the_recording_is_fetched_from_telegram_when_it_is_listened_to(
        robot: Robot) -> None:
    robot.api.files[making.VOICE] = b"OggS fictif"
    assert await robot.channel.fetch(making.VOICE) == b"OggS fictif"
