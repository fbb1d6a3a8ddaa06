"""What goes away: at the resident's request, and on its day."""

from pathlib import Path

from sqlalchemy import text

from mediation.retention import Keep, Retention
from mediation.utterance import Channel
from tests.mediation.conftest import House


async def _dump(house: House) -> str:
    """Return every stored value as one text."""
    tables = ("conversations", "messages", "turns", "choices", "cases", "outbox", "sealed_words",
              "feedback", "audit")
    async with house.store.reading() as db:
        rows = [str((await db.execute(text(f"select * from {table}"))).all())
                for table in tables]
    return "\n".join(rows)


async def test_clear_words_are_nowhere_but_sealed(house: House) -> None:
    key, case_id = await house.held(Channel.TELEGRAM)
    await house.talks.bind_chat(key, "chat-4242")
    await house.write(key, "je suis Zoé Imaginaire au 06 11 22 33 44")
    await house.desk.say(case_id, "m1", "Merci Zoé Imaginaire")
    stored = await _dump(house)
    for word in ("Zoé", "06 11", "chat-4242"):
        assert word not in stored


async def test_erasing_deletes_the_words_and_closes_the_case(house: House) -> None:
    opened = await house.talks.open(Channel.WEB)
    key = opened.conversation_id
    await house.talks.bind_chat(key, "chat-1")
    await house.write(key, "mon loyer")
    await house.press(key, "handoff:offer")
    await house.press(key, "handoff:accept")
    (case,) = await house.desk.queue()
    await house.desk.claim(case.id, "m1")
    await house.write(key, "je suis Zoé Imaginaire")
    await house.talks.erase(key)
    assert await house.talks.history(key) == ()
    assert not await house.talks.check(key, opened.token)
    assert await house.talks.chat_of(key) is None
    assert await house.talks.conversation_of_chat("chat-1") is None
    assert await house.desk.queue() == ()
    assert key in house.bot.forgotten
    closed = await house.desk.case(case.id)
    assert closed is not None
    assert closed.brief == ()
    assert "mon loyer" not in await _dump(house)
    assert "'erased'" in await _dump(house)
    assert (await house.write(key, "allo")).is_stored is False
    await house.talks.erase(key)


async def test_erased_words_are_in_no_file_of_the_database(house: House) -> None:
    key = await house.opened()
    await house.write(key, "zorglubesque")
    folder = Path(house.url.removeprefix("sqlite+aiosqlite:///")).parent
    assert b"zorglubesque" in b"".join(each.read_bytes() for each in folder.iterdir())
    await house.talks.erase(key)
    assert b"zorglubesque" not in b"".join(each.read_bytes() for each in folder.iterdir())


async def test_erasing_an_empty_token_opens_nothing(house: House) -> None:
    key = await house.opened()
    await house.talks.erase(key)
    assert not await house.talks.check(key, "")


async def test_sealed_words_go_72_hours_after_the_closing(house: House) -> None:
    key, case_id = await house.held()
    await house.write(key, "je suis Zoé Imaginaire")
    seq = (await house.talks.history(key))[-1].seq
    await house.desk.say(case_id, "m1", "Bonjour Zoé Imaginaire")
    retention = Retention(house.store, house.bot, Keep())
    house.clock.forward(days=29)
    assert (await retention.purge(house.clock()))["sealed_words"] == 0
    await house.desk.close(case_id, "m1", "referred")
    house.clock.forward(hours=71)
    assert (await retention.purge(house.clock()))["sealed_words"] == 0
    assert await house.desk.reveal(case_id, "m1", seq) == "je suis Zoé Imaginaire"
    house.clock.forward(hours=2)
    assert (await retention.purge(house.clock()))["sealed_words"] == 2
    assert await house.desk.reveal(case_id, "m1", seq) is None
    assert (await house.talks.history(key))[-2].text == "Bonjour [masqué]"


async def test_old_conversations_lose_their_words_and_keep_their_counts(house: House) -> None:
    old = await house.opened()
    await house.write(old, "mon loyer")
    waiting, _ = await house.queued()
    house.clock.forward(days=20)
    await house.write(waiting, "toujours là")
    house.clock.forward(days=11)
    fresh = await house.opened()
    retention = Retention(house.store, house.bot, Keep(conversations_days=30))
    assert (await retention.purge(house.clock()))["conversations"] == 1
    assert await house.talks.history(old) == ()
    assert await house.talks.history(waiting) != ()
    assert await house.talks.history(fresh) != ()
    async with house.store.reading() as db:
        counts = (await db.execute(text(
            "select outcome, text from turns where conversation_id = :key"), {"key": old})).all()
    assert [tuple(row) for row in counts] == [("answered", None)]


async def test_codes_and_sent_rows_go_too(house: House) -> None:
    await house.queued(Channel.TELEGRAM)
    for row in await house.outbox.pending(Channel.TELEGRAM):
        await house.outbox.mark_delivered(row.id)
    house.clock.forward(days=8)
    counts = await Retention(house.store, house.bot, Keep()).purge(house.clock())
    assert (counts["codes"], counts["outbox"]) == (1, 3)


async def test_a_case_nobody_touched_for_a_month_is_closed_and_erased(house: House) -> None:
    waiting, case_id = await house.queued()
    house.clock.forward(days=31)
    await Retention(house.store, house.bot, Keep(conversations_days=30)).purge(house.clock())
    assert await house.talks.history(waiting) == ()
    assert case_id not in [case.id for case in await house.desk.queue()]
