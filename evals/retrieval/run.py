"""Each wording of the base is asked while its own passage is hidden: ours beside baselines.

The wordings are ours, so the figures rank systems; they do not foretell success with residents.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from evals.ablation.config import WHOLE
from evals.ablation.run import hidden_wordings, rankings
from evals.metrics.intervals import Figure, mean, paired_difference
from evals.metrics.ranking import reciprocal_rank, success_at
from evals.retrieval.baselines import Baselines, Text, minilm
from retrieval.index import Index
from retrieval.passages import Kind
from retrieval.second_voice import first_voice, open_encoder

OURS = "Qui fait quoi"


@dataclass
class Scores:
    """Per-question scores by system: success at 1, 3, 5 and reciprocal rank."""

    by_system: dict[str, dict[str, list[float]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    def add(self, system: str, ranked: list[str], right: str) -> None:
        """Note one question for one system."""
        scores = self.by_system[system]
        for k in (1, 3, 5):
            scores[f"success@{k}"].append(success_at(ranked, {right}, k))
        scores["MRR@10"].append(reciprocal_rank(ranked, {right}))

    def figures(self) -> dict[str, dict[str, Figure]]:
        """Return each system's figures."""
        return {system: {name: mean(values) for name, values in scores.items()}
                for system, scores in self.by_system.items()}

    def ahead(self, of: str) -> Figure:
        """Return our lead on success@1 over a system, question by question."""
        ours = self.by_system[OURS]["success@1"]
        return paired_difference(ours, self.by_system[of]["success@1"])


def measure(index_dir: Path, models: Path, every: int = 3) -> Scores:
    """Score one wording in `every`; hides the wording from every system alike."""
    encoder = open_encoder(None, models)
    index = Index.open(index_dir, encoder)
    texts = [Text(each.id, each.entry_id, each.text) for each in index.passages]
    baselines = Baselines(texts, first_voice(encoder), minilm(models),
                          models.parent / "evals" / "vectors")
    scores = Scores()
    made = hidden_wordings(index, encoder, every)
    asked = zip(made, rankings(made, WHOLE), _wordings(index)[::every], strict=True)
    for case, found, (passage_id, text) in asked:
        right = case.entry_id or ""
        scores.add(OURS, found, right)
        for system, ranked in baselines.rankings(text, {passage_id}).items():
            scores.add(system, ranked, right)
    index.close()
    return scores


def _wordings(index: Index) -> list[tuple[str, str]]:
    """Return (passage id, text) of every wording, in the order `cases` asks them."""
    found = []
    for entry_id in sorted({each.entry_id for each in index.passages}):
        found += [(each.id, each.text) for each in index.passages
                  if each.entry_id == entry_id and each.kind is Kind.WORDING]
    return found


def report(scores: Scores) -> list[str]:
    """Return Markdown lines: every system, then our lead with its interval."""
    lines = ["### Retrouver la fiche d'une formulation cachée", "",
             "| système | success@1 | success@3 | success@5 | MRR@10 |", "|---|---|---|---|---|"]
    for system, figures in scores.figures().items():
        cells = [str(figures[name]) for name in ("success@1", "success@3", "success@5", "MRR@10")]
        lines.append(f"| {system} | {' | '.join(cells)} |")
    lines += ["", "| avance de Qui fait quoi en success@1 sur | différence appariée |", "|---|---|"]
    lines += [f"| {system} | {scores.ahead(system)} |"
              for system in scores.by_system if system != OURS]
    return [*lines, "", "Ces formulations sont les nôtres : le tableau compare des systèmes, "
            "il ne prédit pas la réussite auprès des habitants.", ""]
