"""Asks every system the questions of one set, and makes the run."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.settings import Settings
from evals.answering.cases import Case, CaseSet, read_cases
from evals.answering.chain import ask, chain
from evals.answering.progress import Meter
from evals.answering.quick import Bench, bench
from evals.answering.result import System, result
from evals.answering.said import Said, Shown, domain_of, offices_of
from evals.retrieval.baselines import Baselines, Text, minilm
from retrieval.confidence import load_rule
from retrieval.passages import passages_of
from retrieval.second_voice import first_voice

DEEP = 10


@dataclass(frozen=True)
class Asked:
    """What to run. `index` is copied, never written."""

    questions: Path
    with_chain: bool = True
    is_reduced: bool = False
    with_baselines: bool = True
    knowledge: Path | None = None
    index: Path | None = None
    with_words: bool = False


def measure(asked: Asked, meter: Meter, settings: Settings | None = None) -> dict[str, Any]:
    """Run everything asked. Raises OSError, ValueError (a faulty line) or NotReady."""
    settings, started = settings or Settings(), time.monotonic()
    with bench(settings, asked.knowledge, asked.index) as ours:
        chosen = read_cases(asked.questions, [each.id for each in ours.repository.entries()])
        if not chosen.cases:
            raise ValueError("aucune question dans ce fichier")
        systems = [System("retrieval", "Recherche et confiance seules",
                          _quick(chosen.cases, ours, meter), True)]
        others = _baselines(chosen.cases, ours, settings, meter) if asked.with_baselines else []
        if asked.with_chain:
            systems.append(_chain(chosen, ours, asked, settings, meter))
        return result(chosen, [*systems, *others], versions_of(ours), time.monotonic() - started,
                      asked.with_words)


def versions_of(ours: Bench) -> dict[str, str]:
    """Return what the answers came from: the base and the rule, with the day of its fit."""
    provenance = load_rule().provenance
    day = provenance.get("date") or provenance.get("fitted_on") or provenance.get("made_on")
    return {"knowledge": ours.repository.digest(), "entries": str(len(ours.repository.entries())),
            **({"fitted_on": str(day)} if day else {})}


def _quick(cases: Sequence[Case], ours: Bench, meter: Meter) -> tuple[Said, ...]:
    return tuple(ours.ask(each.text)
                 for each in meter.over("recherche seule", cases, len(cases)))


def _chain(chosen: CaseSet, ours: Bench, asked: Asked, settings: Settings, meter: Meter
           ) -> System:
    meter("démarrage d'une instance à part", 0, 1)
    index = asked.index or settings.cache_dir / "evals" / "index"
    with chain(index, asked.is_reduced, asked.knowledge) as client:
        said = tuple(ask(each.text, client, ours.repository.entry)
                     for each in meter.over("chaîne entière", chosen.cases, len(chosen.cases)))
    name = "Chaîne sans la couche de dialogue" if asked.is_reduced else "Chaîne entière"
    return System("chain", name, said, True)


def _baselines(cases: Sequence[Case], ours: Bench, settings: Settings, meter: Meter
               ) -> list[System]:
    texts = [Text(each.id, entry.id, each.text) for entry in ours.repository.entries()
             for each in passages_of(entry)]
    others = Baselines(texts, first_voice(ours.encoder), minilm(settings.models_dir),
                       settings.cache_dir / "evals" / "vectors", meter)
    said: dict[str, list[Said]] = {}
    for case in meter.over("systèmes de comparaison", cases, len(cases)):
        for name, ranked in others.rankings(case.text).items():
            said.setdefault(name, []).append(_plain(ranked, ours))
    return [System(f"baseline-{at}", name, tuple(each))
            for at, (name, each) in enumerate(said.items(), start=1)]


def _plain(ranked: Sequence[str], ours: Bench) -> Said:
    """Return what a system without a confidence says: its first entry, always."""
    first, find = tuple(ranked[:DEEP]), ours.repository.entry
    shown = Shown.SINGLE if first else Shown.NONE
    return Said(first, shown, first[:1], None, offices_of(first, find),
                domain_of(first, find))
