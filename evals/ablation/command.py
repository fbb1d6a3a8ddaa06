"""`python -m evals ablation`: what each part of the search is worth, on hidden wordings."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from app.settings import Settings
from evals.ablation.config import EVERY, FOLDS, VARIANTS
from evals.ablation.report import table
from evals.ablation.run import hidden_wordings, score
from evals.machine import header
from retrieval.index import Index
from retrieval.query import IndexMissing
from retrieval.second_voice import open_encoder

NOTE = ("Formulations de la base, chacune cachée avec un cinquième des siennes : le tableau dit ce "
        "que vaut chaque partie, il ne prédit pas la réussite auprès des habitants.")


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--index", type=Path, help="index déjà fait (défaut : celui du service)")
    parser.add_argument("--every", type=int, default=EVERY, help="une formulation sur N")
    parser.add_argument("--out", type=Path, help="où écrire la page")


def run(given: Namespace) -> int:
    """Return 0 when measured, 2 when there is no index."""
    settings = Settings()
    encoder = open_encoder(settings.embedding_model, settings.models_dir)
    try:
        index = Index.open(given.index or settings.index_dir, encoder)
    except IndexMissing as fault:
        print(f"Pas d'index : {fault}", file=sys.stderr)
        return 2
    made = hidden_wordings(index, encoder, given.every)
    scored = []
    for variant in VARIANTS:
        scored.append(score(made, variant))
        print(f"  {variant.name} : fait", flush=True)
    facts: dict[str, object] = {"fiches": len(index.board.entry_ids), "formulations": len(made),
                                "plis": FOLDS}
    index.close()
    page = header("Ce que vaut chaque partie de la recherche", "python -m evals ablation", facts)
    page += [NOTE, "", *table(scored, [each.group for each in made])]
    text = "\n".join(page) + "\n"
    if given.out:
        given.out.write_text(text, encoding="utf-8")
    print(text)
    return 0
