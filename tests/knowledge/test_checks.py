"""Each planted fault is caught, with its file, field, value and advice."""

from datetime import date

import pytest

from knowledge.checks.entries import check_entry
from knowledge.checks.everything import check_folder
from knowledge.repository import load_repository
from tests.people import CASES, SOURCE, entry, registry

TODAY = date(2026, 11, 23)


def faults(one, known=frozenset({"aide-fictive"})):
    return [str(each) for each in check_entry(one, registry(), known, TODAY)]


def test_a_sound_entry_has_no_fault():
    assert faults(entry()) == []
    assert faults(entry(**CASES)) == []


@pytest.mark.parametrize(("changes", "field", "words"), [
    ({"who": [{"organisation": "inconnue", "role": "decides"}]}, "who.organisation", "inconnue"),
    ({"lead": "msa"}, "lead", "msa"),
    ({"must_know": [{"fact": "Un fait.", "says": ["jamais dit"], "source": "texte"}]},
     "must_know.says", "jamais dit"),
    ({"must_know": [{"fact": "Un fait.", "says": ["gratuit"], "source": "autre"}]},
     "must_know.source", "autre"),
    ({"delay": "Demandez à Pôle emploi."}, "delay", "France Travail"),
    ({"cost": "Gratuit, en maison de services au public."}, "cost", "France Services"),
    ({"cost": "Appelez le 01 23 45 67 89."}, "cost", "01 23 45 67 89"),
    ({"delay": "Il est trop tard."}, "delay", "trop tard"),
    ({"not_for": [{"what": "Autre chose", "entry": "absente"}]}, "not_for.entry", "absente"),
    ({"sources": [SOURCE | {"text_dated_on": "2026-11-30"}]}, "sources.text_dated_on",
     "2026-11-30"),
    ({"sources": [SOURCE | {"checked_on": "2027-01-01"}]}, "sources.checked_on", "2027-01-01"),
    ({"asked_as": ["même phrase"] * 10}, "asked_as", "doublon"),
    ({"body": "mot " * 40}, "body", "phrase trop longue"),
])
def test_a_planted_fault_is_caught(changes, field, words):
    found = faults(entry(**changes))
    assert any(f"· {field} ·" in each and words in each for each in found), found


def test_a_former_name_in_a_formerly_note_is_allowed():
    assert faults(entry(delay="France Travail (anciennement Pôle emploi) répond en un mois.")) == []


def test_a_role_for_an_unknown_case_is_caught():
    who = [*CASES["who"], {"organisation": "mairie", "role": "helps", "when": "Autre cas"}]
    assert any("who.when" in each for each in faults(entry(**(CASES | {"who": who}))))


def test_an_unreadable_file_is_named_and_the_others_still_load(tmp_path):
    folder = tmp_path / "procedures"
    folder.mkdir()
    (tmp_path / "organisations.yml").write_text("caf: {name: Caf, short_name: Caf, "
                                                "name_in_text: la Caf, does: Paie des aides.}")
    (folder / "cassee.md").write_text("---\ntitle: [\n---\ncorps")
    (folder / "vide.md").write_text("---\ntitle: Sans rien\n---\ncorps")
    repository = load_repository(tmp_path)
    assert repository.entries() == ()
    assert {fault.file for fault in repository.faults} == {"cassee.md", "vide.md"}


def test_a_wording_shared_by_two_entries_is_caught(tmp_path, monkeypatch):
    from knowledge.checks import everything
    one, two = entry(), entry(id="autre-aide")
    shared = list(everything._shared_wordings(
        type("R", (), {"entries": lambda self: (one, two)})()))
    assert len(shared) == 10
    assert "aide-fictive" in shared[0].advice


def test_the_real_base_has_no_fault():
    from app.settings import Settings
    repository, found = check_folder(Settings().knowledge_dir, None, date.today())
    assert [str(each) for each in found] == []
    assert len(repository.entries()) >= 48
