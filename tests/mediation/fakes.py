"""Stand-ins for the dialogue layer, the voice and the rest; every person and place invented."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from bot.decision import Decision, Kind
from knowledge.base import Snapshot
from knowledge.entry import Entry
from knowledge.partner import Partner
from knowledge.place_search import PlaceFinder
from knowledge.repository import Repository
from knowledge.vocabulary import Domain, Facet
from mediation.answer import Answer, PlaceCard, SourceCard, Urgent
from mediation.outcome import Outcome
from mediation.ports import BotUnavailable
from mediation.protection import Protected
from mediation.said import Offer, Said, Wanted
from tests.people import directory, places, registry

NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)  # a Tuesday, 12:00 in Paris
PERSON = Offer("Parler à une personne", "handoff:offer")
TITLES = {"aide-au-logement": ("Demander une aide au logement", Domain.HOUSING),
          "inscription-chomage": ("S'inscrire au chômage", Domain.EMPLOYMENT)}


def entry_of(entry_id: str) -> Entry | None:
    """Return an invented entry, its title and domain only."""
    if entry_id not in TITLES:
        return None
    title, domain = TITLES[entry_id]
    return Entry.model_construct(id=entry_id, title=title, domain=domain)


class FakeBase:
    """A base of places only."""

    def __init__(self, *partners: Partner) -> None:
        self.now = Snapshot(Repository({}, registry()), directory(*partners),
                            PlaceFinder(places(), frozenset({"99"})))
        self.doubted: frozenset[str] = frozenset()
        self.confirmed: dict[str, date] = {}

    def mark(self, doubted: frozenset[str], confirmed: dict[str, date]) -> None:
        self.doubted, self.confirmed = doubted, confirmed


class FakeCorrections:
    """Keeps what places propose."""

    def __init__(self) -> None:
        self.proposed: list[tuple[str, dict[str, str]]] = []

    async def propose(self, partner_id: str, changes: dict[str, str]) -> None:
        self.proposed.append((partner_id, changes))


class Clock:
    """A clock that moves when told."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **parts: float) -> None:
        self.now += timedelta(**parts)


@dataclass(frozen=True)
class FakeReply:
    """One decision and the sentences that came with it."""

    decision: Decision
    texts: tuple[str, ...] = ()


def decided(kind: Kind, *texts: str, **fields: object) -> FakeReply:
    return FakeReply(Decision(kind=kind, **fields), texts)  # type: ignore[arg-type]


def housing(**fields: object) -> FakeReply:
    return decided(Kind.ANSWER, entry_ids=("aide-au-logement",), intent="ask_housing",
                   scores={"confidence": 0.93}, **fields)


@dataclass
class FakeBot:
    """Answers from a table of masked texts; anything else is not understood."""

    table: dict[str, FakeReply] = field(default_factory=dict)
    fault: BaseException | None = None
    wait_seconds: float = 0.0
    asked: list[str] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    during: object = None
    running: int = 0
    most_running: int = 0

    async def ask(self, conversation_id: str, text: str, turn_id: str) -> FakeReply:
        self.asked.append(text)
        self.running += 1
        self.most_running = max(self.most_running, self.running)
        try:
            await asyncio.sleep(self.wait_seconds)
            if callable(self.during):
                await self.during()
            if self.fault:
                raise self.fault
        finally:
            self.running -= 1
        return self.table.get(text, decided(Kind.NOT_UNDERSTOOD))

    async def note_choice(self, conversation_id: str, entry_id: str,
                          case_id: str | None = None) -> None:
        if isinstance(self.fault, BotUnavailable):
            raise self.fault
        self.noted.append(entry_id)

    async def forget(self, conversation_id: str) -> None:
        self.forgotten.append(conversation_id)


SOURCE = SourceCard(title="Texte d'essai", url="https://exemple.invalid/texte",
                    publisher="Service d'essai", text_dated_on=date(2026, 1, 1),
                    checked_on=date(2026, 11, 1))


