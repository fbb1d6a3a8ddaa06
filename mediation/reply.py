"""Composes the reply of a settled turn: danger first, buttons minted, one outcome."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from knowledge.entry import Entry
from mediation.answer import Button, ChoiceCard, Message, NeedCard, TurnReply
from mediation.handoff import LITERALS, OFFER
from mediation.means import Means
from mediation.outcome import Holder, Outcome, Speaker
from mediation.said import Offer
from mediation.turn import Bubble, Draft, Turn

KEPT_WITH_DANGER = frozenset({
    Outcome.HANDOFF_OFFERED, Outcome.HANDOFF_QUEUED, Outcome.HANDOFF_RELAYED})
ANSWERS = frozenset({Outcome.ANSWERED, Outcome.REFERRED, Outcome.REFUSED_TOO_LONG})
OPEN = ANSWERS | {Outcome.ANSWERED_CHOICES, Outcome.CLARIFICATION}  # kept when the danger is unsure


@dataclass
class Mint:
    """Gives each payload one opaque choice; `minted` is choice → (payload, label), to store."""

    minted: dict[str, tuple[str, str]] = field(default_factory=dict)
    _by_payload: dict[str, str] = field(default_factory=dict)

    def choice(self, payload: str, label: str) -> str:
        """Return the choice of a payload: 17 ASCII characters; `handoff:*` stays as it is."""
        if payload in LITERALS:
            return payload
        if payload not in self._by_payload:
            key = f"c{secrets.token_urlsafe(12)}"
            self._by_payload[payload] = key
            self.minted[key] = (payload, label)
        return self._by_payload[payload]


def compose(turn: Turn, draft: Draft, means: Means, mint: Mint) -> TurnReply:
    """Return the reply as channels get it."""
    draft = _danger_first(turn, draft, means)
    messages = tuple(_message(bubble, mint) for bubble in draft.bubbles)
    if means.framing and turn.language:
        messages = means.framing.dressed(messages, turn.language, turn.is_danger)
    return TurnReply(
        turn_id=turn.id, outcome=draft.outcome, holder=draft.holder or turn.talk.holder,
        messages=messages, answer=draft.answer, needs=_needs(draft, mint),
        choices=_choices(draft, mint, means.entry_of), urgent=turn.protected.urgent,
        case=draft.case)


def with_code(reply: TurnReply, code: str | None) -> TurnReply:
    """Put the desk code back in a stored reply that gave one, or take it out."""
    if reply.case is None or reply.outcome is not Outcome.HANDOFF_QUEUED:
        return reply
    return reply.model_copy(update={"case": reply.case.model_copy(update={"code": code})})


def without_code(reply: TurnReply) -> TurnReply:
    """Return the reply as it is stored: a desk code is kept sealed, with its case only."""
    if reply.case is None:
        return reply
    return reply.model_copy(update={"case": reply.case.model_copy(update={"code": None})})


def joined_text(reply: TurnReply) -> str:
    """Return the bubbles as one text, for the history."""
    return "\n\n".join(message.text for message in reply.messages if message.text)


def speaker_of(reply: TurnReply) -> Speaker:
    """Return who speaks in a reply: the assistant as soon as it says one bubble."""
    speakers = {message.speaker for message in reply.messages}
    return Speaker.ASSISTANT if Speaker.ASSISTANT in speakers else Speaker.SYSTEM


def _danger_first(turn: Turn, draft: Draft, means: Means) -> Draft:
    calm = turn.protected.calm
    if calm is None or (not turn.is_danger and turn.talk.holder is not Holder.ASSISTANT):
        return draft
    first = Bubble(calm, Speaker.SYSTEM)
    if not turn.is_danger or draft.outcome in KEPT_WITH_DANGER:
        return replace(draft, bubbles=(first, *draft.bubbles))
    bubbles, candidates = draft.bubbles, draft.candidates
    urgent = turn.protected.urgent
    kept = ANSWERS if urgent is None or urgent.is_sure else OPEN
    if draft.outcome not in kept:  # hesitations would only stand between a danger and a number
        person = Offer(means.sentences.say("person"), OFFER)
        bubbles = (Bubble(means.voice.sentence(Outcome.URGENT_SIGNPOSTED), offers=(person,)),)
        candidates = ()
    return replace(draft, outcome=Outcome.URGENT_SIGNPOSTED, bubbles=(first, *bubbles),
                   candidates=candidates)


def _message(bubble: Bubble, mint: Mint) -> Message:
    buttons = tuple(Button(label=each.label, choice=mint.choice(each.payload, each.label))
                    for each in bubble.offers)
    return Message(speaker=bubble.speaker, text=bubble.text, buttons=buttons, lang=bubble.lang)


def _needs(draft: Draft, mint: Mint) -> tuple[NeedCard, ...]:
    return tuple(NeedCard(
        label=each.label, domain=each.domain, status=each.status, entry_id=each.entry_id,
        choice=mint.choice(each.payload, each.label) if each.payload else None)
        for each in draft.wanted)


def _choices(draft: Draft, mint: Mint, entry_of: Callable[[str], Entry | None]
             ) -> tuple[ChoiceCard, ...]:
    entries = [entry for entry in map(entry_of, draft.candidates) if entry]
    opens = {offer.payload.rsplit(":", 1)[-1]: offer.payload
             for bubble in draft.bubbles for offer in bubble.offers}
    return tuple(ChoiceCard(entry_id=each.id, title=each.title, domain=each.domain.value,
                            choice=mint.choice(opens.get(each.id, f"entry:{each.id}"), each.title))
                 for each in entries)
