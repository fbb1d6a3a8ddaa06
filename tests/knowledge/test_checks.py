"""Checks of a whole folder: each fault names its file; only changed files when asked."""

import subprocess
from datetime import date

import frontmatter
import pytest
import yaml

from app.settings import Settings
from knowledge.checks.changed import changed_files
from knowledge.checks.everything import check_folder
from knowledge.checks.names import stale_names
from knowledge.checks.wordings import check_wordings
from knowledge.repository import load_repository
from tests.knowledge.checks.sound import SOUND, TODAY, registry, sound


def write_entry(folder, slug, **changes):
    fields = SOUND | changes
    front = {key: value for key, value in fields.items() if key not in {"id", "body"}}
    path = folder / "procedures" / f"{slug}.md"
    path.write_text(frontmatter.dumps(frontmatter.Post(fields["body"], **front)), encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    """A base of one sound entry, with its registry."""
    (tmp_path / "procedures").mkdir()
    write_entry(tmp_path, "aide-fictive")
    bodies = {each.key: each.model_dump(mode="json", exclude={"key"}) for each in registry().all()}
    (tmp_path / "organisations.yml").write_text(yaml.safe_dump(bodies), encoding="utf-8")
    return tmp_path


def found(folder, **options):
    return [str(each) for each in check_folder(folder, None, TODAY, **options)[1]]


def test_a_sound_folder_has_no_fault(folder):
    assert found(folder) == []


def test_an_unreadable_file_is_named_and_the_others_still_load(folder):
    (folder / "procedures/cassee.md").write_text("---\ntitle: [\n---\ncorps")
    (folder / "procedures/vide.md").write_text("---\ntitle: Sans rien\n---\ncorps")
    repository = load_repository(folder)
    assert list(repository.by_id) == ["aide-fictive"]
    assert {fault.file for fault in repository.faults} == {"cassee.md", "vide.md"}


def test_an_unknown_field_is_a_fault(folder):
    write_entry(folder, "autre-aide", surprise="oui")
    assert any("autre-aide.md · surprise" in each for each in found(folder))


def test_a_wording_shared_by_two_entries_is_caught(folder):
    write_entry(folder, "autre-aide")
    shared = [each for each in found(folder) if "asked_as" in each]
    assert len(shared) == len(SOUND["asked_as"])
    assert all("déjà dans aide-fictive.md" in each for each in shared)


def test_wordings_that_hardly_differ_are_caught_and_others_are_not():
    two = sound(id="autre-aide", asked_as=[f"Où est le guichet numéro {n} ?" for n in range(9)] + [
        "Ma mère est âgée, peut-elle toucher l'aide fictives ?"])
    assert [each.advice for each in check_wordings((sound(), two))] == [
        "presque la même dans aide-fictive.md (« Ma mère est âgée, peut-elle toucher l'aide "
        "fictive ? ») : dites ce qui les distingue"]


def test_a_number_written_badly_in_the_registry_is_caught(folder):
    path = folder / "organisations.yml"
    path.write_text(path.read_text().replace("36 46", "36/46"))
    assert any("cpam.phone.number · 36/46 → écrivez le numéro ainsi" in each
               for each in found(folder))


def test_an_entry_of_an_unknown_life_event_is_caught(folder):
    write_entry(folder, "aide-fictive", life_events=["vie-fictive"])
    assert any("life_events · vie-fictive" in each for each in found(folder))


def test_only_the_files_asked_for_are_reported(folder):
    wordings = [*SOUND["asked_as"][:9], "Où ?"]
    write_entry(folder, "cassee", cost="Demandez à l'ANPE.", asked_as=wordings)
    assert found(folder, only=frozenset({"aide-fictive.md"})) != []
    assert all("cassee.md · asked_as" in each
               for each in found(folder, only=frozenset({"aide-fictive.md"})))
    assert any("ANPE" in each for each in found(folder, only=frozenset({"cassee.md"})))


def git(folder, *arguments):
    subprocess.run(["git", "-C", str(folder), "-c", "user.name=Fictive",
                    "-c", "user.email=fictive@example.org", *arguments],
                   check=True, capture_output=True)


def test_changed_files_are_those_edited_new_or_removed_since_the_last_commit(folder):
    git(folder, "init", "--quiet")
    assert changed_files(folder) == {"aide-fictive.md", "organisations.yml"}
    write_entry(folder, "partie")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "base")
    assert changed_files(folder) == frozenset()
    write_entry(folder, "aide-fictive", cost="Gratuit !")
    write_entry(folder, "nouvelle")
    (folder / "procedures/partie.md").unlink()
    assert changed_files(folder) == {"aide-fictive.md", "nouvelle.md", "partie.md"}


def test_outside_git_every_file_counts_as_changed(folder, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    assert changed_files(folder) == {"aide-fictive.md", "organisations.yml"}


def test_at_least_twenty_names_that_no_longer_exist_are_known_with_their_reform():
    assert len(stale_names()) >= 20
    assert all(each.since < date(2026, 11, 23) and each.reform for each in stale_names())


def test_the_real_base_has_no_fault():
    repository, faults = check_folder(Settings().knowledge_dir, None, date.today())
    assert [str(each) for each in faults] == []
    assert len(repository.entries()) >= 48
