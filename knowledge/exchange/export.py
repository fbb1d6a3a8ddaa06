"""Writes a content pack: the same files give the same bytes."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from knowledge.exchange.pack import FORMAT, LIFE_EVENTS, MANIFEST, PackManifest, digest_of

EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Stamp:
    """What the manifest says of the pack."""

    origin: str
    licence: str
    version: str
    created_on: date


def export_pack(knowledge: Path, out: Path, stamp: Stamp,
                entry_ids: frozenset[str] = frozenset()) -> PackManifest:
    """Write the pack aside, then give it its name. `entry_ids` empty: everything.

    With chosen entries, neither places nor life events go along. Raises FileNotFoundError when
    a chosen entry does not exist.
    """
    files = dict(_files(knowledge, entry_ids))
    absent = entry_ids - {Path(name).stem for name in files}
    if absent:
        raise FileNotFoundError(f"fiche inconnue : {', '.join(sorted(absent))}")
    manifest = PackManifest(
        format=FORMAT, origin=stamp.origin, licence=stamp.licence, version=stamp.version,
        created_on=stamp.created_on,
        digests={name: digest_of(data) for name, data in files.items()})
    aside = out.with_name(f".{out.name}.part")
    try:
        with ZipFile(aside, "w") as archive:
            _write(archive, MANIFEST, manifest.model_dump_json(indent=1).encode())
            for name, data in files.items():
                _write(archive, name, data)
        os.replace(aside, out)
    finally:
        aside.unlink(missing_ok=True)
    return manifest


def _files(knowledge: Path, entry_ids: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    for path in sorted((knowledge / "procedures").glob("*.md")):
        if not entry_ids or path.stem in entry_ids:
            yield f"entries/{path.name}", path.read_bytes()
    if entry_ids:
        return
    partners = knowledge / "partners"
    for path in sorted(partners.rglob("*.yml")):
        yield f"partners/{path.relative_to(partners).as_posix()}", path.read_bytes()
    if (knowledge / LIFE_EVENTS).is_file():
        yield LIFE_EVENTS, (knowledge / LIFE_EVENTS).read_bytes()


def _write(archive: ZipFile, name: str, data: bytes) -> None:
    info = ZipInfo(name, EPOCH)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    archive.writestr(info, data)
