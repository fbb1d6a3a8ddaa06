"""Asks Rasa for every sentence and its variants, then searches, then writes the page."""

from collections.abc import Sequence
from pathlib import Path

from evals.machine import header
from evals.understanding.after import search_all
from evals.understanding.ask import rankings
from evals.understanding.page import (
    ANY,
    LENGTHS,
    Heard,
    Judge,
    Slice,
    aside_judges,
    judges,
    slices,
    totals,
)
from evals.understanding.ranking import Parts, parts_for
from evals.understanding.sentences import Sentence
from evals.understanding.variants import mistyped, without_accents

MOST_VARIANTS = 400  # sentences asked again without accents, then with typing mistakes


def measure(sentences: Sequence[Sentence], columns: Sequence[str], searched: bool, said: str,
            index: Path | None = None) -> tuple[list[str], list[dict[str, object]]]:
    """Return the page, and a record without words for each sentence of the first column.

    Raises RuntimeError when Rasa does not start.
    """
    titles = [each for each in sentences if each.wanted]
    aside = [each for each in sentences if not each.wanted]
    again = [each for each in titles if each.part == columns[0]][:MOST_VARIANTS]
    bare = [without_accents(each.text) for each in again]
    wrong = [mistyped(each.text, each.id) for each in again]
    texts = [each.text for each in (*titles, *aside)]
    ranked = rankings([*texts, *bare, *wrong])
    after = search_all(texts, ranked[:len(texts)], index) if searched else [None] * len(texts)
    heard = [Heard(each, ranking, found) for each, ranking, found in
             zip((*titles, *aside), ranked[:len(texts)], after, strict=True)]
    named, out = heard[:len(titles)], heard[len(titles):]
    retyped = [Heard(each, ranking) for each, ranking in
               zip((*again, *again), ranked[len(texts):], strict=True)]
    parts = parts_for(titles)
    page = header("Comprendre le thème d'une question", f"python -m evals understanding {said}")
    page += _themes(named, columns, parts, searched)
    if out:
        rows = aside_judges(searched)
        page += ["## Phrases hors sujet", "", *totals(out, columns, rows)]
        first = [each for each in out if each.sentence.part == columns[0]]
        page += [f"### Par sorte ({columns[0]})", "", *slices(first, _kinds(first), rows)]
    asis = [each for each in named if each.sentence.part == columns[0]][:MOST_VARIANTS]
    page += [f"## Les mêmes questions, autrement tapées ({columns[0]})", ""]
    page += _variants({"telles quelles": asis, "sans accents ni majuscules": retyped[:len(again)],
                       "fautes de frappe, un mot long sur trois": retyped[len(again):]}, parts)
    return page, [_row(each) for each in heard if each.sentence.part == columns[0]]


def _themes(named: Sequence[Heard], columns: Sequence[str], parts: Parts,
            searched: bool) -> list[str]:
    count = "cinq groupes" if any(len(part) > 1 for part in parts) else "dix thèmes"
    shown = _main(parts, searched)
    group = [each for each in named if each.sentence.part == columns[0]]
    forms = sorted({each.sentence.form for each in group if each.sentence.form})
    page = [f"## Questions d'un thème ({count})", ""]
    page += totals(named, columns, judges(parts, searched))
    page += [f"### Par tranche ({columns[0]})", ""]
    page += slices(group, [*LENGTHS, *map(_of_form, forms)], shown)
    return [*page, f"### Par thème ({columns[0]})", "",
            *slices(group, [_wanting(part) for part in parts], shown)]


def _variants(groups: dict[str, Sequence[Heard]], parts: Parts) -> list[str]:
    tables = [slices(group, [(name, ANY)], _main(parts, False))[:-1]
              for name, group in groups.items()]
    return [*tables[0][:2], *(line for table in tables for line in table[2:]), ""]


def _main(parts: Parts, searched: bool) -> list[tuple[str, Judge]]:
    """Keep the measures worth a slice: first and first two."""
    return [row for row in judges(parts, searched)
            if row[0].endswith((", premier", "deux premiers")) and "noté" not in row[0]]


def _of_form(form: str) -> Slice:
    return form, lambda each: each.sentence.form == form


def _wanting(part: frozenset[str]) -> Slice:
    return ("autre" if len(part) > 1 else next(iter(part)),
            lambda each: bool(part & each.sentence.wanted))


def _kinds(out: Sequence[Heard]) -> list[Slice]:
    def of(kind: str) -> Slice:
        return kind, lambda each: each.sentence.kind == kind
    return [of(kind) for kind in sorted({each.sentence.kind for each in out})]


def _row(each: Heard) -> dict[str, object]:
    """Keep identifiers and figures: never the words of other people's data."""
    best = sorted((each.after.scores if each.after else {}).items(), key=lambda told: -told[1])
    return {"id": each.sentence.id, "part": each.sentence.part, "kind": each.sentence.kind,
            "expected": sorted(each.sentence.wanted), "intents": each.ranking[:3],
            "after": [(name, round(score, 4)) for name, score in best[:2]]}
