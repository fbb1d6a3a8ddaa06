"""The gate fails when a figure gets worse by more than its tolerance, and when a set changed."""

import json

from evals.gate import REFERENCE, SETS, TOLERANCES, Measured, as_reference, faults, table
from evals.metrics.intervals import share


def measured(right: int, wrong: int = 0, n: int = 100, held: str = "essai") -> Measured:
    """Return figures of a hundred questions."""
    values = {key: [1.0] * right + [0.0] * (n - right) for key in TOLERANCES}
    for key in ("wrong_single", "absent_single"):
        values[key] = [1.0] * wrong + [0.0] * (n - wrong)
    return Measured({held: n}, {key: share(each) for key, each in values.items()},
                    {"knowledge": "k"})


def test_the_same_figures_pass_and_better_ones_too() -> None:
    reference = as_reference(measured(80, 3))
    assert faults(measured(80, 3), reference) == []
    assert faults(measured(90, 0), reference) == []
    assert "0.800" in "\n".join(table(measured(80, 3), reference))


def test_a_fall_within_the_tolerance_passes_and_a_larger_one_fails() -> None:
    reference = as_reference(measured(80, 3))
    assert faults(measured(79, 4), reference) == []
    said = faults(measured(77, 3), reference)
    assert any(each.startswith("bonne fiche en premier : 0.770") for each in said)
    assert any("fiche fausse" in each for each in faults(measured(80, 6), reference))


def test_a_figure_that_cannot_be_computed_fails() -> None:
    found = measured(80, 3)
    found.figures["success@1"] = share([])
    assert faults(found, as_reference(measured(80, 3)))


def test_a_set_that_changed_asks_for_a_new_reference() -> None:
    reference = as_reference(measured(80, 3))
    assert any("--write" in each for each in faults(measured(80, 3, held="autre"), reference))


def test_the_committed_reference_is_about_the_committed_sets() -> None:
    reference = json.loads(REFERENCE.read_text(encoding="utf-8"))
    assert set(reference["figures"]) == set(reference["tolerances"]) == set(TOLERANCES)
    sizes = {each.stem: len(each.read_text(encoding="utf-8").splitlines())
             for each in SETS.glob("*.jsonl")}
    assert reference["sets"] == sizes
