"""The questionnaire leads to entries and places, is read again when changed, and off by default."""

from pathlib import Path

import pytest

from mediation.follow_up.diagnosing import Diagnoses
from mediation.follow_up.room import FollowUp
from tests.follow_up_room import QUESTIONS, room
from tests.mediation.conftest import House


@pytest.fixture
def asked(follow_up: FollowUp) -> Diagnoses:
    assert follow_up.diagnoses is not None
    return follow_up.diagnoses


def test_both_are_off_until_the_operator_switches_them_on(house: House, tmp_path: Path) -> None:
    closed = room(house.store, house.sealer, house.clock, tmp_path, is_on=False)
    assert (closed.logbooks, closed.own, closed.diagnoses) == (None, None, None)


def test_answers_lead_to_entries_bodies_and_places(follow_up: FollowUp, asked: Diagnoses) -> None:
    place = follow_up.place_of("Bourgfictif")
    proposed = asked.propose({"perdu", "bloque"}, place)
    assert proposed.entries == (("aide-fictive", "Demander l'aide fictive"),)
    assert proposed.bodies == (("caf", "CAF"),)
    assert [each.id for each in proposed.places] == ["caf-fictive"]
    assert asked.propose({"bloque", "rien"}, None).entries == ()
    assert asked.propose({"n'importe quoi"}, place).entries == ()


def test_an_unreadable_questionnaire_is_said_so_and_read_again(
        follow_up: FollowUp, asked: Diagnoses) -> None:
    path = follow_up.base.folder / "diagnosis.yml"
    assert asked.questions() is not None
    path.write_text("themes: [", encoding="utf-8")
    assert asked.questions() is None
    assert asked.propose({"perdu"}, None).entries == ()
    path.write_text(QUESTIONS + "\n", encoding="utf-8")
    assert asked.questions() is not None


def test_the_child_protection_procedure_names_a_cell_only_when_it_was_read(
        follow_up: FollowUp) -> None:
    shown = follow_up.protection(follow_up.place_of("Bourgfictif"))
    assert shown.cell is None
    assert shown.departement == "Fictif"
    assert any("119" in step for step in shown.general.steps)
