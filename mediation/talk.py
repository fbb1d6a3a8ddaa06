"""A conversation as a turn finds it: who holds it, what it is about, its open case."""

from dataclasses import dataclass

from mediation.case import OpenCase
from mediation.outcome import CaseStatus, Holder, Outcome
from mediation.said import Wanted
from mediation.utterance import Channel


@dataclass(frozen=True)
class Talk:
    """One conversation at one moment. `seq` is the number of its last event.

    `needs` are those of a message that held several, until all are answered. `language` is the
    resident's when it was recognised; `framed_language` the one whose frame was said.
    """

    id: str
    channel: Channel
    locale: str | None
    holder: Holder
    seq: int
    current_entry_id: str | None
    place_insee: str | None
    place_name: str | None
    situation: str | None
    misunderstandings: int
    last_outcome: Outcome | None
    urgent_kind: str | None
    urgent_level: str | None
    case: OpenCase | None
    needs: tuple[Wanted, ...] = ()
    language: str | None = None
    framed_language: str | None = None

    @property
    def offer(self) -> OpenCase | None:
        """Return the case offered and not yet agreed to."""
        return self.case if self.case and self.case.status is CaseStatus.OFFERED else None


def bare_talk(conversation_id: str, channel: Channel) -> Talk:
    """Return what little is known of a conversation when the database does not answer."""
    return Talk(conversation_id, channel, None, Holder.ASSISTANT, 0, None, None, None, None, 0,
                None, None, None, None)


class UnknownConversation(LookupError):
    """No such conversation, or it was erased."""


class HolderChanged(RuntimeError):
    """Someone else took or gave back the conversation during the turn: start the turn again."""
