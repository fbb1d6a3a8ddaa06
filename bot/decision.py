"""What a Rasa action returns: one decision, and no words for the resident."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from knowledge.vocabulary import Facet


class Kind(StrEnum):
    """What the dialogue layer decided to do with the question."""

    ANSWER = "answer"
    CHOICES = "choices"
    CLARIFY = "clarify"
    SMALL_TALK = "small_talk"
    OFFER_PERSON = "offer_person"
    ACCEPT_PERSON = "accept_person"
    DECLINE_PERSON = "decline_person"
    NO_SOURCE = "no_source"
    NOT_UNDERSTOOD = "not_understood"
    OUT_OF_SCOPE = "out_of_scope"
    PERSONAL_ACCOUNT = "personal_account"
    REFER = "refer"
    BACK_AND_FORTH = "back_and_forth"


class PersonCause(StrEnum):
    """Why a person is offered."""

    ASKED = "asked"
    URGENT = "urgent"
    TWO_MISUNDERSTANDINGS = "two_misunderstandings"
    NO_SOURCE = "no_source"
    UNSURE = "unsure"
    DISSATISFIED = "dissatisfied"
    SENT_AROUND = "sent_around"


class PlaceRef(BaseModel):
    """A commune as the answer names it. `ambiguous` lists INSEE codes when several match."""

    model_config = ConfigDict(frozen=True)

    insee: str | None = None
    name: str | None = None
    ambiguous: tuple[str, ...] = ()


class LetterDate(BaseModel):
    """The date of a letter, as said: a day (its year when told), or so many days ago."""

    model_config = ConfigDict(frozen=True)

    day: int = 0
    month: int = 0
    year: int | None = None
    days_ago: int | None = None


class Need(BaseModel):
    """One need found in the message, with the entry that would answer it.

    `options`: the entries to choose among when none is sure.
    """

    model_config = ConfigDict(frozen=True)

    text: str
    domain: str | None = None
    entry_id: str | None = None
    options: tuple[str, ...] = ()


class Decision(BaseModel):
    """One decision a turn. `scores` holds floats by name (confidence, margins, intent).

    `cases`: the case already told of each other entry proposed, by entry id.
    `offices`: those that send the person to one another. `letter_date`: told for a deadline;
    `asks_date`: it is worth asking; `fears_late`: the person fears that the date has passed.
    """

    model_config = ConfigDict(frozen=True)

    kind: Kind
    entry_ids: tuple[str, ...] = ()
    facet: Facet | None = None
    case_id: str | None = None
    cases: dict[str, str] = Field(default_factory=dict)
    place: PlaceRef | None = None
    partner_ids: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    cause: PersonCause | None = None
    organisation: str | None = None
    offices: tuple[str, ...] = ()
    letter_date: LetterDate | None = None
    asks_date: bool = False
    fears_late: bool = False
    is_easy: bool = False
    life_event: str | None = None
    intent: str | None = None
    scores: dict[str, float] = Field(default_factory=dict)
    versions: dict[str, str] = Field(default_factory=dict)
