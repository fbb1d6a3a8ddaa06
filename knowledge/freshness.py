"""Lists what is due: entries to read again, places to confirm."""

from collections.abc import Iterator
from datetime import date, timedelta

from knowledge.hours import date_text
from knowledge.repository import Repository

SOON = timedelta(days=60)
CONFIRMED_FOR = timedelta(days=365)


def due(repository: Repository, today: date) -> Iterator[str]:
    """Yield one French line for each entry or place to look at, the most pressing first."""
    entries = sorted(repository.entries(), key=lambda each: each.review_before)
    for entry in entries:
        if entry.review_before <= today + SOON:
            late = "en retard" if entry.review_before < today else "bientôt"
            yield f"{entry.id}.md : à relire avant le {date_text(entry.review_before)} ({late})"
    for partner in repository.partners:
        if partner.confirmed_on is None:
            yield f"{partner.id}.yml : jamais confirmé par le lieu"
        elif today - partner.confirmed_on > CONFIRMED_FOR:
            yield f"{partner.id}.yml : confirmé le {date_text(partner.confirmed_on)}, à reconfirmer"
