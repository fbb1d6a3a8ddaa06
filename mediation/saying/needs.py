"""Several needs in one message: listed, the first one answered."""

from collections.abc import Sequence

from bot.decision import Decision
from knowledge.base import Snapshot
from mediation.said import Wanted
from mediation.saying.offers import LONGEST_LABEL, payload_of
from mediation.wanted import AMONG, ANSWERED, LATER, NEXT


def wanted_of(decision: Decision, snapshot: Snapshot) -> tuple[Wanted, ...]:
    """Return the needs of the message; the first is the one answered."""
    found: list[Wanted] = []
    for rank, need in enumerate(decision.needs):
        entry = snapshot.repository.entry(need.entry_id) if need.entry_id else None
        status = ANSWERED if rank == 0 else NEXT if rank == 1 else LATER
        payload = payload_of(entry, decision.cases.get(entry.id)) if entry else None
        if need.options:
            payload = f"{AMONG}:{'+'.join(need.options)}"
        found.append(Wanted(label=entry.title if entry else need.text[:LONGEST_LABEL],
                            domain=need.domain, status=status, entry_id=need.entry_id,
                            payload=payload))
    return tuple(found)


def listed(wanted: Sequence[Wanted]) -> tuple[str, ...]:
    """Return the sentence that lists the needs; () for one need."""
    if len(wanted) < 2:
        return ()
    lines = [f"{rank}. {each.label}" for rank, each in enumerate(wanted, 1)]
    return ("\n".join((f"Vous parlez de {len(wanted)} sujets :", *lines,
                       "Je commence par le premier.")),)
