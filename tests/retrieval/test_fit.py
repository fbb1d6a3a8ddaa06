"""Fitting: questions whose answer is hidden, and a rule that says where it comes from."""

import json

import pytest

from retrieval.fit import FEATURES, fit
from retrieval.holdout import cases, read_out_of_scope
from retrieval.index import Index
from retrieval.passages import Kind
from retrieval.sync import sync

THINGS = ("un moulin", "un phare", "une horloge", "un pont", "un bateau", "une grange")


@pytest.fixture
def index(make_entry, index_dir, encoder):
    needs = [make_entry(f"objet-{at}", f"réparer {thing}") for at, thing in enumerate(THINGS)]
    sync(needs, index_dir, encoder)
    opened = Index.open(index_dir, encoder)
    yield opened
    opened.close()


@pytest.fixture
def data(tmp_path):
    lines = [json.dumps({"text": f"xylophone banquise trombone {at}"}) for at in range(40)]
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "oos_fr.jsonl").write_text("\n".join(lines))
    return tmp_path


def test_out_of_scope_sentences_are_drawn_the_same_each_time(data):
    drawn = read_out_of_scope(data, 10)
    assert drawn == read_out_of_scope(data, 10)
    assert len(set(drawn)) == 10


def test_missing_data_are_named(tmp_path):
    with pytest.raises(OSError, match="oos_fr"):
        read_out_of_scope(tmp_path, 10)


def test_each_wording_is_asked_without_itself_then_without_its_entry(index, encoder):
    made = list(cases(index, encoder, ["xylophone banquise"]))
    wordings = [each for each in index.passages if each.kind is Kind.WORDING]
    parts = [each.part for each in made]
    assert parts.count("held") == parts.count("absent") == len(wordings)
    assert parts.count("out_of_scope") == 1
    for case in made:
        assert (case.group in case.board.entry_ids) is (case.part == "held")
        assert (case.right is None) is (case.part != "held")


def test_a_fitted_rule_is_of_this_encoder_and_says_its_origin(index, encoder, data):
    rule, trees = fit(index, encoder, data)
    assert trees.num_trees() > 0
    assert rule.encoder == encoder.identity
    assert [each.name for each in rule.terms] == list(FEATURES)
    assert rule.provenance["entries"] == len(THINGS)
    assert rule.provenance["held_out"]["out_of_scope_wrong_single"] == 0.0
    assert rule.in_scope(encoder.embed_query("réparer un pont")) > 0
    assert rule.in_scope(encoder.embed_query("xylophone banquise trombone")) < 0
