"""Writes a reply, or a mediator's words, as Telegram messages: escaped HTML, buttons last."""

from dataclasses import dataclass

from telegram import InlineKeyboardMarkup

from channels.offered import buttons_of
from channels.rendering import Part, TextBlock, as_plain, split_sections
from channels.telegram.keyboards import keyboard
from channels.telegram.splitting import LONGEST, escape, pack, size, split
from channels.wording import speaker_label
from mediation.answer import Button, Message, TurnReply
from mediation.outcome import Speaker

MARKUP_ROOM = 60  # tags around a block


@dataclass(frozen=True)
class Sheet:
    """One Telegram message."""

    markup: str
    keyboard: InlineKeyboardMarkup | None = None


def sheets_of_reply(reply: TurnReply) -> list[Sheet]:
    """Return the messages of a reply; none when there is nothing to say."""
    blocks = as_plain(reply)
    folded = {section.title for section in split_sections(reply.answer)[1]} if reply.answer else ()
    written = [piece for block in blocks
               for piece in write_block(block, is_folded=block.title in folded,
                                        is_grave=_is_grave(block, reply))]
    return _sheets(written, buttons_of(reply), reply)


def sheets_of_message(message: Message) -> list[Sheet]:
    """Return the messages for words that are no reply: a mediator's, the system's."""
    title = speaker_label(message.speaker) if message.speaker is Speaker.MEDIATOR else None
    block = TextBlock(Part.MESSAGE, (message.text,), title=title, speaker=message.speaker)
    return _sheets(write_block(block) if message.text.strip() else [], message.buttons)


def write_block(block: TextBlock, is_folded: bool = False, is_grave: bool = False) -> list[str]:
    """Return the block as HTML: its title bold, what is folded away under a quote that opens."""
    title = f"<b>{escape(block.title)}</b>" if block.title else ""
    room = LONGEST - MARKUP_ROOM - size(title)
    body = "\n".join(block.lines)
    pieces = [_dressed(escape(piece), is_folded and block.part is Part.SECTION, is_grave)
              for piece in split(body, room)]
    if not pieces:
        return [title] if title else []
    if title:
        pieces[0] = f"{title}\n{pieces[0]}"
    return pieces


def _dressed(text: str, is_folded: bool, is_grave: bool) -> str:
    if is_folded:
        return f"<blockquote expandable>{text}</blockquote>"
    return f"<b>{text}</b>" if is_grave else text


def _is_grave(block: TextBlock, reply: TurnReply) -> bool:
    return reply.urgent is not None and block.speaker is Speaker.SYSTEM


def _sheets(written: list[str], buttons: tuple[Button, ...],
            reply: TurnReply | None = None) -> list[Sheet]:
    texts = pack(written)
    if not texts:
        return []
    last = Sheet(texts[-1], keyboard(buttons, reply.case if reply else None))
    return [*(Sheet(text) for text in texts[:-1]), last]
