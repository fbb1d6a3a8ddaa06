"""Reads the cases that outsiders bring: one JSON object a line, most fields optional."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.answering.config import read_lines
from evals.answering.labels import Labels, listed, load_labels

STYLES = ("plain", "typos", "no_accents", "sms", "oral", "long", "non_native", "other_language")
KINDS = ("in_scope", "out_of_scope", "near_miss", "absent")


@dataclass(frozen=True)
class Case:
    """One question and what would be right. Empty = not labelled, so not judged.

    `right` holds the entries accepted as first answer. `is_absent`: nothing we hold answers it.
    """

    id: str
    text: str
    kind: str = "in_scope"
    style: str = ""
    right: frozenset[str] = frozenset()
    expected: str = ""
    is_absent: bool = False
    who: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    group: str = ""

    @property
    def is_labelled(self) -> bool:
        """Say whether something of it can be judged."""
        return bool(self.right or self.is_absent or self.who or self.domains)


@dataclass(frozen=True)
class CaseSet:
    """The cases kept, and how many labels were left aside, by reason."""

    name: str
    cases: tuple[Case, ...]
    excluded: dict[str, int] = field(default_factory=dict)


def read_cases(path: Path, entries: Collection[str], labels: Labels | None = None) -> CaseSet:
    """Read a file, or every file of a folder. Raises OSError, or ValueError in French.

    An entry that the base does not hold is left aside and counted, for every system alike.
    """
    labels = labels or load_labels()
    excluded: Counter[str] = Counter()
    cases: list[Case] = []
    seen: set[str] = set()
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    for number, row in enumerate((row for each in files for row in read_lines(each)), start=1):
        case = case_of(row, number, frozenset(entries), labels, excluded)
        if case.id in seen:
            raise ValueError(f"{path.name}, question {number} : l'identifiant « {case.id} » est "
                             "déjà pris")
        seen.add(case.id)
        cases.append(case)
    return CaseSet(path.stem, tuple(cases), dict(excluded))


def case_of(row: dict[str, Any], number: int, entries: frozenset[str], labels: Labels,
            excluded: Counter[str]) -> Case:
    """Return the case of one record; labels that map to nothing here are counted and dropped."""
    text = row.get("text") or row.get("query")
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"question {number} : il manque le texte (« text »)")
    entry, has_entry = row.get("entry"), "entry" in row
    kind = str(row.get("kind") or "")
    if kind not in KINDS:
        kind = "absent" if has_entry and entry is None else "in_scope"
    named = {str(each) for each in (entry, *listed(row.get("also"))) if each}
    right = frozenset(named & entries)
    if entry and not right:
        excluded["fiche que la base n'a pas"] += 1
    given = listed(row.get("who"))
    who = labels.offices(given) if given else labels.offices(
        listed(row.get("families_primary")), own_first=False)
    if not who and (given or row.get("families_primary")):
        excluded["organisme sans clé chez nous"] += 1
    told = listed(row.get("domain") or row.get("domain5") or row.get("domains"))
    domains = labels.themes(told)
    if told and not domains:
        excluded["thème sans équivalent chez nous"] += 1
    return Case(str(row.get("id") or row.get("qid") or number), text, kind,
                str(row.get("style") or ""), right, str(entry or ""),
                kind != "in_scope" or (has_entry and entry is None), who, domains,
                str(row.get("group") or ""))
