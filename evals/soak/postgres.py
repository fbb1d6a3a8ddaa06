"""A PostgreSQL server of one's own: found or installed, run in a temporary folder, then removed."""

import contextlib
import glob
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from evals.serving import free_port

INSTALLED = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/opt/postgresql*/bin")
OWNERS = ("postgres", "nobody")
NEEDED = ("initdb", "pg_ctl", "createdb")
FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


class NoPostgres(RuntimeError):
    """PostgreSQL is not there and could not be installed; the message says what to do."""


@dataclass(frozen=True)
class PostgresServer:
    """A running server. Each database asked for is new."""

    binaries: Path
    port: int
    owner: str | None
    version: str
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def new_database(self) -> str:
        """Return the SQLAlchemy URL of an empty database."""
        name = f"qfq_{next(self.numbers)}"
        _run(self.owner, self.binaries / "createdb", "-h", "127.0.0.1", "-p", str(self.port),
             "-U", "qfq", name)
        return f"postgresql+psycopg://qfq@127.0.0.1:{self.port}/{name}"


def find_binaries() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest first; None when there is none."""
    def version(folder: str) -> list[int]:
        return [int(each) for each in "".join(
            sign if sign.isdigit() else " " for sign in folder).split()]

    installed = sorted((each for form in INSTALLED for each in glob.glob(form)),
                       key=version, reverse=True)
    on_path = [str(Path(found).resolve().parent)] if (found := shutil.which("pg_ctl")) else []
    for folder in (*on_path, *installed):
        if all((Path(folder) / name).exists() for name in NEEDED):
            return Path(folder)
    return None


def install() -> None:
    """Install the distribution's package. Raises NoPostgres."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise NoPostgres("PostgreSQL manque : installez le paquet « postgresql » de votre "
                         "système, puis relancez.")
    for asked in (["update"], ["install", "--yes", "--no-install-recommends", "postgresql"]):
        done = subprocess.run(
            ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", *asked],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)
        if done.returncode and asked[0] == "install":
            said = (done.stderr.strip().splitlines() or ["sans explication"])[-1]
            raise NoPostgres(f"PostgreSQL manque et n'a pas pu être installé : {said}")


@contextlib.contextmanager
def serving_postgres(is_fast: bool = False) -> Iterator[PostgresServer]:
    """Start a server on a free port of this machine; stop and erase it at the end.

    It runs as an unprivileged user, which PostgreSQL asks for. `is_fast` gives up surviving a
    power cut, which no test makes. Raises NoPostgres.
    """
    binaries = find_binaries()
    if binaries is None:
        install()
        binaries = find_binaries()
    if binaries is None:
        raise NoPostgres("PostgreSQL est installé, mais ses programmes (pg_ctl) sont introuvables.")
    owner = _owner() if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="qfq-pg-"))
    if owner:
        shutil.chown(folder, owner)
    control = (binaries / "pg_ctl", "-D", folder / "data")
    try:
        _run(owner, binaries / "initdb", "-D", folder / "data", "-U", "qfq", "-A", "trust",
             "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        port = free_port()
        settings = " ".join(f"-c {each}" for each in (FAST if is_fast else ()))
        _run(owner, *control, "-w", "-t", "60", "-l", folder / "log", "-o",
             f"-h 127.0.0.1 -p {port} -k {folder} -c max_connections=200 {settings}", "start")
        try:
            said = _run(owner, binaries / "pg_ctl", "--version")
            version = said.split(")")[1].split()[0]
            yield PostgresServer(binaries, port, owner, version)
        finally:
            _run(owner, *control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner() -> str:
    """Return an unprivileged user of this machine; root may not run PostgreSQL."""
    for name in OWNERS:
        with contextlib.suppress(KeyError):
            pwd.getpwnam(name)
            return name
    raise NoPostgres("PostgreSQL ne démarre pas en administrateur : il manque un utilisateur "
                     "« postgres » ou « nobody ».")


def _run(owner: str | None, *command: str | Path) -> str:
    """Run a program as the owner and return what it said; its output goes to no pipe it keeps."""
    with tempfile.TemporaryFile("w+") as out:
        done = subprocess.run([str(each) for each in command], cwd="/", stdin=subprocess.DEVNULL,
                              stdout=out, stderr=subprocess.STDOUT, timeout=90, user=owner,
                              group=pwd.getpwnam(owner).pw_gid if owner else None,
                              extra_groups=[] if owner else None)
        out.seek(0)
        said = out.read()
    if done.returncode:
        program = Path(command[0]).name
        raise NoPostgres(f"PostgreSQL n'a pas répondu ({program}) : {said.strip()[-500:]}")
    return said
