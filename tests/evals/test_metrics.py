"""The figures themselves, on small cases worked out by hand."""

import pytest

from evals.metrics.calibration import bins, chance_error, expected_error
from evals.metrics.intervals import mean, paired_difference, share, wilson
from evals.metrics.ranking import ndcg_at, reciprocal_rank, success_at
from evals.metrics.risk import area, curve


def test_ranking_figures_on_a_list_of_three() -> None:
    ranked = ["b", "a", "c"]
    assert [success_at(ranked, {"a"}, k) for k in (1, 2, 3)] == [0.0, 1.0, 1.0]
    assert reciprocal_rank(ranked, {"a", "c"}) == 0.5
    assert reciprocal_rank(ranked, {"z"}) == 0.0
    assert ndcg_at(ranked, {"b"}) == 1.0
    assert ndcg_at(ranked, {"a"}) == pytest.approx(0.6309, abs=1e-4)
    assert ndcg_at(ranked, {"a", "b"}) == 1.0
    assert ndcg_at([], {"a"}) == 0.0


def test_bins_hold_the_same_number_of_questions() -> None:
    said = [0.9, 0.1, 0.8, 0.2, 0.95, 0.15]
    made = bins(said, [1, 0, 1, 1, 1, 0], 3)
    assert [each.n for each in made] == [2, 2, 2]
    assert [round(each.said, 3) for each in made] == [0.125, 0.5, 0.925]
    assert [each.right for each in made] == [0.0, 1.0, 1.0]
    assert expected_error(made) == pytest.approx((0.125 + 0.5 + 0.075) / 3)


def test_a_kept_probability_has_no_error_and_a_boast_has_one() -> None:
    assert expected_error(bins([1.0] * 10, [1.0] * 10)) == 0.0
    assert expected_error(bins([0.9] * 20, [0.0] * 20)) == pytest.approx(0.9)
    assert str(expected_error(())) == "nan"


def test_risk_grows_with_coverage_when_confidence_is_right() -> None:
    said, right = [0.9, 0.8, 0.7, 0.6], [1.0, 1.0, 0.0, 0.0]
    points = curve(said, right)
    assert [(each.coverage, round(each.risk, 3)) for each in points] == [
        (0.25, 0.0), (0.5, 0.0), (0.75, 0.333), (1.0, 0.5)]
    assert area(said, right) < area(said, [0.0, 0.0, 1.0, 1.0])


def test_questions_of_equal_confidence_are_answered_together() -> None:
    points = curve([0.5, 0.5, 0.5], [1.0, 0.0, 0.0])
    assert [(each.coverage, round(each.risk, 3)) for each in points] == [(1.0, 0.667)]
    assert curve([], []) == ()


def test_an_interval_holds_its_value_and_narrows_with_more_questions() -> None:
    few, many = mean([1.0, 0.0] * 10), mean([1.0, 0.0] * 200)
    assert few.low < few.value < few.high
    assert many.high - many.low < few.high - few.low


def test_wordings_of_one_need_do_not_count_as_many_questions() -> None:
    values, groups = [1.0] * 20 + [0.0] * 20, ["a"] * 20 + ["b"] * 20
    alone, together = mean(values), mean(values, groups)
    assert together.value == alone.value
    assert together.high - together.low > alone.high - alone.low
    with pytest.raises(ValueError, match="un groupe par question"):
        mean(values, ["a"])


def test_a_share_of_all_or_nothing_keeps_an_interval() -> None:
    assert share([0.0] * 30).high == wilson(0, 30).high > 0.0
    assert share([1.0] * 30).low < 1.0
    assert share([]).n == 0


def test_a_paired_difference_needs_the_same_questions() -> None:
    found = paired_difference([1.0, 1.0, 0.0], [0.0, 1.0, 0.0])
    assert found.value == pytest.approx(1 / 3)
    with pytest.raises(ValueError, match="mêmes questions"):
        paired_difference([1.0], [])


def test_honest_probabilities_show_an_error_by_chance_that_shrinks_with_the_sample() -> None:
    few, many = chance_error([0.3, 0.7] * 100), chance_error([0.3, 0.7] * 5000)
    assert 0.05 < few[0] < 0.12
    assert few[0] < few[1]
    assert many[0] < few[0] / 5
    assert chance_error([1.0] * 50) == (0.0, 0.0), "nothing is left to chance"
    assert str(chance_error([])[0]) == "nan"
