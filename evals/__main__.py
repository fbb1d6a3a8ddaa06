"""`python -m evals replay|run|cases|knowledge|imports|bench|soak`: one command a measure."""

import argparse
import sys
from pathlib import Path

from evals.commands import add_commands, run_command


def main() -> int:
    """Return 0 when the measure could be made and nothing failed."""
    code = run_command(sys.argv[1:])
    if code is not None:
        return code
    parser = argparse.ArgumentParser(prog="python -m evals")
    commands = parser.add_subparsers(dest="command", required=True)
    replaying = commands.add_parser("replay", help="rejoue les dialogues de référence")
    replaying.add_argument("names", nargs="*", help="dialogues à rejouer (tous par défaut)")
    replaying.add_argument("--reduced", action="store_true",
                           help="seulement ceux qui valent aussi sans la couche de dialogue, "
                                "et sans elle")
    replaying.add_argument("--affected", metavar="FICHE",
                           help="seulement ceux que touche le changement de cette fiche")
    replaying.add_argument("--kind", choices=("entry", "partner", "notice"), default="entry")
    replaying.add_argument("--path", help="son fichier, depuis le dossier des fiches")
    replaying.add_argument("--former", type=Path, help="le texte d'avant (absent : fiche nouvelle)")
    replaying.add_argument("--knowledge", type=Path, help="le dossier des fiches")
    replaying.add_argument("--index", type=Path, help="un index à copier, pour aller plus vite")
    replaying.add_argument("--work", type=Path, help="dossier de travail (vide)")
    replaying.add_argument("--results", type=Path, help="ce que chaque dialogue avait obtenu")
    replaying.add_argument("--json", action="store_true", help="écrit le résultat en JSON")
    replaying.add_argument("--out", type=Path, help="écrit aussi le rapport dans ce fichier")
    measuring = commands.add_parser("run", help="compréhension, recherche, réponses")
    measuring.add_argument("--data", type=Path, required=True, help="dossier des données")
    mutating = commands.add_parser("knowledge", help="changements silencieux vus par les contrôles")
    mutating.add_argument("--inventory", action="store_true", help="décrit plutôt la base")
    mutating.add_argument("--mutations", type=int, default=200, help="combien (200)")
    mutating.add_argument("--seed", type=int, default=20261123)
    mutating.add_argument("--out", type=Path, help="écrit aussi le rapport dans ce fichier")
    pairing = commands.add_parser("cases", help="le bon organisme selon la situation")
    pairing.add_argument("--pairs", type=Path, help="les paires (evals/datasets/case_pairs.yml)")
    pairing.add_argument("--index", type=Path, help="un index à copier, pour aller plus vite")
    pairing.add_argument("--out", type=Path, help="écrit aussi le rapport dans ce fichier")
    pairing.add_argument("--rows", type=Path, help="écrit aussi chaque réponse, en JSON")
    commands.add_parser("bench", help="vitesse et poids")
    importing = commands.add_parser("imports", help="imports de corpus complets")
    importing.add_argument("--data", type=Path, required=True, help="dossier des données")
    importing.add_argument("--rebuilt", type=Path, help="le corpus avec son texte")
    soaking = commands.add_parser("soak", help="prises, messages et foule, longtemps")
    soaking.add_argument("--parts", nargs="+", choices=("race", "exchange", "crowd"),
                         default=["race", "exchange", "crowd"], help="seulement ces parties")
    soaking.add_argument("--seconds", type=float, default=600, help="durée de la foule (600)")
    soaking.add_argument("--out", type=Path, help="écrit le rapport dans ce fichier")
    add_commands(commands)
    given = parser.parse_args()
    match given.command:
        case "replay" if given.affected:
            return _replay_affected(given)
        case "replay":
            return _replay(given.names, given.reduced, given.out)
        case "run":
            return _run(given.data)
        case "knowledge":
            from evals.knowledge.command import describe
            from evals.knowledge.command import run as mutate
            if given.inventory:
                return describe(given.out)
            return mutate(given.mutations, given.seed, given.out)
        case "cases":
            from evals.cases.command import run as cases
            from evals.cases.config import PAIRS
            return cases(given.pairs or PAIRS, given.index, given.out, given.rows)
        case "imports":
            from evals.imports.run import run as imports
            return imports(given.data, given.rebuilt)
        case "bench":
            from evals.bench.run import run
            run()
        case "soak":
            from evals.soak.run import OUT
            from evals.soak.run import run as soak
            return soak(tuple(given.parts), given.seconds, given.out or OUT)
    return 0


def _replay(names: list[str], is_reduced: bool, out: Path | None) -> int:
    from evals.dialogues.player import summary
    from evals.dialogues.replay import replay, replay_reduced
    from evals.dialogues.shape import load_dialogues
    chosen = [each for each in load_dialogues() if not names or each.id in names]
    played = replay_reduced(chosen) if is_reduced else replay(chosen)
    report = summary(played)
    print(report)
    if out:
        out.write_text(report + "\n", encoding="utf-8")
    return 0 if chosen and all(each.passed for each in played) else 1


def _replay_affected(given: argparse.Namespace) -> int:
    import json
    import tempfile

    from evals.dialogues.affected import Change, replay_affected
    from evals.dialogues.shape import load_dialogues
    from evals.serving import ROOT
    former = given.former.read_text(encoding="utf-8") if given.former else None
    path = given.path or f"procedures/{given.affected}.md"
    change = Change(given.kind, given.affected, path, former)
    with tempfile.TemporaryDirectory(prefix="qfq-replay-") as folder:
        report = replay_affected(load_dialogues(), change, given.knowledge or ROOT / "knowledge",
                                 given.work or Path(folder), given.index, given.results,
                                 given.reduced)
    if given.json:
        print(json.dumps(report, ensure_ascii=False))
    else:
        for each in report["regressions"]:
            print(f"✗ {each['title']} — « {each['question']} » : {each['faults']}")
        print(f"{len(report['played'])} rejoués, {len(report['regressions'])} perdus")
    return 1 if report["regressions"] else 0


def _run(data: Path) -> int:
    if not data.is_dir():
        print(f"Dossier de données introuvable : {data}. Donnez DATA=dossier.", file=sys.stderr)
        return 2
    from evals.reporting import run_all
    run_all(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
