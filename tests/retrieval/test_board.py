"""The board scores every entry side by side; the ranker orders them."""

import lightgbm
import numpy as np
import pytest

from retrieval.board import SCORES, Board
from retrieval.index import Index
from retrieval.lexical import LexicalIndex
from retrieval.passages import Kind
from retrieval.ranker import describe, learn, load_ranker, order, plain
from retrieval.sync import sync


@pytest.fixture
def index(make_entry, index_dir, encoder):
    needs = [make_entry(f"objet-{at}", f"réparer {thing}")
             for at, thing in enumerate(("un moulin", "un phare", "une horloge"))]
    odd = ("mon zéphyr siffle", *needs[0].asked_as[1:])
    needs[0] = needs[0].model_copy(update={"asked_as": odd})
    sync(needs, index_dir, encoder)
    opened = Index.open(index_dir, encoder)
    yield opened
    opened.close()


def table(index, encoder, text, board=None):
    return (board or index.board).scores(encoder.embed_query(text), text)


def test_each_entry_has_one_row_and_each_score_one_column(index, encoder):
    assert table(index, encoder, "réparer un phare").shape == (3, len(SCORES))


def test_the_entry_asked_for_is_first_by_every_voice(index, encoder):
    found = table(index, encoder, "réparer un phare")
    assert set(found.argmax(axis=0)) == {index.board.entry_ids.index("objet-1")}


def test_a_hidden_wording_no_longer_counts(index, encoder):
    wording = next(each for each in index.passages
                   if each.kind is Kind.WORDING and "zéphyr" in each.text)
    kept = np.array([each.id != wording.id for each in index.passages])
    without = Board.of(index.passages, index.vectors, index.lexical, kept)
    row = without.entry_ids.index(wording.entry_id)
    name = SCORES.index("lexical_wording")
    assert (table(index, encoder, wording.text, without)[row, name]
            < table(index, encoder, wording.text)[row, name])


def test_a_hidden_entry_is_off_the_board(index):
    kept = np.array([each.entry_id != "objet-0" for each in index.passages])
    board = Board.of(index.passages, index.vectors, index.lexical, kept)
    assert board.entry_ids == ("objet-1", "objet-2")


def test_an_empty_index_has_an_empty_board():
    board = Board.of([], np.zeros((0, 0), dtype=np.float32), LexicalIndex([]))
    assert board.entry_ids == ()


def test_learned_trees_put_the_right_row_first():
    draw = np.random.default_rng(0)
    tables, right = [], []
    for at in range(120):
        made = draw.normal(size=(8, len(SCORES)))
        made[at % 8, 0] += 4.0
        tables.append(made)
        right.append(at % 8)
    trees = learn(tables, right)
    firsts = [order(made, trees)[0][0] for made in tables]
    assert np.mean(np.array(firsts) == np.array(right)) > 0.9


def test_the_order_has_no_ties_left_to_chance():
    same = np.ones((4, len(SCORES)))
    rows, scores = order(same, load_ranker())
    assert list(rows) == [0, 1, 2, 3]
    assert np.isfinite(scores).all()


def test_what_the_trees_read_is_finite_even_when_all_scores_are_equal():
    flat = np.zeros((5, len(SCORES)))
    assert np.isfinite(describe(flat)).all()
    assert np.isfinite(plain(flat)).all()


def test_trees_fitted_for_other_scores_are_left_aside_and_the_mean_orders(tmp_path, index, encoder):
    made = lightgbm.LGBMRanker(n_estimators=2, min_child_samples=1, verbose=-1)
    made.fit(np.random.default_rng(0).normal(size=(20, 3)), [0, 1] * 10, group=[2] * 10)
    made.booster_.save_model(str(tmp_path / "ranker.txt"))
    assert load_ranker(tmp_path / "ranker.txt") is None
    assert load_ranker(tmp_path / "absent.txt") is None
    rows, _ = order(table(index, encoder, "réparer un phare"), None)
    assert index.board.entry_ids[rows[0]] == "objet-1"


def test_the_committed_trees_know_our_scores():
    assert load_ranker() is not None
