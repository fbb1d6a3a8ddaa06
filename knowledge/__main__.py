"""`python -m knowledge [check|freshness]`: check the base, or list what is due, in plain French."""

import argparse
import sys
from datetime import date
from pathlib import Path

from knowledge.checks.everything import check_folder
from knowledge.freshness import due
from knowledge.places import load_places
from knowledge.repository import load_repository

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Return 0 when nothing is wrong, 1 otherwise. What is due is no fault."""
    parser = argparse.ArgumentParser(description="Vérifie les fiches, les lieux et le registre.")
    parser.add_argument("command", nargs="?", choices=("check", "freshness"), default="check")
    parser.add_argument("--folder", type=Path, default=HERE)
    parser.add_argument("--communes", type=Path, default=HERE.parent / "var/communes/communes.json")
    given = parser.parse_args()
    if given.command == "freshness":
        lines = list(due(load_repository(given.folder), date.today()))
        print("\n".join([*lines, f"{len(lines)} à revoir."]))
        return 0
    return check(given.folder, given.communes)


def check(folder: Path, communes: Path) -> int:
    """Print each fault, then the counts."""
    places = load_places(communes) if communes.exists() else None
    repository, faults = check_folder(folder, places, date.today())
    for fault in faults:
        print(fault)
    if places is None:
        print("Table des communes absente : les codes INSEE des lieux ne sont pas vérifiés.")
    print(f"{len(repository.entries())} fiches, {len(repository.partners)} lieux, "
          f"{len(repository.organisations.all())} organismes : {len(faults)} défaut(s).")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
