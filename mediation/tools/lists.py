"""The lists a desk may edit: quick replies and labels, read from their files."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent.parent


@dataclass(frozen=True)
class QuickReply:
    """A ready sentence: put in the message box, read again, then sent."""

    title: str
    text: str


@cache
def quick_replies() -> tuple[QuickReply, ...]:
    """Return the quick replies, in their order."""
    raw = yaml.safe_load((FOLDER / "quick_replies.yml").read_text(encoding="utf-8"))
    return tuple(QuickReply(str(each["title"]), str(each["text"])) for each in raw)


@cache
def labels() -> dict[str, str]:
    """Return the labels: key → words."""
    raw = yaml.safe_load((FOLDER / "labels.yml").read_text(encoding="utf-8"))
    return {str(key): str(words) for key, words in raw.items()}
