"""Git over the knowledge folder: each publication is a commit of one path, by its author."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from os import defpath, pathsep
from pathlib import Path

import structlog

log = structlog.get_logger("knowledge.git")
TIMEOUT_SECONDS = 30
_NAME = re.compile(r"[^\w .@+-]+")
_FORMAT = "%H%x1f%an%x1f%aI%x1f%s"
# Nothing of the operator's own settings may stop a publication: no signature, no editor, no pager.
_CALM = ("-c", "commit.gpgsign=false", "-c", "core.quotepath=false", "-c", "gc.auto=0")


class NotCommitted(RuntimeError):
    """Git refused: a lock, a hook, a merge that is not finished. Says its first lines."""


@dataclass(frozen=True)
class Signature:
    """Who wrote, or who published."""

    name: str
    email: str

    def __str__(self) -> str:
        return f"{_NAME.sub(' ', self.name).strip() or 'redaction'} <{_plain(self.email)}>"


@dataclass(frozen=True)
class Commit:
    """One version of a file."""

    sha: str
    author: str
    at: datetime
    subject: str


class Git:
    """Runs `git` in the folder, without a shell, with an environment of its own.

    A folder that is in no work tree gets a repository of its own: a publication is always a
    commit, wherever the service is installed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._program = shutil.which("git") or "git"

    def ensure(self) -> None:
        """Make sure that a repository holds the folder. Raises NotCommitted."""
        if self._run("rev-parse", "--is-inside-work-tree", check=False).strip() == "true":
            return
        self._run("init", "--quiet")
        self._run("add", "--all", "--", ".")
        me = Signature("Qui fait quoi", "service@localhost")
        self._commit(me, me, "Les fiches à l'ouverture de la rédaction", ("--allow-empty",))
        log.info("repository.created")

    def commit(self, path: str, message: str, author: Signature, publisher: Signature) -> str:
        """Commit this path alone, whatever else is staged; return the commit.

        When the path is already as committed, its last commit is returned. Raises NotCommitted.
        """
        self.ensure()
        if not self._run("status", "--porcelain", "--untracked-files=all", "--", path):
            return self._run("log", "-1", "--format=%H", "--", path).strip()
        self._run("add", "--all", "--", path)
        self._commit(author, publisher, message, ("--only", "--", path))
        return self._run("rev-parse", "HEAD").strip()

    def forget(self, path: str) -> None:
        """Take the path out of the index, after a refused commit; the file is not touched."""
        self._run("reset", "--quiet", "--", path, check=False)

    def history(self, path: str, most: int = 20) -> tuple[Commit, ...]:
        """Return the versions of a file, the newest first; empty when there is none."""
        out = self._run("log", f"-{most}", f"--format={_FORMAT}", "--", path, check=False)
        parts = (line.split("\x1f") for line in out.splitlines())
        return tuple(Commit(each[0], each[1], datetime.fromisoformat(each[2]), each[3])
                     for each in parts if len(each) == 4)

    def text_at(self, sha: str, path: str) -> str | None:
        """Return a file as a commit holds it, or None."""
        if not re.fullmatch(r"[0-9a-f]{7,64}", sha):
            return None
        try:
            return self._run("show", f"{sha}:./{path}")
        except NotCommitted:
            return None

    def _commit(self, author: Signature, publisher: Signature, message: str,
                more: Sequence[str]) -> None:
        name, _, email = str(publisher).rpartition(" ")
        self._run("-c", f"user.name={name}", "-c", f"user.email={email.strip('<>')}", "commit",
                  "--quiet", "--no-edit", f"--author={author}", "-m", message, *more)

    def _run(self, *words: str, check: bool = True) -> str:
        folder = str(Path(self._program).parent)
        environment = {"PATH": pathsep.join((folder, defpath)), "LC_ALL": "C.UTF-8",
                       "HOME": str(Path.home()), "GIT_TERMINAL_PROMPT": "0"}
        try:
            done = subprocess.run([self._program, *_CALM, *words], cwd=self._folder,
                                  env=environment, capture_output=True, encoding="utf-8",
                                  errors="replace", timeout=TIMEOUT_SECONDS, check=False,
                                  stdin=subprocess.DEVNULL)
        except (OSError, subprocess.TimeoutExpired) as fault:
            raise NotCommitted(type(fault).__name__) from fault
        if check and done.returncode:
            raise NotCommitted(done.stderr.strip()[:300] or f"code {done.returncode}")
        return done.stdout


def _plain(email: str) -> str:
    return re.sub(r"[<>\s]", "", email)
