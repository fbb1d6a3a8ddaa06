"""Checks the telephone numbers said: known, and those of the body named beside them."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from knowledge.checks.bodies import bodies_in, tied_to
from knowledge.checks.figures import phones
from knowledge.checks.words import sentences, spoken
from knowledge.entry import Entry
from knowledge.organisations import Organisations
from knowledge.reading import read_yaml
from knowledge.repository import Fault

_URGENCY = Path(__file__).resolve().parents[1] / "urgency.yml"
WELL_FORMED = re.compile(
    r"0[1-9]( \d{2}){4}|0 8\d{2} \d{3} \d{3}|116 \d{3}|3\d \d{2}|3\d{3}|1\d{1,2}|1\d{3}|196")


@cache
def emergency_numbers() -> frozenset[str]:
    """Return the numbers of dangers, as digits: they may stand beside any body."""
    raw = read_yaml(_URGENCY)
    return frozenset(re.sub(r"\D", "", str(each)) for each in raw["numbers"])


def check_phones(entry: Entry, organisations: Organisations, file: str) -> Iterator[Fault]:
    """Yield a fault for a number that is unknown, or is another body's than the one named."""
    owners = {re.sub(r"\D", "", each.phone.number): each.key
              for each in organisations.all() if each.phone}
    tied = tied_to(entry)
    says = [("must_know.says", each) for fact in entry.must_know for each in fact.says]
    for field, text in [*spoken(entry), *says]:
        for sentence in sentences(text):
            numbers = phones(sentence)
            named = bodies_in(sentence, organisations) if numbers else frozenset()
            for number in numbers:
                owner = owners.get(number)
                if number in emergency_numbers():
                    continue
                if owner is None:
                    yield Fault(file, field, number, "numéro inconnu du registre : "
                                "corrigez-le, ou ajoutez-le à organisations.yml avec sa source")
                elif owner not in tied or (owner not in named and _others_have_one(
                        named, organisations)):
                    yield Fault(file, field, number,
                                f"c'est le numéro de {organisations[owner].name_in_text} : "
                                "mettez celui de l'organisme nommé à côté")


def _others_have_one(named: frozenset[str], organisations: Organisations) -> bool:
    return any(organisations[key].phone for key in named)


def check_registry(organisations: Organisations) -> Iterator[Fault]:
    """Yield a fault for each number of the registry that is not written as people read it."""
    for each in organisations.all():
        if each.phone and not WELL_FORMED.fullmatch(each.phone.number):
            yield Fault("organisations.yml", f"{each.key}.phone.number", each.phone.number,
                        "écrivez le numéro ainsi : 04 66 00 00 00, 0 800 000 000 ou 39 49")
