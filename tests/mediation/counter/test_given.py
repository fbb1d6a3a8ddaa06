"""A sheet given by code: opened without an account, for 72 hours, erased with its conversation."""

from datetime import date

import pytest

from mediation.counter.given import SHEET_CODE_LASTS
from mediation.counter.letters import KINDS, labels, letter
from mediation.counter.sheet import Need, Printed, Sheet
from mediation.retention import Keep, Retention
from tests.counter_room import CounterHouse
from tests.mediation.conftest import House

PAPER = Printed(sheet=Sheet(), made_on=date(2026, 11, 23), place_name=None,
                desk_name="l'accueil d'essai")
NEED = Need(entry_id="aide-fictive", title="Demander l'aide fictive : la suite",
            domain="benefits", lead="CAF")


async def test_a_code_opens_the_sheet_until_its_end(house: House, room: CounterHouse) -> None:
    given = room.desk.given
    code = await given.give(PAPER, "m1", "visit")
    assert len(code) == 8
    assert await given.open(f"{code[:4]} {code[4:]}") == PAPER
    assert await given.open(code) == PAPER
    house.clock.now += SHEET_CODE_LASTS
    assert await given.open(code) is None
    assert (await Retention(house.store, house.bot, Keep()).purge(house.clock()))[
        "given_sheets"] == 1


@pytest.mark.parametrize("typed", ["", "1234", "abcdefgh", "１２３４５６７８", "9" * 60])
async def test_what_is_not_a_code_opens_nothing(room: CounterHouse, typed: str) -> None:
    await room.desk.given.give(PAPER, "m1", "visit")
    assert await room.desk.given.open(typed) is None


async def test_a_sheet_sent_to_a_conversation_is_erased_with_it(house: House, room: CounterHouse
                                                                ) -> None:
    key = await house.opened()
    code = await room.desk.given.give(PAPER, "m1", "visit", key)
    kept = await room.desk.given.give(PAPER, "m1", "visit")
    await house.talks.erase(key)
    assert await room.desk.given.open(code) is None
    assert await room.desk.given.open(kept) == PAPER


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_says_to_whom_about_what_and_fills_in_nothing_personal(kind: str) -> None:
    made = letter(kind, NEED)
    assert made.whole.startswith("À : CAF\nObjet : ")
    assert "l'aide fictive" in made.whole
    assert "[votre nom et votre prénom]" in made.whole
    assert labels()[kind]
    assert "{" not in made.whole


def test_a_contestation_comes_with_its_delays_beside_it() -> None:
    delays = ("Délai de réponse : un mois", "Pour contester : TRIBUNAL — dans les 2 mois")
    assert letter("contest", NEED, delays).hints == delays[1:]
    assert letter("reminder", NEED, delays).hints == ()


def test_without_a_known_office_the_letter_leaves_it_to_write() -> None:
    made = letter("information", NEED.model_copy(update={"lead": None}))
    assert made.to == "[le service qui suit votre demande]"
