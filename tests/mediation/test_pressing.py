"""What hurries a case: pressing letters, being sent around; what is counted, what is not said."""

from datetime import UTC, datetime

import pytest

from bot.decision import Kind
from mediation.answer import TurnReply
from mediation.store import rounds
from mediation.store.rounds import Pair
from mediation.unsaid import without_status
from tests.mediation.conftest import House
from tests.mediation.fakes import decided, housing


async def queued(house: House, *texts: str) -> tuple[int, str]:
    """Say these things, hand over; return the case's priority and cause."""
    key = await house.opened()
    for text in texts:
        house.bot.table.setdefault(text, housing())
        await house.write(key, text)
    await house.press(key, "handoff:offer")
    await house.press(key, "handoff:accept")
    case = next(each for each in await house.desk.queue() if each.conversation_id == key)
    return case.priority, case.cause


@pytest.mark.parametrize("text", [
    "j'ai une mise en demeure", "j'ai un trop-perçu", "je suis convoqué au tribunal",
    "on va me couper l'électricité", "un huissier est passé", "mon recours est-il parti ?"])
async def test_a_pressing_letter_raises_the_case(house: House, text: str) -> None:
    assert await queued(house, text) == (1, "asked")


async def test_an_ordinary_question_does_not(house: House) -> None:
    assert await queued(house, "mon loyer") == (0, "asked")


async def test_a_danger_stays_above_a_letter(house: House) -> None:
    priority, _ = await queued(house, "je suis dehors ce soir", "un huissier est passé")
    assert priority == 2


async def say_around(house: House) -> TurnReply:
    house.bot.table["en rond"] = decided(Kind.BACK_AND_FORTH, offices=("msa", "caf"))
    key = await house.opened()
    return await house.write(key, "en rond")


async def test_pairs_are_counted_without_words_or_person(house: House) -> None:
    await say_around(house)
    await say_around(house)
    async with house.store.writing() as db:
        rounds.add(db, ("cpam",), datetime(2026, 10, 5, tzinfo=UTC))
        rounds.add(db, (), datetime(2026, 10, 5, tzinfo=UTC))
    async with house.store.reading() as db:
        assert await rounds.pairs(db) == [Pair("caf", "msa", 2), Pair("cpam", "", 1)]
        assert await rounds.pairs(db, since_month="2026-11") == [Pair("caf", "msa", 2)]


async def test_being_sent_around_is_the_cause_and_comes_first(house: House) -> None:
    house.bot.table["en rond"] = decided(Kind.BACK_AND_FORTH, offices=("msa", "caf"))
    assert await queued(house, "en rond") == (1, "sent_around")


@pytest.mark.parametrize(("text", "left"), [
    ("je suis malien et je veux un logement", "je suis […] et je veux un logement"),
    ("ma femme est algérienne", "ma femme est […]"),
    ("je suis sans-papiers", "je suis […]"),
    ("de nationalité turque", "[…]"),
    ("demandeuse d'asile, je cherche un toit", "[…], je cherche un toit"),
    ("je suis agriculteur", "je suis agriculteur"),
])
def test_nationality_and_status_are_not_passed_on(text: str, left: str) -> None:
    assert without_status(text) == left


async def test_they_are_not_in_the_brief(house: House) -> None:
    key = await house.opened()
    house.bot.table["je suis malien, mon loyer"] = housing()
    await house.write(key, "je suis malien, mon loyer")
    reply = await house.press(key, "handoff:offer")
    assert reply.case is not None
    assert "malien" not in " ".join(line.text for line in reply.case.brief)
