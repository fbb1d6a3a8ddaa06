"""A pressed button: the spinner stops, a brief's line is struck, or a choice goes on."""

from telegram import Bot, CallbackQuery, InlineKeyboardMarkup, Message

from channels.telegram import words
from channels.telegram.keyboards import (
    ACCEPT,
    DECLINE,
    OFFER,
    is_strike,
    is_struck_after,
    struck_in,
    toggled,
)
from channels.telegram.reading import Incoming
from channels.telegram.sending import try_to
from channels.telegram.strikes import Strikes


class Buttons:
    """Handles presses. Lines are struck on the message itself, nothing is sent for it."""

    def __init__(self, bot: Bot, strikes: Strikes) -> None:
        self._bot = bot
        self.strikes = strikes

    async def press(self, incoming: Incoming) -> str | None:
        """Return the choice for the assistant; None when the press ends here."""
        query, choice = incoming.query, incoming.choice
        if query is None:
            return choice or None
        markup = _markup_of(query)
        if is_strike(choice):
            await self._strike(incoming, query, markup)
            return None
        await self.stop_waiting(incoming)
        if choice == ACCEPT:
            if markup is None:
                return OFFER  # too old to be read: what was struck is unknown, so ask again
            self.strikes.set(incoming.chat_id,
                             self.strikes.of(incoming.chat_id) | struck_in(markup))
        if choice in (ACCEPT, DECLINE) and markup is not None:
            await try_to(query.edit_message_reply_markup(None))
        return choice or None

    async def stop_waiting(self, incoming: Incoming) -> None:
        """Tell the phone that the press arrived."""
        if incoming.query is not None:
            await try_to(self._bot.answer_callback_query(incoming.query.id))

    async def _strike(self, incoming: Incoming, query: CallbackQuery,
                      markup: InlineKeyboardMarkup | None) -> None:
        if markup is None:
            await self.stop_waiting(incoming)
            return
        changed = toggled(markup, incoming.choice)
        if await try_to(query.edit_message_reply_markup(changed)):
            self.strikes.set(incoming.chat_id, struck_in(changed))
        said = words.STRUCK if is_struck_after(incoming.choice) else words.RESTORED
        await try_to(self._bot.answer_callback_query(query.id, said))


def _markup_of(query: CallbackQuery) -> InlineKeyboardMarkup | None:
    """Return the keyboard as the phone shows it; None for a message too old to be read."""
    shown = query.message
    return shown.reply_markup if isinstance(shown, Message) and shown.is_accessible else None
