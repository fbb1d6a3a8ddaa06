"""Lessons: some wordings of each entry, the same each time, never one that Rasa would misread."""

from dataclasses import dataclass

import yaml

from bot.lessons import DRAWN, drawn, written
from knowledge.vocabulary import Domain


@dataclass(frozen=True)
class Said:
    """What is read of an entry."""

    id: str
    domain: Domain
    asked_as: tuple[str, ...]


MANY = Said("aide-fictive", Domain.BENEFITS, tuple(f"je veux l'aide {at}" for at in range(40)))
ODD = Said("logement-fictif", Domain.HOUSING, ("mon [logement](lieu) {fictif}", "un toit : qui ?"))


def test_each_entry_gives_a_few_wordings_and_the_same_each_time() -> None:
    assert drawn([MANY, ODD]) == drawn([ODD, MANY])
    assert len(set(drawn([MANY])["ask_benefits"])) == DRAWN


def test_signs_that_rasa_reads_as_marks_are_left_out() -> None:
    assert drawn([ODD]) == {"ask_housing": ["un toit : qui ?"]}


def test_the_file_is_read_back_as_written() -> None:
    read = yaml.safe_load(written(drawn([MANY, ODD])))
    assert [each["intent"] for each in read["nlu"]] == ["ask_benefits", "ask_housing"]
    assert read["nlu"][1]["examples"].splitlines() == ["- un toit : qui ?"]
