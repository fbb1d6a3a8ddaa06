"""Every line of the brief: for whom, needs with their entries, situation, dates, not understood."""

from datetime import UTC, date, datetime

from bot.decision import Decision, Kind, LetterDate
from knowledge.delays import first_delay
from knowledge.entry import Entry, WhoDoes
from knowledge.vocabulary import Role
from mediation.answer import BriefLine
from mediation.brief import build_brief
from mediation.for_whom import ForWhom, for_whom_in
from mediation.outcome import CaseStatus, Outcome
from mediation.queueing.deadlines import deadline_of
from mediation.sentences import load_sentences
from mediation.store.turns import PastTurn
from mediation.talk import bare_talk
from mediation.utterance import Channel
from tests.mediation.callbacks.asking import choice_of, labels
from tests.mediation.conftest import House
from tests.mediation.fakes import entry_of

NOW = datetime(2026, 11, 24, 11, tzinfo=UTC)


def lines(*past: PastTurn, known: Entry | None = None) -> dict[str, BriefLine]:
    """Return the lines of a brief by their names."""
    brief = build_brief(bare_talk("c", Channel.WEB), past, "asked", load_sentences(),
                        lambda key: known or entry_of(key))
    return {line.line_id: line for line in brief}


def turn(text: str, outcome: Outcome = Outcome.ANSWERED, number: int = 1,
         **fields: object) -> PastTurn:
    """Return one earlier turn."""
    entries = ("aide-au-logement",)
    decision = Decision(kind=Kind.ANSWER, entry_ids=entries, **fields)  # type: ignore[arg-type]
    return PastTurn(number, text, outcome, entries, NOW, decision)


def appeal() -> Entry:
    """Return an invented entry with a delay to contest."""
    known = entry_of("aide-au-logement")
    assert known is not None
    within = WhoDoes(organisation="caf", role=Role.APPEALS, within="dans les 2 mois")
    return Entry.model_construct(**dict(known) | {"who": (within,), "cases": ()})


def test_an_answer_links_to_its_entry() -> None:
    found = lines(turn("mon loyer"))
    assert found["answer-1"].entry_id == "aide-au-logement"
    assert found["need-1"].entry_id is None


def test_what_was_not_understood_is_said_apart() -> None:
    found = lines(turn("blorp", Outcome.UNANSWERABLE_NOT_UNDERSTOOD),
                  turn("la lune", Outcome.UNANSWERABLE_NO_SOURCE, 2))
    assert "n'a pas compris" in found["answer-1"].text
    assert "n'a pas su répondre" in found["answer-2"].text
    assert found["answer-1"].entry_id is None


def test_the_deadline_of_a_letter_is_one_the_queue_reads() -> None:
    real_appeal = appeal()
    told = turn("la caf me demande de rembourser", letter_date=LetterDate(day=10, month=11))
    line = lines(told, known=real_appeal)["deadline"]
    delay = first_delay(real_appeal)
    assert delay is not None
    assert deadline_of((line,), NOW) == delay.after(date(2026, 11, 10))


def test_a_life_event_that_was_pressed_is_named() -> None:
    found = lines(turn("Je perds mon emploi", life_event="perte-emploi"))
    assert found["event"].text == "Situation de vie : Je perds mon emploi"


def test_for_whom_is_read_when_it_is_plain() -> None:
    assert for_whom_in(["mon loyer", "c'est pour ma mère"]) is ForWhom.RELATIVE
    assert for_whom_in(["je suis assistante sociale, pour un bénéficiaire du rsa"]
                       ) is ForWhom.ACCOMPANIED
    assert for_whom_in(["mon loyer", "ma mère est partie", "pour mon logement"]) is None
    assert "un proche" in lines(turn("c'est pour mon père"))["for_whom"].text


async def test_for_whom_is_asked_by_three_buttons_and_may_be_passed(house: House) -> None:
    key = await house.opened()
    await house.write(key, "mon loyer")
    reply = await house.press(key, "handoff:offer")
    assert labels(reply) == ["C'est pour moi", "C'est pour un proche",
                             "C'est pour une personne que j'accompagne",
                             "Oui, transmettre", "Non, merci"]
    assert (await house.press(key, "handoff:accept")).outcome is Outcome.HANDOFF_QUEUED


async def test_saying_for_whom_keeps_the_struck_lines_struck(house: House) -> None:
    key = await house.opened()
    await house.write(key, "mon loyer")
    reply = await house.press(key, "handoff:offer")
    again = await house.press(key, choice_of(reply, "C'est pour un proche"), "answer-1")
    assert again.case is not None
    assert again.case.status is CaseStatus.OFFERED
    names = [line.line_id for line in again.case.brief]
    assert "for_whom" in names
    assert "answer-1" not in names
    assert "C'est pour moi" not in labels(again)
    await house.press(key, "handoff:accept")
    (case,) = await house.desk.queue()
    assert [line.line_id for line in case.brief] == names


async def test_for_whom_may_be_struck_like_any_line(house: House) -> None:
    key = await house.opened()
    await house.write(key, "c'est pour ma mère")
    reply = await house.press(key, "handoff:offer")
    assert reply.case is not None
    assert "for_whom" in [line.line_id for line in reply.case.brief]
    await house.press(key, "handoff:accept", "for_whom")
    (case,) = await house.desk.queue()
    assert "for_whom" not in [line.line_id for line in case.brief]
