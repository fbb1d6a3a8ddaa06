"""Back to knowledge: masked, decided by the editors, told to who agreed, never when watched."""

import pytest
import pytest_asyncio
from sqlalchemy import text

from mediation.gaps import Gaps, Report
from mediation.outcome import Speaker
from mediation.retention import Keep, Retention
from mediation.utterance import Channel
from tests.mediation.conftest import House


@pytest_asyncio.fixture
async def gaps(house: House) -> Gaps:
    return Gaps(house.store, house.protector, house.publisher, house.clock)


async def _said(house: House, key: str) -> list[str]:
    return [item.text for item in await house.talks.history(key)
            if item.speaker is Speaker.SYSTEM]


async def test_a_gap_is_masked_and_its_fate_comes_back(house: House, gaps: Gaps) -> None:
    editor = await house.accounts.add("lea@exemple.invalid", "trois mots au hasard", "editor")
    _, case_id = await house.held()
    gap_id = await gaps.report("m1", Report(
        "outdated", "aide-au-logement", question="je suis Zoé Imaginaire au 06 11 22 33 44",
        suggestion="Le délai a changé.", case_id=case_id))
    (gap,) = await gaps.listed(("new",))
    assert "Zoé" not in gap.question
    assert "06 11" not in gap.question
    assert (gap.state, gap.entry_id) == ("new", "aide-au-logement")
    assert await gaps.decide(gap_id, editor, "accepted", "Nous corrigeons.")
    (mine,) = await gaps.listed(author="m1")
    assert (mine.state, mine.answer, mine.decided_by) == (
        "accepted", "Nous corrigeons.", "lea@exemple.invalid")
    assert await gaps.listed(author="m2") == ()
    assert await gaps.counts() == {"accepted": 1}
    assert not await gaps.decide("inconnu", editor, "done", "")


@pytest.mark.parametrize(("state", "words"), [("done", "corrigé"), ("refused", "garde la fiche")])
async def test_the_resident_who_agreed_is_told_once(
        house: House, gaps: Gaps, state: str, words: str) -> None:
    key, case_id = await house.held(Channel.TELEGRAM)
    gap_id = await gaps.report("m1", Report("wrong", "aide-au-logement", case_id=case_id,
                                            wants_news=True))
    assert "Vous lirez ici" in (await _said(house, key))[-1]
    await gaps.decide(gap_id, "e1", "accepted", "")
    before = len(await _said(house, key))
    for _ in range(2):
        await gaps.decide(gap_id, "e1", state, "Merci.")
    said = await _said(house, key)
    assert len(said) == before + 1
    assert words in said[-1]
    assert house.publisher.woken[-1] == key
    pending = await house.outbox.pending(Channel.TELEGRAM)
    assert words in pending[-1].message.text


async def test_nobody_is_told_without_agreement(house: House, gaps: Gaps) -> None:
    key, case_id = await house.held()
    before = await _said(house, key)
    gap_id = await gaps.report("m1", Report("wrong", case_id=case_id))
    await gaps.decide(gap_id, "e1", "done", "")
    assert await _said(house, key) == before


async def test_a_watched_conversation_is_never_written_to(house: House, gaps: Gaps) -> None:
    key, case_id = await house.held()
    async with house.store.writing() as db:
        await db.execute(text("update turns set urgent_kind = 'violence_partner' "
                              "where conversation_id = :key"), {"key": key})
    assert not await gaps.may_tell(key)
    before = await _said(house, key)
    gap_id = await gaps.report("m1", Report("wrong", case_id=case_id, wants_news=True))
    await gaps.decide(gap_id, "e1", "done", "")
    assert await _said(house, key) == before
    (gap,) = await gaps.listed()
    assert not gap.tells_resident


async def test_a_danger_told_after_the_agreement_stops_the_news(
        house: House, gaps: Gaps) -> None:
    key, case_id = await house.held()
    gap_id = await gaps.report("m1", Report("wrong", case_id=case_id, wants_news=True))
    async with house.store.writing() as db:
        await db.execute(text("update turns set urgent_kind = 'violence_partner' "
                              "where conversation_id = :key"), {"key": key})
    before = await _said(house, key)
    await gaps.decide(gap_id, "e1", "done", "")
    assert await _said(house, key) == before


async def test_erasing_takes_the_question_and_the_link(house: House, gaps: Gaps) -> None:
    key, case_id = await house.held()
    gap_id = await gaps.report("m1", Report("missing", question="le zorglub municipal",
                                            suggestion="Une fiche à écrire.", case_id=case_id,
                                            wants_news=True))
    await house.talks.erase(key)
    async with house.store.reading() as db:
        stored = str((await db.execute(text("select * from knowledge_gaps"))).all())
    assert "zorglub" not in stored
    assert key not in stored
    assert "Une fiche à écrire." in stored
    assert await gaps.decide(gap_id, "e1", "done", "")


async def test_a_gap_of_the_counter_has_no_conversation(house: House, gaps: Gaps) -> None:
    await gaps.report("m1", Report("number", partner_id="lieu-fictif", question="06 11 22 33 44"))
    (gap,) = await gaps.listed()
    assert (gap.question, gap.partner_id) == ("[masqué]", "lieu-fictif")
    with pytest.raises(ValueError, match="nature inconnue"):
        await gaps.report("m1", Report("autre"))
    with pytest.raises(ValueError, match="suite inconnue"):
        await gaps.decide(gap.id, "e1", "autre", "")


async def test_questions_go_after_a_month_and_gaps_after_a_year(
        house: House, gaps: Gaps) -> None:
    await gaps.report("m1", Report("missing", question="le zorglub", suggestion="À écrire."))
    retention = Retention(house.store, house.bot, Keep())
    house.clock.forward(days=29)
    await retention.purge(house.clock())
    assert (await gaps.listed())[0].question
    house.clock.forward(days=2)
    await retention.purge(house.clock())
    (gap,) = await gaps.listed()
    assert (gap.question, gap.suggestion) == ("", "À écrire.")
    house.clock.forward(days=335)
    assert (await retention.purge(house.clock()))["gaps"] == 1
