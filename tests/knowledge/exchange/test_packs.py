"""Content packs: what goes out comes back, what differs waits, what is hostile is refused."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import frontmatter
import pytest
import yaml

from knowledge.entry import Entry
from knowledge.exchange.__main__ import main
from knowledge.exchange.export import Stamp, export_pack
from knowledge.exchange.items import State
from knowledge.exchange.pack import digest_of
from knowledge.exchange.receive import receive
from knowledge.imports.refusal import ImportRefused
from tests.people import ENTRY, entry, partner

STAMP = Stamp("Lieu fictif", "Licence Ouverte 2.0", "1", date(2026, 11, 23))
BODY = {"name": "Corps fictif", "short_name": "Corps", "name_in_text": "le corps",
        "does": "Fait une chose fictive."}


def write_entry(folder: Path, **changes: Any) -> None:
    fields = json.loads(entry(**changes).model_dump_json(exclude_none=True))
    body = fields.pop("body")
    slug = fields.pop("id")
    document = frontmatter.Post(body, **fields)
    (folder / "procedures" / f"{slug}.md").write_text(frontmatter.dumps(document), "utf-8")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Return a knowledge folder with one entry, one place and one life event."""
    folder = tmp_path / "here"
    (folder / "procedures").mkdir(parents=True)
    (folder / "partners" / "fictif").mkdir(parents=True)
    keys = ("caf", "france_services", "tribunal")
    (folder / "organisations.yml").write_text(yaml.safe_dump(dict.fromkeys(keys, BODY)), "utf-8")
    write_entry(folder)
    place = json.loads(partner().model_dump_json(exclude_defaults=True))
    (folder / "partners" / "fictif" / "caf-fictive.yml").write_text(yaml.safe_dump(place), "utf-8")
    (folder / "life_events.yml").write_text(
        "# Un commentaire à garder\nnaissance:\n  title: Naissance fictive\n"
        "  path: [aide-fictive]\n", "utf-8")
    return folder


@pytest.fixture
def there(here: Path, tmp_path: Path) -> Path:
    """Return another place that starts from the same files."""
    return Path(shutil.copytree(here, tmp_path / "there"))


def packed(folder: Path, path: Path) -> Path:
    export_pack(folder, path, STAMP)
    return path


def title_of(folder: Path) -> str:
    document = frontmatter.loads((folder / "procedures" / "aide-fictive.md").read_text("utf-8"))
    return str(Entry(id="aide-fictive", body=document.content, **document.metadata).title)