class FakeVoice:
    """Says decisions with invented words."""

    def __init__(self) -> None:
        self.has_sources = True
        self.fault: Exception | None = None
        self.found_without_bot: Outcome = Outcome.ANSWERED

    def sentence(self, outcome: Outcome, **words: str) -> str:
        return f"[{outcome.value}]"

    def answer(self, entry: Entry, facet: Facet | None, case_id: str | None,
               place_insee: str | None, confidence: float | None) -> Answer:
        return Answer(entry_id=entry.id, title=entry.title, domain=entry.domain.value,
                      facet=facet, lead="caf", confidence=confidence,
                      place=PlaceCard(insee=place_insee, name="Valombre") if place_insee else None,
                      sources=(SOURCE,) if self.has_sources else ())

    def say(self, decision: Decision, texts: Sequence[str], urgent: Urgent | None) -> Said:
        if self.fault:
            raise self.fault
        if decision.kind is Kind.ANSWER:
            entry = entry_of(decision.entry_ids[0])
            assert entry is not None
            answer = self.answer(entry, decision.facet, decision.case_id,
                                 decision.place.insee if decision.place else None,
                                 decision.scores.get("confidence"))
            offers = (Offer("Quels papiers ?", f"facet:documents:{entry.id}"), PERSON)
            wanted = tuple(Wanted(each.text, each.domain, "next" if rank else "answered",
                                  each.entry_id, f"entry:{each.entry_id}")
                           for rank, each in enumerate(decision.needs))
            return Said(Outcome.ANSWERED, (f"Fiche {entry.title}.",), answer, offers=offers,
                        wanted=wanted, versions={"index": "v1"})
        if decision.kind is Kind.CHOICES:
            offers = tuple(Offer(TITLES[each][0], f"entry:{each}") for each in decision.choices)
            return Said(Outcome.ANSWERED_CHOICES, ("Laquelle ?",), choices=decision.choices,
                        offers=(*offers, PERSON))
        outcome = {Kind.SMALL_TALK: Outcome.SMALL_TALK, Kind.CLARIFY: Outcome.CLARIFICATION,
                   Kind.BACK_AND_FORTH: Outcome.REFERRED,
                   Kind.NO_SOURCE: Outcome.UNANSWERABLE_NO_SOURCE,
                   Kind.OUT_OF_SCOPE: Outcome.UNANSWERABLE_OUT_OF_SCOPE,
                   Kind.NOT_UNDERSTOOD: Outcome.UNANSWERABLE_NOT_UNDERSTOOD}[decision.kind]
        return Said(outcome, tuple(texts) or (self.sentence(outcome),), offers=(PERSON,))

    def say_without_bot(self, text: str, current_entry: str | None,
                        place_insee: str | None) -> tuple[Decision, Said]:
        if self.found_without_bot is not Outcome.ANSWERED:
            return Decision(kind=Kind.NO_SOURCE), Said(
                self.found_without_bot, ("Rien trouvé.",), offers=(PERSON,))
        decision = Decision(kind=Kind.ANSWER, entry_ids=(current_entry or "aide-au-logement",))
        said = self.say(decision, (), None)
        return decision, Said(said.outcome, ("Je fonctionne au ralenti.", *said.texts),
                              said.answer, offers=said.offers)


class FakeProtector:
    """Masks runs of digits and one invented name; sees one danger and one deadline."""

    fault: Exception | None = None

    def protect(self, text: str) -> Protected:
        if self.fault:
            raise self.fault
        masked = re.sub(r"\d[\d ]{5,}\d|Zoé Imaginaire", "[masqué]", text)
        urgent, calm = self.watch(text)
        clear = text if masked != text else None
        return Protected(masked, clear, ("number",) if clear else (), urgent, calm)

    def watch(self, text: str) -> tuple[Urgent | None, str | None]:
        urgent, calm = None, None
        if "dehors ce soir" in text:
            urgent = Urgent(kind="homeless_tonight", level="danger", numbers=("115",))
            calm = "Appelez le 115, gratuit, jour et nuit."
        elif "coupure demain" in text:
            urgent = Urgent(kind="power_cut", level="days")
        return urgent, calm


class FakePublisher:
    """Counts the wake-ups."""

    def __init__(self) -> None:
        self.woken: list[str] = []

    def wake(self, conversation_id: str) -> None:
        self.woken.append(conversation_id)


