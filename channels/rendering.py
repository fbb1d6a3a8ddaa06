"""A reply as plain text blocks, in reading order: for Telegram and the terminal."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from channels.wording import (
    call_line,
    case_lines,
    dial,
    need_status,
    opening_line,
    partner_lines,
    role_line,
)
from knowledge.vocabulary import Facet
from mediation.answer import Answer, Button, Section, TurnReply
from mediation.outcome import Speaker

SHOWN_AT_ONCE = (Facet.DOCUMENTS, Facet.DELAY, Facet.COST)


class Part(StrEnum):
    """What a block is about, so that a channel may place or skip it."""

    MESSAGE = "message"
    URGENT = "urgent"
    ANSWER = "answer"
    WHO = "who"
    CALL = "call"
    SECTION = "section"
    NEAR = "near"
    ONLINE = "online"
    WARNING = "warning"
    SOURCE = "source"
    NEEDS = "needs"
    CASE = "case"
    BUTTONS = "buttons"


@dataclass(frozen=True)
class TextBlock:
    """One block. `title` may be shown bold; `buttons` go under the block."""

    part: Part
    lines: tuple[str, ...] = ()
    title: str | None = None
    speaker: Speaker = Speaker.ASSISTANT
    buttons: tuple[Button, ...] = ()

    @property
    def text(self) -> str:
        """Return the title and the lines, one a row."""
        return "\n".join(([self.title] if self.title else []) + list(self.lines))


def as_plain(reply: TurnReply) -> list[TextBlock]:
    """Return the blocks of a reply; all its buttons are under the last block."""
    blocks = [TextBlock(Part.MESSAGE, (each.text,), speaker=each.speaker)
              for each in reply.messages if each.text.strip()]
    unsaid = unsaid_numbers(reply)
    if unsaid:
        lines = tuple(f"Appelez le {dial(number)}" for number in unsaid)
        blocks.insert(0, TextBlock(Part.URGENT, lines, speaker=Speaker.SYSTEM))
    if reply.answer:
        blocks += _card(reply.answer, said="\n".join(each.text for each in reply.messages))
    if reply.needs:
        lines = tuple(f"• {need.label} ({need_status(need)})" for need in reply.needs)
        blocks.append(TextBlock(Part.NEEDS, lines, title="Vous parlez de plusieurs sujets"))
    if reply.case and case_lines(reply.case):
        blocks.append(TextBlock(Part.CASE, case_lines(reply.case)))
    buttons = tuple(button for each in reply.messages for button in each.buttons)
    if buttons:
        last = blocks.pop() if blocks else TextBlock(Part.BUTTONS, ("Choisissez :",))
        blocks.append(replace(last, buttons=buttons))
    return blocks


def unsaid_numbers(reply: TurnReply) -> tuple[str, ...]:
    """Return the emergency numbers that no sentence of the reply gives yet."""
    said = "".join("".join(each.text.split()) for each in reply.messages)
    numbers = reply.urgent.numbers if reply.urgent else ()
    return tuple(each for each in numbers if "".join(each.split()) not in said)


def split_sections(answer: Answer) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """Return (shown at once, folded away): the facet asked for, papers, delay and cost first."""
    first = tuple(each for each in answer.sections if each.facet == answer.facet)
    usual = sorted((each for each in answer.sections
                    if each.facet in SHOWN_AT_ONCE and each not in first),
                   key=lambda each: SHOWN_AT_ONCE.index(each.facet))
    shown = first + tuple(usual)
    return shown, tuple(each for each in answer.sections if each not in shown)


def _card(answer: Answer, said: str) -> Iterator[TextBlock]:
    """Yield the card's blocks, without what the bubbles above already said."""
    text = answer.text.strip()
    yield TextBlock(Part.ANSWER, () if text in said else (text,), title=answer.title)
    if answer.case_question and answer.case_question not in said:
        yield TextBlock(Part.ANSWER, (answer.case_question,))
    if answer.warnings:
        yield TextBlock(Part.WARNING, answer.warnings)
    if answer.who:
        lines = tuple(f"• {role_line(each)}" for each in answer.who)
        yield TextBlock(Part.WHO, lines, title="Qui s'occupe de quoi")
    if answer.call:
        detail = (call_line(answer.call), opening_line(answer.call))
        yield TextBlock(Part.CALL, tuple(line for line in detail if line),
                        title=f"Appeler {answer.call.name} : {dial(answer.call.number)}")
    shown, folded = split_sections(answer)
    for section in shown + folded:
        if section.facet == answer.facet and all(line in said for line in section.lines):
            continue
        yield TextBlock(Part.SECTION, _bulleted(section.lines), title=section.title)
    for partner in answer.partners:
        yield TextBlock(Part.NEAR, partner_lines(partner), title=partner.name)
    links = (*((answer.online,) if answer.online else ()), *answer.finders)
    if links:
        yield TextBlock(Part.ONLINE, tuple(f"{each.label} : {each.url}" for each in links),
                        title="Sur internet")
    if answer.sources:
        head = (answer.source_line,) if answer.source_line else ()
        tail = tuple(f"{each.publisher} — {each.title} : {each.url}" for each in answer.sources)
        yield TextBlock(Part.SOURCE, head + tail, title="Source")


def _bulleted(lines: tuple[str, ...]) -> tuple[str, ...]:
    return lines if len(lines) == 1 else tuple(f"• {line}" for line in lines)
