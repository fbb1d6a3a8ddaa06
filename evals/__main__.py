"""`python -m evals replay|…`: the measures, one command each."""

import argparse
import sys
from pathlib import Path

from evals.dialogues.player import summary
from evals.dialogues.replay import replay
from evals.dialogues.shape import load_dialogues


def main() -> int:
    """Return 0 when the measure could be made and nothing failed."""
    parser = argparse.ArgumentParser(prog="python -m evals")
    commands = parser.add_subparsers(dest="command", required=True)
    replaying = commands.add_parser("replay", help="rejoue les dialogues de référence")
    replaying.add_argument("names", nargs="*", help="dialogues à rejouer (tous par défaut)")
    replaying.add_argument("--out", type=Path, help="écrit aussi le rapport dans ce fichier")
    given = parser.parse_args()
    chosen = [each for each in load_dialogues() if not given.names or each.id in given.names]
    played = replay(chosen)
    report = summary(played)
    print(report)
    if given.out:
        given.out.write_text(report + "\n", encoding="utf-8")
    return 0 if all(each.passed for each in played) else 1


if __name__ == "__main__":
    sys.exit(main())
