"""What is asked of the dialogue layer: outside sentences, their right themes, and their halves."""

import random
from dataclasses import dataclass
from pathlib import Path

from bot.command import PROJECT
from bot.nlu.halves import HELD_OUT, TUNING, half, half_of_title
from evals.answering.cases import read_cases
from evals.answering.config import SEED, read_lines
from evals.answering.labels import load_labels
from knowledge.reading import read_yaml

ALL = "toutes"
MOST_ASIDE = 600  # out-of-scope sentences drawn in each half, in the file's own proportions
FILES = ("questions_domain.jsonl", "oos_fr.jsonl")


@dataclass(frozen=True)
class Sentence:
    """`wanted`: our themes that would be right, none for a sentence out of scope.

    `part` is the half; `form` and `kind` are the slices that the file names.
    """

    id: str
    text: str
    wanted: frozenset[str]
    part: str = ALL
    form: str = ""
    kind: str = ""


def our_own(intents: Path = PROJECT / "bot" / "intents") -> frozenset[str]:
    """Return the examples the model learns from, bare: the same words prove nothing."""
    blocks = (block for path in sorted(intents.glob("*.yml"))
              for block in read_yaml(path)["nlu"])
    return frozenset(_bare(line.removeprefix("- ")) for block in blocks
                     for line in block["examples"].splitlines())


def outside(folder: Path) -> list[Sentence]:
    """Read titles labelled in five groups and sentences out of scope; our own words are out."""
    labels, ours = load_labels(), our_own()
    named, aside = (folder / name for name in FILES)
    titles = [Sentence(str(row["qid"]), str(row["query"]), labels.themes(row["domain5"]),
                       half_of_title(row), "question" if row["is_question"] else "titre")
              for row in read_lines(named) if _bare(str(row["query"])) not in ours]
    return [each for each in titles if each.wanted] + _drawn(
        [Sentence(str(row["qid"]), str(row["text"]), frozenset(), half(str(row["qid"])),
                  kind=str(row["kind"]))
         for row in read_lines(aside) if _bare(str(row["text"])) not in ours])


def brought(path: Path) -> list[Sentence]:
    """Read questions in the shape of `evals answering`; those without a theme are left out.

    A sentence out of scope, or nearly in scope, has no right theme. One that is a real need which
    the base lacks has a theme or is not judged.
    """
    found = []
    for case in read_cases(path, ()).cases:
        is_out = case.kind in ("out_of_scope", "near_miss")
        if is_out or case.domains:
            found.append(Sentence(case.id, case.text, frozenset() if is_out else case.domains,
                                  form=case.style, kind=case.kind))
    return found


def _bare(text: str) -> str:
    return text.lower().strip(" ?.!")


def _drawn(aside: list[Sentence]) -> list[Sentence]:
    draw = random.Random(SEED)
    halves = [[each for each in aside if each.part == part] for part in (TUNING, HELD_OUT)]
    return [each for part in halves for each in draw.sample(part, min(MOST_ASIDE, len(part)))]
