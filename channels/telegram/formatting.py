"""Writes a reply, or a mediator's words, as Telegram messages: escaped HTML, buttons last."""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from channels.offered import buttons_of
from channels.rendering import Part, TextBlock, as_plain, split_sections
from channels.telegram import words
from channels.telegram.keyboards import keyboard
from channels.telegram.splitting import LONGEST, escape, pack, size, split
from channels.wording import speaker_label
from mediation.answer import Button, CaseView, Message, TurnReply
from mediation.discretion import is_watched
from mediation.outcome import Speaker

MARKUP_ROOM = 60  # tags around a block
Row = list[InlineKeyboardButton]


@dataclass(frozen=True)
class Sheet:
    """One Telegram message."""

    markup: str
    keyboard: InlineKeyboardMarkup | None = None


def sheets_of_reply(reply: TurnReply, added: Sequence[Row] = ()) -> list[Sheet]:
    """Return the messages of a reply; none when there is nothing to say.

    After a violence, or for a child in danger, it says how to erase the thread. `added` rows of
    buttons come last.
    """
    blocks = as_plain(reply)
    folded = {section.title for section in split_sections(reply.answer)[1]} if reply.answer else ()
    written = [piece for block in blocks
               for piece in write_block(block, is_folded=block.title in folded,
                                        is_grave=_is_grave(block, reply))]
    if is_private(reply):
        written.append(f"<i>{escape(words.SAFE)}</i>")
    return _sheets(written, buttons_of(reply), reply.case, added)


def sheets_of_message(message: Message) -> list[Sheet]:
    """Return the messages for words that are no reply: a mediator's, the system's."""
    title = speaker_label(message.speaker) if message.speaker is Speaker.MEDIATOR else None
    block = TextBlock(Part.MESSAGE, (message.text,), title=title, speaker=message.speaker)
    return _sheets(write_block(block) if message.text.strip() else [], message.buttons)


def is_private(reply: TurnReply) -> bool:
    """Say whether someone may be reading over the shoulder: violence, a child in danger."""
    return reply.urgent is not None and is_watched(reply.urgent.kind)


def easier(reply: TurnReply) -> TurnReply:
    """Return the reply in easy French: its whole answer, not the detail someone asked for."""
    answer = reply.answer
    if answer is None or answer.facet is not None or not answer.easy:
        return reply
    easy = answer.easy.strip()
    messages = tuple(each.model_copy(update={"text": easy}) if each.text == answer.text else each
                     for each in reply.messages)
    return reply.model_copy(update={
        "messages": messages, "answer": answer.model_copy(update={"text": easy})})


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
            case: CaseView | None = None, added: Sequence[Row] = ()) -> list[Sheet]:
    texts = pack(written)
    if not texts:
        return []
    last = Sheet(texts[-1], keyboard(buttons, case, added))
    return [*(Sheet(text) for text in texts[:-1]), last]
