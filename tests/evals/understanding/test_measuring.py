"""How a theme is read from the intents, how sentences are retyped, and what the page says."""

from types import SimpleNamespace
from typing import Any

import pytest

from evals.understanding import measure as measuring
from evals.understanding.after import After, weighed
from evals.understanding.ranking import (
    OTHERS,
    by_best,
    is_right,
    parts_for,
    summed,
    taken_for_theme,
    theme_scores,
)
from evals.understanding.sentences import Sentence
from evals.understanding.variants import mistyped, without_accents
from knowledge.vocabulary import Domain
from retrieval.query import Band, Candidate, Found

FIVE = parts_for([Sentence("1", "x", OTHERS)])
TEN = parts_for([Sentence("1", "x", frozenset({"health"}))])


def test_five_groups_only_when_the_labels_say_other() -> None:
    assert (len(FIVE), len(TEN)) == (5, 10)


def test_a_group_is_read_from_the_sum_of_its_themes() -> None:
    scores = {"taxes": 0.4, "health": 0.31, "family": 0.29}
    assert summed(scores, FIVE)[0] == OTHERS
    assert by_best(scores, FIVE)[0] == {"taxes"}
    assert is_right(summed(scores, TEN), frozenset({"health"}), 1) == 0.0
    assert is_right(summed(scores, TEN), frozenset({"health"}), 2) == 1.0


def test_only_the_ten_themes_count_and_they_sum_to_one() -> None:
    scores = theme_scores([("ask_cost", 0.5), ("ask_taxes", 0.3), ("ask_health", 0.1)])
    assert sum(scores.values()) == pytest.approx(1.0)
    assert scores["taxes"] == pytest.approx(0.75)


@pytest.mark.parametrize(("first", "taken"), [
    ("ask_taxes", True), ("ask_cost", False), ("out_of_scope", False), ("nlu_fallback", False)])
def test_a_sentence_is_taken_for_a_theme_by_its_first_intent(first: str, taken: bool) -> None:
    assert taken_for_theme([(first, 0.6), ("ask_taxes", 0.2)]) is taken


def test_retyped_sentences_are_the_same_each_time_and_still_readable() -> None:
    text = "Où déclarer la naissance de mon bébé ?"
    assert without_accents(text) == "ou declarer la naissance de mon bebe"
    assert mistyped(text, "a") == mistyped(text, "a") != text.lower()
    assert mistyped("à la mer", "a") == "à la mer"


@pytest.mark.parametrize(("band", "first"), [
    (Band.ANSWER, "housing"), (Band.CHOICES, "taxes"), (Band.DECLINE, "taxes")])
def test_the_search_weighs_as_much_as_it_is_sure(band: Band, first: str) -> None:
    entry = SimpleNamespace(domain=Domain.HOUSING)
    ours: Any = SimpleNamespace(repository=SimpleNamespace(entry=lambda entry_id: entry))
    found = Found((Candidate("a", 1.0, 0.8),), band, 0.8, {}, 1.0)
    scores = weighed(ours, found, {"taxes": 0.9, "housing": 0.1})
    assert max(scores, key=lambda theme: scores[theme]) == first
    assert sum(scores.values()) == pytest.approx(1.0)


def test_the_page_has_halves_slices_and_variants_and_the_rows_no_words(
        monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = [Sentence("1", "payer mon impôt sur le revenu", frozenset({"taxes"}), "a", "titre"),
                 Sentence("2", "mon loyer", frozenset({"housing"}), "b", "question"),
                 Sentence("3", "la météo", frozenset(), "a", kind="bavardage")]
    monkeypatch.setattr(measuring, "rankings", lambda texts: [
        [("ask_taxes", 0.6), ("out_of_scope", 0.4)] for _ in texts])
    monkeypatch.setattr(measuring, "search_all", lambda texts, ranked, index: [
        After({"taxes": 1.0}, True, False) for _ in texts])
    page, rows = measuring.measure(sentences, ("a", "b"), True, "--data dossier")
    text = "\n".join(page)
    assert "| NLU seule, premier | 1.000" in text
    assert "| prise pour un thème (NLU seule) | 1.000" in text
    assert "| sans accents ni majuscules | 1.000" in text
    assert "| 5 à 9 mots | 1.000" in text
    assert "| bavardage | 1.000" in text
    assert "loyer" not in str(rows)
    assert [row["id"] for row in rows] == ["1", "3"]
