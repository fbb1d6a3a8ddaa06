"""Outside sentences are cut in halves once for all, and never hold our own examples."""

import json
from pathlib import Path

import pytest

from bot.nlu.halves import HELD_OUT, TUNING, half, half_of_title
from evals.understanding.sentences import brought, our_own, outside


def title(number: int, dossier: str | None, query: str = "Un titre") -> dict[str, object]:
    return {"qid": f"dom-{number}", "query": query, "domain5": ["taxes"], "is_question": False,
            "dossier": dossier, "subtheme": None, "theme": "Argent"}


def aside(number: int, text: str = "allume la lampe") -> dict[str, object]:
    return {"qid": f"oos-{number}", "text": text, "kind": "assistant-command"}


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [title(at, f"dossier {at}") for at in range(40)]
    example = sorted(our_own())[0]
    write(tmp_path / "questions_domain.jsonl", [*rows, title(99, "d", example.upper() + " ?")])
    write(tmp_path / "oos_fr.jsonl", [aside(at) for at in range(40)])
    return tmp_path


def test_titles_of_one_file_fall_in_the_same_half() -> None:
    assert len({half_of_title(title(at, "Impôt local")) for at in range(50)}) == 1


def test_both_halves_are_filled_and_always_the_same() -> None:
    halves = [half(f"oos-{at}") for at in range(200)]
    assert {TUNING, HELD_OUT} == set(halves)
    assert 70 < halves.count(HELD_OUT) < 130
    assert halves == [half(f"oos-{at}") for at in range(200)]


def test_outside_sentences_keep_their_labels_and_lose_our_own_words(folder: Path) -> None:
    found = outside(folder)
    assert "dom-99" not in {each.id for each in found}
    assert {each.wanted for each in found} == {frozenset({"taxes"}), frozenset()}
    assert len(found) == 80


def test_brought_questions_without_a_theme_are_left_out_and_out_of_scope_ones_have_none(
        tmp_path: Path) -> None:
    path = write(tmp_path / "set.jsonl", [
        {"text": "payer ma taxe", "domain": "taxes", "style": "sms"},
        {"text": "la météo", "kind": "out_of_scope", "domain": "taxes"},
        {"text": "sans étiquette"},
        {"text": "un besoin réel que la base n'a pas", "kind": "absent", "domain": "papers"},
    ])
    assert [(each.wanted, each.form) for each in brought(path)] == [
        (frozenset({"taxes"}), "sms"), (frozenset(), ""), (frozenset({"papers"}), "")]
