"""What the base holds: entries and fields by domain, sources by way of reading and by age."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median

from evals.machine import ROOT
from knowledge.entry import Entry, Source
from knowledge.official import is_official
from knowledge.repository import Repository
from knowledge.vocabulary import DOMAIN_LABELS

AGES = ((365, "moins d'un an"), (730, "1 à 2 ans"), (1095, "2 à 3 ans"))
OLDER, UNDATED = "plus de 3 ans", "sans date"
DRAWN, SEED = 40, 2026
READING = Path("docs/results/second-reading/README.md")


def inventory(repository: Repository, today: date) -> list[str]:
    """Return the Markdown lines of the whole inventory."""
    entries = repository.entries()
    return [*_by_domain(entries), "", *_by_source(entries, today), "", *_second_reading(), "",
            *_drawn(entries, repository)]


def _by_domain(entries: Sequence[Entry]) -> Iterator[str]:
    yield "## Les fiches par thème"
    yield ""
    yield ("| thème | fiches | formulations (médiane) | à cas | rôles | faits obligatoires "
           "| chiffres tracés | démarches voisines | sources |")
    yield "|---|---|---|---|---|---|---|---|---|"
    for domain, label in DOMAIN_LABELS.items():
        mine = [each for each in entries if each.domain is domain]
        yield f"| {label} | {_row(mine)} |"
    yield f"| **Ensemble** | {_row(entries)} |"


def _row(entries: Sequence[Entry]) -> str:
    wordings = [len(each.asked_as) for each in entries]
    cells = (len(entries), f"{sum(wordings)} ({median(wordings):.0f})",
             sum(bool(each.cases) for each in entries), sum(len(each.who) for each in entries),
             sum(len(each.must_know) for each in entries),
             sum(len(each.figures) for each in entries),
             sum(len(each.not_for) for each in entries),
             sum(len(each.sources) for each in entries))
    return " | ".join(str(each) for each in cells)


def age_of(source: Source, today: date) -> str:
    """Return the age class of the text that a source names."""
    if source.text_dated_on is None:
        return UNDATED
    days = (today - source.text_dated_on).days
    return next((label for most, label in AGES if days < most), OLDER)


def _by_source(entries: Sequence[Entry], today: date) -> Iterator[str]:
    sources = [each for entry in entries for each in entry.sources]
    counts = Counter((each.read_via.value, is_official(each.url), age_of(each, today))
                     for each in sources)
    ages = [*(label for _, label in AGES), OLDER, UNDATED]
    yield f"## Les {len(sources)} sources, par façon de lire et par âge du texte"
    yield ""
    yield f"| lue par | éditeur | {' | '.join(ages)} | total |"
    yield "|---|---|" + "---|" * (len(ages) + 1)
    for via, official in sorted({(via, official) for via, official, _ in counts}):
        row = [counts[via, official, age] for age in ages]
        kind = "officiel" if official else "autre"
        yield f"| {via} | {kind} | {' | '.join(map(str, row))} | {sum(row)} |"
    undated = [each.id for each in entries
               if not any(s.text_dated_on and is_official(s.url) for s in each.sources)]
    yield ""
    yield (f"Fiches sans aucun texte officiel daté : {len(undated)} sur {len(entries)}. "
           "La carte le dit (« texte officiel sans date »).")


def _second_reading() -> Iterator[str]:
    """Repeat the readers' own table, so that no number is typed twice."""
    yield "## Ce que la seconde lecture a trouvé"
    yield ""
    lines = (ROOT / READING).read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line.startswith("|"):
            yield line.replace("](", "](second-reading/")
    yield ""
    yield ("Comptes tenus à la main par la relecture ; leurs limites : "
           "[second-reading](second-reading/README.md).")


def _drawn(entries: Sequence[Entry], repository: Repository) -> Iterator[str]:
    drawn = sorted(random.Random(SEED).sample([each.id for each in entries],
                                              min(DRAWN, len(entries))))
    yield f"## {len(drawn)} fiches tirées au hasard : d'où vient chaque chiffre"
    yield ""
    yield ("Un chiffre et un fait obligatoire nomment leur texte. Un organisme n'est rattaché "
           "qu'à l'ensemble des textes de sa fiche, pas à une phrase.")
    yield ""
    yield "| fiche | chiffre ou fait | texte | date du texte |"
    yield "|---|---|---|---|"
    for entry_id in drawn:
        entry = repository.by_id[entry_id]
        by_key = {each.key: each for each in entry.sources}
        facts = [(f"{each.value} ({each.means})", each.source) for each in entry.figures]
        facts += [(each.fact, each.source) for each in entry.must_know]
        for said, key in facts:
            source = by_key[key]
            day = source.text_dated_on or "sans date"
            yield f"| {entry_id} | {said} | [{source.publisher}]({source.url}) | {day} |"
        bodies = ", ".join(dict.fromkeys(each.organisation for each in entry.who))
        days = sorted({str(each.text_dated_on) for each in entry.sources if each.text_dated_on})
        yield (f"| {entry_id} | organismes : {bodies} | les {len(entry.sources)} textes de la "
               f"fiche | {', '.join(days) or 'sans date'} |")
