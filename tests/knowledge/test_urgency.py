"""The emergency file: each number read in a text, calm words, every situation, three at most."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.settings import Settings

FOLDER = Settings().knowledge_dir
RAW: dict[str, Any] = yaml.safe_load((FOLDER / "urgency.yml").read_text(encoding="utf-8"))
GRAVE = {name: kind for name, kind in RAW["kinds"].items() if kind["level"] == "danger"}
DISCREET = {"child_in_danger", "sexual_violence", "elder_abuse", "violence_spouse",
            "violence_family", "school_cyber_harassment", "trafficking_forced"}
NEVER = re.compile(r"trop tard|délai dépassé|veuillez|invalide", re.IGNORECASE)


def test_each_number_was_read_in_a_text_on_a_day() -> None:
    for number, known in RAW["numbers"].items():
        assert known["source"].startswith("https://"), number
        assert isinstance(known["checked_on"], date), number
        assert known["name"], number


@pytest.mark.parametrize("name", GRAVE)
def test_a_danger_has_one_to_three_numbers_that_are_described(name: str) -> None:
    kind = GRAVE[name]
    assert 1 <= len(kind["numbers"]) <= 3
    assert set(kind["numbers"]) <= set(RAW["numbers"])
    assert kind["numbers"][0] in kind.get("right", kind["numbers"])
    assert set(kind.get("right", ())) <= set(RAW["numbers"])


@pytest.mark.parametrize("name", sorted(set(RAW["kinds"]) - set(GRAVE)))
def test_days_that_count_give_no_emergency_number(name: str) -> None:
    assert RAW["kinds"][name]["numbers"] == []


@pytest.mark.parametrize("name", GRAVE)
def test_calm_words_are_short_and_never_frighten(name: str) -> None:
    calm = GRAVE[name]["calm"]
    assert not NEVER.search(calm)
    sentences = [each for each in re.split(r"[.!?] ", calm) if each]
    assert 2 <= len(sentences) <= 6
    assert all(len(each.split()) <= 26 for each in sentences)
    assert not re.search(r"\b(tu|ton|ta|tes|toi)\b", calm)


def test_every_violence_asks_whether_one_may_speak_without_risk() -> None:
    assert {name for name, kind in RAW["kinds"].items() if kind.get("is_discreet")} == DISCREET


def test_every_situation_of_the_brief_exists() -> None:
    assert {"suicide", "violence_spouse", "elder_abuse", "child_in_danger", "homeless_tonight",
            "medical", "hunger_now", "eviction_now", "power_cut_vulnerable",
            "school_cyber_harassment", "sexual_violence", "fire_attack",
            "trafficking_forced"} <= set(GRAVE)


def test_each_file_of_examples_is_a_danger_or_none() -> None:
    files = {path.stem for path in Path(FOLDER / "urgency_examples").glob("*.txt")}
    assert files <= set(GRAVE) | {"none"}
    for path in (FOLDER / "urgency_examples").glob("*.txt"):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        assert len(lines) >= 15, path.stem
        assert len(set(lines)) == len(lines), path.stem
