"""Tell hidden: the first time something is masked, say kindly what, in plain French."""

from dataclasses import replace

from mediation.means import Means
from mediation.outcome import Holder, Speaker
from mediation.sentences import Sentences
from mediation.store import turns
from mediation.turn import Bubble, Turn


async def tell_hidden(turn: Turn, means: Means) -> Turn:
    """Add the sentence after the answer; never in a danger, nor over a mediator's shoulder."""
    kinds = turn.protected.masked_kinds
    if not kinds or turn.draft is None or turn.is_danger or (
            turn.talk.holder is not Holder.ASSISTANT):
        return turn
    async with means.store.reading() as db:
        if await turns.has_hidden(db, turn.talk.id):
            return turn
    said = means.sentences.say("hidden", what=named(kinds, means.sentences))
    bubbles = (*turn.draft.bubbles, Bubble(said, Speaker.SYSTEM))
    return replace(turn, draft=replace(turn.draft, bubbles=bubbles))


def named(kinds: tuple[str, ...], sentences: Sentences) -> str:
    """Return « un nom, une adresse et un numéro de téléphone »."""
    labels = list(dict.fromkeys(sentences.label("hidden_kinds", kind) for kind in kinds))
    return " et ".join([", ".join(labels[:-1]), labels[-1]] if len(labels) > 1 else labels)
