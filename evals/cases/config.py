"""The pairs: one question, two people whose office differs."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from knowledge.entry import Entry
from knowledge.reading import read_yaml
from knowledge.repository import Repository
from knowledge.vocabulary import Role

PAIRS = Path(__file__).resolve().parent.parent / "datasets" / "case_pairs.yml"


class Strict(BaseModel):
    """A misspelt field is a fault, not a silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Message(Strict):
    """What one person writes. `alone` says the situation only.

    `wrong` is the other's office; null when the entry gives that office a role for everyone.
    """

    text: str
    alone: str
    case: str
    lead: str
    wrong: str | None


class Pair(Strict):
    """One question by two people. `neutral` asks it without saying the situation."""

    id: str
    entry: str
    differs: str
    neutral: str
    messages: tuple[Message, ...] = Field(min_length=2, max_length=2)


def load_pairs(path: Path = PAIRS) -> tuple[Pair, ...]:
    """Read the pairs. Raises pydantic's ValidationError on a fault."""
    rows = read_yaml(path)
    return tuple(Pair.model_validate(row) for row in rows)


def disagreements(pairs: Sequence[Pair], repository: Repository) -> list[str]:
    """Return what the pairs say that the entries do not: an entry, a case or a lead."""
    found = []
    for pair in pairs:
        entry = repository.entry(pair.entry)
        leads = {each.id: each.lead for each in entry.cases} if entry else {}
        for told in pair.messages:
            if leads.get(told.case) != told.lead:
                found.append(f"{pair.id} : le cas « {told.case} » ne mène pas à {told.lead}")
            if told.wrong and told.wrong not in set(leads.values()) - {told.lead}:
                found.append(f"{pair.id} : {told.wrong} n'est l'organisme d'aucun autre cas")
            if entry and told.wrong in _for_everyone(entry):
                found.append(f"{pair.id} : {told.wrong} a un rôle pour tout le monde")
    return found


def _for_everyone(entry: Entry) -> set[str]:
    return {each.organisation for each in entry.who
            if each.when is None and each.role is not Role.APPEALS}
