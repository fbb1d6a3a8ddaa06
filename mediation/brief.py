"""The brief a mediator receives, line by line, as the resident reads and strikes it before."""

from collections.abc import Callable, Sequence

from knowledge.entry import Entry
from knowledge.languages import FRENCH, languages
from mediation.answer import BriefLine
from mediation.minors import was_child
from mediation.outcome import Outcome
from mediation.sentences import Sentences
from mediation.store.turns import PastTurn
from mediation.talk import Talk
from mediation.unsaid import without_status

ANSWERED = frozenset({Outcome.ANSWERED, Outcome.ANSWERED_CHOICES, Outcome.REFERRED,
                      Outcome.URGENT_SIGNPOSTED})
NOT_A_NEED = frozenset({Outcome.SMALL_TALK, Outcome.HANDOFF_OFFERED, Outcome.HANDOFF_QUEUED,
                        Outcome.HANDOFF_RELAYED, Outcome.REFUSED_TOO_LONG})
LONGEST_NEED = 300
NEEDS_KEPT = 3


def build_brief(talk: Talk, past: Sequence[PastTurn], cause: str, sentences: Sentences,
                entry_of: Callable[[str], Entry | None]) -> tuple[BriefLine, ...]:
    """Return the lines: masked needs, what was answered, place, urgency, channel, language.

    Nationality and residence status are never among them: the person may say them herself.
    A line's name says its turn: struck in an older copy of the brief, it is the same line.
    """
    needs = [turn for turn in past if turn.outcome not in NOT_A_NEED and turn.text][-NEEDS_KEPT:]
    lines = [BriefLine(line_id="cause",
                       text=sentences.say("brief_cause", cause=sentences.label("causes", cause)))]
    if not needs:
        lines.append(BriefLine(line_id="need-0", text=sentences.say("brief_no_need")))
    for turn in needs:
        lines.append(BriefLine(line_id=f"need-{turn.number}",
                               text=sentences.say("brief_need",
                                                  text=_short(without_status(turn.text)))))
        lines.append(BriefLine(line_id=f"answer-{turn.number}",
                               text=_answer(turn, sentences, entry_of)))
    if was_child(turn.text for turn in past if turn.text):
        lines.append(BriefLine(line_id="child", text=sentences.say("brief_child")))
    if talk.place_name:
        lines.append(BriefLine(line_id="place",
                               text=sentences.say("brief_place", place=talk.place_name)))
    if talk.situation:
        lines.append(BriefLine(line_id="situation", text=sentences.say(
            "brief_situation", situation=talk.situation)))
    if talk.urgent_level:
        lines.append(BriefLine(line_id="urgency", text=sentences.say(
            "brief_urgency", urgency=sentences.label("urgencies", talk.urgent_level))))
    lines.append(BriefLine(line_id="channel", text=sentences.say(
        "brief_channel", channel=sentences.label("channels", talk.channel.value))))
    spoken = talk.language or talk.locale
    if spoken and not spoken.lower().startswith(FRENCH):
        lines.append(BriefLine(line_id="language", text=sentences.say(
            "brief_language", language=languages().name_of(spoken[:2].lower()) or spoken)))
    return tuple(lines)


def strike(brief: tuple[BriefLine, ...], line_ids: Sequence[str]) -> tuple[BriefLine, ...]:
    """Return the brief without the struck lines; an unknown line id changes nothing."""
    return tuple(line for line in brief if line.line_id not in line_ids)


def _answer(turn: PastTurn, sentences: Sentences,
            entry_of: Callable[[str], Entry | None]) -> str:
    entry = entry_of(turn.entry_ids[0]) if turn.entry_ids else None
    if turn.outcome in ANSWERED and entry:
        return sentences.say("brief_answer", title=entry.title)
    return sentences.say("brief_not_answered")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_NEED else f"{line[:LONGEST_NEED].rstrip()}…"
