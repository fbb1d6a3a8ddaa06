"""The results of a run as a CSV file that a spreadsheet opens safely."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from channels.evaluation_door import Titles
from channels.evaluation_words import PARTS, SHOWN, VERDICTS

HEADER = ("id", "question", "ecriture", "sorte", "themes", "issue", "fiche_attendue",
          "autres_fiches_justes", "organisme_attendu", "montre", "fiches_montrees",
          "titre_montre", "organisme_nomme", "confiance", "millisecondes", "version_fiches",
          "version_index", "version_confiance", "commit")
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


def rows_of(result: Mapping[str, Any], titles: Titles) -> Iterator[Sequence[Any]]:
    """Yield the header, then one row a question."""
    versions = result["versions"]
    made_with = (versions.get("knowledge", ""), versions.get("index", ""),
                 versions.get("confidence", ""), result["machine"].get("commit", ""))
    yield HEADER
    for each in result["questions"]:
        expected, got = each["expected"], each["got"]
        proposed = got["proposed"]
        others = [key for key in expected["entries"] if key != expected["entry"]]
        yield (each["id"], each.get("text", ""), PARTS.get(each["style"], each["style"]),
               PARTS.get(each["kind"], each["kind"]),
               ", ".join(PARTS.get(key, key) for key in each["domains"]),
               VERDICTS[each["verdict"]], expected["entry"] or "", ", ".join(others),
               ", ".join(expected["who"]), SHOWN[got["shown"]], ", ".join(proposed),
               titles.entry(proposed[0]) if proposed else "",
               got["offices"][0] if got["offices"] else "",
               "" if got["confidence"] is None else f"{got['confidence']:.4f}", got["ms"],
               *made_with)


def as_csv(rows: Iterable[Sequence[Any]]) -> bytes:
    """Write rows with « ; » and the mark that tells a spreadsheet they are UTF-8."""
    output = io.StringIO(newline="")
    writer = csv.writer(output, delimiter=";", lineterminator="\r\n")
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return output.getvalue().encode("utf-8-sig")


def safe(cell: Any) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = str(cell)
    return f"'{text}" if text.lstrip(" ").startswith(RISKY) or text.startswith(RISKY) else text
