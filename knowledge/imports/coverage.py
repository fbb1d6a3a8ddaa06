"""Says what an imported directory covers, by département and body, and what it cannot say.

`python -m knowledge.imports.coverage` prints the table.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from knowledge.directory import Directory
from knowledge.imports.directory import joined
from knowledge.organisations import Organisations, load_organisations
from knowledge.partner import Partner
from knowledge.places import Places, load_places

HERE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Cover:
    """One body in one département. `served` of `communes` have a place that serves them.

    `is_in_file` is False when the file has no place of this kind anywhere: then nothing can be
    said, and the answer names the official finder.
    """

    departement: str
    organisation: str
    is_in_file: bool
    places: int
    served: int
    communes: int
    has_finder: bool

    @property
    def share(self) -> float | None:
        """Return the share of communes served; None when the file has no such body."""
        return self.served / self.communes if self.is_in_file and self.communes else None


def coverage(partners: tuple[Partner, ...], places: Places, registry: Organisations,
             departements: Iterable[str]) -> tuple[Cover, ...]:
    """Return one line a département and an organisation of the registry."""
    directory = Directory(partners, places)
    kinds = {key for each in partners for key in (each.organisation, *each.serves_as)}
    found: list[Cover] = []
    for departement in sorted(departements):
        communes = [each for each in places.all() if each.departement == departement]
        own = Counter(key for each in partners if each.address.insee.startswith(departement)
                      for key in (each.organisation, *each.serves_as))
        for body in registry.all():
            is_in_file = body.key in kinds
            served = sum(bool(directory.near(body.key, each, limit=1))
                         for each in communes) if is_in_file else 0
            found.append(Cover(departement, body.key, is_in_file, own[body.key], served,
                               len(communes), body.finder is not None))
    return tuple(found)


def table(covers: tuple[Cover, ...]) -> list[str]:
    """Return a Markdown table: the bodies of the file, then those it does not have."""
    lines = ["| département | organisme | lieux | communes servies |", "|---|---|---|---|"]
    lines += [f"| {each.departement} | {each.organisation} | {each.places} | "
              f"{each.served}/{each.communes} ({each.share:.0%}) |"
              for each in covers if each.share is not None]
    absent = sorted({each.organisation for each in covers if not each.is_in_file})
    without = sorted({each.organisation for each in covers
                      if not each.is_in_file and not each.has_finder})
    lines += ["", "Types absents du fichier : la couverture ne peut pas être dite, la réponse "
              f"renvoie à l'annuaire officiel de l'organisme. {', '.join(absent)}."]
    if without:
        lines.append(f"Parmi eux, sans annuaire officiel connu : {', '.join(without)}.")
    return lines


def main() -> int:
    """Print the coverage of the imports in use."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--imports", type=Path, default=HERE.parent / "var" / "imports")
    parser.add_argument("--communes", type=Path,
                        default=HERE.parent / "var" / "communes" / "communes.json")
    given = parser.parse_args()
    partners = joined((), given.imports)
    places = load_places(given.communes)
    here = {place.departement for each in partners if (place := places.get(each.address.insee))}
    registry = load_organisations(HERE / "organisations.yml")
    print("\n".join(table(coverage(partners, places, registry, here))))
    return 0 if partners else 1


if __name__ == "__main__":
    sys.exit(main())
