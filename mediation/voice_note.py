"""A voice message given to a mediator: its reference is sealed like words, never transcribed."""

import re
from dataclasses import dataclass

_BOX = re.compile(r"voice:(\d{1,6}):([\w\-]{1,200})")


@dataclass(frozen=True)
class VoiceNote:
    """Where the channel finds the recording again, and how long it is, in seconds."""

    reference: str
    seconds: int

    @property
    def line(self) -> str:
        """Return what the conversation shows of it."""
        unit = "seconde" if self.seconds < 2 else "secondes"
        return f"Message vocal de {max(self.seconds, 1)} {unit}"

    @property
    def box(self) -> str:
        """Return what is sealed."""
        return f"voice:{self.seconds}:{self.reference}"


def read_box(clear: str | None) -> VoiceNote | None:
    """Return the voice message of opened sealed words; None when they are words."""
    found = _BOX.fullmatch(clear or "")
    return VoiceNote(found[2], int(found[1])) if found else None
