"""A small house in memory behind the doors: it answers by the words it is sent."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from channels.live import Live
from mediation.answer import HistoryItem, Message, Opened, TurnReply
from mediation.case import CaseCard
from mediation.outcome import CaseStatus, Holder, Outcome, Speaker
from mediation.ports import NotYours
from mediation.utterance import Channel, Utterance
from tests.channels import samples
from tests.channels.queueing.fake_queue import FakeQueue
from tests.people import MEDIATOR_EMAIL

GREETING = "Bonjour. Je suis un programme, pas une personne."
PASSWORD = "mot de passe fictif"
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
BEFORE = NOW - timedelta(minutes=5)

ANSWERS: dict[str, Callable[[str], TurnReply]] = {
    "deux": samples.several, "travail": samples.answered, "papiers": samples.follow_up,
    "dehors": samples.in_danger, "frappe": samples.violence,
    "personne": samples.offered, "handoff:offer": samples.offered,
    "handoff:accept": samples.queued, "aide": samples.choices,
}


@dataclass
class Talk:
    """One conversation in memory."""

    token: str
    items: list[HistoryItem] = field(default_factory=list)
    replies: dict[str, TurnReply] = field(default_factory=dict)
    holder: Holder = Holder.ASSISTANT


class FakeHouse(FakeQueue):
    """Implements the resident's and the desk's doors; keeps what it was told, for tests."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.talks: dict[str, Talk] = {}
        self.cases: dict[str, CaseCard] = {}
        self.received: list[Utterance] = []
        self.feedback: list[tuple[str, str, str | None]] = []
        self.results: list[str] = []
        self.forgets_replies = False
        self.sealed_seq = 0
        self.fault: Exception | None = None

    async def open(self, channel: Channel, locale: str | None = None) -> Opened:
        """Greet."""
        name = f"conversation{len(self.talks) + 1}"
        self.talks[name] = Talk(token=f"token-{name}")
        self._store(name, Speaker.ASSISTANT, GREETING, at=BEFORE)
        return Opened(conversation_id=name, token=f"token-{name}",
                      messages=(Message(speaker=Speaker.ASSISTANT, text=GREETING),))

    async def check(self, conversation_id: str, token: str) -> bool:
        """Compare."""
        talk = self.talks.get(conversation_id)
        return talk is not None and talk.token == token

    async def receive(self, conversation_id: str, utterance: Utterance) -> TurnReply:
        """Answer by the first known word; a repeated message id gets the same reply."""
        if self.fault:
            raise self.fault
        talk = self.talks[conversation_id]
        self.received.append(utterance)
        repeated = talk.replies.get(utterance.channel_message_id or "")
        if repeated:
            return repeated
        reply = self._reply(talk, utterance, f"turn{len(self.received)}")
        if utterance.channel_message_id:
            talk.replies[utterance.channel_message_id] = reply
        if self.forgets_replies:
            return reply.model_copy(update={"is_stored": False})
        is_agreed = talk.holder is not Holder.ASSISTANT or reply.outcome is Outcome.HANDOFF_QUEUED
        at = NOW if is_agreed else BEFORE
        self._store(conversation_id, Speaker.RESIDENT, utterance.text or "(un bouton)", at=at)
        self._store(conversation_id, Speaker.ASSISTANT, "", reply, at=at)
        if reply.outcome is Outcome.HANDOFF_QUEUED:
            talk.holder = Holder.QUEUE
            self.add_case(conversation_id)
        self.live.wake(conversation_id)
        return reply

    async def history(self, conversation_id: str, after: int = 0) -> tuple[HistoryItem, ...]:
        """Return what was stored."""
        talk = self.talks.get(conversation_id)
        return tuple(item for item in talk.items if item.seq > after) if talk else ()

    async def give_feedback(self, conversation_id: str, turn_id: str, verdict: str,
                            reason: str | None) -> None:
        """Keep it."""
        self.feedback.append((turn_id, verdict, reason))

    async def erase(self, conversation_id: str) -> None:
        """Forget everything."""
        self.talks.pop(conversation_id, None)

    async def queue(self) -> tuple[CaseCard, ...]:
        """Return the open cases."""
        return tuple(each for each in self.cases.values() if each.status is not CaseStatus.CLOSED)

    async def case(self, case_id: str) -> CaseCard | None:
        """Return one."""
        return self.cases.get(case_id)

    async def claim(self, case_id: str, mediator_id: str) -> bool:
        """Give it to the first."""
        if self.cases[case_id].claimed_by:
            return False
        self.check_room()
        self._change(case_id, status=CaseStatus.CLAIMED, claimed_by=mediator_id)
        self.talks[self.cases[case_id].conversation_id].holder = Holder.MEDIATOR
        return True

    async def say(self, case_id: str, mediator_id: str, text: str) -> None:
        """Store the mediator's words. Raises NotYours."""
        self._check_mine(case_id, mediator_id)
        self._store(self.cases[case_id].conversation_id, Speaker.MEDIATOR, text)

    async def release(self, case_id: str, mediator_id: str) -> None:
        """Put it back."""
        self._check_mine(case_id, mediator_id)
        self._change(case_id, status=CaseStatus.WAITING, claimed_by=None)

    async def close(self, case_id: str, mediator_id: str, result: str) -> None:
        """Close it."""
        self._check_mine(case_id, mediator_id)
        self._change(case_id, status=CaseStatus.CLOSED)
        self.results.append(result)

    async def reveal(self, case_id: str, mediator_id: str, seq: int) -> str | None:
        """Return the same clear words for the holder."""
        self._check_mine(case_id, mediator_id)
        return "Mon numéro est le 04 00 00 00 99." if seq == self.sealed_seq else None

    async def conversation(self, case_id: str, after: int = 0) -> tuple[HistoryItem, ...]:
        """Return what was said in the case's conversation."""
        case = self.cases.get(case_id)
        return await self.history(case.conversation_id, after) if case else ()

    def add_case(self, conversation_id: str, urgent_kind: str | None = None) -> str:
        """Put a case in the queue."""
        name = f"case{len(self.cases) + 1}"
        self.cases[name] = CaseCard(
            id=name, conversation_id=conversation_id, status=CaseStatus.WAITING, cause="asked",
            urgent_kind=urgent_kind, channel=Channel.WEB, place_name="Ville-Fictive",
            domain="employment", created_at=NOW, claimed_by=None, brief=samples.BRIEF)
        return name

    def _reply(self, talk: Talk, utterance: Utterance, turn_id: str) -> TurnReply:
        words = utterance.choice or utterance.text or ""
        if talk.holder is not Holder.ASSISTANT:
            return TurnReply(turn_id=turn_id, outcome=Outcome.HANDOFF_RELAYED,
                             holder=talk.holder, messages=())
        for word, made in ANSWERS.items():
            if word in words:
                return made(turn_id)
        return samples.said(turn_id, Outcome.UNANSWERABLE_NOT_UNDERSTOOD,
                            "Je n'ai pas compris. Dites-le autrement.")

    def _store(self, conversation_id: str, speaker: Speaker, text: str,
               reply: TurnReply | None = None, at: datetime = NOW) -> None:
        items = self.talks[conversation_id].items
        items.append(HistoryItem(
            seq=len(items) + 1, at=at, speaker=speaker, text=text, reply=reply,
            outcome=reply.outcome if reply else None,
            has_sealed_words=speaker is Speaker.RESIDENT and "[" in text))
        self.live.wake(conversation_id)

    def _check_mine(self, case_id: str, mediator_id: str) -> None:
        if self.cases[case_id].claimed_by != mediator_id:
            raise NotYours(case_id)

    def _change(self, case_id: str, **fields: object) -> None:
        self.cases[case_id] = replace(self.cases[case_id], **fields)  # type: ignore[arg-type]


