"""What became of the mediator's messages, and the assistant's silence while a person holds."""

from mediation.outcome import Speaker
from mediation.tools.deliveries import Deliveries
from mediation.utterance import Channel
from tests.mediation.conftest import House

WORDS = ("bonjour", "mon loyer", "une aide", "la météo", "êtes-vous un robot ?", "?", "👍", "merci",
         "a" * 3000, "/restart", "mon loyer encore", "personne", "oui", "non")


async def _states(house: House, case_id: str) -> list[str]:
    case = await house.desk.case(case_id)
    assert case
    found = await Deliveries(house.store, house.clock).of(case.conversation_id, case.created_at)
    return [each.state for each in found]


async def test_on_the_web_a_message_has_arrived_when_the_page_showed_it(house: House) -> None:
    key, case_id = await house.held()
    deliveries = Deliveries(house.store, house.clock)
    await house.desk.say(case_id, "m1", "Bonjour")
    seq = (await house.talks.history(key))[-1].seq
    await house.desk.say(case_id, "m1", "Encore moi")
    assert await _states(house, case_id) == ["sent", "sent"]
    house.clock.forward(seconds=3)
    await deliveries.mark_read(key, seq)
    assert await _states(house, case_id) == ["delivered", "sent"]
    first = house.clock()
    house.clock.forward(seconds=3)
    await deliveries.mark_read(key, seq + 1)
    case = await house.desk.case(case_id)
    assert case
    sent = await deliveries.of(key, case.created_at)
    assert [each.at for each in sent] == [first, house.clock()]


async def test_on_telegram_the_outbox_says_it(house: House) -> None:
    _, case_id = await house.held(Channel.TELEGRAM)
    for words in ("un", "deux", "trois"):
        await house.desk.say(case_id, "m1", words)
    rows = [row for row in await house.outbox.pending(Channel.TELEGRAM)
            if row.message.speaker is Speaker.MEDIATOR]
    await house.outbox.mark_delivered(rows[0].id)
    await house.outbox.mark_failed(rows[1].id, is_final=True)
    assert await _states(house, case_id) == ["delivered", "failed", "sent"]


async def test_the_assistant_is_silent_while_a_person_holds_the_conversation(
        house: House) -> None:
    key, case_id = await house.queued()
    for is_claimed in (False, True):
        if is_claimed:
            assert await house.desk.claim(case_id, "m1")
        before = len(house.bot.asked)
        spoken = [item.seq for item in await house.talks.history(key)
                  if item.speaker is Speaker.ASSISTANT]
        for words in WORDS:
            reply = await house.write(key, words)
            assert reply.answer is None
            assert not reply.choices
        assert house.bot.asked[before:] == []
        later = [item for item in await house.talks.history(key)
                 if item.speaker is Speaker.ASSISTANT and item.seq not in spoken]
        said = [message.text for item in later if item.reply for message in item.reply.messages
                if message.speaker is Speaker.ASSISTANT]
        assert said == []


async def test_a_danger_alone_breaks_the_silence(house: House) -> None:
    key, _ = await house.held()
    reply = await house.write(key, "je suis dehors ce soir")
    assert "115" in " ".join(message.text for message in reply.messages)
    assert all(message.speaker is Speaker.SYSTEM for message in reply.messages)
