"""Draws some wordings of each entry for the dialogue model: `python -m bot.lessons`.

The themes are then learnt from what residents say too, not from the names of subjects alone. The
file is a snapshot: an entry that changes does not ask for a new training.
"""

import random
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from knowledge.entry import Entry
from knowledge.repository import load_repository

FILE = Path(__file__).resolve().parent / "intents" / "from_entries.yml"
KNOWLEDGE = Path(__file__).resolve().parents[1] / "knowledge"
DRAWN = 12  # of each entry: all of them took out-of-scope sentences for themes
HEAD = """# Façons de dire tirées des fiches, douze au plus par fiche : « python -m bot.lessons ».
version: "3.1"
nlu:
"""


def drawn(entries: Iterable[Entry]) -> dict[str, list[str]]:
    """Return the wordings drawn, by intent; the same ones each time for the same entry."""
    found: dict[str, list[str]] = defaultdict(list)
    for entry in sorted(entries, key=lambda each: each.id):
        wordings = [each for each in entry.asked_as if not set(each) & set("[]{}\n")]
        random.Random(entry.id).shuffle(wordings)
        found[f"ask_{entry.domain.value}"] += wordings[:DRAWN]
    return dict(found)


def written(lessons: dict[str, list[str]]) -> str:
    """Return the file of examples, a line each."""
    parts = [HEAD]
    for intent in sorted(lessons):
        lines = "".join(f"      - {text}\n" for text in dict.fromkeys(lessons[intent]))
        parts.append(f"  - intent: {intent}\n    examples: |\n{lines}")
    return "".join(parts)


def main() -> None:
    """Write the file."""
    lessons = drawn(load_repository(KNOWLEDGE).entries())
    FILE.write_text(written(lessons), encoding="utf-8")
    print(f"{sum(map(len, lessons.values()))} façons de dire : {FILE.name}")


if __name__ == "__main__":
    main()
