"""« Utile » and « Pas utile » under an answer, then why: on the keyboard, without a message."""

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from channels.telegram import words
from channels.telegram.doors import TelegramDoors
from channels.telegram.reading import Incoming
from channels.telegram.sending import try_to
from channels.telegram.talks import Talks
from channels.web_actions import REASONS
from mediation.answer import TurnReply

PREFIX = "avis:"
USEFUL, NOT_USEFUL = "useful", "not_useful"
Row = list[InlineKeyboardButton]


def rows_to_judge(reply: TurnReply) -> list[Row]:
    """Return the row under an answer; none under anything else."""
    if reply.answer is None:
        return []
    return [[_button(words.USEFUL, USEFUL, reply.turn_id),
             _button(words.NOT_USEFUL, NOT_USEFUL, reply.turn_id)]]


class Judging:
    """Stores what is pressed, and shows the reasons or takes the row away."""

    def __init__(self, doors: TelegramDoors, talks: Talks) -> None:
        self._doors = doors
        self._talks = talks

    async def press(self, incoming: Incoming) -> None:
        """Store the verdict or its reason."""
        _, said, turn_id = incoming.choice.split(":", 2)
        verdict = USEFUL if said == USEFUL else NOT_USEFUL
        reason = said if said in REASONS else None
        known = await self._talks.of(incoming.chat_id)
        if known is not None:
            await self._doors.resident.give_feedback(known, turn_id, verdict, reason)
        query = incoming.query
        if query is None:
            return
        if said == USEFUL and known is not None:
            await self._offer_news(incoming.chat_id, known)
        asks_why = said == NOT_USEFUL
        await try_to(query.answer(words.WHY if asks_why else words.THANKS))
        why = [[_button(label, key, turn_id)] for key, label in REASONS.items()]
        await try_to(query.edit_message_reply_markup(_changed(query, why if asks_why else [])))

    async def _offer_news(self, chat_id: int, conversation_id: str) -> None:
        """Ask whether news may be asked later; never when someone may be reading."""
        if (await self._doors.comfort.read(conversation_id)).may_ask_later:
            await self._talks.say(chat_id, words.ASK_LATER, words.NEWS_YES, words.NEWS_NO)


def _changed(query: CallbackQuery, added: list[Row]) -> InlineKeyboardMarkup | None:
    """Return the keyboard as shown, its rows to judge replaced."""
    shown = query.message.reply_markup if isinstance(query.message, Message) else None
    rows = [list(row) for row in shown.inline_keyboard] if shown else []
    kept = [row for row in rows
            if not any(str(each.callback_data).startswith(PREFIX) for each in row)]
    return InlineKeyboardMarkup([*kept, *added]) if kept or added else None


def _button(label: str, said: str, turn_id: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=f"{PREFIX}{said}:{turn_id}")
