"""Referrals: only with an agreement, followed by who made them, ended on their day."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from mediation.follow_up.agreement import AgreedBy, Agreement, How, Mandate, NotAgreed, Subject
from mediation.follow_up.referrals import NewReferral
from mediation.follow_up.room import FollowUp
from mediation.follow_up.states import Reason, ReferralState, Refusal
from mediation.follow_up.target import UnknownTarget
from mediation.ports import NotYours
from mediation.retention import Keep, Retention
from tests.follow_up_room import YES
from tests.mediation.conftest import House

NEW = NewReferral(YES, Reason.HOUSING, partner_id="caf-fictive", label="Z. F.",
                  note="Préfère le matin")


async def rows(house: House, table: str = "referrals") -> int:
    async with house.store.reading() as db:
        return int((await db.execute(text(f"select count(*) from {table}"))).scalar_one())


def yes(subject: Subject, by: AgreedBy = AgreedBy.PERSON, mandate: Mandate | None = None,
        is_given: bool = True) -> Agreement:
    return Agreement(subject, by, How.SPOKEN, mandate, is_given)


@pytest.mark.parametrize(("agreement", "why"), [
    (yes(Subject.CHILD), "child"),
    (yes(Subject.CHILD, AgreedBy.MANDATE, Mandate.PARENT), "child"),
    (yes(Subject.ADULT, is_given=False), "no_agreement"),
    (yes(Subject.SELF, is_given=False), "no_agreement"),
    (yes(Subject.ADULT, AgreedBy.MANDATE), "no_mandate"),
    (yes(Subject.ADULT, AgreedBy.MANDATE, Mandate.PARENT), "no_mandate"),
    (yes(Subject.SELF, AgreedBy.MANDATE, Mandate.WRITTEN), "no_mandate"),
])
async def test_nobody_is_referred_without_an_agreement_or_a_mandate(
        house: House, follow_up: FollowUp, agreement: Agreement, why: str) -> None:
    with pytest.raises(NotAgreed) as refused:
        await follow_up.referrals.propose(replace(NEW, agreement=agreement), "m1")
    assert refused.value.why == why
    assert await rows(house) == 0


@pytest.mark.parametrize("agreement", [
    yes(Subject.ADULT), yes(Subject.ADULT, AgreedBy.MANDATE, Mandate.GUARDIANSHIP),
    yes(Subject.YOUNG, AgreedBy.MANDATE, Mandate.PARENT)])
async def test_another_adult_is_referred_with_their_yes_or_a_mandate(
        follow_up: FollowUp, agreement: Agreement) -> None:
    key = await follow_up.referrals.propose(replace(NEW, agreement=agreement), "m1")
    found = await follow_up.referrals.find(key, "m1")
    assert found is not None
    assert found.agreed[:2] == (agreement.subject.value, agreement.by.value)


async def test_a_referral_goes_from_proposed_to_done(follow_up: FollowUp) -> None:
    key = await follow_up.referrals.propose(NEW, "m1")
    for state in (ReferralState.SENT, ReferralState.ACCEPTED, ReferralState.DONE):
        assert await follow_up.referrals.move(key, "m1", state)
        found = await follow_up.referrals.find(key, "m1")
        assert found is not None
        assert found.state is state
    assert found.due_at is None
    assert not await follow_up.referrals.move(key, "m1", ReferralState.SENT)


async def test_a_button_pressed_twice_changes_nothing_more(follow_up: FollowUp) -> None:
    key = await follow_up.referrals.propose(NEW, "m1")
    assert await follow_up.referrals.move(key, "m1", ReferralState.SENT)
    assert not await follow_up.referrals.move(key, "m1", ReferralState.SENT)


async def test_a_refusal_keeps_its_reason(follow_up: FollowUp) -> None:
    key = await follow_up.referrals.propose(NEW, "m1")
    await follow_up.referrals.move(key, "m1", ReferralState.SENT)
    await follow_up.referrals.move(key, "m1", ReferralState.REFUSED, Refusal.FULL)
    found = await follow_up.referrals.find(key, "m1")
    assert found is not None
    assert (found.state, found.refusal) == (ReferralState.REFUSED, Refusal.FULL)


async def test_what_is_due_comes_first_and_may_wait_a_week(
        house: House, follow_up: FollowUp) -> None:
    late = await follow_up.referrals.propose(NEW, "m1")
    house.clock.forward(days=2)
    await follow_up.referrals.propose(NEW, "m1")
    house.clock.forward(days=1)
    first, second = await follow_up.referrals.listed("m1")
    assert (first.id, first.is_due, second.is_due) == (late, True, False)
    await follow_up.referrals.snooze(late, "m1")
    assert not any(each.is_due for each in await follow_up.referrals.listed("m1"))


async def test_a_colleague_reads_no_word_and_changes_nothing(follow_up: FollowUp) -> None:
    key = await follow_up.referrals.propose(NEW, "m1")
    seen = (await follow_up.referrals.listed("m2"))[0]
    assert (seen.label, seen.note, seen.is_mine) == ("", "", False)
    assert await follow_up.referrals.find(key, "m2") is None
    assert not await follow_up.referrals.move(key, "m2", ReferralState.SENT)
    assert not await follow_up.referrals.snooze(key, "m2")
    assert not await follow_up.referrals.erase(key, "m2")
    mine = await follow_up.referrals.find(key, "m1")
    assert mine is not None
    assert (mine.label, mine.note) == ("Z. F.", "Préfère le matin")


async def test_the_words_are_sealed_in_the_database(house: House, follow_up: FollowUp) -> None:
    await follow_up.referrals.propose(NEW, "m1")
    async with house.store.reading() as db:
        box = (await db.execute(text("select box from referrals"))).scalar_one()
        noted = (await db.execute(text("select detail from audit"))).scalars().all()
    assert b"Z. F." not in bytes(box)
    assert "Z. F." not in str(noted)


async def test_a_referral_needs_a_known_place(follow_up: FollowUp) -> None:
    with pytest.raises(UnknownTarget):
        await follow_up.referrals.propose(replace(NEW, partner_id="lieu-inconnu"), "m1")
    key = await follow_up.referrals.propose(replace(NEW, partner_id=None, organisation="msa"),
                                            "m1")
    found = await follow_up.referrals.find(key, "m1")
    assert found is not None
    assert found.target.name == "MSA"


async def test_only_who_holds_the_case_ties_a_referral_to_it(
        house: House, follow_up: FollowUp) -> None:
    _, case_id = await house.held()
    with pytest.raises(NotYours):
        await follow_up.referrals.propose(replace(NEW, case_id=case_id), "m2")
    await follow_up.referrals.propose(replace(NEW, case_id=case_id), "m1")
    assert len(await follow_up.referrals.of_case(case_id, "m1")) == 1
    assert await follow_up.referrals.of_case(case_id, "m2") == ()


async def test_a_child_who_writes_is_never_referred(house: House, follow_up: FollowUp) -> None:
    key, case_id = await house.held()
    await house.write(key, "j'ai 12 ans et j'ai peur")
    with pytest.raises(NotAgreed) as refused:
        await follow_up.referrals.propose(replace(NEW, case_id=case_id), "m1")
    assert refused.value.why == "child"


async def test_sixty_days_without_a_change_end_it_and_ninety_more_erase_it(
        house: House, follow_up: FollowUp) -> None:
    key = await follow_up.referrals.propose(NEW, "m1")
    house.clock.forward(days=59)
    assert await follow_up.round(house.clock()) == 0
    house.clock.forward(days=1)
    assert await follow_up.round(house.clock()) == 1
    found = await follow_up.referrals.find(key, "m1")
    assert found is not None
    assert found.state is ReferralState.EXPIRED
    house.clock.forward(days=89)
    purge = Retention(house.store, house.bot, Keep()).purge
    await purge(house.clock())
    assert await rows(house) == 1
    house.clock.forward(days=1)
    assert (await purge(house.clock()))["follow_up"] == 1
    assert await rows(house) == 0


async def test_erasing_the_conversation_erases_its_follow_up(
        house: House, follow_up: FollowUp) -> None:
    key, case_id = await house.held()
    await follow_up.referrals.propose(replace(NEW, case_id=case_id), "m1")
    await follow_up.referrals.propose(NEW, "m1")
    await house.talks.erase(key)
    assert await rows(house) == 1


async def test_a_conversation_purged_by_age_leaves_what_was_agreed_to(
        house: House, follow_up: FollowUp) -> None:
    _, case_id = await house.held()
    key = await follow_up.referrals.propose(replace(NEW, case_id=case_id), "m1")
    house.clock.forward(days=31)
    await Retention(house.store, house.bot, Keep()).purge(house.clock())
    found = await follow_up.referrals.find(key, "m1")
    assert found is not None
    assert found.case_id is None
