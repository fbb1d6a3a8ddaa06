"""Another language: one frame, easy French, and no unreviewed word in a danger."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.languages import Languages, languages
from knowledge.vocabulary import Facet
from mediation.answer import Answer, Message, TurnReply
from mediation.framing import Framing, easier
from mediation.outcome import Outcome, Speaker
from mediation.said import Offer
from mediation.sentences import load_sentences
from mediation.store import conversations
from mediation.turn import Bubble, Draft
from tests.mediation.conftest import House
from tests.mediation.fakes import housing

DANGER = "we sleep outside, dehors ce soir"
HEARD = {"my rent is too high": "en", DANGER: "en", "kiram çok yüksek": "tr",
         "إيجاري مرتفع": "ar", "mon loyer est trop cher": "fr", "dehors": None}


def framing(known: Languages | None = None) -> Framing:
    return Framing(known or languages(), lambda text: HEARD.get(text), load_sentences())


@pytest.fixture
def abroad(house: House) -> House:
    """A house that hears languages."""
    house.talks._means = replace(house.talks._means, framing=framing())
    for text in HEARD:
        house.bot.table[text] = housing()
    return house


def frames(reply: TurnReply) -> list[Message]:
    return [each for each in reply.messages if each.speaker is Speaker.SYSTEM]


async def test_the_frame_comes_first_and_once(abroad: House) -> None:
    key = await abroad.opened()
    first = await abroad.write(key, "my rent is too high")
    assert first.messages[0].lang == "en"
    assert first.messages[0].text.startswith("Hello. I am a program")
    assert "pas encore été relu" in first.messages[1].text
    assert first.messages[1].lang is None
    assert first.outcome is Outcome.ANSWERED
    assert frames(await abroad.write(key, "my rent is too high")) == []


async def test_buttons_keep_their_french_label_and_tell_their_meaning(abroad: House) -> None:
    reply = await abroad.write(await abroad.opened(), "إيجاري مرتفع")
    known = {each.label: (each.gloss, each.lang) for said in reply.messages
             for each in said.buttons}
    assert known["Parler à une personne"] == ("التحدث مع شخص", "ar")
    assert known["Continuer en français"] == ("المتابعة بالفرنسية", "ar")


async def test_the_language_is_remembered_for_short_words_and_for_buttons(abroad: House) -> None:
    key = await abroad.opened()
    await abroad.write(key, "my rent is too high")
    offered = await abroad.press(key, "handoff:offer")
    assert offered.case is not None
    assert "Langue : anglais" in [line.text for line in offered.case.brief]
    assert "Yes, pass it on" in [each.gloss for said in offered.messages for each in said.buttons]


async def test_french_can_be_chosen_and_stays(abroad: House) -> None:
    key = await abroad.opened()
    first = await abroad.write(key, "my rent is too high")
    choice = next(each.choice for each in first.messages[1].buttons)
    assert "en français" in (await abroad.press(key, choice)).messages[0].text
    after = await abroad.write(key, "إيجاري مرتفع")
    assert frames(after) == []
    assert all(each.gloss is None for said in after.messages for each in said.buttons)


async def test_a_french_sentence_is_answered_without_glosses(abroad: House) -> None:
    key = await abroad.opened()
    await abroad.write(key, "my rent is too high")
    reply = await abroad.write(key, "mon loyer est trop cher")
    assert all(each.gloss is None for said in reply.messages for each in said.buttons)


async def test_a_language_without_frame_gets_a_french_sentence(abroad: House) -> None:
    reply = await abroad.write(await abroad.opened(), "kiram çok yüksek")
    assert "(turc)" in reply.messages[0].text
    assert reply.messages[0].lang is None


async def test_a_danger_in_a_language_nobody_reviewed_says_no_foreign_word(abroad: House) -> None:
    key = await abroad.opened()
    reply = await abroad.write(key, DANGER)
    assert [each.lang for each in reply.messages] == [None] * len(reply.messages)
    assert all(each.gloss is None for said in reply.messages for each in said.buttons)
    assert frames(await abroad.write(key, "my rent is too high"))[0].lang == "en"


async def test_a_danger_in_a_reviewed_language_is_also_said_in_it_after_the_numbers(
        abroad: House) -> None:
    known = languages()
    english = known.languages["en"].model_copy(update={
        "reviewed_by": "Zélie Imaginaire", "reviewed_on": date(2026, 11, 20)})
    reviewed = known.model_copy(update={"languages": {**known.languages, "en": english}})
    abroad.talks._means = replace(abroad.talks._means, framing=framing(reviewed))
    reply = await abroad.write(await abroad.opened(), DANGER)
    assert [each.lang for each in reply.messages[:2]] == [None, "en"]
    assert english.status == "relu par Zélie Imaginaire le 20/11/2026"


async def test_the_language_goes_with_the_conversation(abroad: House) -> None:
    key = await abroad.opened()
    await abroad.write(key, "my rent is too high")
    async with abroad.store.reading() as db:
        assert (await conversations.load(db, key)).language == "en"
    await abroad.talks.erase(key)
    raw = Path(abroad.url.removeprefix("sqlite+aiosqlite:///")).read_bytes()
    assert b"Hello. I am a program" not in raw


def test_a_whole_answer_becomes_easy_and_a_detail_stays_as_asked() -> None:
    answer = Answer(entry_id="aide", title="Aide", domain="housing", text="Longue phrase.",
                    easy="Court.")
    offers = (Offer("Dire plus simplement", "easy:aide"), Offer("Quels papiers ?", "facet:d:aide"))
    draft = Draft(Outcome.ANSWERED, (Bubble("Longue phrase.", offers=offers),), answer)
    made = easier(draft)
    assert made.bubbles == (Bubble("Court.", offers=offers[1:]),)
    assert made.answer is not None
    assert made.answer.text == "Court."
    asked = Draft(Outcome.ANSWERED, draft.bubbles, answer.model_copy(
        update={"facet": Facet.DOCUMENTS}))
    assert easier(asked) == asked


def test_every_frame_says_it_is_a_program_and_explains_the_same_buttons() -> None:
    known = languages()
    assert set(known.languages) == {"en", "ar", "es", "pt"}
    labels = {code: set(each.labels) for code, each in known.languages.items()}
    assert all(each == labels["en"] for each in labels.values())
    assert all("« Parler à une personne »" in each.frame for each in known.languages.values())
    assert [each.status for each in known.languages.values()] == ["non relu"] * 4


def test_every_explained_button_is_a_button_of_the_service() -> None:
    root = Path(__file__).resolve().parents[2]
    sources = [*(root / "mediation").glob("*.yml"), root / "knowledge/vocabulary.py",
               root / "mediation/saying/offers.py"]
    said = "\n".join(each.read_text(encoding="utf-8") for each in sources)
    assert [label for label in languages().languages["en"].labels if f'"{label}"' not in said] == []


def test_the_documentation_says_the_state_of_each_language() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "languages.md"
    rows = page.read_text(encoding="utf-8").splitlines()
    for language in languages().languages.values():
        row = next(each for each in rows if each.startswith(f"| {language.name} |"))
        assert f"| {len(language.labels)} |" in row
        assert language.status in row
