"""Where index versions live: one folder each, a CURRENT file that names the one in use."""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

KEPT = 2
COPY_TRIES = 5
CURRENT = "CURRENT"
MANIFEST = "manifest.json"
BUILDING = ".building-"


@dataclass(frozen=True)
class Manifest:
    """What a version holds. `collections` gives the digest of each tier's passage ids."""

    version: str
    encoder: str
    made_at: str
    collections: dict[str, str]


def digest_of(passage_ids: Sequence[str]) -> str:
    """Return 12 characters for a set of passages, whatever their order."""
    return hashlib.sha256("".join(sorted(passage_ids)).encode()).hexdigest()[:12]


def new_version(digest: str) -> str:
    """Return a name that sorts by time and shows the content."""
    return f"{datetime.now(UTC).strftime('%Y%m%dT%H%M%S%f')[:-3]}-{digest}"


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a version under construction."""
    text = json.dumps(asdict(manifest), indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest | None:
    """Return a version's manifest, or None when it is absent or unreadable."""
    try:
        return Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def current_folder(index_dir: Path) -> Path | None:
    """Return the folder of the version in use, or None."""
    try:
        name = (index_dir / CURRENT).read_text(encoding="utf-8").strip()
    except OSError:
        return None
    folder = index_dir / name
    return folder if name and folder.is_dir() else None


def versions(index_dir: Path) -> list[str]:
    """Return the complete versions on disk, oldest first."""
    if not index_dir.is_dir():
        return []
    return sorted(each.name for each in index_dir.iterdir() if (each / MANIFEST).is_file())


def point_to(index_dir: Path, version: str) -> None:
    """Make `version` the one in use, in one step. Raises FileNotFoundError if it is gone."""
    if version not in versions(index_dir):
        raise FileNotFoundError(f"version d'index absente : {version}")
    fresh = index_dir / f".{CURRENT}-{os.getpid()}"
    fresh.write_text(version + "\n", encoding="utf-8")
    os.replace(fresh, index_dir / CURRENT)


def publish(index_dir: Path, made: Path, version: str) -> None:
    """Give a finished folder its name, point to it, and remove all but the last two."""
    made.rename(index_dir / version)
    previous = current_folder(index_dir)
    point_to(index_dir, version)
    kept = {version, *([previous.name] if previous else [])}
    others = [each for each in versions(index_dir) if each not in kept]
    for name in others[: max(0, len(others) + len(kept) - KEPT)]:
        shutil.rmtree(index_dir / name, ignore_errors=True)


@contextmanager
def writing(index_dir: Path) -> Iterator[Path]:
    """Hold the writer's lock and give an empty folder to build in; leftovers are removed."""
    index_dir.mkdir(parents=True, exist_ok=True)
    with (index_dir / ".lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        for leftover in index_dir.glob(f"{BUILDING}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        made = index_dir / f"{BUILDING}{datetime.now(UTC).strftime('%H%M%S%f')}"
        made.mkdir()
        try:
            yield made
        finally:
            shutil.rmtree(made, ignore_errors=True)


def copy_in_use(index_dir: Path, target: Path) -> Path | None:
    """Copy the version in use, so that a measure never writes where the service reads.

    A publication may remove it meanwhile: the next one is then copied. None when there is none.
    """
    for _ in range(COPY_TRIES):
        shutil.rmtree(target, ignore_errors=True)
        held = current_folder(index_dir)
        if held is None:
            return None
        with contextlib.suppress(OSError):
            shutil.copytree(held, target / held.name)
            (target / CURRENT).write_text(f"{held.name}\n", encoding="utf-8")
            return target
    return None
