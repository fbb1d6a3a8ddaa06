"""Recognises the traps of a zip archive from its table, before a byte is unpacked."""

import re
import stat
from collections.abc import Sequence
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

from knowledge.imports.limits import RATIO_FROM, Limits
from knowledge.imports.refusal import ImportRefused

_ENCRYPTED = 0x1
_NESTED = (".zip", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".tgz")
_DRIVE = re.compile(r"^[A-Za-z]:")


def refuse_name(name: str) -> None:
    """Raise ImportRefused for a name that would leave the folder of the archive."""
    parts = name.replace("\\", "/").split("/")
    is_control = any(ord(each) < 32 for each in name)
    is_absolute = name.startswith(("/", "\\")) or bool(_DRIVE.match(name))
    if not name or is_absolute or ".." in parts or is_control:
        raise ImportRefused(f"l'archive contient un chemin dangereux : {name[:80]!r}")
    if name.lower().endswith(_NESTED):
        raise ImportRefused(f"l'archive contient une autre archive : {name[:80]!r}")


def refuse_traps(infos: Sequence[ZipInfo], limits: Limits) -> None:
    """Raise ImportRefused for the first trap found."""
    if len(infos) > limits.members:
        raise ImportRefused(f"l'archive contient trop de fichiers ({len(infos)})")
    names: set[str] = set()
    total = 0
    for info in infos:
        refuse_name(info.orig_filename)
        _refuse_kind(info)
        if info.filename.casefold() in names:
            raise ImportRefused(f"l'archive contient deux fois « {info.filename[:80]} »")
        names.add(info.filename.casefold())
        total += info.file_size
        is_bomb = info.file_size > max(RATIO_FROM, info.compress_size * limits.ratio)
        if is_bomb or info.file_size > limits.member_bytes or total > limits.total_bytes:
            raise ImportRefused("l'archive se déplie en trop de données")
    _refuse_overlap(infos)


def _refuse_kind(info: ZipInfo) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise ImportRefused("l'archive est protégée par un mot de passe")
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise ImportRefused(f"« {info.filename[:80]} » n'est pas un fichier ordinaire (lien)")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise ImportRefused("l'archive utilise une compression qui n'est pas acceptée")


def _refuse_overlap(infos: Sequence[ZipInfo]) -> None:
    """Members that share the same bytes multiply without growing the archive."""
    end = 0
    for info in sorted(infos, key=lambda each: each.header_offset):
        if info.header_offset < end:
            raise ImportRefused("l'archive contient des fichiers qui se recouvrent")
        end = info.header_offset + info.compress_size
