"""What a database holds of each conversation, read beside the service."""

from dataclasses import dataclass

from evals.soak.people import Mark, said_by
from mediation.store import census
from mediation.store.database import open_store


@dataclass(frozen=True)
class Written:
    """One conversation: the events in order, their numbered sentences, its case."""

    seqs: tuple[int, ...]
    marks: tuple[Mark, ...]
    case_id: str | None


async def written_by(url: str) -> dict[str, Written]:
    """Return every conversation of a database by its id."""
    store = open_store(url)
    try:
        async with store.reading() as db:
            rows, cases = await census.messages(db), await census.case_of_each(db)
    finally:
        await store.close()
    seqs: dict[str, list[int]] = {}
    marks: dict[str, list[Mark]] = {}
    for conversation, seq, speaker, text in rows:
        seqs.setdefault(conversation, []).append(seq)
        marks.setdefault(conversation, []).extend(said_by(speaker, text))
    return {each: Written(tuple(seqs[each]), tuple(marks[each]), cases.get(each)) for each in seqs}
