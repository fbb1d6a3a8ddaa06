"""The frame said in a resident's language around answers that stay in French."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.languages import Languages
from mediation.answer import Message
from mediation.outcome import Speaker
from mediation.said import Offer
from mediation.sentences import Sentences
from mediation.turn import Bubble, Draft

SPEAK_FRENCH = "language:fr"
EASIER = "easy:"


class Framing:
    """Hears a language and gives its frame, once; a danger gets no word that nobody reviewed."""

    def __init__(self, known: Languages, heard: Callable[[str], str | None],
                 sentences: Sentences) -> None:
        self.heard = heard
        self._known = known
        self._sentences = sentences

    def frame(self, code: str) -> tuple[Bubble, ...]:
        """Return what is said once in this language, or in French when it has no frame.

        The French words about it are a bubble of their own: one text, one direction.
        """
        known = self._known.languages.get(code)
        name = self._known.name_of(code) or code
        say = self._sentences.say
        offers = (Offer(say("continue_french"), SPEAK_FRENCH),)
        if known is None:
            return (Bubble(say("language_without_frame", language=name), Speaker.SYSTEM, offers),)
        if known.is_reviewed:
            return (Bubble(known.frame, Speaker.SYSTEM, offers, lang=code),)
        note = say("language_not_reviewed", language=name)
        return (Bubble(known.frame, Speaker.SYSTEM, lang=code),
                Bubble(note, Speaker.SYSTEM, offers))

    def dressed(self, messages: Sequence[Message], code: str, is_danger: bool
                ) -> tuple[Message, ...]:
        """Return the messages with what this language adds to them.

        Beside each known button, its meaning. In a danger, nothing but the sentence of a language
        that a person reviewed, after the numbers.
        """
        known = self._known.languages.get(code)
        if known is None or (is_danger and not known.is_reviewed):
            return tuple(messages)
        if is_danger:
            spoken = Message(speaker=Speaker.SYSTEM, text=known.danger, lang=code)
            return (*messages[:1], spoken, *messages[1:])
        return tuple(message.model_copy(update={"buttons": tuple(
            button.model_copy(update={"gloss": known.labels[button.label], "lang": code})
            if button.label in known.labels else button for button in message.buttons)})
            for message in messages)


def easier(draft: Draft) -> Draft:
    """Return the draft in easy French: its whole answer, not the facet someone asked for."""
    answer = draft.answer
    if answer is None or answer.facet is not None or not answer.easy:
        return draft
    easy = answer.easy.strip()
    bubbles = tuple(
        replace(each, text=easy if each.text == answer.text else each.text, offers=tuple(
            offer for offer in each.offers if not offer.payload.startswith(EASIER)))
        for each in draft.bubbles)
    return replace(draft, answer=answer.model_copy(update={"text": easy}), bubbles=bubbles)
