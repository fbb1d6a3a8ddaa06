"""Checks that dates agree: texts, readings, reviews, and the days said to residents."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from knowledge.checks.figures import dates_since, figures
from knowledge.checks.words import spoken
from knowledge.entry import Entry
from knowledge.repository import Fault

_LONGEST_REVIEW = timedelta(days=550)
_OLDEST = 1940
_YEARS_AHEAD = 10


def check_dates(entry: Entry, file: str, today: date) -> Iterator[Fault]:
    """Yield a fault for each date that cannot be, or contradicts another."""
    for source in entry.sources:
        if source.text_dated_on and source.text_dated_on > source.checked_on:
            yield Fault(file, "sources.text_dated_on", str(source.text_dated_on),
                        "un texte ne peut pas être daté après sa lecture")
        if source.checked_on > today:
            yield Fault(file, "sources.checked_on", str(source.checked_on), "date dans le futur")
    read = max(source.checked_on for source in entry.sources)
    if entry.review_before <= read:
        yield Fault(file, "review_before", str(entry.review_before),
                    f"la relecture doit venir après la lecture des textes ({read})")
    elif entry.review_before > read + _LONGEST_REVIEW:
        yield Fault(file, "review_before", str(entry.review_before),
                    "trop loin : relisez une fiche au moins tous les dix-huit mois")
    for field, text in spoken(entry):
        yield from _said(text, file, field, read)


def _said(text: str, file: str, field: str, read: date) -> Iterator[Fault]:
    for figure in figures(text):
        if figure.unit != "date":
            continue
        day, month, year = (int(part) if part else 0 for part in figure.number.split("-"))
        if year and not _OLDEST <= year <= read.year + _YEARS_AHEAD:
            yield Fault(file, field, str(figure), "année improbable : relisez la source")
        elif day and not 1 <= day <= calendar.monthrange(year or 2024, month)[1]:
            yield Fault(file, field, str(figure), "ce jour n'existe pas : relisez la source")
    for figure in dates_since(text):
        day, month, year = (int(part) if part else 0 for part in figure.number.split("-"))
        if year and date(year, month or 1, min(day or 1, 28)) > read:
            yield Fault(file, field, str(figure), "« depuis » une date à venir : écrivez "
                        "« à partir du », ou corrigez la date")
