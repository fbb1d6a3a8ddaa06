"""Checks the cases of an entry: each told apart, each with its own lead, said in the text."""

import re
from collections import Counter
from collections.abc import Iterator

from knowledge.checks.rules import rules
from knowledge.checks.words import fold_keep
from knowledge.entry import Entry
from knowledge.repository import Fault

_FARMING = re.compile(r"agri|\bmsa\b|exploitant|ferme")
_NOT_FARMING = re.compile(r"(?:hors|non|pas|sans|sauf)(?: dans)?(?: l'| )agri\w+")
_GENERAL = frozenset({"caf", "cpam", "carsat"})


def check_cases(entry: Entry, file: str) -> Iterator[Fault]:
    """Yield a fault when a case cannot be told, has no lead of its own, or is contradicted."""
    labels = {case.label for case in entry.cases}
    for each in entry.who:
        if each.when and each.when not in labels:
            yield Fault(file, "who.when", each.when, "reprenez exactement le « label » d'un cas" if
                        entry.cases else "sans cas, retirez « when »")
    for line, times in Counter((each.organisation, each.role, each.when, each.within)
                               for each in entry.who).items():
        if times > 1:
            yield Fault(file, "who", f"{line[0]}, {line[1]}", "cette ligne est deux fois dans "
                        "« who » : corrigez l'une, ou retirez-la")
    if not entry.cases:
        return
    if len(entry.cases) < 2:
        yield Fault(file, "cases", entry.cases[0].id, "un seul cas : ajoutez l'autre, ou "
                    "donnez « lead »")
    elif len({case.lead for case in entry.cases}) == 1:
        yield Fault(file, "cases.lead", entry.cases[0].lead, "tous les cas ont le même organisme : "
                    "retirez les cas et donnez « lead »")
    for field in ("id", "label"):
        counted = Counter(fold_keep(getattr(case, field)) for case in entry.cases)
        for value, times in counted.items():
            if times > 1:
                yield Fault(file, f"cases.{field}", value,
                            "deux cas portent ce nom : changez-en un")
    if not entry.case_question or "?" not in entry.case_question:
        yield Fault(file, "case_question", entry.case_question or "absente",
                    "posez une question simple, avec un point d'interrogation")
    yield from _cues(entry, file)
    yield from _leads(entry, file)


def _cues(entry: Entry, file: str) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for case in entry.cases:
        if not case.cues and not case.is_default:
            yield Fault(file, "cases.cues", case.id, "donnez les mots d'un message qui le révèlent")
        for cue in case.cues:
            other = seen.setdefault(fold_keep(cue), case.id)
            if other != case.id:
                yield Fault(file, "cases.cues", cue, f"ce mot révèle aussi le cas « {other} » : "
                            "gardez-le dans un seul")


def _leads(entry: Entry, file: str) -> Iterator[Fault]:
    whens = {(each.organisation, each.when) for each in entry.who}
    leads = {case.lead for case in entry.cases}
    yield from _farming(entry, file)
    for case in entry.cases:
        if not {(case.lead, case.label), (case.lead, None)} & whens:
            yield Fault(file, "cases.lead", case.lead, f"ajoutez à « who » ce que fait cet "
                        f"organisme pour le cas « {case.label} »")
        own = {organisation for organisation, when in whens if when == case.label}
        if own & leads and case.lead not in own and (case.lead, None) not in whens:
            yield Fault(file, "cases.lead", case.lead, f"« who » donne un autre organisme pour "
                        f"« {case.label} » : mettez le même")
        for organisation in sorted(own & (leads - {case.lead})):
            if (organisation, None) not in whens and organisation not in rules().common_words:
                yield Fault(file, "who.when", organisation, "c'est l'organisme d'un autre cas : "
                            f"« {case.label} » va à « {case.lead} »")


def _farming(entry: Entry, file: str) -> Iterator[Fault]:
    """The MSA serves farming, and the general bodies do not."""
    for each in entry.who:
        if not each.when:
            continue
        is_farming = bool(_FARMING.search(_NOT_FARMING.sub(" ", fold_keep(each.when))))
        if each.organisation == "msa" and not is_farming:
            yield Fault(file, "who.when", each.when, "la MSA sert le régime agricole : "
                        "mettez le cas qui le dit")
        if each.organisation in _GENERAL and is_farming:
            yield Fault(file, "who.when", each.when, "en agriculture, c'est la MSA : "
                        "mettez l'autre cas, ou la MSA")
