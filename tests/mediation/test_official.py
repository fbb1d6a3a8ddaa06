"""When our fiches do not answer, an official one does, labelled, if its corpus is fresh."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.decision import Kind
from knowledge.imports.shelf import Shelf
from mediation.official import OfficialDoor
from mediation.outcome import Outcome
from mediation.said import Said
from retrieval.official import OfficialHit
from retrieval.query import IndexMissing
from tests.knowledge.imports.corpus import TODAY, bring, corpus
from tests.mediation.conftest import House
from tests.mediation.fakes import decided
from tests.people import registry


class FakeSearch:
    """Finds what it was told to find."""

    def __init__(self, *keys: str) -> None:
        self.keys = keys
        self.asked: list[str] = []

    def search(self, text: str) -> tuple[OfficialHit, ...]:
        self.asked.append(text)
        if not self.keys:
            raise IndexMissing("aucun index")
        return tuple(OfficialHit(key, 0.9) for key in self.keys)


def door(tmp_path: Path, search: FakeSearch, today: date = TODAY) -> OfficialDoor:
    bring(corpus(tmp_path / "a.zip", "F1", "F2"), Shelf(tmp_path / "imports" / "service-public"))
    return OfficialDoor(tmp_path / "imports", search, registry, lambda: today, 200)


def test_the_card_says_what_it_is_and_where_to_go_in_which_case(tmp_path: Path) -> None:
    said = door(tmp_path, FakeSearch("F1", "F2")).answer("aide fictive")
    assert said is not None
    assert said.answer is not None
    card = said.answer
    label = "iche officielle service-public.fr, mise à jour le 2 novembre 2026"
    assert label in said.texts[0]
    assert card.source_line == f"F{label}."
    assert (card.entry_id, card.domain, card.confidence) == ("F1", "housing", None)
    assert card.text == "Cette aide n'existe pas."
    assert [(each.name, each.when) for each in card.who][0] == ("Mairie", None)
    assert ("MSA fictive", "Régime agricole ; Salarié") in [(w.name, w.when) for w in card.who]
    assert card.online is not None
    assert card.online.url.endswith("/F1")
    assert [each.url.rsplit("/", 1)[1] for each in card.finders] == ["F2"]
    assert card.sources[0].text_dated_on == date(2026, 11, 2)
    assert any("pas été relue ici" in each for each in card.warnings)


def test_an_old_corpus_is_never_shown_nor_searched(tmp_path: Path) -> None:
    search = FakeSearch("F1")
    assert door(tmp_path, search, TODAY + timedelta(days=400)).answer("aide fictive") is None
    assert search.asked == []


def test_a_failing_search_or_an_unknown_fiche_leaves_our_own_answer(tmp_path: Path) -> None:
    assert door(tmp_path, FakeSearch()).answer("aide fictive") is None
    assert door(tmp_path, FakeSearch("F9")).answer("aide fictive") is None


class FakeDoor:
    """Has one official answer for everything."""

    def answer(self, text: str) -> Said:
        return Said(Outcome.ANSWERED, (f"fiche officielle pour : {text}",))


@pytest.mark.parametrize("is_on", [True, False])
async def test_it_answers_only_when_nothing_of_ours_does(house: House, is_on: bool) -> None:
    house.bot.table["rien chez nous"] = decided(Kind.NO_SOURCE, versions={"index": "v1"})
    house.bot.table["index en panne"] = decided(Kind.NO_SOURCE)
    official = FakeDoor() if is_on else None
    house.talks._means = replace(house.talks._means, official=official)  # type: ignore[arg-type]
    key = await house.opened()
    reply = await house.write(key, "rien chez nous")
    expected = Outcome.ANSWERED if is_on else Outcome.UNANSWERABLE_NO_SOURCE
    assert reply.outcome is expected
    broken = await house.write(key, "index en panne")
    assert broken.outcome is Outcome.UNANSWERABLE_NO_SOURCE
    ours = await house.write(key, "mon loyer")
    assert "fiche officielle" not in ours.messages[0].text
