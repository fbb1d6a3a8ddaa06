"""`python -m evals retrieval-official`: the official ranking, cross-validated beside baselines.

Each question is ranked by trees that learned nothing of its group of wordings nor of its fiches.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.settings import Settings
from evals.answering.page import figure
from evals.answering.progress import Meter
from evals.machine import header
from evals.metrics.intervals import mean, paired_difference
from evals.metrics.ranking import reciprocal_rank, success_at
from evals.pages import give
from evals.retrieval.baselines import Baselines, minilm
from evals.retrieval.corpus import as_texts
from evals.retrieval.lessons import REAL, Asked, Lessons, held_out, prepare
from evals.retrieval.ours import DEEP, opened

OURS = "Qui fait quoi"
COMMAND = "python -m evals retrieval-official --data DOSSIER --corpus ARCHIVE.zip"
KINDS = ("success@1", "success@5", "mrr@10")
SLICES: dict[str, Callable[[Asked], bool]] = {
    "recherches réelles (emploi)": lambda each: each.set == REAL,
    "autres formulations": lambda each: each.set != REAL,
    "… moins de la moitié des mots du titre": lambda each: each.is_far}
# What the trees read, by family: each is removed in turn.
FAMILIES = {
    "sens des passages": ("dense_passage", "dense_passages"),
    "sens de la fiche entière": ("dense_fiche",), "ce qui distingue la fiche": ("dense_apart",),
    "sens du titre": ("dense_title",), "dossier": ("folder_lead",),
    "mots des passages": ("lex_passage",), "mots de la fiche": ("lex_whole",),
    "mots du titre": ("lex_title", "title_said", "title_share"),
    "fonction publique": ("public_service", "public_service_unasked"),
    "score fusionné": ("fused",)}
Rankings = list[list[str]]


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--data", type=Path, required=True, help="dossier des données")
    parser.add_argument("--corpus", type=Path, required=True, metavar="ARCHIVE.zip")
    parser.add_argument("--cache", type=Path, help="où garder l'index, les vecteurs, les leçons")
    parser.add_argument("--out", type=Path, help="écrit la page ici, et les données à côté (.json)")
    parser.add_argument("--no-default", action="store_true",
                        help="sans LangChain + all-MiniLM, long à encoder")
    parser.add_argument("--ablation", action="store_true", help="retire chaque famille tour à tour")


def run(given: Namespace) -> int:
    """Measure, print, and write when asked."""
    meter = Meter()
    base = opened(given.corpus, given.cache, meter)
    lessons = prepare(base.ours.index, base.encoder, given.data, base.cache, meter)
    rankings = {OURS: held_out(lessons, lessons.names)}
    others = Baselines(as_texts(base.publications), base.encoder,
                       None if given.no_default else minilm(Settings().models_dir),
                       base.cache / "vectors", meter, base.ours.vectors)
    for each in meter.over("systèmes de comparaison", lessons.asked, len(lessons.asked)):
        for name, ranked in others.rankings(each.query.text).items():
            rankings.setdefault(name, []).append(ranked[:DEEP])
    made = table(lessons.asked, rankings)
    lines = header("Corpus officiel : retrouver la fiche (validation croisée)", COMMAND)
    lines += [f"{len(base.publications)} fiches, {len(base.ours.vectors)} passages, "
              f"{len(lessons.asked)} questions ; "
              f"{lessons.excluded} sans fiche du corpus, laissées de côté pour tous.", "",
              *shown(made)]
    if given.ablation:
        made["ablation"] = ablation(lessons, rankings[OURS], meter)
        lines += ["", "## Ce que vaut chaque famille", "",
                  "Différence de la mesure quand elle est retirée (négative : elle sert).", "",
                  *shown_ablation(made["ablation"])]
    page = "\n".join(lines) + "\n"
    give(page, made, given.out)
    return 0


def scores(asked: Sequence[Asked], ranked: Rankings) -> dict[str, list[float]]:
    """Return each figure, question by question."""
    pairs = [(each.query.right, found) for each, found in zip(asked, ranked, strict=True)]
    return {"success@1": [success_at(found, right, 1) for right, found in pairs],
            "success@5": [success_at(found, right, 5) for right, found in pairs],
            "mrr@10": [reciprocal_rank(found, right) for right, found in pairs]}


def table(asked: Sequence[Asked], rankings: dict[str, Rankings]) -> dict[str, Any]:
    """Return every figure by slice, and our lead over each system, wordings drawn by group."""
    made: dict[str, Any] = {}
    for label, belongs in SLICES.items():
        kept = [at for at, each in enumerate(asked) if belongs(each)]
        questions = [asked[at] for at in kept]
        groups = [each.group for each in questions]
        found = {name: scores(questions, [ranked[at] for at in kept])
                 for name, ranked in rankings.items()}
        made[label] = {name: {kind: asdict(mean(values[kind], groups)) | {
            "ahead": asdict(paired_difference(found[OURS][kind], values[kind], groups))}
            for kind in KINDS} for name, values in found.items()}
    return made


def shown(made: dict[str, Any]) -> list[str]:
    """Return the tables as Markdown lines."""
    lines: list[str] = []
    for label, systems in made.items():
        lines += [f"## {label[0].upper()}{label[1:]}", "",
                  "| système | bonne fiche en premier | parmi cinq | MRR@10 | notre avance, en "
                  "premier | parmi cinq |", "|---|---|---|---|---|---|"]
        for name, each in systems.items():
            lead = ["—", "—"] if name == OURS else [
                figure(each[kind]["ahead"]) for kind in KINDS[:2]]
            cells = [*(figure(each[kind]) for kind in KINDS), *lead]
            lines.append(f"| {name} | {' | '.join(cells)} |")
        lines.append("")
    return lines


def ablation(lessons: Lessons, ours: Rankings, meter: Meter) -> dict[str, Any]:
    """Learn again without each family; return the paired differences, all questions together."""
    groups = [each.group for each in lessons.asked]
    whole = scores(lessons.asked, ours)
    made = {}
    for label, family in meter.over("ablation", list(FAMILIES.items()), len(FAMILIES)):
        left = [name for name in lessons.names if not _is_of(name, family)]
        without = scores(lessons.asked, held_out(lessons, left))
        made[label] = {kind: asdict(paired_difference(without[kind], whole[kind], groups))
                       for kind in KINDS[:2]}
    return made


def shown_ablation(made: dict[str, Any]) -> list[str]:
    """Return the ablation as Markdown lines."""
    return ["| famille retirée | en premier | parmi cinq |", "|---|---|---|",
            *(f"| {label} | {figure(each['success@1'])} | {figure(each['success@5'])} |"
              for label, each in made.items())]


def _is_of(name: str, family: Sequence[str]) -> bool:
    return any(name in (each, f"{each}_spread") for each in family)
