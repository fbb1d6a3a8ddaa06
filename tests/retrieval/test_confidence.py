"""The confidence rule: bands, bounds, the committed file, and the choice of thresholds."""

import json

from retrieval.bands import Judged, choose, describe
from retrieval.confidence import FITTED, load_rule
from retrieval.query import Band, Candidate
from retrieval.ranking import FEATURES, Ranked


def candidates(*probabilities):
    return [Candidate(f"e{at}", 1.0, each) for at, each in enumerate(probabilities)]


def test_the_band_follows_the_first_then_the_menu(rule):
    assert rule.band(candidates(0.85, 0.1), "tiny-1") is Band.ANSWER
    assert rule.band(candidates(0.5, 0.3), "tiny-1") is Band.CHOICES
    assert rule.band(candidates(0.12, 0.1, 0.09), "tiny-1") is Band.CHOICES
    assert rule.band(candidates(0.1, 0.1), "tiny-1") is Band.DECLINE
    assert rule.band([], "tiny-1") is Band.DECLINE


def test_a_fourth_candidate_never_opens_the_menu(rule):
    assert rule.band(candidates(0.09, 0.09, 0.09, 0.09), "tiny-1") is Band.DECLINE


def test_another_encoder_than_the_fitted_one_never_gives_a_single_answer(rule):
    assert rule.band(candidates(0.99), "tiny-2") is Band.CHOICES


def test_probabilities_never_add_up_to_more_than_one(rule):
    sure = {"lexical_wording": 9.0}
    made = rule.candidates([Ranked(f"e{at}", 1.0, sure) for at in range(4)], [], 5)
    assert abs(sum(each.probability for each in made) - 1.0) < 1e-9


def test_extreme_features_stay_within_bounds(rule):
    assert 0.0 <= rule.probability({"lexical_wording": -1e9}) < 0.01
    assert 0.99 < rule.probability({"lexical_wording": 1e9}) <= 1.0


def test_a_written_rule_reads_back_the_same(rule, tmp_path):
    rule.write(tmp_path / "rule.json")
    assert load_rule(tmp_path / "rule.json") == rule


def test_the_committed_rule_says_where_it_comes_from():
    rule = load_rule()
    assert {"fitted_on", "data", "knowledge", "held_out"} <= rule.provenance.keys()
    assert {each.name for each in rule.terms} == {*FEATURES, "in_scope"}
    assert 0.5 < rule.answer_at < 1.0
    assert FITTED.stat().st_size < 20_000
    assert "/" not in json.dumps(rule.provenance["data"])


def test_thresholds_separate_right_answers_from_wrong_ones():
    right = [Judged("held", 0.9, 0.95, True, True)] * 20
    menu = [Judged("held", 0.5, 0.8, False, True)] * 20
    out = [Judged("out_of_scope", 0.3, 0.4, False, False)] * 20
    answer_at, choices_at = choose([*right, *menu, *out])
    assert 0.5 < answer_at <= 0.9
    assert 0.4 < choices_at <= 0.8
    report = describe([*right, *menu, *out], answer_at, choices_at)
    assert (report["held_wrong_single"], report["out_of_scope_menu"]) == (0.0, 0.0)
    assert (report["held_single"], report["held_menu_with_right"]) == (0.5, 0.5)
