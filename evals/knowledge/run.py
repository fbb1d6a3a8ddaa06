"""Plays mutations against the checks and counts, by kind, those that raise a new fault."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import frontmatter
import yaml
from pydantic import ValidationError

from evals.knowledge.protocol import Mutation, Mutator
from evals.metrics.intervals import wilson
from knowledge.checks.entries import check_entry
from knowledge.entry import Entry
from knowledge.repository import Repository


@dataclass(frozen=True)
class Played:
    """A mutation and the faults it raised; none when it went unseen."""

    mutation: Mutation
    faults: tuple[str, ...]


def texts_of(repository: Repository, folder: Path) -> dict[str, str]:
    """Return the text of each readable entry, by id."""
    return {entry_id: (folder / "procedures" / f"{entry_id}.md").read_text(encoding="utf-8")
            for entry_id in repository.by_id}


def play(repository: Repository, texts: Mapping[str, str], mutator: Mutator, count: int,
         seed: int, today: date) -> list[Played]:
    """Play `count` mutations. Raises ValueError when one changes nothing."""
    played = []
    for mutation in mutator(texts, count, seed):
        before, after = texts[mutation.entry_id], mutation.text
        if before == after:
            raise ValueError(f"mutation sans effet : {mutation.entry_id}, {mutation.field}")
        former = set(_faults(mutation.entry_id, before, repository, today))
        new = [each for each in _faults(mutation.entry_id, after, repository, today)
               if each not in former]
        played.append(Played(mutation, tuple(new)))
    return played


def _faults(entry_id: str, text: str, repository: Repository, today: date) -> list[str]:
    try:
        document = frontmatter.loads(text)
        entry = Entry(id=entry_id, body=document.content, **document.metadata)
    except (ValidationError, yaml.YAMLError, TypeError) as fault:
        return [f"schéma : {fault}".splitlines()[0]]
    others = {**repository.by_id, entry_id: entry}
    return [str(each) for each in check_entry(entry, repository.organisations, others, today)]


def report(played: Iterable[Played]) -> list[str]:
    """Return the table by kind, then each mutation that went unseen."""
    by_kind: dict[str, list[Played]] = defaultdict(list)
    for each in played:
        by_kind[each.mutation.kind].append(each)
    lines = ["| nature | changements | vus | part vue, intervalle à 95 % (Wilson) |",
             "|---|---|---|---|"]
    everything = [each for group in by_kind.values() for each in group]
    for kind, group in [*sorted(by_kind.items()), ("ensemble", everything)]:
        seen = sum(bool(each.faults) for each in group)
        lines.append(f"| {kind} | {len(group)} | {seen} | {wilson(seen, len(group))} |")
    lines += ["", "Changements non vus :", ""]
    missed = [each.mutation for each in everything if not each.faults]
    lines += [f"- {each.kind} · {each.entry_id} · {each.field} : « {each.before[:100]} » → "
              f"« {each.after[:100]} »" for each in missed] or ["- aucun"]
    return lines
