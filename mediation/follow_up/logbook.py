"""A logbook as both sides read it: steps, next appointment, referent, who may read."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice

from mediation.follow_up.appointments import Appointment, shown
from mediation.follow_up.states import LOGBOOK_ENDS_SOON, StepState
from mediation.sealing import Sealer
from mediation.store import follow_up_appointments, follow_up_logbooks
from mediation.store.database import Db
from mediation.store.follow_up_rows import LogbookRow

DIGITS = 12
MOST_TOLD = 30
RESIDENT = "resident"  # who did it, in the audit


@dataclass(frozen=True)
class Step:
    """One step."""

    id: str
    text: str
    state: StepState
    changed_at: datetime


@dataclass(frozen=True)
class Reader:
    """A mediator the resident agrees to."""

    id: str
    email: str
    since: datetime
    is_referent: bool


@dataclass(frozen=True)
class Logbook:
    """The whole logbook. `journal` says who opened or changed it, the last first."""

    id: str
    label: str
    steps: tuple[Step, ...]
    appointment: Appointment | None
    readers: tuple[Reader, ...]
    referent: str
    agreed: tuple[str, str, str, str | None, datetime]
    ends_at: datetime
    ends_soon: bool
    journal: tuple[tuple[datetime, str, str], ...]


def digits_of(typed: str) -> str | None:
    """Return the digits of a code as typed; None when there are not twelve."""
    digits = "".join(sign for sign in typed[:60] if sign.isascii() and sign.isdigit())
    return digits if len(digits) == DIGITS else None


def digest_of(sealer: Sealer, digits: str) -> str:
    """Return the keyed fingerprint of a code: the code itself is kept nowhere."""
    return sealer.digest(f"logbook:{digits}")


async def fresh_code(db: Db, sealer: Sealer) -> tuple[str, str]:
    """Draw a code that no logbook has; return it with its fingerprint."""
    while True:
        code = f"{secrets.randbelow(10 ** DIGITS):0{DIGITS}d}"
        digest = digest_of(sealer, code)
        if not await follow_up_logbooks.has_code(db, digest):
            return code, digest


def label_of(row: LogbookRow, sealer: Sealer) -> str:
    """Return what the logbook is for."""
    return str(json.loads(sealer.open(row.box) or "{}").get("label", ""))


async def read_logbook(db: Db, row: LogbookRow, sealer: Sealer, now: datetime) -> Logbook:
    """Return a logbook whole."""
    steps = tuple(Step(each.id, sealer.open(each.box) or "", StepState(each.state),
                       each.changed_at)
                  for each in await follow_up_logbooks.steps(db, row.id))
    readers = tuple(Reader(key, email, since, key == row.referent_id)
                    for key, email, since in await follow_up_logbooks.readers(db, row.id))
    coming = await follow_up_appointments.next_of_logbook(db, row.id, now)
    return Logbook(
        row.id, label_of(row, sealer), steps, shown(coming, sealer) if coming else None, readers,
        next((each.email for each in readers if each.is_referent), ""),
        (row.subject, row.agreed_by, row.agreed_how, row.mandate, row.agreed_at), row.ends_at,
        row.ends_at - now <= LOGBOOK_ENDS_SOON,
        _told(await follow_up_logbooks.journal(db, row.id)))


def _told(noted: list[tuple[datetime, str, str]]) -> tuple[tuple[datetime, str, str], ...]:
    """Return the last accesses, the same one repeated without another between said once."""
    told = (next(same) for _, same in groupby(noted, key=lambda each: each[1:]))
    return tuple(islice(told, MOST_TOLD))
