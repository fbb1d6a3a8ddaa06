"""Install the npm packages and copy the few static files that the pages serve."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from app.install import stamps
from app.install.commands import output_of, run
from app.install.machine import Machine
from app.install.problems import CannotInstallError

OLDEST_NODE = 18
SERVED = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/dist/ext/hx-sse.min.js": "hx-sse.min.js",
}
NO_NODE = (
    f"Node.js manque : installez Node.js {OLDEST_NODE} ou plus récent, avec npm, "
    "puis relancez la commande."
)
NO_NPM = (
    "Les paquets npm n'ont pas pu être installés : vérifiez l'accès de cette machine au dépôt npm, "
    "puis relancez la commande."
)


def wanted_digest(machine: Machine) -> str:
    """Return what the stamp must hold."""
    return stamps.digest([machine.root / "package.json", machine.root / "package-lock.json"])


def is_fresh(machine: Machine, dev: bool) -> bool:
    """Say whether node_modules holds what is wanted; test packages do not hurt a plain run."""
    levels = ("dev",) if dev else ("dev", "run")
    value = wanted_digest(machine)
    return any(stamps.matches(stamp(machine, level), value) for level in levels)


def stamp(machine: Machine, level: str) -> Path:
    """Return the stamp of a plain ("run") or test ("dev") installation."""
    return machine.root / "node_modules" / f".installed-{level}"


def require_node(search_path: str | None = None) -> None:
    """Raise CannotInstallError unless node and npm run and node is recent enough."""
    node, npm = shutil.which("node", path=search_path), shutil.which("npm", path=search_path)
    version = re.match(r"v(\d+)\.", output_of([node, "--version"]) or "") if node else None
    if npm is None or version is None or int(version.group(1)) < OLDEST_NODE:
        raise CannotInstallError(NO_NODE)


def install(machine: Machine, dev: bool) -> None:
    """Run npm from the lock, without any package's own script, then copy what pages serve."""
    if not is_fresh(machine, dev):
        require_node(os.pathsep.join(str(folder) for folder in machine.search_path))
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        run(machine, "paquets npm", command if dev else [*command, "--omit=dev"], NO_NPM)
        stamps.write(stamp(machine, "dev" if dev else "run"), wanted_digest(machine))
    vendor = machine.root / "channels" / "static" / "vendor"
    vendor.mkdir(parents=True, exist_ok=True)
    for source, name in SERVED.items():
        original, copy = machine.root / "node_modules" / source, vendor / name
        if not copy.is_file() or copy.read_bytes() != original.read_bytes():
            shutil.copyfile(original, copy)
