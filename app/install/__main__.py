"""Install everything: `python3 -m app.install [--dev]`, or `lock` to compile the locks again."""

from __future__ import annotations

import fcntl
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from app.install import (
    browser,
    communes,
    coordinates,
    environments,
    locks,
    stamps,
    static_files,
)
from app.install.commands import run, say
from app.install.environments import APP, RASA
from app.install.machine import Machine, this_machine
from app.install.problems import CannotInstallError
from app.install.tools import uv


@contextmanager
def alone(machine: Machine) -> Iterator[None]:
    """Wait for another installation in the same folder to end."""
    machine.var.mkdir(parents=True, exist_ok=True)
    with (machine.var / "install.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def make_environments(machine: Machine) -> None:
    """Make both environments side by side; nothing is started when both are fresh."""
    environments.require_lock(machine)
    late = [each for each in (APP, RASA) if not environments.is_fresh(machine, each)]
    if late:
        tool = uv(machine)
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda each: environments.make(machine, each, tool), late))


def make_communes(machine: Machine) -> None:
    """Build the table of communes when the package or the way of building it changed."""
    sources = [machine.root / communes.PACKAGE / "package.json"]
    value = stamps.digest(sources, f"format {communes.FORMAT}")
    stamp = machine.communes.with_suffix(".sha256")
    if not (machine.communes.is_file() and stamps.matches(stamp, value)):
        count = communes.build(machine.root, machine.communes)
        stamps.write(stamp, value)
        say(f"  table des communes : {count} lignes")


def make_coordinates(machine: Machine) -> None:
    """Build the points of the communes when the table or the places of GeoNames changed."""
    environment = APP.folder(machine)
    data, record = coordinates.data_file(environment), coordinates.record(environment)
    if data is None or record is None:
        raise CannotInstallError(
            f"Le paquet {coordinates.PACKAGE} manque : supprimez le dossier var/venv-app, "
            "puis relancez la commande."
        )
    sources = [machine.communes.with_suffix(".sha256"), record]
    value = stamps.digest(sources, f"format {coordinates.FORMAT}")
    stamp = machine.coordinates.with_suffix(".sha256")
    if not (machine.coordinates.is_file() and stamps.matches(stamp, value)):
        count = coordinates.build(data, machine.communes, machine.coordinates)
        stamps.write(stamp, value)
        say(f"  coordonnées des communes : {count} communes")


def make_models(machine: Machine) -> None:
    """Ask each part to prepare its model; each knows by itself whether it must.

    Both the first index and the dialogue read the search's encoder: it comes first, then they are
    made side by side.
    """
    models = str(machine.cache_dir / "models")
    run(machine, "modèle de recherche",
        [machine.app_python, "-m", "retrieval.prepare", "--models", models])

    def dialogue() -> None:
        run(machine, "modèle de dialogue", [
            machine.app_python, "-m", "bot.train", "--encoders", models,
            "--folder", str(machine.data_dir / "rasa"),
            "--models", str(machine.cache_dir / "rasa" / "models")])

    with ThreadPoolExecutor() as pool:
        for step in [pool.submit(make_index, machine), pool.submit(dialogue)]:
            step.result()


def make_index(machine: Machine) -> None:
    """Build the first index, so that the first question already finds it; later ones follow."""
    if not (machine.data_dir / "index" / "CURRENT").is_file():
        run(machine, "index de recherche", [machine.app_python, "-m", "app", "index"])


def install(machine: Machine, dev: bool) -> None:
    """Do every step that is not already done."""
    started = time.monotonic()
    say("Installation de Qui fait quoi…")
    with alone(machine):
        make_environments(machine)
        static_files.install(machine, dev)
        make_communes(machine)
        make_coordinates(machine)
        if dev:
            browser.install(machine)
        make_models(machine)
    say(f"Installation prête ({time.monotonic() - started:.0f} s).")


def main(arguments: list[str]) -> int:
    """Return 0, or 2 with one sentence when the machine lacks something."""
    machine = this_machine()
    try:
        if arguments == ["lock"]:
            with alone(machine):
                locks.write_app_lock(machine)
                locks.write_rasa_lock(machine)
        else:
            install(machine, dev="--dev" in arguments)
    except CannotInstallError as problem:
        say(f"\n{problem}")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
