"""The words of a call-back: how to be reached, what was noted, when, and the way out."""

from collections.abc import Iterable
from datetime import datetime

from knowledge.hours import PARIS, date_text
from mediation.answer import ReachView
from mediation.callbacks.due import DeskDay, next_day
from mediation.callbacks.shapes import FOR_CHILD, Callback, Contact, Moment, Way, unpacked
from mediation.means import Means
from mediation.outcome import Speaker
from mediation.presence import Look, presence_text, way_out
from mediation.said import Offer
from mediation.sentences import Sentences
from mediation.turn import Bubble
from mediation.utterance import Channel

REACH = "reach:"
HOW, CORRECT = f"{REACH}how", f"{REACH}contact"
CANCEL = "handoff:decline"
ON_TELEGRAM = (Way.HERE, Way.PHONE, Way.EMAIL, Way.DESK)


def ways_for(channel: Channel, is_child: bool) -> tuple[Way, ...]:
    """Return the ways to offer, in order: where the person already is comes first on Telegram."""
    ways = ON_TELEGRAM if channel is Channel.TELEGRAM else tuple(Way)
    return tuple(way for way in ways if not is_child or way in FOR_CHILD)


def how(sentences: Sentences, ways: Iterable[Way], key: str = "reach_how") -> Bubble:
    """Ask by which way, with the way out: one button each."""
    offers = [Offer(sentences.label("ways", way), f"{REACH}way:{way}") for way in ways]
    return system(sentences.say(key), *offers, Offer(sentences.say("reach_stop"), CANCEL))


def ask_contact(sentences: Sentences, way: Way, is_child: bool, until: datetime) -> Bubble:
    """Ask the number or the address: what for, who sees it, until when."""
    key = "reach_phone_child" if is_child else f"reach_{way}"
    return system(sentences.say(key, until=day_of(until)),
                  Offer(sentences.say("reach_other_way"), HOW),
                  Offer(sentences.say("reach_stop"), CANCEL))


def incomplete(sentences: Sentences, way: Way) -> Bubble:
    """Say kindly what a number or an address looks like."""
    return system(sentences.say(f"incomplete_{way}"),
                  Offer(sentences.say("reach_other_way"), HOW),
                  Offer(sentences.say("reach_stop"), CANCEL))


def noted(sentences: Sentences, contact: Contact) -> Bubble:
    """Confirm a number, and ask the preferred moment."""
    offers = [Offer(sentences.label("moment_buttons", each), f"{REACH}moment:{each}")
              for each in Moment]
    return system(sentences.say("reach_noted", contact=label_of(sentences, contact)), *offers,
                  Offer(sentences.say("reach_change_contact"), CORRECT), cancel(sentences))


def settled(means: Means, callback: Callback, look: Look, channel: Channel, now: datetime,
            code_until: datetime | None = None) -> Bubble:
    """Say what is asked for, for which day, and which number meanwhile."""
    say = means.sentences.say
    day = next_day(look, now, callback.moment)
    offers = [Offer(say("reach_other_way"), HOW), cancel(means.sentences)]
    if callback.way is Way.DESK:
        return system(_come(means.sentences, look, day, code_until), *offers)
    parts = [_what(means, callback)]
    if callback.way is Way.HERE:
        is_pushed = channel is Channel.TELEGRAM
        parts.append(say("reach_here_pushed" if is_pushed else "reach_here_web"))
    parts.append(presence_text(look, look.place, means.sentences))
    if callback.way is Way.PHONE and day:
        parts.append(say("reach_day", day=day.text, hours=day.hours_text))
        parts.append(say("reach_no_news"))
    return system(" ".join([*parts, say("reach_meanwhile")]), *offers)


def standing(means: Means, callback: Callback | None, look: Look, is_taken: bool,
             channel: Channel, is_child: bool) -> Bubble:
    """Say where an earlier request stands, with the other ways and the way out."""
    parts = [_what(means, callback)]
    if is_taken:
        parts.append(means.sentences.say("reach_taken"))
    parts.append(presence_text(look, look.place, means.sentences))
    asked = callback.way if callback else None
    ways = [each for each in ways_for(channel, is_child) if each is not asked]
    return how_with(means.sentences, " ".join(parts), ways)


def how_with(sentences: Sentences, text: str, ways: Iterable[Way]) -> Bubble:
    """Say a text above the ways."""
    offers = [Offer(sentences.label("ways", way), f"{REACH}way:{way}") for way in ways]
    return system(text, *offers, cancel(sentences))


def cancel(sentences: Sentences) -> Offer:
    """Return the button that cancels."""
    return Offer(sentences.say("reach_cancel"), CANCEL)


def label_of(sentences: Sentences, contact: Contact) -> str:
    """Return « Téléphone finissant par 78 »: what the history keeps of a contact."""
    return sentences.label("contacts", contact.way).format(end=contact.end)


def reach_view(means: Means, callback: Callback | None, stage: str) -> ReachView:
    """Return what pages show of it."""
    if callback is None:
        return ReachView(stage=stage)
    contact = unpacked(means.sealer.open(callback.contact))
    return ReachView(stage=stage, way=callback.way.value, end=contact.end if contact else None,
                     moment=callback.moment.value if callback.moment else None,
                     until_text=day_of(callback.ends_at) if callback.contact else None)


def day_of(moment: datetime) -> str:
    """Say a day with its year."""
    return date_text(moment.astimezone(PARIS).date())


def system(text: str, *offers: Offer) -> Bubble:
    """Return words of the service itself."""
    return Bubble(text, Speaker.SYSTEM, offers)


def _what(means: Means, callback: Callback | None) -> str:
    say = means.sentences.say
    if callback is None:
        return say("reach_standing_none")
    contact = unpacked(means.sealer.open(callback.contact))
    if contact is None:
        return say({Way.DESK: "reach_standing_desk", Way.HERE: "reach_set_here"}.get(
            callback.way, "reach_standing_none"))
    label = label_of(means.sentences, contact)
    if contact.way is Way.EMAIL:
        return say("reach_set_email", contact=label)
    moment = means.sentences.label("moments", callback.moment or Moment.ANY)
    return say("reach_set_phone", contact=label, moment=moment)


def _come(sentences: Sentences, look: Look, day: DeskDay | None, until: datetime | None) -> str:
    desk = look.place.name
    if day is None:
        said = sentences.say("reach_set_desk_unknown", desk=desk)
    else:
        said = sentences.say("reach_set_desk", desk=desk, day=day.text, hours=day.hours_text,
                             until=day_of(until) if until else day.text)
    return f"{said} {way_out(look.place, sentences)} {sentences.say('reach_meanwhile')}"
