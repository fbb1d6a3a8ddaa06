"""A resident's Telegram chat, through the local Bot API, for tests."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.botapi import making
from tests.botapi.state import BotApiState

Sent = dict[str, Any]
WAIT_SECONDS = 25.0


@dataclass(frozen=True)
class Robot:
    """One private chat with the robot."""

    api: BotApiState
    chat: int

    def write(self, words: str) -> None:
        """Write to the robot."""
        self.gets(making.text(self.api, self.chat, words))

    def press(self, choice: str) -> None:
        """Press the last button that has this choice."""
        self.gets(making.press(self.api, self.chat, choice))

    def gets(self, update: dict[str, Any]) -> None:
        """Give the robot an update."""
        self.api.add_update(update)

    def sent(self) -> list[Sent]:
        """Return what the robot sent to this chat."""
        with self.api.lock:
            return [each for each in self.api.sent if each["chat"]["id"] == self.chat]

    def waits(self, is_right: Callable[[Sent], object], after: int = 0) -> Sent:
        """Return the first message of the chat that is right, past the `after` first ones."""
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end:
            found = next((each for each in self.sent()[after:] if is_right(each)), None)
            if found is not None:
                return found
            time.sleep(0.05)
        raise AssertionError(f"not in time; sent: {[each['text'] for each in self.sent()]}")

    def reads(self, words: str, after: int = 0) -> Sent:
        """Wait for a message that says these words."""
        return self.waits(lambda each: words in each["text"], after)

    def sees_button(self, choice: str) -> Sent:
        """Wait for a message with this button."""
        return self.waits(lambda each: making.has_button(each, choice))
