"""The logbook: theirs by code, read by who they agree to, noted each time, gone on its day."""

import pytest
from sqlalchemy import text

from mediation.follow_up.agreement import AgreedBy, Agreement, How, NotAgreed, Subject
from mediation.follow_up.logbooks import Logbooks, NewLogbook
from mediation.follow_up.own_logbook import OwnLogbooks
from mediation.follow_up.room import FollowUp
from mediation.follow_up.states import StepState
from mediation.retention import Keep, Retention
from tests.follow_up_room import YES
from tests.mediation.conftest import House

NEW = NewLogbook(YES, "Trouver un toit", ("Appeler la mairie fictive", "Remplir la demande"))
PASSWORD = "un mot de passe fictif"


@pytest.fixture
def books(follow_up: FollowUp) -> Logbooks:
    assert follow_up.logbooks is not None
    return follow_up.logbooks


@pytest.fixture
def own(follow_up: FollowUp) -> OwnLogbooks:
    assert follow_up.own is not None
    return follow_up.own


async def test_a_resident_opens_their_logbook_by_code_and_ticks_a_step(
        books: Logbooks, own: OwnLogbooks) -> None:
    _, code = await books.open(NEW, "m1")
    held = await own.open(f"{code[:4]} {code[4:8]}-{code[8:]}")
    assert held is not None
    book = await own.read(held)
    assert book is not None
    assert [each.text for each in book.steps] == list(NEW.steps)
    assert await own.change_step(held, book.steps[0].id, StepState.DONE)
    again = await own.read(held)
    assert again is not None
    assert again.steps[0].state is StepState.DONE


async def test_the_code_is_nowhere_and_the_words_are_sealed(
        house: House, books: Logbooks) -> None:
    _, code = await books.open(NEW, "m1")
    async with house.store.reading() as db:
        for table in ("logbooks", "logbook_steps", "audit"):
            kept = str((await db.execute(text(f"select * from {table}"))).all())
            assert code not in kept
            assert "mairie" not in kept
            assert "toit" not in kept


async def test_another_mediator_reads_nothing_before_the_person_agrees(
        books: Logbooks, own: OwnLogbooks) -> None:
    key, code = await books.open(NEW, "m1")
    assert await books.read(key, "m2") is None
    assert await books.listed("m2") == ()
    assert not await books.add_steps(key, "m2", ("intrus",))
    assert not await books.change_step(key, "m2", "x", StepState.DONE)
    assert not await books.renew(key, "m2", How.SPOKEN)
    assert await books.new_code(key, "m2") is None
    assert not await books.erase(key, "m2")
    assert await books.join(code, "m2") == key
    assert await books.read(key, "m2") is not None
    held = await own.open(code)
    assert held is not None
    assert await own.revoke(held, "m2")
    assert await books.read(key, "m2") is None


async def test_a_colleague_is_added_with_the_person_s_yes_only_by_who_may_read(
        house: House, books: Logbooks) -> None:
    first = await house.accounts.add("une@example.org", PASSWORD, "mediator")
    second = await house.accounts.add("deux@example.org", PASSWORD, "mediator")
    editor = await house.accounts.add("plume@example.org", PASSWORD, "editor")
    key, _ = await books.open(NEW, first)
    assert not await books.share(key, second, second, How.SPOKEN)
    assert not await books.share(key, first, editor, How.SPOKEN)
    assert await books.share(key, first, second, How.PHONE)
    assert await books.refer_to(key, first, second)
    book = await books.read(key, second)
    assert book is not None
    assert book.referent == "deux@example.org"
    await books.leave(key, second)
    assert await books.read(key, second) is None


async def test_each_access_is_noted_and_the_resident_reads_by_whom(
        house: House, books: Logbooks, own: OwnLogbooks) -> None:
    account = await house.accounts.add("une@example.org", PASSWORD, "mediator")
    key, code = await books.open(NEW, account)
    await books.read(key, account)
    held = await own.open(code)
    assert held is not None
    book = await own.read(held)
    assert book is not None
    assert [(email, action) for _, email, action in book.journal] == [
        ("", "logbook.read"), ("une@example.org", "logbook.read"),
        ("une@example.org", "logbook.opened")]


async def test_a_code_is_not_guessed(house: House, books: Logbooks, own: OwnLogbooks) -> None:
    _, code = await books.open(NEW, "m1")
    wrong = f"{(int(code) + 1) % 10 ** 12:012d}"
    for typed in (wrong, code[:-1], code + "1", "", "abc", "٣" * 12):
        assert await own.open(typed) is None
    for _ in range(5):
        assert await books.join(wrong, "m2") is None
    assert await books.join(code, "m2") is None
    house.clock.forward(minutes=16)
    assert await books.join(code, "m2") is not None


async def test_a_pass_lasts_half_an_hour_and_ends_with_its_code(
        house: House, books: Logbooks, own: OwnLogbooks) -> None:
    key, code = await books.open(NEW, "m1")
    held = await own.open(code)
    assert held is not None
    house.clock.forward(minutes=31)
    assert await own.read(held) is None
    held = await own.open(code)
    assert held is not None
    made = await own.new_code(held)
    assert made is not None
    assert await own.read(held) is None
    assert await own.open(code) is None
    assert await own.read(made[1]) is not None
    fresh = await books.new_code(key, "m1")
    assert fresh
    assert await own.read(made[1]) is None
    for forged in ("", "x", house.sealer.seal("[]").decode(), house.sealer.seal(key).decode()):
        assert await own.read(forged) is None
        assert not await own.erase(forged)


async def test_the_resident_erases_everything(
        house: House, books: Logbooks, own: OwnLogbooks) -> None:
    key, code = await books.open(NEW, "m1")
    held = await own.open(code)
    assert held is not None
    assert await own.erase(held)
    assert await books.read(key, "m1") is None
    async with house.store.reading() as db:
        for table in ("logbooks", "logbook_steps", "logbook_agreements"):
            assert (await db.execute(text(f"select count(*) from {table}"))).scalar_one() == 0


async def test_it_ends_after_six_months_unless_renewed(
        house: House, books: Logbooks, own: OwnLogbooks) -> None:
    ends, _ = await books.open(NEW, "m1")
    goes_on, code = await books.open(NEW, "m1")
    house.clock.forward(days=160)
    book = await books.read(ends, "m1")
    assert book is not None
    assert book.ends_soon
    held = await own.open(code)
    assert held is not None
    assert await own.renew(held)
    house.clock.forward(days=20)
    assert await books.read(ends, "m1") is None
    await Retention(house.store, house.bot, Keep()).purge(house.clock())
    async with house.store.reading() as db:
        assert (await db.execute(text("select id from logbooks"))).scalars().all() == [goes_on]


async def test_no_logbook_for_a_child_nor_without_a_yes(house: House, books: Logbooks) -> None:
    for agreement in (Agreement(Subject.CHILD, AgreedBy.PERSON, How.SPOKEN, is_given=True),
                      Agreement(Subject.ADULT, AgreedBy.PERSON, How.SPOKEN)):
        with pytest.raises(NotAgreed):
            await books.open(NewLogbook(agreement), "m1")
    key, case_id = await house.held()
    await house.write(key, "j'ai 12 ans")
    with pytest.raises(NotAgreed):
        await books.open(NewLogbook(YES, case_id=case_id), "m1")


async def test_erasing_the_conversation_erases_its_logbook(house: House, books: Logbooks) -> None:
    key, case_id = await house.held()
    made, _ = await books.open(NewLogbook(YES, steps=("une étape",), case_id=case_id), "m1")
    await house.talks.erase(key)
    assert await books.read(made, "m1") is None
