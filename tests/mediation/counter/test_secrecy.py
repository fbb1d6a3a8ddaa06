"""Small counts cannot be found again: every other table that fits is tried."""

import itertools
import random

import pytest

from mediation.counter.secrecy import SMALLEST_SHOWN, hidden_cells

Rows = list[list[int]]


def fitting(rows: Rows, hidden: set[tuple[int, int]], most: int) -> list[tuple[int, ...]]:
    """Return every assignment of the hidden inner cells that the published figures allow.

    Published: column totals, row totals not hidden, cells not hidden; a hidden figure is not 0.
    """
    columns = len(rows[0])
    inner = [cell for cell in sorted(hidden) if cell[1] < columns]
    found = []
    for values in itertools.product(range(1, most + 1), repeat=len(inner)):
        grid = [list(row) for row in rows]
        for (row, column), value in zip(inner, values, strict=True):
            grid[row][column] = value
        same_columns = all(sum(row[at] for row in grid) == sum(row[at] for row in rows)
                           for at in range(columns))
        totals_fit = all((at, columns) in hidden or sum(after) == sum(before)
                         for at, (after, before) in enumerate(zip(grid, rows, strict=True)))
        if same_columns and totals_fit:
            found.append(values)
    return found


def test_a_small_count_is_never_alone_in_its_line() -> None:
    rows = [[3, 6], [7, 8], [9, 10]]
    hidden = hidden_cells(rows)
    assert hidden is not None
    assert (0, 0) in hidden
    assert len({values[0] for values in fitting(rows, hidden, 9)}) > 1
    assert len(hidden) >= 2


def test_large_counts_and_zeros_are_all_shown() -> None:
    assert hidden_cells([[5, 0], [10, 30]]) == set()
    assert hidden_cells([]) == set()


def test_two_ones_that_their_total_would_tell_take_a_third_with_them() -> None:
    rows = [[1, 5], [1, 6], [6, 7]]
    hidden = hidden_cells(rows)
    assert hidden is not None
    for place in range(2):
        assert len({values[place] for values in fitting(rows, hidden, 8)}) > 1


def test_a_table_that_cannot_keep_its_secret_is_withheld() -> None:
    assert hidden_cells([[1], [1], [1], [1], [1]], has_row_totals=False) is None


@pytest.mark.parametrize("seed", range(16))
def test_no_hidden_small_count_has_one_possible_value(seed: int) -> None:
    chance = random.Random(seed)
    rows = [[chance.choice((0, 1, 2, 3, 4, 5, 6)) for _ in range(2)] for _ in range(3)]
    hidden = hidden_cells(rows)
    if hidden is None:
        return
    inner = [cell for cell in sorted(hidden) if cell[1] < 2]
    possible = fitting(rows, hidden, 7)
    for at, (row, column) in enumerate(inner):
        if rows[row][column] < SMALLEST_SHOWN:
            assert len({values[at] for values in possible}) > 1, (rows, hidden)
    for row in range(3):
        if 0 < sum(rows[row]) < SMALLEST_SHOWN:
            assert (row, 2) in hidden


@pytest.mark.parametrize("seed", range(20))
def test_a_list_with_its_total_keeps_its_small_counts(seed: int) -> None:
    chance = random.Random(seed)
    rows = [[chance.choice((0, 1, 3, 6, 12))] for _ in range(5)]
    hidden = hidden_cells(rows, has_row_totals=False)
    if hidden is None:
        return
    shown = {cell[0] for cell in hidden}
    total = sum(rows[at][0] for at in shown)
    assert all(at in shown for at, (value,) in enumerate(rows) if 0 < value < SMALLEST_SHOWN)
    assert len(shown) != 1
    assert not shown or total > len(shown)
