"""`python -m bot.train`: trains the dialogue model if it is stale, and says what it did."""

import argparse
import sys
from pathlib import Path

from bot.command import PROJECT, RasaHome
from bot.model import TrainingFailed, train_if_stale


def main() -> int:
    """Train with the project's own environment and folder unless others are given."""
    parser = argparse.ArgumentParser(prog="python -m bot.train", description=__doc__)
    parser.add_argument("--python", type=Path, default=PROJECT / "var/venv-rasa/bin/python")
    parser.add_argument("--folder", type=Path, default=PROJECT / "var/rasa")
    parser.add_argument("--models", type=Path, help="where models are shared between instances")
    parser.add_argument("--encoders", type=Path, default=RasaHome.encoders,
                        help="where `retrieval.prepare` put the search's encoder")
    given = parser.parse_args()
    home = RasaHome(given.python, given.folder.resolve(), given.models and given.models.resolve(),
                    given.encoders.resolve())
    try:
        model = train_if_stale(home)
    except TrainingFailed as fault:
        print(f"Le modèle de dialogue n'a pas pu être entraîné : {fault}", file=sys.stderr)
        return 1
    print(f"Modèle de dialogue prêt : {model.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
