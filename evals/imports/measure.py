"""Runs each import in a process of its own and reads its time, peak memory and counts."""

import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

from evals.machine import ROOT
from knowledge.imports.shelf import SUMMARY, Shelf

COUNTED = ("created", "updated", "unchanged", "removed", "refused")
COUNTS = re.compile(r"(\d+) ajouté.*? (\d+) modifié.*? (\d+) inchangé.*? (\d+) retiré.*? "
                    r"(\d+) refusé")


@dataclass(frozen=True)
class Measured:
    """One import: what was given, seconds, peak memory in Mio, exit code, and its manifest."""

    label: str
    seconds: float
    peak_mib: float
    code: int
    manifest: dict[str, Any]

    @property
    def row(self) -> str:
        """Return a line of the table."""
        counts = self.manifest.get("counts", {})
        cells = (counts.get(name, "") for name in (
            "read", "created", "updated", "unchanged", "removed", "refused", "without_text"))
        shown = " | ".join(map(str, cells))
        return f"| {self.label} | {self.seconds:.1f} | {self.peak_mib:.0f} | {shown} |"


def measure(label: str, source: str, archive: Path, imports: Path,
            options: Sequence[str] = ()) -> Measured:
    """Import one archive and measure the whole command, interpreter included."""
    command = [sys.executable, "-m", "knowledge.imports", source, str(archive),
               "--imports", str(imports), *options]
    started = time.perf_counter()
    with Popen(command, cwd=ROOT, stdout=PIPE, stderr=PIPE) as child:
        said = child.communicate()[0].decode()
    seconds = time.perf_counter() - started
    manifest: dict[str, Any] = {}
    folder = Shelf(imports / source).current()
    if folder is not None:
        manifest = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
    told = COUNTS.search(said)
    if told:  # the manifest of an unchanged version keeps the counts of its first day
        manifest["counts"] = manifest["counts"] | dict(zip(COUNTED, told.groups(), strict=True))
    return Measured(label, seconds, 0.0, child.returncode, manifest)


def peak(label: str, source: str, archive: Path, imports: Path,
         options: Sequence[str] = ()) -> Measured:
    """Measure in a forked process, so that the peak is of this import alone."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:  # the only child of this process is the import
        import resource
        found = measure(label, source, archive, imports, options)
        used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        told = json.dumps([found.seconds, used, found.code, found.manifest])
        with os.fdopen(writes, "w") as out:
            out.write(told)
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads) as back:
        seconds, used, code, manifest = json.load(back)
    os.waitpid(child, 0)
    return Measured(label, seconds, used, code, manifest)


def hostile(source: Path, imports: Path) -> list[str]:
    """Damage the real archive in four ways; return one line each, the previous import checked."""
    before = Shelf(imports / "service-public").manifest()
    lines = []
    with tempfile.TemporaryDirectory(prefix="qfq-hostile-") as folder:
        for label, path in damaged(source, Path(folder)):
            found = peak(label, "service-public", path, imports)
            is_intact = Shelf(imports / "service-public").manifest() == before
            lines.append(f"| {label} | {found.code} | {'oui' if is_intact else 'NON'} | "
                         f"{found.seconds:.1f} |")
    return lines


def damaged(source: Path, folder: Path) -> list[tuple[str, Path]]:
    """Return the real archive truncated, and with one member malformed, foreign or outside."""
    from zipfile import ZIP_DEFLATED, ZipFile
    cut = folder / "tronquée.zip"
    whole = source.read_bytes()
    cut.write_bytes(whole[: len(whole) // 2])
    made = [("tronquée à moitié", cut)]
    plans = (("un fichier mal formé sur tous", "F1.xml", b"<Publication><a>"),
             ("un autre espace de noms", "F1.xml", b'<Publication xmlns="urn:x" ID="F1"/>'),
             ("un chemin hostile", "../F99999.xml", b"<Publication/>"),
             ("une bombe de 200 Mo", "F99999.xml", bytes(200 << 20)))
    for label, name, content in plans:
        path = folder / f"{len(made)}.zip"
        with ZipFile(source) as old, ZipFile(path, "w", ZIP_DEFLATED) as new:
            for info in old.infolist():
                if info.filename != name:
                    new.writestr(info.filename, old.read(info))
            new.writestr(name, content)
        made.append((label, path))
    return made
