"""Remember what was installed from what, so that an installed machine starts at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(files: Iterable[Path], *words: str) -> str:
    """Return one sha256 over the files' bytes and some words; an absent file counts as empty."""
    total = hashlib.sha256()
    for path in files:
        content = path.read_bytes() if path.is_file() else b""
        total.update(path.name.encode() + b"\0" + hashlib.sha256(content).digest())
    total.update("\0".join(words).encode())
    return total.hexdigest()


def matches(stamp: Path, value: str) -> bool:
    """Say whether the stamp holds this digest."""
    return stamp.is_file() and stamp.read_text(encoding="ascii").strip() == value


def write(stamp: Path, value: str) -> None:
    """Write the stamp last, once its step is complete."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value + "\n", encoding="ascii")
