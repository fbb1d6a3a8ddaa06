"""`python -m knowledge`: check the base and print each fault in plain French."""

import argparse
import sys
from datetime import date
from pathlib import Path

from knowledge.checks.everything import check_folder
from knowledge.places import load_places

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Return 0 when nothing is wrong, 1 otherwise."""
    parser = argparse.ArgumentParser(description="Vérifie les fiches, les lieux et le registre.")
    parser.add_argument("--folder", type=Path, default=HERE)
    parser.add_argument("--communes", type=Path, default=HERE.parent / "var/communes/communes.json")
    given = parser.parse_args()
    places = load_places(given.communes) if given.communes.exists() else None
    repository, faults = check_folder(given.folder, places, date.today())
    for fault in faults:
        print(fault)
    if places is None:
        print("Table des communes absente : les codes INSEE des lieux ne sont pas vérifiés.")
    print(f"{len(repository.entries())} fiches, {len(repository.partners)} lieux, "
          f"{len(repository.organisations.all())} organismes : {len(faults)} défaut(s).")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
