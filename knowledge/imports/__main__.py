"""`python -m knowledge.imports SOURCE FICHIER…`: import, with progress and a readable report."""

import argparse
import sys
from datetime import date
from pathlib import Path

from knowledge.imports.annuaire import annuaire
from knowledge.imports.data_inclusion import data_inclusion
from knowledge.imports.partners import Ground
from knowledge.imports.pivots import load_pivots
from knowledge.imports.refusal import ImportRefused
from knowledge.imports.report import Meter, lines_of
from knowledge.imports.run import run_import
from knowledge.imports.service_public import service_public
from knowledge.imports.shelf import Shelf
from knowledge.imports.source import Source
from knowledge.organisations import load_organisations
from knowledge.places import TableMissing, load_places

HERE = Path(__file__).resolve().parents[1]
SOURCES = ("service-public", "annuaire", "data-inclusion")


def main(words: list[str] | None = None) -> int:
    """Return 0 when imported, 1 when refused (nothing has changed), 130 when interrupted."""
    given = _parser().parse_args(words)
    shelf = Shelf(given.imports / given.source)
    try:
        with Meter(given.source) as progress:
            report = run_import(_source(given), given.archives, shelf, progress,
                                given.skip_faulty)
    except (ImportRefused, TableMissing) as fault:
        print(f"Import refusé : {fault}.", file=sys.stderr)
        print("L'import précédent reste en service." if shelf.current()
              else "Aucun import n'était en service.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Import interrompu. Relancez la même commande : il reprendra où il en était.",
              file=sys.stderr)
        return 130
    print("\n".join(lines_of(report)))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge.imports", description=__doc__)
    parser.add_argument("source", choices=SOURCES)
    parser.add_argument("archives", nargs="+", type=Path, metavar="fichier")
    parser.add_argument("--imports", type=Path, default=HERE.parent / "var" / "imports")
    parser.add_argument("--knowledge", type=Path, default=HERE)
    parser.add_argument("--communes", type=Path,
                        default=HERE.parent / "var" / "communes" / "communes.json")
    parser.add_argument("--on", type=date.fromisoformat, metavar="AAAA-MM-JJ",
                        help="jour du fichier, quand il ne le dit pas")
    parser.add_argument("--departement", action="append", default=[], metavar="NN",
                        help="ne garder que ce département (à répéter)")
    parser.add_argument("--skip-faulty", action="store_true",
                        help="laisser de côté les fichiers abîmés au lieu de tout refuser")
    return parser


def _source(given: argparse.Namespace) -> Source:
    registry = load_organisations(given.knowledge / "organisations.yml")
    pivots = load_pivots(registry)
    if given.source == "service-public":
        return service_public(pivots)
    ground = Ground(pivots, registry, load_places(given.communes), date.today(),
                    frozenset(given.departement))
    return annuaire(ground, given.on) if given.source == "annuaire" else data_inclusion(ground)


if __name__ == "__main__":
    sys.exit(main())
