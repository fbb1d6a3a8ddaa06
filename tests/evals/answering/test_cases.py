"""Cases that outsiders bring: their shapes, their labels, what is left aside and counted."""

import json
from pathlib import Path
from typing import Any

import pytest

from evals.answering.cases import CaseSet, read_cases
from evals.answering.labels import Labels, load_labels

LABELS = Labels({"assurance": ("cpam", "msa"), "caf": ("caf", "msa")},
                {"pension": ("retirement",)}, frozenset({"caf", "msa", "cpam"}))
ENTRIES = ("aide-fictive", "autre-aide")


def read(tmp_path: Path, *rows: dict[str, Any]) -> CaseSet:
    """Write rows and read them."""
    path = tmp_path / "jeu.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return read_cases(path, ENTRIES, LABELS)


def test_only_a_text_is_needed(tmp_path: Path) -> None:
    found = read(tmp_path, {"text": "une question"}).cases[0]
    assert (found.id, found.kind, found.is_labelled) == ("1", "in_scope", False)
    with pytest.raises(ValueError, match="question 1 : il manque le texte"):
        read(tmp_path, {"id": "a"})


def test_a_null_entry_must_not_be_answered_and_an_absent_one_says_nothing(tmp_path: Path) -> None:
    null, silent, aside = read(
        tmp_path, {"text": "a", "entry": None}, {"text": "b", "who": ["caf"]},
        {"text": "c", "kind": "near_miss"}).cases
    assert (null.is_absent, null.kind) == (True, "absent")
    assert (silent.is_absent, silent.right) == (False, frozenset())
    assert aside.is_absent


def test_labels_map_by_the_table_and_the_others_are_counted(tmp_path: Path) -> None:
    found = read(tmp_path, {"text": "a", "who": ["caf"]}, {"text": "b", "who": ["assurance"]},
                 {"text": "c", "who": ["douane"], "domain": "loisirs"},
                 {"qid": "q", "query": "d", "families_primary": ["caf"], "domain5": ["pension"]},
                 {"text": "e", "entry": "fiche-inconnue"})
    assert [sorted(each.who) for each in found.cases] == [
        ["caf"], ["cpam", "msa"], [], ["caf", "msa"], []]
    assert found.cases[3].id == "q"
    assert found.cases[3].domains == {"retirement"}
    assert found.excluded == {"organisme sans clé chez nous": 1,
                              "thème sans équivalent chez nous": 1,
                              "fiche que la base n'a pas": 1}


def test_other_entries_may_be_right_too(tmp_path: Path) -> None:
    found = read(tmp_path, {"text": "a", "entry": "aide-fictive", "also": ["autre-aide", "x"]})
    assert found.cases[0].right == {"aide-fictive", "autre-aide"}


def test_two_questions_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="déjà pris"):
        read(tmp_path, {"id": "a", "text": "x"}, {"id": "a", "text": "y"})


def test_a_folder_is_read_whole(tmp_path: Path) -> None:
    for name in ("un", "deux"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"id": name, "text": "x"}))
    assert {each.id for each in read_cases(tmp_path, ENTRIES, LABELS).cases} == {"un", "deux"}


def test_the_committed_table_only_names_keys_we_have() -> None:
    labels = load_labels()
    named = {key for keys in labels.organisations.values() for key in keys}
    assert named <= labels.our_organisations
    assert labels.themes(["other"]) >= {"health", "papers"}
