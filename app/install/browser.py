"""Make sure that the page tests find a Chromium: the system's package, or Playwright's own."""

from __future__ import annotations

import shutil

from app.install.commands import output_of, run
from app.install.machine import Machine, is_root
from app.install.problems import CannotInstallError

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
HAS_OWN = (
    "from pathlib import Path; from playwright.sync_api import sync_playwright as s\n"
    "with s() as p: raise SystemExit(not Path(p.chromium.executable_path).exists())"
)
NO_CHROMIUM = (
    "Chromium manque pour les tests des pages : installez le paquet chromium du système, "
    "puis relancez la commande."
)


def system_browser() -> str | None:
    """Return a system Chromium that answers, or None."""
    for name in NAMES:
        path = shutil.which(name)
        if path and output_of([path, "--version"]) is not None:
            return path
    return None


def install(machine: Machine) -> None:
    """Install Chromium when there is none: apt-get as root, else Playwright's download."""
    if system_browser() or output_of([machine.app_python, "-c", HAS_OWN]) is not None:
        return
    if is_root() and shutil.which("apt-get"):
        packages = ["--no-install-recommends", "chromium", "fonts-dejavu-core"]
        try:
            run(machine, "liste des paquets du système", ["apt-get", "update"])
            run(machine, "chromium", ["apt-get", "install", "-y", *packages])
        except CannotInstallError:
            pass
    if system_browser() is None:
        playwright = machine.app_python, "-m", "playwright"
        run(machine, "navigateur de test", [*playwright, "install", "chromium"], NO_CHROMIUM)