@dataclass(frozen=True)
class FakePerson:
    """Someone with an account."""

    id: str
    email: str
    role: str


PEOPLE = {email: FakePerson(id=role, email=email, role=role) for role, email in {
    "mediator": MEDIATOR_EMAIL, "colleague": "collegue.fictif@example.org",
    "editor": "redactrice.fictive@example.org"}.items()}
PEOPLE["collegue.fictif@example.org"] = FakePerson(
    "colleague", "collegue.fictif@example.org", "mediator")


class FakeAccounts:
    """Accounts with one password."""

    def __init__(self) -> None:
        self.sessions: dict[str, FakePerson] = {}

    async def login(self, email: str, password: str) -> str | None:
        """Open a session."""
        await asyncio.sleep(0)
        if password != PASSWORD or email not in PEOPLE:
            return None
        token = f"session{len(self.sessions)}"
        self.sessions[token] = PEOPLE[email]
        return token

    async def who(self, session_token: str) -> FakePerson | None:
        """Return who it is."""
        return self.sessions.get(session_token)

    async def logout(self, session_token: str) -> None:
        """End the session."""
        self.sessions.pop(session_token, None)


class FakePresence:
    """Who is available."""

    def __init__(self) -> None:
        self.available: set[str] = set()
        self.seen_ids: list[str] = []

    async def seen(self, mediator_id: str) -> None:
        """Keep it."""
        self.seen_ids.append(mediator_id)

    async def set_available(self, mediator_id: str, available: bool) -> None:
        """Change it."""
        (self.available.add if available else self.available.discard)(mediator_id)

    async def is_available(self, mediator_id: str) -> bool:
        """Say it."""
        return mediator_id in self.available
