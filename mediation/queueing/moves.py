"""How a case changes hands: claimed, released, given to a colleague, set aside, resumed."""

from datetime import date, timedelta

from knowledge.hours import PARIS, date_text
from mediation.outcome import CaseStatus, Holder
from mediation.ports import NotYours
from mediation.queueing.holding import Holding
from mediation.store import accounts, case_moves, cases, desk_places
from mediation.store.conversation_rows import ConversationRow

ASIDE_REASONS = ("paper", "answer", "appointment", "call_back", "other")
LONGEST_ASIDE = timedelta(days=30)


class UnknownColleague(LookupError):
    """No open mediator account has this id, or it is one's own."""


class Moves(Holding):
    """Each move is one conditional UPDATE; both sides are told."""

    async def claim(self, case_id: str, mediator_id: str) -> bool:
        """Take a waiting case; False when someone else has it. Raises CeilingReached."""
        now = self._clock()
        async with self._store.writing() as db:
            row = await self._conversation(db, case_id)
            card = await cases.find(db, case_id)
            if row is None or card is None or card.status is not CaseStatus.WAITING:
                return False
            if self._routing and row.holder != Holder.ASSISTANT.value:  # a call-back is not live
                await self._routing.check_ceiling(db, card)
            if not await cases.claim(db, case_id, mediator_id, now):
                return False
            key = "reach_claimed" if row.holder == Holder.ASSISTANT.value else "claimed"
            self._hand_to(db, row, Holder.MEDIATOR, self._sentences.say(key), now)
            accounts.note(db, now, mediator_id, "case.claimed", case_id)
        self._wake("case.claimed", row.id)
        return True

    async def release(self, case_id: str, mediator_id: str) -> None:
        """Put a claimed case back in the queue. Raises NotYours."""
        now = self._clock()
        there = await self._who_is_there(case_id)
        async with self._store.writing() as db:
            row = await self._held(db, case_id, mediator_id)
            if not await cases.give_back(db, case_id, mediator_id, now):
                raise NotYours(case_id)
            await self._back(db, row, case_id, "released", there, now)
            accounts.note(db, now, mediator_id, "case.released", case_id)
        self._wake("case.released", row.id)
        self._notices.tell("case.waiting", case_id)

    async def transfer(self, case_id: str, mediator_id: str, to: str) -> None:
        """Give the case to a named colleague. Raises NotYours or UnknownColleague."""
        now = self._clock()
        async with self._store.writing() as db:
            known = {each.id for each in await desk_places.mediators(db)}
            if to == mediator_id or to not in known:
                raise UnknownColleague(to)
            row = await self._held(db, case_id, mediator_id)
            if not await case_moves.transfer(db, case_id, mediator_id, to, now):
                raise NotYours(case_id)
            self._say(db, row, self._sentences.say("transferred"), now)
            accounts.note(db, now, mediator_id, "case.transferred", case_id, to=to)
        self._wake("case.transferred", row.id)
        self._notices.tell("case.transferred", case_id, to)

    async def set_aside(self, case_id: str, mediator_id: str, reason: str,
                        back_on: date) -> None:
        """Keep the case for a coming day, within 30 days. Raises NotYours or ValueError."""
        now = self._clock()
        today = now.astimezone(PARIS).date()
        if reason not in ASIDE_REASONS:
            raise ValueError(f"raison inconnue : {reason}")
        if not today <= back_on <= today + LONGEST_ASIDE:
            raise ValueError(f"date hors des 30 jours à venir : {back_on}")
        there = await self._who_is_there(case_id)
        async with self._store.writing() as db:
            row = await self._held(db, case_id, mediator_id)
            if not await case_moves.set_aside(db, case_id, mediator_id, reason, back_on):
                raise NotYours(case_id)
            said = self._sentences.say(_key(row, "set_aside"), day=date_text(back_on))
            self._say(db, row, said + there, now)
            accounts.note(db, now, mediator_id, "case.set_aside", case_id, reason=reason)
        self._wake("case.set_aside", row.id)

    async def resume(self, case_id: str, mediator_id: str) -> None:
        """Take up again a case one has set aside. Raises NotYours."""
        now = self._clock()
        async with self._store.writing() as db:
            row = await self._held(db, case_id, mediator_id, CaseStatus.PENDING)
            if not await case_moves.resume(db, case_id, mediator_id, now):
                raise NotYours(case_id)
            self._say(db, row, self._sentences.say(_key(row, "resumed")), now)
            accounts.note(db, now, mediator_id, "case.resumed", case_id)
        self._wake("case.resumed", row.id)

    async def note_read(self, case_id: str, mediator_id: str, seq: int) -> None:
        """Note the last event that the holder's page has shown."""
        async with self._store.writing() as db:
            await case_moves.note_read(db, case_id, mediator_id, seq)


def _key(row: ConversationRow, key: str) -> str:
    """Return the sentence's key: who waits for a call goes on with the assistant."""
    return f"{key}_call" if row.holder == Holder.ASSISTANT.value else key
