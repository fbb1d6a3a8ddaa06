"""What the public API reads and returns beside `TurnReply`."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from mediation.answer import HistoryItem
from mediation.utterance import Channel, Utterance


def well_formed(text: str) -> str:
    """Replace lone surrogates, which no database can store."""
    return text.encode("utf-8", "replace").decode("utf-8")


Clean = Annotated[str, AfterValidator(well_formed)]


class Asked(BaseModel):
    """A request body: unknown fields are refused, so that a typo is seen."""

    model_config = ConfigDict(extra="forbid")


class OpenRequest(Asked):
    """A new conversation."""

    channel: Literal[Channel.API, Channel.WEB, Channel.CONSOLE] = Channel.API
    locale: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
                                 max_length=20)] | None = None


class MessageRequest(Asked):
    """A text, or the choice of a button with the brief's lines to strike."""

    text: Clean | None = None
    choice: Annotated[Clean, Field(max_length=60)] | None = None
    strike: Annotated[list[Annotated[Clean, Field(max_length=60)]], Field(max_length=50)] = []
    client_message_id: Annotated[Clean, Field(min_length=1, max_length=100)] | None = None

    @model_validator(mode="after")
    def _text_or_choice(self) -> Self:
        if (self.text is None) == (self.choice is None):
            raise ValueError("send either text or choice")
        if self.strike and self.choice is None:
            raise ValueError("strike goes with a choice")
        return self

    def utterance(self, channel: Channel) -> Utterance:
        """Return it as mediation reads it."""
        return Utterance(channel, self.text, self.choice, tuple(self.strike),
                         self.client_message_id)


class FeedbackRequest(Asked):
    """« Utile » or « pas utile » for one turn."""

    turn_id: Annotated[Clean, Field(min_length=1, max_length=100)]
    verdict: Literal["useful", "not_useful"]
    reason: Annotated[Clean, Field(max_length=500)] | None = None


class History(BaseModel):
    """The stored events of a conversation, masked, oldest first."""

    conversation_id: str
    items: tuple[HistoryItem, ...]


class Ticket(BaseModel):
    """What opens `…/events?ticket=` once."""

    ticket: str
    expires_in_seconds: int


class Problem(BaseModel):
    """Every error body: what happened, and what to do now."""

    message: str
    way_out: str


WHEN = {404: "Unknown conversation, or another token", 413: "Body over 64 kB",
        422: "Malformed request", 429: "Too many requests: wait a minute",
        503: "The database does not answer: try again in a moment"}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the errors of a route as its contract publishes them."""
    return {each: {"model": Problem, "description": WHEN[each]} for each in statuses}


def problems_as_json(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the same for a route whose own answer is not JSON."""
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {each: {"content": content, "description": WHEN[each]} for each in statuses}
