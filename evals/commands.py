"""The measures that outsiders and the evaluators' page call; each is loaded when it is called."""

import argparse
from collections.abc import Sequence
from importlib import import_module
from typing import Any

COMMANDS = {
    "answering": ("evals.answering.command", "des questions apportées par d'autres"),
    "retrieval": ("evals.retrieval.command", "un corpus XML et des requêtes apportés par d'autres"),
    "danger": ("evals.danger.command", "les dangers entendus, et les fausses alertes"),
    "ablation": ("evals.ablation.command", "ce que vaut chaque partie de la recherche"),
    "privacy": ("evals.privacy.command", "le masquage, sur des messages écrits par d'autres"),
    "understanding": ("evals.understanding.command", "le thème d'une question, par Rasa puis la "
                      "recherche"),
    "retrieval-official": ("evals.retrieval.official_cv",
                           "le classement des fiches officielles, en validation croisée"),
    "retrieval-fit": ("evals.retrieval.fit_official", "apprend ce classement"),
    "retrieval-speed": ("evals.bench.official", "le temps de cette recherche quand elle grandit"),
    "gate": ("evals.gate", "compare la recherche à la référence"),
    "compare": ("evals.compare", "compare deux essais"),
    "catalogue": ("evals.catalogue", "les jeux et les dialogues, en JSON"),
    "dialogues": ("evals.dialogues.rerun", "rejoue des dialogues et garde ce qui a été dit"),
}


def add_commands(parsers: Any) -> None:
    """List the commands in the general help."""
    for name, (_, said) in COMMANDS.items():
        parsers.add_parser(name, help=said)


def run_command(words: Sequence[str]) -> int | None:
    """Run one of them from its words; None when the first word is not one of them."""
    if not words or words[0] not in COMMANDS:
        return None
    module, said = COMMANDS[words[0]]
    command = import_module(module)
    parser = argparse.ArgumentParser(prog=f"python -m evals {words[0]}", description=said)
    command.add_options(parser)
    return int(command.run(parser.parse_args(words[1:])))
