"""What the local Bot API remembers: updates to give, messages received, faults to play."""

import threading
from dataclasses import dataclass, field
from typing import Any


@dataclass
class BotApiState:
    """Shared between the server's thread and the test; every change holds the lock."""

    token: str = "12345:jeton-fictif"
    updates: list[dict[str, Any]] = field(default_factory=list)
    written: dict[int, dict[str, Any]] = field(default_factory=dict)
    sent: list[dict[str, Any]] = field(default_factory=list)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    blocked: set[int] = field(default_factory=set)
    floods: dict[int, list[int]] = field(default_factory=dict)
    breakdowns: dict[str, list[bool]] = field(default_factory=dict)
    webhook: dict[str, Any] = field(default_factory=dict)
    is_closing: bool = False
    lock: threading.RLock = field(default_factory=threading.RLock)
    _last_update: int = 1000
    _last_message: int = 0

    def add_update(self, update: dict[str, Any]) -> dict[str, Any]:
        """Queue an update; it gets the next update_id unless it has one."""
        with self.lock:
            if "update_id" not in update:
                self._last_update += 1
                update = {"update_id": self._last_update, **update}
            self._last_update = max(self._last_update, update["update_id"])
            self.updates.append(update)
            if "message" in update:
                self.written[update["message"]["message_id"]] = update["message"]
            return update

    def pending(self, offset: int) -> list[dict[str, Any]]:
        """Return the updates from this offset on, and forget the earlier ones."""
        with self.lock:
            if offset > 0:
                self.updates = [each for each in self.updates if each["update_id"] >= offset]
            return list(self.updates[:100])

    def take_webhook_update(self) -> dict[str, Any] | None:
        """Return the next update to post, while a webhook is set."""
        with self.lock:
            return self.updates[0] if self.webhook and self.updates else None

    def drop(self, update: dict[str, Any]) -> None:
        """Forget an update that the webhook took."""
        with self.lock:
            if update in self.updates:
                self.updates.remove(update)

    def add_message(self, chat_id: int, text: str, markup: dict[str, Any] | None,
                    answers: int | None = None) -> dict[str, Any]:
        """Keep a message sent by the robot, and return it as Telegram would.

        `answers` is the number of the message it answers.
        """
        with self.lock:
            self._last_message += 1
            message: dict[str, Any] = {
                "message_id": self._last_message, "date": 1_795_000_000, "text": text,
                "chat": {"id": chat_id, "type": "private", "first_name": "Fictif"}}
            if markup:
                message["reply_markup"] = markup
            if answers in self.written:
                message["reply_to_message"] = self.written[answers]
            self.sent.append(message)
            return message

    def next_message_id(self) -> int:
        """Return the number of a resident's next message."""
        with self.lock:
            self._last_message += 1
            return self._last_message

    def take_flood(self, chat_id: int) -> int | None:
        """Return the seconds of the next flood refusal planned for this chat."""
        with self.lock:
            planned = self.floods.get(chat_id)
            return planned.pop(0) if planned else None

    def take_breakdown(self, method: str) -> bool:
        """Say whether this call of a method must fail with a server fault."""
        with self.lock:
            planned = self.breakdowns.get(method.lower())
            return planned.pop(0) if planned else False
