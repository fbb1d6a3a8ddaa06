"""Who is there: hours with French holidays, mediators seen lately."""

from datetime import UTC, datetime

from tests.mediation.conftest import House


def _utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


async def test_the_desk_is_closed_on_a_public_holiday(house: House) -> None:
    assert house.presence.is_open(_utc(11, 10, 9))
    assert not house.presence.is_open(_utc(11, 11, 9))
    assert house.presence.next_opening_text(_utc(11, 10, 17)) == "jeudi 12 novembre à 9 h"


async def test_the_desk_says_when_it_opens(house: House) -> None:
    assert house.presence.next_opening_text(_utc(11, 24, 11, 30)) == "aujourd'hui à 14 h"
    assert house.presence.next_opening_text(_utc(11, 24, 9)) is None


async def test_only_mediators_available_and_seen_lately_are_present(house: House) -> None:
    mediator = await house.accounts.add("a@exemple.invalid", "un mot de passe long", "mediator")
    editor = await house.accounts.add("b@exemple.invalid", "un mot de passe long", "editor")
    await house.presence.set_available(editor, True)
    await house.presence.seen(mediator)
    assert (await house.presence.look()).present == 0
    await house.presence.set_available(mediator, True)
    assert await house.presence.is_available(mediator)
    assert (await house.presence.look()).present == 1
    house.clock.forward(seconds=50)
    await house.presence.seen(mediator)
    house.clock.forward(seconds=50)
    assert (await house.presence.look()).present == 1
    house.clock.forward(seconds=20)
    assert (await house.presence.look()).present == 0
