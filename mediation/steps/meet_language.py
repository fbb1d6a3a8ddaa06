"""Meet the language: a foreign one gets its frame, once, and an answer in easy French."""

from dataclasses import replace

from knowledge.languages import FRENCH
from mediation.framing import easier
from mediation.means import Means
from mediation.outcome import Holder
from mediation.turn import Turn


async def meet_language(turn: Turn, means: Means) -> Turn:
    """Put the frame before what the assistant says. A danger waits for no frame."""
    language = turn.language
    if means.framing is None or turn.draft is None or language is None or language == FRENCH:
        return turn
    if turn.talk.holder is not Holder.ASSISTANT:
        return turn
    draft = easier(turn.draft)
    if turn.is_danger or language == turn.talk.framed_language:
        return replace(turn, draft=draft)
    return replace(turn, framed=language, draft=replace(
        draft, bubbles=(*means.framing.frame(language), *draft.bubbles)))
