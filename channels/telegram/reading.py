"""Reads one Telegram update: what it is, and which words of it may go to the assistant."""

from dataclasses import dataclass
from enum import StrEnum

from telegram import CallbackQuery, Chat, ChatMember, Location, Message, Update

from channels.telegram import words
from channels.telegram.communes import NearbyDoor, around
from mediation.answer import Button

NEVER_ANSWERED = frozenset({ChatMember.LEFT, ChatMember.BANNED})


class Kind(StrEnum):
    """What an update asks for."""

    TEXT = "text"
    CHOICE = "choice"
    START = "start"
    ERASE = "erase"
    HELP = "help"
    EASY = "easy"
    CODE = "code"
    TEAM = "team"
    VOICE = "voice"
    BLOCKED = "blocked"
    UNREADABLE = "unreadable"
    GROUP = "group"


COMMAND_KINDS = {"/start": Kind.START, "/effacer": Kind.ERASE, "/aide": Kind.HELP,
                 "/help": Kind.HELP, "/facile": Kind.EASY, "/code": Kind.CODE,
                 "/equipe": Kind.TEAM}


@dataclass(frozen=True)
class Incoming:
    """One update. `notice` says what could not be read; `text` may come along (a caption).

    `number` is the message's own, to answer it. `communes` are proposed around a position: the
    position itself goes no further than this file.
    """

    kind: Kind
    chat_id: int
    message_id: str
    text: str = ""
    choice: str = ""
    notice: str = ""
    locale: str | None = None
    query: CallbackQuery | None = None
    number: int | None = None
    communes: tuple[Button, ...] = ()


def read(update: Update, nearby: NearbyDoor) -> Incoming | None:
    """Return what the update asks for; None when there is nothing to answer."""
    chat = update.effective_chat
    if chat is None or update.channel_post or update.edited_channel_post:
        return None
    if chat.type != Chat.PRIVATE:
        return _in_group(update, chat)
    if update.callback_query:
        return _choice(update.callback_query, chat.id)
    if update.edited_message:
        return _edited(update.edited_message)
    if update.my_chat_member:
        return _blocked(update, chat)
    if update.message is None:
        return None
    where = update.message.location or (update.message.venue and update.message.venue.location)
    return _position(update.message, where, nearby) if where else _message(update.message)


def _in_group(update: Update, chat: Chat) -> Incoming | None:
    member = update.my_chat_member
    if member and member.new_chat_member.status in NEVER_ANSWERED:
        return None
    if update.message and update.message.left_chat_member:
        return None
    return Incoming(Kind.GROUP, chat.id, f"{chat.id}:{update.update_id}")


def _blocked(update: Update, chat: Chat) -> Incoming | None:
    """Read that the person closed the discussion; its opening again says nothing."""
    member = update.my_chat_member
    if member is None or member.new_chat_member.status not in NEVER_ANSWERED:
        return None
    return Incoming(Kind.BLOCKED, chat.id, f"{chat.id}:{update.update_id}")


def _choice(query: CallbackQuery, chat_id: int) -> Incoming | None:
    return Incoming(Kind.CHOICE, chat_id, f"{chat_id}:button:{query.id}", query=query,
                    choice=query.data or "", locale=query.from_user.language_code)


def _edited(message: Message) -> Incoming | None:
    """Read a corrected text as a new message: the correction is what the person means.

    A position shared live is corrected as the person moves: only its first point was read.
    """
    text = message.text or message.caption
    if not text or message.edit_date is None:
        return None
    key = f"{message.chat.id}:{message.message_id}:{int(message.edit_date.timestamp())}"
    return Incoming(Kind.TEXT, message.chat.id, key, text, locale=_locale(message))


def _position(message: Message, where: Location, nearby: NearbyDoor) -> Incoming:
    """Read which communes are around, and forget the point."""
    communes = around(nearby, where.latitude, where.longitude)
    notice = words.NEARBY if communes else words.LOCATION
    # Read as Telegram wrote it: the library is changing the type of its own attribute.
    if where.to_dict().get("live_period"):
        notice = f"{notice} {words.LIVE}"
    return Incoming(Kind.UNREADABLE, message.chat.id, f"{message.chat.id}:{message.message_id}",
                    notice=notice, locale=_locale(message), communes=communes)


def _message(message: Message) -> Incoming | None:
    chat_id, key = message.chat.id, f"{message.chat.id}:{message.message_id}"
    locale = _locale(message)
    if message.text is not None:
        first, *_ = message.text.split(maxsplit=1) or [""]
        command = first.split("@")[0].lower()
        if command == "/parler":
            return Incoming(Kind.CHOICE, chat_id, key, choice=words.PERSON.choice, locale=locale)
        kind = COMMAND_KINDS.get(command, Kind.TEXT)
        return Incoming(kind, chat_id, key, message.text, locale=locale)
    emoji = (message.sticker and message.sticker.emoji) or (message.dice and message.dice.emoji)
    if emoji:
        return Incoming(Kind.TEXT, chat_id, key, emoji, locale=locale)
    if message.voice or message.audio:
        return Incoming(Kind.VOICE, chat_id, key, message.caption or "", locale=locale,
                        number=message.message_id)
    notice = _notice(message)
    if notice is None:
        return None
    return Incoming(Kind.UNREADABLE, chat_id, key, message.caption or "", notice=notice,
                    locale=locale)


def _notice(message: Message) -> str | None:
    """Return what to say of something that is no text; None for Telegram's own service lines."""
    if message.video_note:
        return words.AUDIO_IN_ROUND
    if message.photo or message.video or message.animation:
        return words.PICTURE
    if message.document:
        return words.DOCUMENT
    if message.contact:
        return words.CONTACT
    return words.OTHER if message.effective_attachment or message.story else None


def _locale(message: Message) -> str | None:
    return message.from_user.language_code if message.from_user else None
