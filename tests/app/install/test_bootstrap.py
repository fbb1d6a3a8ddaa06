"""`install.sh` finds any Python that runs, or says what is missing."""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def launch(folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a copy of install.sh that sees only `folder` on its PATH."""
    for name in ("dirname", "sh"):
        tool = shutil.which(name)
        assert tool is not None
        (folder / name).symlink_to(tool)
    env = {"PATH": str(folder), "HOME": str(home)}
    shell = str(folder / "sh")
    return subprocess.run(
        [shell, str(ROOT / "install.sh"), "--marker"],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def program(path: Path, body: str) -> None:
    """Write an executable shell file."""
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


def test_without_any_python_one_sentence_says_what_to_install(tmp_path: Path) -> None:
    done = launch(tmp_path, tmp_path)
    assert done.returncode == 2
    assert done.stderr.strip() == (
        "Python manque : installez Python 3.11 et Python 3.10, puis relancez la commande."
    )


def test_a_broken_python_is_passed_over_for_one_that_runs(tmp_path: Path) -> None:
    program(tmp_path / "python3.11", "echo broken >&2; exit 127")
    program(tmp_path / "python3", '[ "$1" = -c ] && exit 0; echo "ran $*"')
    done = launch(tmp_path, tmp_path)
    assert done.returncode == 0
    assert done.stdout.strip() == "ran -m app.install --marker"
