"""The list of the items as an editor needs it: state, age of the text, what is missing."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from knowledge.base import KnowledgeBase, Snapshot
from knowledge.checks.everything import check_folder
from knowledge.checks.words import fold_keep
from knowledge.editing.faults import FormFault, check_fault
from knowledge.editing.kinds import Kind, fields_of
from knowledge.editing.shelf import Shelf
from knowledge.editing.speaking import Lists
from knowledge.editing.values import Values
from knowledge.entry import Entry
from knowledge.freshness import CONFIRMED_FOR
from knowledge.hours import PARIS
from knowledge.notices import Notice, load_notices
from knowledge.partner import Partner
from knowledge.repository import Fault, Freshness, Repository
from knowledge.vocabulary import ReadVia

FEW_WORDINGS = 12


@dataclass(frozen=True)
class Row:
    """One item of the list. `words` is what a search looks into; `state` is of the text itself.

    `state` is published, due, withheld (entries), coming, shown, over (notices), unreadable.
    """

    kind: Kind
    id: str
    title: str
    state: str
    domain: str = ""
    oldest_on: date | None = None
    review_before: date | None = None
    gaps: tuple[str, ...] = ()
    words: str = ""


class Catalogue:
    """Lists the items; what reads the whole base is kept until the base changes."""

    def __init__(self, base: KnowledgeBase, shelf: Shelf, freshness: Freshness,
                 clock: Callable[[], datetime]) -> None:
        self._base = base
        self._shelf = shelf
        self._freshness = freshness
        self._clock = clock
        self._checked: tuple[Snapshot | None, date | None, tuple[Fault, ...]] = (None, None, ())

    def rows(self, kind: Kind) -> tuple[Row, ...]:
        """Return the items of a kind, by title; unreadable files first. Slow at first."""
        snapshot, today = self._base.now, self._clock().astimezone(PARIS).date()
        repository = snapshot.repository
        if kind is Kind.NOTICE:
            found = [_notice(each, today) for each in load_notices(self._base.folder)]
        elif kind is Kind.ENTRY:
            faults = Counter(each.file for each in self._faults(snapshot, today))
            found = [self._entry(each, faults, today) for each in repository.entries()]
        else:
            faults = Counter(each.file for each in self._faults(snapshot, today))
            found = [_partner(each, faults, today) for each in repository.partners
                     if each.imported_from is None]
        known = {each.id for each in found}
        lost = [Row(kind, each, each, "unreadable", gaps=("fichier à corriger à la main",),
                    words=fold_keep(each)) for each in self._shelf.ids(kind) if each not in known]
        return (*lost, *sorted(found, key=lambda each: fold_keep(each.title)))

    def row(self, kind: Kind, item_id: str) -> Row | None:
        """Return one item of the list."""
        return next((each for each in self.rows(kind) if each.id == item_id), None)

    def lists(self) -> Lists:
        """Return the names that the form offers to choose from."""
        repository = self._base.now.repository
        return {
            "organisations": _sorted({each.key: each.name
                                      for each in repository.organisations.all()}),
            "entries": _sorted({each.id: each.title for each in repository.entries()}),
            "life_events": _sorted({key: event.title
                                    for key, event in repository.life_events.items()}),
        }

    def published_faults(self, kind: Kind, item_id: str, values: Values) -> tuple[FormFault, ...]:
        """Return what the checks say of a published item; they stop nothing. Slow at first."""
        if kind is Kind.NOTICE:
            return ()
        name = f"{item_id}.{'md' if kind is Kind.ENTRY else 'yml'}"
        today = self._clock().astimezone(PARIS).date()
        found = (each for each in self._faults(self._base.now, today) if each.file == name)
        return tuple(replace(check_fault(fields_of(kind), values, each.field, each.value,
                                         each.advice), is_blocking=False) for each in found)

    def _faults(self, snapshot: Snapshot, today: date) -> tuple[Fault, ...]:
        """Check the base once for each state of it; after a publication, what changed alone."""
        before, day, known = self._checked
        if before is snapshot and day == today:
            return known
        changed = (_changed(before.repository, snapshot.repository)
                   if before is not None and day == today else None)
        if changed is not None and not changed:
            self._checked = (snapshot, today, known)
            return known
        _, faults = check_folder(self._base.folder, snapshot.finder.places, today, changed)
        kept = [] if changed is None else [each for each in known if not any(
            name == each.file or name in each.advice for name in changed)]
        self._checked = (snapshot, today, (*kept, *faults))
        return self._checked[2]

    def _entry(self, entry: Entry, faults: Counter[str], today: date) -> Row:
        state = "published"
        if self._freshness.is_withheld(entry, today):
            state = "withheld"
        elif self._freshness.is_due(entry, today):
            state = "due"
        dates = [each.text_dated_on for each in entry.sources if each.text_dated_on]
        words = " ".join((entry.id, entry.title, *entry.asked_as))
        return Row(Kind.ENTRY, entry.id, entry.title, state, entry.domain.value,
                   min(dates, default=None), entry.review_before,
                   (*_fault_gap(faults[f"{entry.id}.md"]), *_entry_gaps(entry)), fold_keep(words))


def _changed(before: Repository, now: Repository) -> frozenset[str] | None:
    """Return the files of the entries and partners that differ; None when more than they does."""
    if (before.organisations.all() != now.organisations.all() or before.poles != now.poles
            or before.life_events != now.life_events or before.by_id.keys() != now.by_id.keys()):
        return None
    places = {each.id: each for each in before.partners}
    return frozenset(
        [f"{key}.md" for key, entry in now.by_id.items() if before.by_id[key] != entry]
        + [f"{each.id}.yml" for each in now.partners if places.get(each.id) != each])


def _entry_gaps(entry: Entry) -> Iterator[str]:
    if not any(each.text_dated_on for each in entry.sources):
        yield "aucune source datée"
    if all(each.read_via is ReadVia.CORPUS_2020 for each in entry.sources):
        yield "lue seulement dans les textes de 2020"
    if len(entry.asked_as) < FEW_WORDINGS:
        yield f"peu de formulations ({len(entry.asked_as)})"


def _fault_gap(count: int) -> Iterator[str]:
    if count:
        yield f"{count} défaut{'s' if count > 1 else ''} aux contrôles"


def _partner(partner: Partner, faults: Counter[str], today: date) -> Row:
    gaps = list(_fault_gap(faults[f"{partner.id}.yml"]))
    is_old = partner.confirmed_on is None or today - partner.confirmed_on > CONFIRMED_FOR
    if partner.confirmed_on is None:
        gaps.append("jamais confirmé par le lieu")
    if not partner.phone:
        gaps.append("pas de téléphone")
    if not partner.hours_text:
        gaps.append("pas d'horaires")
    dates = [each.text_dated_on for each in partner.sources if each.text_dated_on]
    words = " ".join((partner.id, partner.name, partner.address.city, partner.organisation))
    return Row(Kind.PARTNER, partner.id, partner.name, "due" if is_old else "published",
               oldest_on=partner.confirmed_on or min(dates, default=None), gaps=tuple(gaps),
               words=fold_keep(words))


def _notice(notice: Notice, today: date) -> Row:
    state = "shown" if notice.is_shown(today) else "coming" if notice.from_ > today else "over"
    return Row(Kind.NOTICE, notice.id, notice.text, state, oldest_on=notice.from_,
               review_before=notice.until, words=fold_keep(f"{notice.id} {notice.text}"))


def _sorted(names: dict[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda each: fold_keep(each[1])))
