"""The queue's part of the fake house: lists, transfers, cases set aside, words read."""

from dataclasses import replace
from datetime import date

from mediation.case import CaseCard, CeilingReached
from mediation.outcome import CaseStatus
from mediation.ports import NotYours
from mediation.queueing.moves import UnknownColleague
from mediation.queueing.shapes import Colleague, QueueLists

COLLEAGUE = Colleague("colleague", "collegue.fictif@example.org", is_there=False)


class FakeQueue:
    """What a fake house adds to hold its cases as the desk does."""

    cases: dict[str, CaseCard]
    is_full = False

    async def lists(self, mediator_id: str) -> QueueLists:
        """Sort the cases by what this mediator can do with them."""
        every = list(self.cases.values())
        mine = [each for each in every if each.claimed_by == mediator_id]
        return QueueLists(
            waiting=_of(every, CaseStatus.WAITING), mine=_of(mine, CaseStatus.CLAIMED),
            pending=_of(mine, CaseStatus.PENDING), closed=_of(mine, CaseStatus.CLOSED),
            others=tuple(each for each in every if each.status is CaseStatus.CLAIMED
                         and each.claimed_by != mediator_id),
            unread={each.id: 2 for each in mine if not each.read_seq})

    async def colleagues(self, mediator_id: str) -> tuple[Colleague, ...]:
        """Return the other one."""
        return (COLLEAGUE,)

    async def transfer(self, case_id: str, mediator_id: str, to: str) -> None:
        """Give it."""
        self._check(case_id, mediator_id)
        if to != COLLEAGUE.id:
            raise UnknownColleague(to)
        self._put(case_id, claimed_by=to)

    async def set_aside(self, case_id: str, mediator_id: str, reason: str,
                        back_on: date) -> None:
        """Keep it for later."""
        self._check(case_id, mediator_id)
        if back_on < date(2026, 11, 23):
            raise ValueError(back_on)
        self._put(case_id, status=CaseStatus.PENDING, aside_reason=reason, back_on=back_on)

    async def resume(self, case_id: str, mediator_id: str) -> None:
        """Take it up again."""
        self._check(case_id, mediator_id)
        self._put(case_id, status=CaseStatus.CLAIMED, aside_reason=None, back_on=None)

    async def note_read(self, case_id: str, mediator_id: str, seq: int) -> None:
        """Keep it."""
        self._put(case_id, read_seq=seq)

    def check_room(self) -> None:
        """Refuse when the test says that the desk is full."""
        if self.is_full:
            raise CeilingReached

    def _check(self, case_id: str, mediator_id: str) -> None:
        if self.cases[case_id].claimed_by != mediator_id:
            raise NotYours(case_id)

    def _put(self, case_id: str, **fields: object) -> None:
        self.cases[case_id] = replace(self.cases[case_id], **fields)  # type: ignore[arg-type]


def _of(every: list[CaseCard], status: CaseStatus) -> tuple[CaseCard, ...]:
    return tuple(each for each in every if each.status is status)
