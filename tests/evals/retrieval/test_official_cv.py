"""The official ranking is never tested on what it learned; its sizes grow as they say."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from evals.bench.official import copies, windows
from evals.retrieval.lessons import OTHER, REAL, Asked, Lessons, folds, held_out, read_asked
from evals.retrieval.official_cv import FAMILIES, OURS, SLICES, shown, table
from evals.retrieval.queries import CorpusQuery
from knowledge.imports.publication import Publication, PublicationKind, Section, SectionKind
from retrieval.official_lexicon import PASSAGES, Lexicon
from retrieval.official_passages import Held, held_of
from retrieval.official_ranker import load_trees


def asked(at: int, fiche: str, group: str) -> Asked:
    """Return a question about one fiche."""
    return Asked((REAL, OTHER)[at % 2],
                 CorpusQuery(str(at), f"question {at}", frozenset({fiche}), "", group), group,
                 at % 4 == 1)


def lessons() -> Lessons:
    """Return 80 questions about ten fiches; the column « fused » always has the right one first."""
    questions = tuple(asked(at, f"F{at % 10}", f"besoin {at % 20}") for at in range(80))
    ids = np.array([[f"F{(at + step) % 10}" for step in range(10)] for at in range(80)])
    fused = np.tile(np.arange(10, 0, -1, dtype=np.float32), (80, 1))
    draw = np.random.default_rng(1).random((80, 10)).astype(np.float32)
    return Lessons(questions, 0, ("fused", "hasard"), np.stack([fused, draw], axis=2), ids, draw)


def test_a_question_is_ranked_by_trees_that_know_neither_its_group_nor_its_fiche() -> None:
    made = lessons()
    tested = []
    for learned, apart in folds(made):
        groups = {made.asked[at].group for at in learned}
        fiches = {each for at in learned for each in made.asked[at].query.right}
        assert not groups & {made.asked[at].group for at in apart}
        assert not fiches & {each for at in apart for each in made.asked[at].query.right}
        tested += apart
    assert sorted(tested) == list(range(80))


def test_trees_learn_what_puts_the_right_fiche_first() -> None:
    made = lessons()
    ranked = held_out(made, made.names)
    assert [found[0] for found in ranked] == [min(each.query.right) for each in made.asked]


def test_a_need_said_four_times_counts_twice_as_much_as_one_said_once() -> None:
    made = lessons()
    once = asked(80, "F1", "besoin à part")
    worth = replace(made, asked=(*made.asked, once)).worth
    assert worth[0] * 4 == pytest.approx(2 * worth[-1])


def test_the_page_gives_each_slice_and_our_lead() -> None:
    made = lessons()
    right = [sorted(each.query.right) for each in made.asked]
    found = table(made.asked, {OURS: right, "aucun": [[] for _ in right]})
    assert set(found) == set(SLICES)
    real = found["recherches réelles (emploi)"]
    assert real[OURS]["success@1"]["value"] == 1.0
    assert real["aucun"]["success@5"]["ahead"]["value"] == 1.0
    assert "| aucun |" in "\n".join(shown(found))


def test_every_column_that_the_trees_read_is_of_one_family_of_the_ablation() -> None:
    trees = load_trees()
    assert trees is not None
    read = {name.removesuffix("_spread") for name in trees.feature_name()}
    named = [each for family in FAMILIES.values() for each in family]
    assert sorted(read) == sorted(named)


def test_questions_without_a_fiche_of_the_corpus_are_counted(tmp_path: Path) -> None:
    rows = [{"qid": "a", "query": "q", "group": "g", "relevant": [{"id": "F1", "position": 1}]},
            {"qid": "b", "query": "r", "group": "g", "relevant": [{"id": "F9", "position": 1}]}]
    other = [{"qid": "c", "query": "s", "relevant": ["F2"], "target": "F2",
              "overlap_with_title": 0.2}]
    (tmp_path / REAL).write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / OTHER).write_text(json.dumps(other[0]), encoding="utf-8")
    found, excluded = read_asked(tmp_path, frozenset({"F1", "F2"}))
    assert [(each.query.id, each.group, each.is_far) for each in found] == [
        ("a", "g", False), ("c", "F2", True)]
    assert excluded == 1


@pytest.fixture
def fiche() -> Held:
    """Return a fictitious fiche of three passages."""
    return held_of(Publication(
        id="F1", kind=PublicationKind.FICHE, published_as="Fiche", title="Adopter un dromadaire",
        introduction="C'est long.", sections=(Section(
            kind=SectionKind.CHAPTER, title="Étapes",
            text="Choisir l'enclos. Nourrir la bête. Peigner la bosse."),)))[0]


def test_windows_cut_the_real_text_and_copies_keep_every_word(fiche: Held) -> None:
    vectors = np.eye(3, 4, dtype=np.float32)
    grown, rows, _ = windows([fiche], vectors)
    assert 3 < len(grown[0].passages) <= 12
    assert len(rows) == len(grown[0].passages)
    lexicon = Lexicon.of([fiche])
    many, rows, copied = copies([fiche], vectors, lexicon, 10)
    assert len(many[0].passages) == len(rows) == 30
    once = lexicon.fields[PASSAGES].scores(["boss"])
    assert copied.fields[PASSAGES].scores(["boss"]).reshape(10, 3).tolist() == [once.tolist()] * 10
