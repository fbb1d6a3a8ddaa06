"""One turn on its way through the steps, and what it will say and change once written."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from bot.decision import Decision
from mediation.answer import Answer, BriefLine, CaseView, TurnReply
from mediation.callbacks.shapes import Callback, State
from mediation.outcome import Holder, Outcome, Speaker
from mediation.protection import Protected
from mediation.said import Offer, Said, Wanted
from mediation.talk import Talk
from mediation.utterance import Utterance


@dataclass(frozen=True)
class Bubble:
    """One bubble to say; its buttons are minted when the turn is written."""

    text: str
    speaker: Speaker = Speaker.ASSISTANT
    offers: tuple[Offer, ...] = ()
    lang: str | None = None


class Move(StrEnum):
    """What a turn does to the case."""

    OFFER = "offer"
    QUEUE = "queue"
    DECLINE = "decline"
    CANCEL = "cancel"
    RELAY = "relay"
    CALL_BACK = "call_back"


@dataclass(frozen=True)
class CaseMove:
    """A change of the case. `brief` is the one offered, or what is left of it once agreed.

    `code_until`: when the code of the desk ends, when it is later than usual.
    """

    move: Move
    cause: str = ""
    brief: tuple[BriefLine, ...] = ()
    code: str | None = None
    tells_position: bool = False
    code_until: datetime | None = None
    callback: Callback | None = None


@dataclass(frozen=True)
class Draft:
    """What the turn will say. `holder` is who answers next; None leaves it as it is."""

    outcome: Outcome
    bubbles: tuple[Bubble, ...] = ()
    answer: Answer | None = None
    candidates: tuple[str, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    versions: dict[str, str] = field(default_factory=dict)
    holder: Holder | None = None
    case: CaseView | None = None
    move: CaseMove | None = None

    @property
    def asks_callback(self) -> bool:
        """Say whether the desk now has someone to call, to write to, or to see."""
        callback = self.move.callback if self.move else None
        return callback is not None and callback.state is State.OPEN


@dataclass(frozen=True)
class Turn:
    """One message or choice being answered.

    `text` is cleaned, and empty for a choice, whose label is `chosen`; `rest` is what came after
    2,000 characters, looked at for danger and never stored. A turn with a `draft` is settled:
    only protection and the writing still happen. `repeated` is the reply stored for the same
    channel message. `language` is that of the resident when it is not French (or French, asked
    for by the button); `framed` the one whose frame is said now.
    """

    id: str
    at: datetime
    talk: Talk
    utterance: Utterance
    text: str = ""
    rest: str = ""
    chosen: str | None = None
    protected: Protected = field(default_factory=lambda: Protected(masked=""))
    decision: Decision | None = None
    draft: Draft | None = None
    repeated: TurnReply | None = None
    is_reduced: bool = False
    fault: str | None = None
    language: str | None = None
    framed: str | None = None
    durations_ms: dict[str, float] = field(default_factory=dict)

    @property
    def is_danger(self) -> bool:
        """Say whether the message tells of a danger: numbers first, whoever holds."""
        urgent = self.protected.urgent
        return urgent is not None and urgent.level == "danger"

    def settled(self, draft: Draft) -> "Turn":
        """Return the turn with what it will say."""
        return replace(self, draft=draft)


def draft_of(said: Said) -> Draft:
    """Return a draft of what the voice says: buttons go under the last bubble."""
    texts = said.texts or ("",)
    bubbles = [Bubble(text) for text in texts[:-1]]
    bubbles.append(Bubble(texts[-1], offers=said.offers))
    return Draft(said.outcome, tuple(each for each in bubbles if each.text or each.offers),
                 said.answer, said.choices, said.wanted, said.versions)
