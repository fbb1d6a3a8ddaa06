"""What a resident strikes from the brief reaches no mediator, under no other form."""

from bot.decision import PlaceRef
from tests.mediation.conftest import House
from tests.mediation.fakes import housing


async def _offered(house: House, *needs: str) -> str:
    key = await house.opened()
    for need in needs:
        house.bot.table[need] = housing(place=PlaceRef(insee="48999", name="Valombre"))
        await house.write(key, need)
        house.clock.forward(seconds=5)
    await house.press(key, "handoff:offer")
    return key


async def test_a_struck_place_is_not_shown_beside_the_brief(house: House) -> None:
    key = await _offered(house, "loyer à Valombre")
    await house.press(key, "handoff:accept", "place")
    (case,) = await house.desk.queue()
    assert (case.place_name, case.domain) == (None, "housing")


async def test_without_any_answer_line_the_subject_is_not_shown(house: House) -> None:
    key = await _offered(house, "loyer à Valombre")
    await house.press(key, "handoff:accept", "answer-1", "need-1")
    (case,) = await house.desk.queue()
    assert (case.domain, case.place_name) == (None, "Valombre")


async def test_a_struck_reason_is_not_shown(house: House) -> None:
    key = await _offered(house, "loyer à Valombre")
    await house.press(key, "handoff:accept", "cause")
    assert (await house.desk.queue())[0].cause == ""


async def test_a_struck_urgency_keeps_its_turn_but_is_not_named(house: House) -> None:
    await house.queued()
    key = await house.opened()
    await house.write(key, "on dort dehors ce soir")
    await house.press(key, "handoff:offer")
    await house.press(key, "handoff:accept", "urgency")
    first = (await house.desk.queue())[0]
    assert (first.conversation_id, first.urgent_kind) == (key, None)


async def test_a_line_keeps_its_name_when_the_brief_moves_on(house: House) -> None:
    key = await _offered(house, "secret", "deux")
    for need in ("trois", "quatre"):
        house.clock.forward(seconds=5)
        house.bot.table[need] = housing()
        await house.write(key, need)
    await house.press(key, "handoff:offer")
    await house.press(key, "handoff:accept", "need-1", "answer-1")
    texts = [line.text for line in (await house.desk.queue())[0].brief]
    assert [text for text in texts if text.startswith("Demande")] == [
        "Demande : « deux »", "Demande : « trois »", "Demande : « quatre »"]