def test_a_pack_received_where_nothing_is_gives_the_same_base(here: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    shutil.copy(here / "organisations.yml", empty)
    pack = packed(here, tmp_path / "p.zip")
    received = receive(pack, empty, {})
    assert {each.state for each in received.items} == {State.NEW}
    assert received.manifest.origin == "Lieu fictif"
    again = receive(pack, empty, {})
    assert {each.state for each in again.items} == {State.SAME}
    assert packed(empty, tmp_path / "q.zip").stat().st_size > 0
    for name in ("procedures/aide-fictive.md", "partners/fictif/caf-fictive.yml"):
        assert (empty / name).read_bytes() == (here / name).read_bytes()


def test_the_same_files_give_the_same_bytes(here: Path, tmp_path: Path) -> None:
    first, second = packed(here, tmp_path / "p.zip"), packed(here, tmp_path / "q.zip")
    assert first.read_bytes() == second.read_bytes()


def test_what_differs_is_shown_field_by_field_and_left_alone(
    here: Path, there: Path, tmp_path: Path,
) -> None:
    write_entry(here, title="Titre d'ailleurs", delay="Deux mois.")
    pack = packed(here, tmp_path / "p.zip")
    received = receive(pack, there, {})
    (item,) = received.waiting
    assert item.name == "entry:aide-fictive"
    assert [(each.field, each.mine, each.theirs) for each in item.differences] == [
        ("title", ENTRY["title"], "Titre d'ailleurs"), ("delay", "Environ un mois.", "Deux mois.")]
    assert title_of(there) == ENTRY["title"]


@pytest.mark.parametrize(("choice", "title"), [
    ("theirs", "Titre d'ailleurs"), ("mine", str(ENTRY["title"]))])
def test_a_choice_settles_one_item(
    choice: str, title: str, here: Path, there: Path, tmp_path: Path,
) -> None:
    write_entry(here, title="Titre d'ailleurs")
    received = receive(packed(here, tmp_path / "p.zip"), there, {"entry:aide-fictive": choice})
    assert received.waiting == ()
    assert title_of(there) == title


def test_a_life_event_taken_keeps_the_comments_of_the_others(
    here: Path, there: Path, tmp_path: Path,
) -> None:
    text = (here / "life_events.yml").read_text("utf-8")
    (here / "life_events.yml").write_text(text + "deces:\n  title: Fictif\n", "utf-8")
    receive(packed(here, tmp_path / "p.zip"), there, {})
    written = (there / "life_events.yml").read_text("utf-8")
    assert "# Un commentaire à garder" in written
    assert yaml.safe_load(written)["deces"] == {"title": "Fictif"}


def test_a_validation_given_elsewhere_is_not_one_here(
    here: Path, there: Path, tmp_path: Path,
) -> None:
    write_entry(here, id="autre-aide", checked_by="person")
    receive(packed(here, tmp_path / "p.zip"), there, {})
    assert "checked_by: machine" in (there / "procedures" / "autre-aide.md").read_text("utf-8")


def test_an_entry_about_a_body_unknown_here_is_refused(
    here: Path, there: Path, tmp_path: Path,
) -> None:
    write_entry(here, id="autre-aide", lead="msa",
                who=[{"organisation": "msa", "role": "decides"}])
    received = receive(packed(here, tmp_path / "p.zip"), there, {})
    refused = [each for each in received.items if each.state is State.REFUSED]
    assert [(each.name, each.reason) for each in refused] == [
        ("entry:autre-aide", "organisme inconnu ici : msa")]
    assert not (there / "procedures" / "autre-aide.md").exists()


def rewritten(pack: Path, out: Path, changes: dict[str, bytes], signs: bool) -> Path:
    with ZipFile(pack) as source:
        files = {name: source.read(name) for name in source.namelist()} | changes
    manifest = json.loads(files.pop("manifest.json"))
    if signs:
        manifest["digests"] = {name: digest_of(data) for name, data in files.items()}
    with ZipFile(out, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        for name, data in files.items():
            archive.writestr(name, data)
    return out


LAUGHS = b"a: &a [x, x]\nb: &b [*a, *a]\nc: {title: *b}\n"


@pytest.mark.parametrize(("changes", "signs", "reason"), [
    ({"entries/aide-fictive.md": b"autre"}, False, "empreinte"),
    ({"../x.md": b"x"}, True, "chemin dangereux"),
    ({"entries/x.sh": b"x"}, True, "inattendu"),
    ({"procedures/x.md": b"x"}, True, "inattendu"),
    ({"life_events.yml": LAUGHS}, True, "références YAML"),
])
def test_a_changed_or_hostile_pack_is_refused_whole(
    changes: dict[str, bytes], signs: bool, reason: str, here: Path, there: Path, tmp_path: Path,
) -> None:
    write_entry(here, id="autre-aide")
    pack = rewritten(packed(here, tmp_path / "p.zip"), tmp_path / "q.zip", changes, signs)
    with pytest.raises(ImportRefused, match=reason):
        receive(pack, there, {})
    assert not (there / "procedures" / "autre-aide.md").exists()


def test_what_is_not_a_pack_is_refused(there: Path, tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text("bonjour", "utf-8")
    with ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr("entries/x.md", "x")
    for name in ("p.txt", "p.zip", "absent.zip"):
        with pytest.raises(ImportRefused):
            receive(tmp_path / name, there, {})


def test_the_commands_say_what_to_do_with_a_difference(
    here: Path, there: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:
    pack = str(tmp_path / "p.zip")
    write_entry(here, title="Titre d'ailleurs")
    write_entry(here, id="autre-aide")
    assert main(["--knowledge", str(here), "export", pack, "--origin", "Lieu fictif"]) == 0
    assert main(["--knowledge", str(there), "import", pack, "--dry-run"]) == 2
    assert not (there / "procedures" / "autre-aide.md").exists()
    assert main(["--knowledge", str(there), "import", pack]) == 2
    said = capsys.readouterr().out
    assert "entry:autre-aide : ajouté" in said
    assert "reçu : Titre d'ailleurs" in said
    assert "--take theirs entry:aide-fictive" in said
    assert main(["--knowledge", str(there), "import", pack, "--take", "theirs",
                 "entry:inconnue"]) == 1
    assert "Rien n'a changé ici" in capsys.readouterr().err


def test_one_chosen_entry_goes_alone(here: Path, tmp_path: Path) -> None:
    manifest = export_pack(here, tmp_path / "p.zip", STAMP, frozenset({"aide-fictive"}))
    assert list(manifest.digests) == ["entries/aide-fictive.md"]
    with pytest.raises(FileNotFoundError, match="inconnue"):
        export_pack(here, tmp_path / "q.zip", STAMP, frozenset({"absente"}))
