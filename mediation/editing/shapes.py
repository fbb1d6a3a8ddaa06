"""The drafts and publications as the editors' pages read them, and what may be refused."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from knowledge.editing.kinds import Kind
from knowledge.editing.merge import Merged
from knowledge.editing.values import Values


class DraftState(StrEnum):
    """What became of a draft. KEPT = words put aside by a merge, so that none is lost."""

    DRAFT = "draft"
    READY = "ready"
    PUBLISHING = "publishing"
    PUBLISHED = "published"
    ABANDONED = "abandoned"
    KEPT = "kept"


class Cause(StrEnum):
    """Why a file changed."""

    PUBLISHED = "published"
    UNDONE = "undone"
    SWITCHED_BACK = "switched_back"


class Live(StrEnum):
    """What became of a publication."""

    LIVE = "live"
    UNDONE = "undone"
    SWITCHED_BACK = "switched_back"


class Replay(StrEnum):
    """Where the replay of the golden dialogues stands."""

    OFF = "off"
    PENDING = "pending"
    RUNNING = "running"
    PASSED = "passed"
    REGRESSED = "regressed"
    FAILED = "failed"


# The place itself, when it corrects its own record by its signed link: no account, no e-mail.
PLACE_AUTHOR = "place"


@dataclass(frozen=True)
class Editor:
    """Who acts. `email` signs the commits."""

    id: str
    email: str


@dataclass(frozen=True)
class Draft:
    """One editor's draft of one item."""

    id: str
    kind: Kind
    item_id: str
    state: DraftState
    author: str
    version: int
    base_digest: str
    base: Values
    content: Values
    copy_of: str | None
    created_at: datetime
    updated_at: datetime

    @property
    def is_new(self) -> bool:
        """Say whether the item did not exist when the draft began."""
        return not self.base_digest

    @property
    def is_open(self) -> bool:
        """Say whether something can still be done with it."""
        return self.state in (DraftState.DRAFT, DraftState.READY, DraftState.PUBLISHING)


@dataclass(frozen=True)
class Publication:
    """One change of one file."""

    id: str
    kind: Kind
    item_id: str
    path: str
    cause: Cause
    state: Live
    draft_id: str | None
    author: str
    publisher: str
    before: str | None
    after: str | None
    commit: str
    at: datetime
    replay_state: Replay
    replay: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Saved:
    """What a save did. `merged` holds the conflicts to settle; `kept_id` the words put aside."""

    draft: Draft
    merged: Merged | None = None
    kept_id: str | None = None

    @property
    def has_conflicts(self) -> bool:
        """Say whether someone must choose between two versions."""
        return bool(self.merged and self.merged.conflicts)


class NotFound(LookupError):
    """No such draft, publication or item."""


class NotTheAuthor(PermissionError):
    """Only its author changes a draft."""


class OwnDraft(PermissionError):
    """Nobody publishes their own draft, an administrator neither."""


class NotPossible(RuntimeError):
    """The change cannot be made now; the sentence says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
