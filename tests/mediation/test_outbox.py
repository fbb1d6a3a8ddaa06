"""What waits to be sent on Telegram: in order, tried again, given up."""

from mediation.outcome import Outcome, Speaker
from mediation.utterance import Channel
from tests.mediation.conftest import House


async def test_a_pushed_channel_reads_replies_and_mediators_from_the_outbox(house: House) -> None:
    key, case_id = await house.held(Channel.TELEGRAM)
    await house.desk.say(case_id, "m1", "Bonjour Zoé Imaginaire")
    rows = await house.outbox.pending(Channel.TELEGRAM)
    outcomes = [row.reply.outcome for row in rows if row.reply]
    assert outcomes == [Outcome.ANSWERED, Outcome.HANDOFF_OFFERED, Outcome.HANDOFF_QUEUED]
    assert rows[2].reply is not None
    assert rows[2].reply.case is not None
    assert rows[2].reply.case.code is not None
    assert [row.message.speaker for row in rows[3:]] == [Speaker.SYSTEM, Speaker.MEDIATOR]
    assert rows[4].message.text == "Bonjour Zoé Imaginaire"
    assert {row.conversation_id for row in rows} == {key}


async def test_the_web_has_no_outbox_rows(house: House) -> None:
    await house.held(Channel.WEB)
    assert await house.outbox.pending(Channel.WEB) == ()


async def test_a_silent_relay_sends_nothing(house: House) -> None:
    key, _ = await house.held(Channel.TELEGRAM)
    before = len(await house.outbox.pending(Channel.TELEGRAM))
    await house.write(key, "allo", channel=Channel.TELEGRAM)
    assert len(await house.outbox.pending(Channel.TELEGRAM)) == before


async def test_a_failed_row_holds_back_the_later_ones_of_its_chat_only(house: House) -> None:
    one, two = await house.opened(Channel.TELEGRAM), await house.opened(Channel.TELEGRAM)
    for key in (one, one, two):
        await house.write(key, "mon loyer", channel=Channel.TELEGRAM)
    first, second, third = await house.outbox.pending(Channel.TELEGRAM)
    await house.outbox.mark_failed(first.id)
    assert [row.id for row in await house.outbox.pending(Channel.TELEGRAM)] == [third.id]
    house.clock.forward(seconds=3)
    rows = await house.outbox.pending(Channel.TELEGRAM)
    assert [(row.id, row.attempts) for row in rows] == [
        (first.id, 1), (second.id, 0), (third.id, 0)]


async def test_a_row_is_given_up_after_twelve_tries_or_at_once(house: House) -> None:
    key = await house.opened(Channel.TELEGRAM)
    await house.write(key, "mon loyer", channel=Channel.TELEGRAM)
    await house.write(key, "bonjour", channel=Channel.TELEGRAM)
    first, second = await house.outbox.pending(Channel.TELEGRAM)
    for _ in range(12):
        house.clock.forward(minutes=11)
        await house.outbox.mark_failed(first.id)
    assert [row.id for row in await house.outbox.pending(Channel.TELEGRAM)] == [second.id]
    await house.outbox.mark_failed(second.id, is_final=True)
    assert await house.outbox.pending(Channel.TELEGRAM) == ()


async def test_the_chat_of_a_conversation_is_found_both_ways(house: House) -> None:
    key = await house.opened(Channel.TELEGRAM)
    assert await house.talks.chat_of(key) is None
    await house.talks.bind_chat(key, "4242")
    assert await house.talks.chat_of(key) == "4242"
    assert await house.talks.conversation_of_chat("4242") == key
    house.clock.forward(minutes=1)
    newer = await house.opened(Channel.TELEGRAM)
    await house.talks.bind_chat(newer, "4242")
    assert await house.talks.conversation_of_chat("4242") == newer
