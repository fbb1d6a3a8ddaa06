"""Reads the members of an archive without ever writing one to disk, refusing traps first."""

import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo, is_zipfile

from knowledge.imports.limits import Limits
from knowledge.imports.refusal import ImportRefused
from knowledge.imports.zip_traps import refuse_name, refuse_traps

BROKEN = (BadZipFile, LargeZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError,
          NotImplementedError)
TAR_NAMES = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz")
SIGNATURES = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!")


@dataclass(frozen=True)
class Member:
    """One file of an archive. `open` gives its bytes, never more than the limit."""

    name: str
    size: int
    open: Callable[[], IO[bytes]]

    def read(self) -> bytes:
        """Return the whole content. Raises ImportRefused when it cannot be read as announced."""
        try:
            with self.open() as stream:
                data = stream.read(self.size + 1)
        except (*BROKEN, OSError) as fault:
            raise ImportRefused(f"le fichier « {self.name} » de l'archive est abîmé") from fault
        if len(data) != self.size:
            raise ImportRefused(f"« {self.name} » n'a pas la taille annoncée par l'archive")
        if data.startswith(SIGNATURES):
            raise ImportRefused(f"« {self.name} » est une archive dans l'archive")
        return data


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[tuple[Member, ...]]:
    """Give the members of a zip or tar archive, or the file itself when it is neither.

    Raises ImportRefused for anything that looks like a trap or is damaged.
    """
    if not path.is_file():
        raise ImportRefused(f"fichier introuvable : {path.name}")
    if path.stat().st_size > limits.archive_bytes:
        raise ImportRefused("le fichier est trop gros pour être un vrai corpus")
    try:
        if path.name.lower().endswith(TAR_NAMES):
            with tarfile.open(path, "r:*") as tar:
                yield _tar_members(tar, path, limits)
        elif is_zipfile(path):
            with ZipFile(path) as archive:
                yield _zip_members(archive, limits)
        elif path.suffix.lower() == ".zip":
            raise ImportRefused("ce n'est pas une archive zip, ou elle est incomplète")
        else:
            yield _plain(path, limits)
    except BROKEN as fault:
        raise ImportRefused(f"archive abîmée ou incomplète : {path.name}") from fault


def _plain(path: Path, limits: Limits) -> tuple[Member, ...]:
    size = path.stat().st_size
    if size > limits.member_bytes:
        raise ImportRefused("le fichier est trop gros pour être un vrai corpus")
    return (Member(path.name, size, lambda: path.open("rb")),)


def _zip_members(archive: ZipFile, limits: Limits) -> tuple[Member, ...]:
    infos = archive.infolist()
    refuse_traps(infos, limits)
    return tuple(_zip_member(archive, each) for each in infos if not each.is_dir())


def _zip_member(archive: ZipFile, info: ZipInfo) -> Member:
    return Member(info.filename, info.file_size, lambda: archive.open(info))


def _tar_members(tar: tarfile.TarFile, path: Path, limits: Limits) -> tuple[Member, ...]:
    """Read the headers first: their sizes are added up before any content is."""
    found: list[Member] = []
    total = 0
    most = max(path.stat().st_size, 1) * limits.ratio
    for each in _headers(tar):
        refuse_name(each.name)
        if each.isdir():
            continue
        if not each.isreg():
            raise ImportRefused(f"« {each.name} » n'est pas un fichier ordinaire (lien)")
        total += each.size
        if each.size > limits.member_bytes or total > min(limits.total_bytes, most):
            raise ImportRefused("l'archive se déplie en trop de données")
        found.append(_tar_member(tar, each))
        if len(found) > limits.members:
            raise ImportRefused("l'archive contient trop de fichiers")
    return tuple(found)


def _headers(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    try:
        yield from tar
    except OSError as fault:  # bzip2 and gzip report a damaged stream so
        raise ImportRefused("archive abîmée ou incomplète") from fault


def _tar_member(tar: tarfile.TarFile, info: tarfile.TarInfo) -> Member:
    def open_it() -> IO[bytes]:
        stream = tar.extractfile(info)
        if stream is None:
            raise ImportRefused(f"« {info.name} » ne peut pas être lu")
        return stream
    return Member(info.name, info.size, open_it)
