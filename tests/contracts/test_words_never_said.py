"""No sentence of ours shuts the door: neither « trop tard » nor « délai dépassé », anywhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import frontmatter
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
NEVER = re.compile(r"trop tard|délais? (?:\w+ )?dépassé|hors délai", re.IGNORECASE)
HEARD = {"asked_as", "cues", "patterns", "unless", "said", "never", "aliases", "examples",
         "resident", "not_says", "title", "why"}  # residents' words, and what a test forbids
SPEAKING = ("mediation", "channels", "app", "bot/actions")
FILES = (*sorted((ROOT / "knowledge").glob("*.yml")), *sorted((ROOT / "mediation").rglob("*.yml")),
         ROOT / "bot/domain.yml", *sorted((ROOT / "evals/dialogues/golden").glob("*.yml")))


def sentences(value: Any, is_title_said: bool = True) -> Iterator[str]:
    """Give each string of a file, but those that residents say."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from sentences(each, is_title_said)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key not in HEARD or (key == "title" and is_title_said):
                yield from sentences(each, is_title_said)


def shut(found: Iterator[str]) -> list[str]:
    return [each for each in found if NEVER.search(each)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_of_sentences_shuts_no_door(path: Path) -> None:
    is_golden = path.parent.name == "golden"
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert shut(sentences(raw, is_title_said=not is_golden)) == []


def test_no_entry_shuts_a_door() -> None:
    for path in sorted((ROOT / "knowledge/procedures").glob("*.md")):
        document = frontmatter.loads(path.read_text(encoding="utf-8"))
        assert shut(sentences({**document.metadata, "body": document.content})) == [], path.name


def test_no_sentence_in_the_code_or_on_a_page_shuts_a_door() -> None:
    for folder in SPEAKING:
        for path in sorted((ROOT / folder).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            said = (node.value for node in ast.walk(tree)
                    if isinstance(node, ast.Constant) and isinstance(node.value, str))
            assert shut(said) == [], path
    for suffix in ("html", "js"):
        for path in sorted((ROOT / "channels").rglob(f"*.{suffix}")):
            assert NEVER.search(path.read_text(encoding="utf-8")) is None, path


def test_what_residents_say_is_not_what_we_say() -> None:
    assert shut(sentences({"asked_as": ["c'est trop tard ?"], "delay": "2 mois"})) == []
    assert shut(sentences({"delay": "Il est trop tard."})) == ["Il est trop tard."]
