"""Hides small counts, and enough others for none to be found again from the totals.

A hidden figure is kept secret when the published figures allow another value: there must be a
second table, with the same totals and no hidden figure below 1, that differs there. Such a table
is a cycle of changes (+1, −1, +1…) along hidden figures; the cheapest one is looked for, and what
it needs is hidden too. Column totals are always shown: columns under 5 are left out before.
"""

import heapq
from collections.abc import Iterator, Sequence

SMALLEST_SHOWN = 5
Cell = tuple[int, int]
Node = tuple[str, int]


def hidden_cells(rows: Sequence[Sequence[int]], has_row_totals: bool = True) -> set[Cell] | None:
    """Return the cells to hide; column `len(row)` is the row's total. None: show nothing of it.

    Zeros are shown. Without row totals shown (a list of one column), they protect for free.
    """
    grid = _Grid(rows)
    last = grid.columns - 1
    if not has_row_totals:
        grid.hidden |= {cell for cell in grid.values if cell[1] == last}
    small = sorted((value, cell) for cell, value in grid.values.items()
                   if 0 < value < SMALLEST_SHOWN and (has_row_totals or cell[1] != last))
    grid.hidden |= {cell for _, cell in small}
    for _, cell in small:
        needed = grid.cheapest_change(cell)
        if needed is None:
            return None
        grid.hidden |= needed
    return {cell for cell in grid.hidden if has_row_totals or cell[1] != last}


class _Grid:
    """The figures as a graph: rows and columns are nodes, each non-zero figure joins two."""

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        self.columns = len(rows[0]) + 1 if rows else 1
        self.values: dict[Cell, int] = {
            (at, column): value for at, row in enumerate(rows)
            for column, value in enumerate((*row, sum(row))) if value}
        self.hidden: set[Cell] = set()

    def cheapest_change(self, cell: Cell) -> set[Cell] | None:
        """Return the figures to hide so that this one could be another; None when none can."""
        changes = [found for by in (1, -1) if self._may(cell, by)
                   and (found := self._path(cell, by))]
        return min(changes)[1] if changes else None

    def _may(self, cell: Cell, by: int) -> bool:
        """Say whether a figure can change: a total weighs against its row's figures."""
        is_total = cell[1] == self.columns - 1
        return (-by if is_total else by) > 0 or self.values[cell] > 1

    def _path(self, target: Cell, by: int) -> tuple[int, set[Cell]] | None:
        """Return the cost and cells of the shortest chain from the cell's column to its row."""
        start: Node = ("column", target[1])
        queue: list[tuple[int, int, Node, tuple[Cell, ...]]] = [(0, 0, start, ())]
        seen: set[Node] = set()
        count = 0
        while queue:
            cost, _, node, cells = heapq.heappop(queue)
            if node == ("row", target[0]):
                return cost, set(cells)
            if node in seen:
                continue
            seen.add(node)
            for cell, after in self._steps(node, by):
                if cell != target and after not in seen:
                    count += 1
                    price = 0 if cell in self.hidden else self.values[cell]
                    heapq.heappush(queue, (cost + price, count, after, (*cells, cell)))
        return None

    def _steps(self, node: Node, by: int) -> Iterator[tuple[Cell, Node]]:
        """Give the figures that can take the change back (from a column) or give it (a row)."""
        kind, at = node
        for cell in self.values:
            if kind == "column" and cell[1] == at and self._may(cell, -by):
                yield cell, ("row", cell[0])
            elif kind == "row" and cell[0] == at and self._may(cell, by):
                yield cell, ("column", cell[1])
