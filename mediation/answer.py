"""The public shape of a turn's reply: what every channel renders and the API returns."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from knowledge.vocabulary import Facet
from mediation.outcome import CaseStatus, Holder, Outcome, Speaker


class Shape(BaseModel):
    """A frozen reply part."""

    model_config = ConfigDict(frozen=True)


class Button(Shape):
    """A choice the resident may click. `choice` is opaque ASCII, at most 60 bytes.

    `gloss` is the meaning of the label in the language `lang`, for who does not read French.
    """

    label: str
    choice: str
    gloss: str | None = None
    lang: str | None = None


class Message(Shape):
    """One bubble of the conversation. `lang` is set when it is not in French."""

    speaker: Speaker
    text: str
    buttons: tuple[Button, ...] = ()
    lang: str | None = None


class WhoCard(Shape):
    """One line of "Qui s'occupe de quoi". `name`, `does` and phones are for display."""

    organisation: str
    role: str
    when: str | None = None
    territory: str | None = None
    within: str | None = None
    name: str = ""
    role_label: str = ""


class CallButton(Shape):
    """The one « Appeler » button. `cost_text` says free or paid; `open_now` null = unknown."""

    organisation: str
    name: str
    number: str
    cost_text: str
    hours_text: str | None = None
    open_now: bool | None = None
    next_opening_text: str | None = None


class PartnerCard(Shape):
    """A place near home. `phone` is null unless confirmed under 12 months ago and not doubted.

    `is_fresh`: confirmed by the place under 90 days ago.
    """

    id: str
    name: str
    phone: str | None
    address: str
    hours_text: str | None
    open_now: bool | None
    distance_km: float | None = None
    confirmed_on: date | None
    age_text: str | None = None
    unconfirmed_phone: str | None = None
    next_opening_text: str | None = None
    is_fresh: bool = False
    sessions: tuple[str, ...] = ()
    appointment_text: str | None = None
    doubt_text: str | None = None


class PlaceCard(Shape):
    """The commune the answer is about."""

    insee: str
    name: str


class SourceCard(Shape):
    """A text the answer rests on. `text_dated_on` is the date the text bears."""

    title: str
    url: str
    publisher: str
    text_dated_on: date | None
    checked_on: date
    is_official: bool = True


class Finder(Shape):
    """The official page that finds the local office, when no place is known here."""

    label: str
    url: str


class Section(Shape):
    """One titled block of the card: documents, steps… `facet` lets channels pick one."""

    facet: Facet
    title: str
    lines: tuple[str, ...]


class Answer(Shape):
    """An entry said to a resident. `confidence` is the probability that `entry_id` is right.

    `case_id`: the case of the entry that the words told; null when none or not told yet.
    """

    entry_id: str
    title: str
    domain: str
    facet: Facet | None = None
    text: str = ""
    easy: str = ""
    who: tuple[WhoCard, ...] = ()
    case_question: str | None = None
    case_id: str | None = None
    lead: str | None = None
    organisations: tuple[str, ...] = ()
    call: CallButton | None = None
    sections: tuple[Section, ...] = ()
    partners: tuple[PartnerCard, ...] = ()
    finders: tuple[Finder, ...] = ()
    online: Finder | None = None
    place: PlaceCard | None = None
    sources: tuple[SourceCard, ...] = ()
    source_line: str = ""
    warnings: tuple[str, ...] = ()
    confidence: float | None = None


class NeedCard(Shape):
    """One need of a message that held several. `status` is answered, next or later."""

    label: str
    domain: str | None
    status: str
    entry_id: str | None
    choice: str | None


class ChoiceCard(Shape):
    """A candidate entry the resident may pick."""

    entry_id: str
    title: str
    domain: str
    choice: str


class Urgent(Shape):
    """A danger or deadline found in the message. `is_discreet`: someone may be reading.

    `is_sure` False: heard in the tone alone; the ordinary answer then follows the numbers.
    """

    kind: str
    level: str
    numbers: tuple[str, ...] = ()
    is_discreet: bool = False
    is_sure: bool = True


class BriefLine(Shape):
    """One line of the brief; the resident may strike it. `entry_id`: the entry it is about."""

    line_id: str
    text: str
    entry_id: str | None = None


class ReachView(Shape):
    """How to reach the person. `stage`: how, contact, moment or set; `end` ends the contact."""

    stage: str
    way: str | None = None
    end: str | None = None
    moment: str | None = None
    until_text: str | None = None


class CaseView(Shape):
    """What the resident sees of the hand-over."""

    status: CaseStatus
    position: int | None = None
    open_now: bool = False
    opens_at: datetime | None = None
    opens_text: str | None = None
    brief: tuple[BriefLine, ...] = ()
    code: str | None = None
    reach: ReachView | None = None


class TurnReply(Shape):
    """The reply to one utterance.

    `is_stored` is False when the database failed: the outbox has no row, so a pushed channel
    sends this reply itself.
    """

    turn_id: str
    outcome: Outcome
    holder: Holder
    messages: tuple[Message, ...]
    answer: Answer | None = None
    needs: tuple[NeedCard, ...] = ()
    choices: tuple[ChoiceCard, ...] = ()
    urgent: Urgent | None = None
    case: CaseView | None = None
    is_stored: bool = True


class Opened(Shape):
    """A new conversation. `token` is shown once; only its hash is stored."""

    conversation_id: str
    token: str
    messages: tuple[Message, ...]


class HistoryItem(Shape):
    """One stored event of a conversation, as replayed to the resident or the mediator."""

    seq: int
    at: datetime
    speaker: Speaker
    text: str
    outcome: Outcome | None = None
    reply: TurnReply | None = Field(default=None)
    turn_id: str | None = None
    has_sealed_words: bool = False
