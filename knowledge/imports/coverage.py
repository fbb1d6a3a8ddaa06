"""Says what an imported directory covers, by département and body, and what it cannot say.

`python -m knowledge.imports.coverage` prints the table.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from knowledge.directory import Directory, Nearness
from knowledge.imports.directory import joined
from knowledge.imports.scope import departement_of
from knowledge.organisations import Organisations, load_organisations
from knowledge.partner import Partner
from knowledge.places import Place, Places, load_places

HERE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Cover:
    """One body in one département: how far the nearest place of the file is, by commune.

    `is_in_file` is False when the file has no such body there: then no coverage is said, and the
    answer names the official finder. `none` counts the communes that no place serves.
    """

    departement: str
    organisation: str
    is_in_file: bool
    has_finder: bool
    places: int = 0
    same_commune: int = 0
    same_epci: int = 0
    further: int = 0
    none: int = 0

    @property
    def cell(self) -> str:
        """Return the counts as the table shows them."""
        if not self.is_in_file:
            return "—"
        shown = f"{self.places} : {self.same_commune} · {self.same_epci} · {self.further}"
        return f"{shown} · **{self.none}**" if self.none else shown


def coverage(partners: tuple[Partner, ...], places: Places, registry: Organisations,
             departements: Iterable[str]) -> tuple[Cover, ...]:
    """Return one line a département and an organisation of the registry."""
    directory = Directory(partners, places)
    found: list[Cover] = []
    for departement in sorted(departements):
        communes = [each for each in places.all() if each.departement == departement]
        own = Counter(key for each in partners
                      if departement_of(each.address.insee) == departement
                      for key in {each.organisation, *each.serves_as})
        for body in registry.all():
            is_in_file, has_finder = own[body.key] > 0, body.finder is not None
            if not is_in_file:
                found.append(Cover(departement, body.key, False, has_finder))
                continue
            nearest = Counter(_nearest(directory, body.key, each) for each in communes)
            found.append(Cover(
                departement, body.key, True, has_finder, own[body.key],
                nearest[Nearness.COMMUNE], nearest[Nearness.EPCI],
                nearest[Nearness.ARRONDISSEMENT] + nearest[Nearness.DEPARTEMENT], nearest[None]))
    return tuple(found)


def _nearest(directory: Directory, organisation: str, place: Place) -> Nearness | None:
    near = directory.near(organisation, place, limit=1)
    return near[0].nearness if near else None


def table(covers: tuple[Cover, ...]) -> list[str]:
    """Return a Markdown table of the bodies of the file, then those whose type it does not have."""
    departements = sorted({each.departement for each in covers})
    rows: dict[str, dict[str, Cover]] = {}
    for each in covers:
        rows.setdefault(each.organisation, {})[each.departement] = each
    lines = ["Dans chaque case, le nombre de lieux, puis les communes dont le lieu le plus proche "
             "est : dans la commune · dans la même intercommunalité · plus loin dans le "
             "département · **nulle part**. « — » : aucun lieu de ce type dans le fichier pour ce "
             "département, la couverture ne peut pas être dite.", "",
             f"| organisme | {' | '.join(departements)} |", "|---" * (len(departements) + 1) + "|"]
    lines += [f"| {key} | {' | '.join(row[each].cell for each in departements)} |"
              for key, row in rows.items() if any(each.is_in_file for each in row.values())]
    absent = [row for row in rows.values() if not any(each.is_in_file for each in row.values())]
    said: dict[bool, list[str]] = {True: [], False: []}
    for row in absent:
        first = next(iter(row.values()))
        said[first.has_finder].append(first.organisation)
    lines += ["", "Types absents du fichier entier ; la réponse dit qu'aucune adresse n'est connue "
              f"et donne l'annuaire officiel : {', '.join(sorted(said[True])) or 'aucun'}.", "",
              "Absents, et sans annuaire officiel connu : la réponse le dit aussi et propose le "
              f"guichet local : {', '.join(sorted(said[False])) or 'aucun'}."]
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
