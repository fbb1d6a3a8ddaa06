"""`python -m knowledge [check [--changed]|freshness]`: faults of the base, or what is due."""

import argparse
import sys
from datetime import date
from pathlib import Path

from knowledge.checks.changed import changed_files
from knowledge.checks.everything import check_folder
from knowledge.freshness import due
from knowledge.links import links, look_at_links
from knowledge.places import load_places
from knowledge.repository import load_repository

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Return 0 when nothing is wrong, 1 otherwise. What is due is no fault."""
    parser = argparse.ArgumentParser(description="Vérifie les fiches, les lieux et le registre.")
    parser.add_argument("command", nargs="?", choices=("check", "freshness"), default="check")
    parser.add_argument("--folder", type=Path, default=HERE)
    parser.add_argument("--communes", type=Path, default=HERE.parent / "var/communes/communes.json")
    parser.add_argument("--changed", action="store_true",
                        help="seulement les fichiers modifiés depuis le dernier commit")
    given = parser.parse_args()
    if given.command == "freshness":
        return freshness(given.folder)
    return check(given.folder, given.communes,
                 changed_files(given.folder) if given.changed else None)


def freshness(folder: Path) -> int:
    """Print what is due, then the links that no longer answer when the network allows."""
    repository = load_repository(folder)
    lines = list(due(repository, date.today()))
    print("\n".join([*lines, f"{len(lines)} à revoir."]))
    gone = look_at_links(repository)
    if gone is None:
        print("Le réseau ne répond pas d'ici : les liens n'ont pas été regardés.")
        return 0
    print("\n".join([*gone, f"{len(gone)} lien(s) à revoir sur {len(links(repository))}."]))
    return 0


def check(folder: Path, communes: Path, only: frozenset[str] | None = None) -> int:
    """Print each fault, then the counts. `only`: the files to check, or all of them."""
    places = load_places(communes) if communes.exists() and only is None else None
    repository, faults = check_folder(folder, places, date.today(), only)
    for fault in faults:
        print(fault)
    if only is not None:
        print(f"{len(only)} fichier(s) modifié(s) : {len(faults)} défaut(s).")
        return 1 if faults else 0
    if places is None:
        print("Table des communes absente : les codes INSEE des lieux ne sont pas vérifiés.")
    print(f"{len(repository.entries())} fiches, {len(repository.partners)} lieux, "
          f"{len(repository.organisations.all())} organismes : {len(faults)} défaut(s).")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
