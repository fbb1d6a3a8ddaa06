"""The entry questionnaire: leads to what exists, never says a right; the cells that were read."""

from pathlib import Path

import pytest
import yaml

from knowledge.child_protection import child_protection
from knowledge.diagnosis import (
    FILE,
    Diagnosis,
    check_diagnosis,
    load_diagnosis,
    says_a_right,
)
from knowledge.repository import Repository, load_repository

FOLDER = Path(__file__).resolve().parents[2] / "knowledge"


@pytest.fixture(scope="module")
def repository() -> Repository:
    """Return the real base."""
    return load_repository(FOLDER)


@pytest.fixture(scope="module")
def diagnosis() -> Diagnosis:
    """Return the real questionnaire."""
    found = load_diagnosis(FOLDER)
    assert found is not None
    return found


def faults_of(folder: Path, repository: Repository, **changes: object) -> list[str]:
    """Return what is wrong once the first answer is changed."""
    raw = yaml.safe_load((FOLDER / FILE).read_text(encoding="utf-8"))
    raw["themes"][0]["questions"][0]["answers"][0].update(changes)
    (folder / FILE).write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
    return [str(each) for each in check_diagnosis(folder, repository)]


def test_the_questionnaire_has_no_fault_and_covers_the_five_domains(
        repository: Repository, diagnosis: Diagnosis) -> None:
    assert list(map(str, check_diagnosis(FOLDER, repository))) == []
    assert [each.id for each in diagnosis.themes] == [
        "travail", "logement", "mobilite", "numerique", "famille"]


def test_it_never_says_a_right_a_number_or_a_score(diagnosis: Diagnosis) -> None:
    said = yaml.safe_dump(diagnosis.model_dump(mode="json"), allow_unicode=True).lower()
    assert "vous avez droit" not in said
    for words in ("vous avez droit au RSA", "Avez-vous droit", "Éligible au chèque",
                  "un score de trois", "moins de 25 ans", "le montant de l'aide"):
        assert says_a_right(words), words
    for words in ("appelez le 115 avec elle", "Faire le point", "Un souci avec un employeur ?"):
        assert not says_a_right(words), words


@pytest.mark.parametrize(("changes", "told"), [
    ({"proposes": [{"entries": ["fiche-absente"]}]}, "fiche-absente"),
    ({"proposes": [{"thematics": ["theme-absent"]}]}, "theme-absent"),
    ({"proposes": [{"organisations": ["organisme_absent"]}]}, "organisme_absent"),
    ({"proposes": [{"entries": ["rsa"], "only_if": ["reponse-absente"]}]}, "reponse-absente"),
    ({"proposes": [{"only_if": ["enfants"]}]}, "fichier"),
    ({"id": "cherche-emploi"}, "cherche-emploi"),
    ({"says": "Elle a droit au RSA"}, "Elle a droit au RSA"),
    ({"note": "3"}, "fichier"),
])
def test_a_fault_names_what_is_wrong(tmp_path: Path, repository: Repository,
                                     changes: dict[str, object], told: str) -> None:
    found = faults_of(tmp_path, repository, **changes)
    assert told in " ".join(found)


def test_conditions_open_and_close_a_proposal(diagnosis: Diagnosis) -> None:
    def entries(*given: str) -> set[str]:
        return {key for each in diagnosis.proposals(set(given)) for key in each.entries}

    assert "licenciement-contester" not in entries("perte-emploi")
    assert "licenciement-contester" in entries("perte-emploi", "conflit-employeur")
    assert "rsa" in entries("sans-revenu")
    assert "rsa" not in entries("sans-revenu", "age-retraite")
    assert entries("travail-sans-souci", "sans-conflit") == set()


def test_a_folder_without_questionnaire_has_none(tmp_path: Path, repository: Repository) -> None:
    assert load_diagnosis(tmp_path) is None
    assert list(check_diagnosis(tmp_path, repository)) == []


def test_a_cell_is_named_only_with_the_text_of_its_departement(repository: Repository) -> None:
    known = child_protection()
    assert known.general.entry in repository.by_id
    assert any("119" in step for step in known.general.steps)
    for code, cell in known.departements.items():
        assert cell.phone or cell.email, code
        assert cell.source.publisher.startswith("Département"), code
