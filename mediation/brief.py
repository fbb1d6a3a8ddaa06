"""The brief a mediator receives, line by line, as the resident reads and strikes it before."""

from collections.abc import Callable, Sequence
from datetime import date

from knowledge.delays import first_delay
from knowledge.entry import Entry
from knowledge.hours import PARIS, date_text
from knowledge.languages import FRENCH, languages
from mediation.answer import BriefLine
from mediation.for_whom import ForWhom, for_whom_in
from mediation.minors import was_child
from mediation.outcome import Outcome
from mediation.saying.deadlines import day_of
from mediation.sentences import Sentences
from mediation.store.turns import PastTurn
from mediation.talk import Talk
from mediation.unsaid import without_status

EntryOf = Callable[[str], Entry | None]
ANSWERED = frozenset({Outcome.ANSWERED, Outcome.ANSWERED_CHOICES, Outcome.REFERRED,
                      Outcome.URGENT_SIGNPOSTED})
NOT_A_NEED = frozenset({Outcome.SMALL_TALK, Outcome.HANDOFF_OFFERED, Outcome.HANDOFF_QUEUED,
                        Outcome.HANDOFF_RELAYED, Outcome.REFUSED_TOO_LONG})
LONGEST_NEED = 300
NEEDS_KEPT = 3
FOR_WHOM = "for_whom"


def build_brief(talk: Talk, past: Sequence[PastTurn], cause: str, sentences: Sentences,
                entry_of: EntryOf, for_whom: ForWhom | None = None) -> tuple[BriefLine, ...]:
    """Return the lines: for whom, needs and what was answered, place, situation, dates, urgency.

    Nationality and residence status are never among them: the person may say them herself.
    A line's name says its turn: struck in an older copy of the brief, it is the same line.
    """
    say = sentences.say
    found: list[tuple[str, str, str | None]] = [
        ("cause", say("brief_cause", cause=sentences.label("causes", cause)), None)]
    whom = for_whom or for_whom_in(turn.text for turn in past)
    if whom:
        found.append((FOR_WHOM, say("brief_for_whom",
                                    whom=sentences.label("for_whom_in_brief", whom)), None))
    found += _needs(past, sentences, entry_of)
    if was_child(turn.text for turn in past if turn.text):
        found.append(("child", say("brief_child"), None))
    if talk.place_name:
        found.append(("place", say("brief_place", place=talk.place_name), None))
    if situation := talk.situation or _situation(past, entry_of):
        found.append(("situation", say("brief_situation", situation=situation), None))
    if event := _event(past):
        found.append(("event", say("brief_event", event=event), None))
    if until := _deadline(past, entry_of):
        found.append(("deadline", say("brief_deadline", until=until), None))
    if talk.urgent_level:
        found.append(("urgency", say("brief_urgency", urgency=sentences.label(
            "urgencies", talk.urgent_level)), None))
    found.append(("channel", say("brief_channel", channel=sentences.label(
        "channels", talk.channel.value)), None))
    spoken = talk.language or talk.locale
    if spoken and not spoken.lower().startswith(FRENCH):
        language = languages().name_of(spoken[:2].lower()) or spoken
        found.append(("language", say("brief_language", language=language), None))
    return tuple(BriefLine(line_id=name, text=text, entry_id=entry_id)
                 for name, text, entry_id in found)


def strike(brief: tuple[BriefLine, ...], line_ids: Sequence[str]) -> tuple[BriefLine, ...]:
    """Return the brief without the struck lines; an unknown line id changes nothing."""
    return tuple(line for line in brief if line.line_id not in line_ids)


def _needs(past: Sequence[PastTurn], sentences: Sentences, entry_of: EntryOf,
           ) -> list[tuple[str, str, str | None]]:
    needs = [turn for turn in past if turn.outcome not in NOT_A_NEED and turn.text][-NEEDS_KEPT:]
    if not needs:
        return [("need-0", sentences.say("brief_no_need"), None)]
    lines: list[tuple[str, str, str | None]] = []
    for turn in needs:
        said = sentences.say("brief_need", text=_short(without_status(turn.text)))
        entry = entry_of(turn.entry_ids[0]) if turn.entry_ids else None
        is_answered = turn.outcome in ANSWERED and entry is not None
        lines.append((f"need-{turn.number}", said, None))
        lines.append((f"answer-{turn.number}", _answer(turn, entry, sentences),
                      entry.id if entry and is_answered else None))
    return lines


def _answer(turn: PastTurn, entry: Entry | None, sentences: Sentences) -> str:
    if turn.outcome in ANSWERED and entry:
        return sentences.say("brief_answer", title=entry.title)
    is_missed = turn.outcome is Outcome.UNANSWERABLE_NOT_UNDERSTOOD
    return sentences.say("brief_not_understood" if is_missed else "brief_not_answered")


def _situation(past: Sequence[PastTurn], entry_of: EntryOf) -> str | None:
    """Return the label of the last case told of an entry: « salarié du privé »."""
    for turn in reversed(past):
        decision = turn.decision
        entry = entry_of(decision.entry_ids[0]) if decision and decision.entry_ids else None
        if decision is None or entry is None or decision.case_id is None:
            continue
        found = (each.label for each in entry.cases if each.id == decision.case_id)
        if label := next(found, None):
            return without_status(label)
    return None


def _event(past: Sequence[PastTurn]) -> str | None:
    """Return the title of the last life event that was pressed."""
    titles = (turn.text for turn in reversed(past) if turn.decision and turn.decision.life_event)
    return next(titles, None)


def _deadline(past: Sequence[PastTurn], entry_of: EntryOf) -> str | None:
    """Return the last date that a letter sets; None when none was told, or no delay is known."""
    for turn in reversed(past):
        decision = turn.decision
        if decision is None or decision.letter_date is None or turn.at is None:
            continue
        entry = entry_of(decision.entry_ids[0]) if decision.entry_ids else None
        delay = first_delay(entry, decision.case_id) if entry else None
        today: date = turn.at.astimezone(PARIS).date()
        start = day_of(decision.letter_date, today)
        if delay and start and start <= today:
            return date_text(delay.after(start))
    return None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_NEED else f"{line[:LONGEST_NEED].rstrip()}…"
