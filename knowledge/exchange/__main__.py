"""`python -m knowledge.exchange export|import`: give or receive a content pack."""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from knowledge.exchange.export import Stamp, export_pack
from knowledge.exchange.items import State
from knowledge.exchange.pack import LICENCE
from knowledge.exchange.receive import MINE, THEIRS, Received, receive
from knowledge.hours import date_text
from knowledge.imports.refusal import ImportRefused

HERE = Path(__file__).resolve().parents[1]
SHORT = 160


def main(words: list[str] | None = None) -> int:
    """Return 0 when done, 1 when refused, 2 when differences wait for a choice."""
    given = _parser().parse_args(words)
    try:
        return _export(given) if given.command == "export" else _import(given)
    except ValidationError as fault:
        fields = ", ".join(str(each["loc"][0]) for each in fault.errors())
        print(f"Échange refusé : à compléter ou à raccourcir, {fields}.", file=sys.stderr)
        return 1
    except (ImportRefused, OSError) as fault:
        print(f"Échange refusé : {fault}. Rien n'a changé ici.", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge.exchange", description=__doc__)
    parser.add_argument("--knowledge", type=Path, default=HERE)
    commands = parser.add_subparsers(dest="command", required=True)
    giving = commands.add_parser("export", help="écrire un paquet")
    giving.add_argument("out", type=Path, metavar="paquet.zip")
    giving.add_argument("--origin", required=True, help="le lieu qui donne ce paquet")
    giving.add_argument("--licence", default=LICENCE)
    giving.add_argument("--version", default=date.today().isoformat())
    giving.add_argument("--entry", action="append", default=[], metavar="fiche",
                        help="seulement cette fiche (à répéter)")
    taking = commands.add_parser("import", help="recevoir un paquet")
    taking.add_argument("pack", type=Path, metavar="paquet.zip")
    taking.add_argument("--dry-run", action="store_true", help="regarder sans rien écrire")
    taking.add_argument("--take", nargs=2, action="append", default=[],
                        metavar=("theirs|mine", "ÉLÉMENT"),
                        help="trancher un élément différent (à répéter)")
    return parser


def _export(given: argparse.Namespace) -> int:
    stamp = Stamp(given.origin, given.licence, given.version, date.today())
    manifest = export_pack(given.knowledge, given.out, stamp, frozenset(given.entry))
    print(f"{given.out.name} : {len(manifest.digests)} fichier(s), {manifest.licence}, "
          f"version {manifest.version}.")
    return 0


def _import(given: argparse.Namespace) -> int:
    wrong = [how for how, _ in given.take if how not in (THEIRS, MINE)]
    if wrong:
        raise ImportRefused(f"« {wrong[0]} » : choisissez « {THEIRS} » ou « {MINE} »")
    choices = {name: how for how, name in given.take}
    received = receive(given.pack, given.knowledge, choices, given.dry_run)
    print("\n".join(lines_of(received, given.dry_run)))
    return 2 if received.waiting else 0


def lines_of(received: Received, is_dry: bool) -> Iterator[str]:
    """Yield the report: where it comes from, then each item that is not the same here."""
    manifest = received.manifest
    yield (f"Paquet de « {manifest.origin} », version {manifest.version}, du "
           f"{date_text(manifest.created_on)}, {manifest.licence}.")
    counts = {state: sum(each.state is state for each in received.items) for state in State}
    yield (f"{counts[State.NEW]} nouveau(x) · {counts[State.SAME]} identique(s) · "
           f"{counts[State.DIFFERENT]} différent(s) · {counts[State.REFUSED]} refusé(s)"
           + (" · rien n'est écrit (essai)" if is_dry else ""))
    for each in received.items:
        match each.state:
            case State.REFUSED:
                yield f"  {each.name} : refusé, {each.reason}"
            case State.NEW:
                yield f"  {each.name} : {'nouveau' if is_dry else 'ajouté'}"
            case State.DIFFERENT:
                is_taken = each.name in received.written
                yield f"  {each.name} : différent" + (", tranché" if is_taken else "")
                for gap in each.differences:
                    yield f"      {gap.field}"
                    yield f"        ici  : {_short(gap.mine)}"
                    yield f"        reçu : {_short(gap.theirs)}"
    if received.waiting:
        name = received.waiting[0].name
        yield (f"{len(received.waiting)} à trancher, inchangé(s) ici. Pour prendre la version "
               f"reçue : --take {THEIRS} {name} ; pour garder la vôtre : --take {MINE} {name}")


def _short(value: Any) -> str:
    text = " ".join(str(value).split()) if value not in (None, [], ()) else "(vide)"
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


if __name__ == "__main__":
    sys.exit(main())
