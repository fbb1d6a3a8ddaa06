"""Appointments prepared with someone: where, when, what to bring, a calendar file."""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from knowledge.hours import PARIS, clock_text, day_name, day_text
from mediation.cleaning import clean
from mediation.follow_up.states import APPOINTMENT_KEPT
from mediation.follow_up.tied import Tie, tie_to
from mediation.ports import NotYours
from mediation.sealing import Sealer
from mediation.store import accounts, follow_up_appointments, follow_up_logbooks
from mediation.store.database import Store
from mediation.store.follow_up_rows import AppointmentRow

log = structlog.get_logger("mediation.follow_up")
MOST_TO_BRING = 20
PREFIX = "appointment:"


@dataclass(frozen=True)
class NewAppointment:
    """What the mediator fills in; `is_discreet` is also set by what the conversation told."""

    starts_at: datetime
    place: str
    address: str = ""
    subject: str = ""
    bring: tuple[str, ...] = ()
    minutes: int = 30
    is_discreet: bool = False
    case_id: str | None = None
    logbook_id: str | None = None


@dataclass(frozen=True)
class Appointment:
    """An appointment that was prepared."""

    id: str
    starts_at: datetime
    minutes: int
    is_discreet: bool
    case_id: str | None
    logbook_id: str | None
    created_at: datetime
    place: str
    address: str
    subject: str
    bring: tuple[str, ...]

    @property
    def when_text(self) -> str:
        """Return the day and hour in French."""
        local = self.starts_at.astimezone(PARIS)
        return f"{day_name(local)} {day_text(local)} à {clock_text(local)}"

    @property
    def where_text(self) -> str:
        """Return the place in one line; a discreet one without its name when an address is."""
        if self.is_discreet and self.address:
            return self.address
        return ", ".join(each for each in (self.place, self.address) if each)


def message_of(appointment: Appointment, link: str) -> str:
    """Return the words for the resident's chat; a discreet one names neither subject nor place."""
    lines = [f"Rendez-vous {appointment.when_text}, {appointment.where_text}."]
    if appointment.bring and not appointment.is_discreet:
        lines.append("À apporter : " + " ; ".join(appointment.bring) + ".")
    lines.append(f"Pour le mettre dans votre agenda : {link}")
    return "\n".join(lines)


class Appointments:
    """Keeps the appointments; only who prepared one, or holds its case or logbook, reads it."""

    def __init__(self, store: Store, sealer: Sealer, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._sealer = sealer
        self._clock = clock

    async def prepare(self, new: NewAppointment, mediator_id: str) -> str:
        """Write an appointment and return its id.

        Raises ValueError for a moment already past, NotYours for another's case or logbook.
        """
        now, key = self._clock(), secrets.token_urlsafe(16)
        if new.starts_at <= now:
            raise ValueError("past")
        words = {"place": clean(new.place)[:120], "address": clean(new.address)[:200],
                 "subject": clean(new.subject)[:200],
                 "bring": [clean(each)[:400] for each in new.bring][:MOST_TO_BRING]}
        async with self._store.writing() as db:
            tie = await tie_to(db, new.case_id, mediator_id) if new.case_id else Tie()
            if new.logbook_id and not await follow_up_logbooks.is_agreed(
                    db, new.logbook_id, mediator_id):
                raise NotYours(new.logbook_id)
            follow_up_appointments.add(
                db, id=key, mediator_id=mediator_id, conversation_id=tie.conversation_id,
                case_id=new.case_id, logbook_id=new.logbook_id, starts_at=new.starts_at,
                minutes=new.minutes, is_discreet=new.is_discreet or tie.is_discreet,
                box=self._sealer.seal(json.dumps(words)), created_at=now,
                purge_after=new.starts_at + APPOINTMENT_KEPT)
            accounts.note(db, now, mediator_id, "appointment.prepared", key)
        log.info("appointment.prepared")
        return key

    async def find(self, appointment_id: str, mediator_id: str) -> Appointment | None:
        """Return one appointment; None when it is unknown or not theirs."""
        async with self._store.reading() as db:
            found = await follow_up_appointments.find(db, appointment_id)
            if found is None or not (mediator_id in (found[0].mediator_id, found[1]) or (
                    found[0].logbook_id and await follow_up_logbooks.is_agreed(
                        db, found[0].logbook_id, mediator_id))):
                return None
        return shown(found[0], self._sealer)

    async def coming(self, mediator_id: str) -> tuple[Appointment, ...]:
        """Return this mediator's appointments to come, the soonest first."""
        async with self._store.reading() as db:
            found = await follow_up_appointments.coming(db, self._clock())
        return tuple(shown(row, self._sealer) for row, holder in found
                     if mediator_id in (row.mediator_id, holder))

    async def of_case(self, case_id: str, mediator_id: str) -> tuple[Appointment, ...]:
        """Return the appointments of a case that this mediator may read."""
        async with self._store.reading() as db:
            found = await follow_up_appointments.of_case(db, case_id)
        return tuple(shown(row, self._sealer) for row, holder in found
                     if mediator_id in (row.mediator_id, holder))

    async def erase(self, appointment_id: str, mediator_id: str) -> bool:
        """Delete an appointment; False when it is not theirs."""
        if await self.find(appointment_id, mediator_id) is None:
            return False
        async with self._store.writing() as db:
            await follow_up_appointments.erase(db, appointment_id)
            accounts.note(db, self._clock(), mediator_id, "appointment.erased", appointment_id)
        await self._store.forget_traces()
        return True

    def link_token(self, appointment_id: str) -> str:
        """Return the sealed end of the link the resident opens without an account."""
        return self._sealer.seal(PREFIX + appointment_id).decode().rstrip("=")

    async def of_token(self, token: str) -> Appointment | None:
        """Return the appointment of a link; None when it is forged, or was erased."""
        padded = token + "=" * (-len(token) % 4)
        opened = self._sealer.open(padded.encode("ascii", "ignore")) or ""
        if not opened.startswith(PREFIX):
            return None
        async with self._store.reading() as db:
            found = await follow_up_appointments.find(db, opened.removeprefix(PREFIX))
        return shown(found[0], self._sealer) if found else None


def shown(row: AppointmentRow, sealer: Sealer) -> Appointment:
    """Return an appointment with its words opened; empty ones when the key was lost."""
    words = json.loads(sealer.open(row.box) or "{}")
    return Appointment(row.id, row.starts_at, row.minutes, row.is_discreet, row.case_id,
                       row.logbook_id, row.created_at, words.get("place", ""),
                       words.get("address", ""), words.get("subject", ""),
                       tuple(words.get("bring", ())))
