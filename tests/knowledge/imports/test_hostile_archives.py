"""Hostile or damaged archives are refused in French, and the previous import stays."""

import stat
import struct
import tarfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile, ZipInfo

import pytest

from knowledge.imports.archive import opened
from knowledge.imports.limits import Limits
from knowledge.imports.refusal import ImportRefused
from knowledge.imports.service_public import service_public
from knowledge.imports.shelf import Shelf
from tests.knowledge.imports.corpus import bring, corpus, fiche, pivots, zipped

LAUGHS = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;">]><Publication ID="F1">&c;</Publication>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>
<Publication ID="F1">&f;</Publication>"""
DTD = """<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://example.org/x.dtd">
<Publication ID="F1"/>"""
GOOD = {"F1.xml": fiche("F1"), "F2.xml": fiche("F2")}


def special(path: Path, name: str, content: bytes, mode: int = 0) -> Path:
    zipped(path, GOOD)
    info = ZipInfo(name)
    info.external_attr = mode << 16
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr(info, content, ZIP_DEFLATED)
    return path


def truncated(path: Path) -> Path:
    whole = corpus(path).read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3])
    return path


def flipped(path: Path) -> Path:
    data = bytearray(zipped(path, GOOD).read_bytes())
    data[200:260] = bytes(60)
    path.write_bytes(bytes(data))
    return path


def encrypted(path: Path) -> Path:
    data = bytearray(zipped(path, GOOD).read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        struct.pack_into("<H", data, at + offset, 1)
    path.write_bytes(bytes(data))
    return path


def nested(path: Path) -> Path:
    inner = BytesIO()
    with ZipFile(inner, "w") as archive:
        archive.writestr("F1.xml", fiche("F1"))
    return zipped(path, {**GOOD, "F9.xml": inner.getvalue()})


def other_compression(path: Path) -> Path:
    with ZipFile(path, "w", ZIP_LZMA) as archive:
        archive.writestr("F1.xml", fiche("F1"))
    return path


def link_in_a_tar(path: Path) -> Path:
    path = path.with_suffix(".tar")
    with tarfile.open(path, "w") as tar:
        link = tarfile.TarInfo("F1.xml")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        tar.addfile(link)
    return path


def not_a_zip(path: Path) -> Path:
    path.write_bytes(b"bonjour" * 100)
    return path


HOSTILE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "truncated": (truncated, "incomplète"),
    "damaged inside": (flipped, "abîmé"),
    "not a zip": (not_a_zip, "pas une archive"),
    "absent": (lambda path: path, "illisible"),
    "malformed": (lambda p: zipped(p, {**GOOD, "F3.xml": "<Publication><a></b>"}), "mal formé"),
    "empty file": (lambda p: zipped(p, {**GOOD, "F3.xml": ""}), "mal formé"),
    "another namespace": (lambda p: zipped(p, {"F1.xml": fiche("F1").replace(
        "<Publication ", '<Publication xmlns="http://example.org/x" ')}), "espace de noms"),
    "another root": (lambda p: zipped(p, {"F1.xml": "<Recette ID='F1'/>"}), "racine inattendue"),
    "another schema": (lambda p: zipped(p, {"F1.xml": fiche("F1").replace(
        "Schemas/3.4", "Schemas/4.0")}), "version 4"),
    "another identifier": (lambda p: zipped(p, {"F1.xml": fiche("F2")}), "identifiant"),
    "wrong encoding": (lambda p: zipped(p, {"F1.xml": fiche(
        "F1", introduction="Réponse", body="").encode("latin-1")}), "mal formé"),
    "unknown encoding": (lambda p: zipped(p, {"F1.xml": fiche("F1").replace("UTF-8", "x-rien")}),
                         "encodage|mal formé"),
    "billion laughs": (lambda p: zipped(p, {**GOOD, "F3.xml": LAUGHS}), "hostile"),
    "outside entity": (lambda p: zipped(p, {**GOOD, "F3.xml": OUTSIDE}), "hostile"),
    "outside dtd": (lambda p: zipped(p, {**GOOD, "F3.xml": DTD}), "hostile"),
    "too deep": (lambda p: zipped(p, {"F1.xml": "<a>" * 500 + "</a>" * 500}), "profonde"),
    "traversal": (lambda p: special(p, "../F3.xml", b"x"), "chemin dangereux"),
    "windows traversal": (lambda p: special(p, "..\\F3.xml", b"x"), "chemin dangereux"),
    "absolute": (lambda p: special(p, "/tmp/F3.xml", b"x"), "chemin dangereux"),
    "drive": (lambda p: special(p, "C:/F3.xml", b"x"), "chemin dangereux"),
    "symbolic link": (lambda p: special(p, "F3.xml", b"/etc/hostname", stat.S_IFLNK | 0o777),
                      "lien"),
    "link in a tar": (link_in_a_tar, "lien"),
    "nested by name": (lambda p: special(p, "more.zip", b"x"), "autre archive"),
    "nested by content": (nested, "archive dans l'archive"),
    "password": (encrypted, "mot de passe"),
    "compression": (other_compression, "compression"),
    "bomb": (lambda p: special(p, "F3.xml", bytes(8 << 20)), "trop de données"),
    "nothing for us": (lambda p: zipped(p, {"lisez-moi.txt": "rien"}), "rien à lire"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_and_the_previous_import_stays(
    name: str, shelf: Shelf, tmp_path: Path,
) -> None:
    before = bring(corpus(tmp_path / "good.zip"), shelf).manifest
    records = list(shelf.records())
    make, reason = HOSTILE[name]
    with pytest.raises(ImportRefused, match=reason):
        bring(make(tmp_path / "bad.zip"), shelf)
    assert shelf.manifest() == before
    assert list(shelf.records()) == records
    assert not list(tmp_path.glob("F*.xml"))


@pytest.mark.parametrize(("limits", "keys"), [
    (Limits(members=2), ("F1", "F2", "F3")),
    (Limits(member_bytes=100), ("F1",)),
    (Limits(total_bytes=4000), ("F1", "F2", "F3")),
    (Limits(archive_bytes=100), ("F1",)),
])
def test_more_than_the_limits_is_refused(
    limits: Limits, keys: tuple[str, ...], shelf: Shelf, tmp_path: Path,
) -> None:
    archive = corpus(tmp_path / "a.zip", *keys)
    with pytest.raises(ImportRefused):
        bring(archive, shelf, service_public(pivots(), limits))
    assert shelf.current() is None


def test_members_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    data = bytearray(zipped(tmp_path / "a.zip", GOOD).read_bytes())
    second = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, second + 42, 0)  # the second member starts where the first does
    (tmp_path / "a.zip").write_bytes(bytes(data))
    with pytest.raises(ImportRefused, match="recouvrent"), opened(tmp_path / "a.zip", Limits()):
        raise AssertionError("it was opened")
