"""The greeting of a new chat: before its first answer, but after the numbers of a danger."""

from collections import OrderedDict

from channels.telegram.formatting import Sheet, sheets_of_message
from mediation.answer import Message, TurnReply

MAX_CHATS = 1000


class Greetings:
    """Greetings not yet said, by chat, in memory; lost, they leave an answer without greeting."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[int, tuple[Message, ...]] = OrderedDict()

    def add(self, chat_id: int, messages: tuple[Message, ...]) -> None:
        """Keep the greeting for the first answer."""
        self._waiting[chat_id] = messages
        if len(self._waiting) > MAX_CHATS:
            self._waiting.popitem(last=False)

    def around(self, chat_id: int, reply: TurnReply | None, sheets: list[Sheet]) -> list[Sheet]:
        """Return the messages to send with the greeting in its place, if it is still to be said."""
        greeting = [sheet for message in self._waiting.get(chat_id, ())
                    for sheet in sheets_of_message(message)]
        is_danger = reply is not None and reply.urgent is not None and (
            reply.urgent.level == "danger")
        return [*sheets, *greeting] if is_danger else [*greeting, *sheets]

    def drop(self, chat_id: int) -> None:
        """Note that it was said, or is not to be said any more."""
        self._waiting.pop(chat_id, None)
