"""The statistics as a CSV that a spreadsheet opens, and never runs."""

import csv
import io
from collections.abc import Iterable, Iterator

from mediation.counter.statistics import Report, month_name

HIDDEN = "masqué"
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n")
HEAD = ("Ce qui est compté", "Par", "Ligne", "Mois", "Nombre")


def as_csv(reports: Iterable[Report]) -> str:
    """Return one line a figure, hidden ones said so, with the mark that Excel needs for accents."""
    out = io.StringIO()
    written = csv.writer(out, delimiter=";", lineterminator="\r\n")
    written.writerow(HEAD)
    for each in reports:
        for line in _lines(each):
            written.writerow([safe(str(cell)) for cell in line])
    return f"\ufeff{out.getvalue()}"


def safe(cell: str) -> str:
    """Return a cell that a spreadsheet shows instead of running it as a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_RUN_BY_SPREADSHEETS) else cell


def _lines(report: Report) -> Iterator[tuple[object, ...]]:
    for month, total in zip(report.months, report.totals, strict=True):
        yield report.what, "Mois", "Tous", month_name(month), total
    for month in report.left_out:
        yield report.what, "Mois", "Tous", month_name(month), "moins de 5, hors des totaux"
    for table in report.tables:
        if table.is_withheld:
            yield report.what, table.by, "Tableau entier", "", HIDDEN
        for row in table.rows:
            for month, figure in zip(report.months, row.figures, strict=False):
                yield (report.what, table.by, row.label, month_name(month),
                       HIDDEN if figure is None else figure)
            yield (report.what, table.by, row.label, "Total",
                   HIDDEN if row.total is None else row.total)
