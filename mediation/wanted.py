"""Several needs in one message: those left are offered one by one, after each answer."""

import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from knowledge.places import fold
from mediation.said import Offer, Wanted
from mediation.turn import Bubble, Draft

ANSWERED, NEXT, LATER = "answered", "next", "later"
LONGEST_LABEL = 60
AMONG = "among"
_NEXT = re.compile(
    r"(?:(?:oui|ok|d accord|bien|merci|et|alors|maintenant|on peut|passez?|passons|on passe|"
    r"allons y|allez y|voyons|pour|a|au|sur|s il vous plait|svp) )*"
    r"(?:(?:sujet|question|demande) )?(?:(?:le |la |l )?(?:suivante?|suite|autre(?: \w+)?|"
    r"deuxieme(?: \w+)?|seconde?(?: \w+)?|prochaine?|troisieme(?: \w+)?|reste)|"
    r"continue[zr]?|continuons)"
    r"(?: (?:sujet|question|demande|besoin|probleme|svp|s il vous plait|merci|alors))*")


def carried(draft: Draft, left: Sequence[Wanted]) -> Draft:
    """Return the draft with the needs left beside its answer, and the next one on a button."""
    wanted = draft.wanted or _after(draft, left)
    following = following_of(wanted)
    if draft.answer is None or following is None or not draft.bubbles:
        return replace(draft, wanted=wanted)
    last = draft.bubbles[-1]
    offer = Offer(f"Ensuite : {following.label}"[:LONGEST_LABEL], following.payload or "")
    asked = Bubble(f"Quand vous voulez, on passe à la suite : {following.label}.",
                   last.speaker, (offer, *last.offers))
    bubbles = (*draft.bubbles[:-1], replace(last, offers=()), asked)
    return replace(draft, wanted=wanted, bubbles=tuple(
        each for each in bubbles if each.text or each.offers))


def following_of(left: Sequence[Wanted]) -> Wanted | None:
    """Return the need to answer next, when it can be answered."""
    return next((each for each in left if each.status != ANSWERED and each.payload), None)


def asks_for_next(text: str) -> bool:
    """Say whether the whole message asks for the next need: « passons à l'autre »."""
    return bool(_NEXT.fullmatch(fold(text)))


def to_keep(wanted: Sequence[Wanted]) -> list[dict[str, Any]]:
    """Return what the conversation keeps: the needs that have a button, until all are answered."""
    kept = [each for each in wanted if each.payload]
    return [asdict(each) for each in kept] if following_of(kept) else []


def kept_of(raw: Sequence[dict[str, Any]] | None) -> tuple[Wanted, ...]:
    """Read back what `to_keep` returned."""
    return tuple(Wanted(**each) for each in raw or ())


def _after(draft: Draft, left: Sequence[Wanted]) -> tuple[Wanted, ...]:
    """Return the needs after this answer: its own is answered, the first other one is next."""
    if draft.answer is None or not left:
        return tuple(left)
    done = {each.entry_id for each in left if each.status == ANSWERED} | {draft.answer.entry_id}
    found, has_next = [], False
    for each in left:
        is_done = each.status == ANSWERED or each.entry_id in done or _is_among(each, done)
        status = ANSWERED if is_done else LATER if has_next else NEXT
        has_next = has_next or status == NEXT
        found.append(replace(each, status=status))
    return tuple(found)


def _is_among(need: Wanted, done: set[str | None]) -> bool:
    """Say whether one of the entries that an unclear need could be was answered."""
    family, _, options = (need.payload or "").partition(":")
    return family == AMONG and bool(set(options.split("+")) & done)
