"""Checks of one entry: roles, cases, mandatory facts, stale names, numbers, readability."""

import re
from collections.abc import Iterator
from datetime import date

from knowledge.checks.words import card_text, fold_keep, sentences, spoken
from knowledge.entry import Entry
from knowledge.organisations import Organisations
from knowledge.repository import Fault

# Names that no longer exist, with today's. Source: reforms of 2010-2024, dated in docs.
STALE = {
    r"pole emploi": "France Travail",
    r"\banpe\b": "France Travail",
    r"\bassedic\b": "France Travail",
    r"\bdireccte\b": "DDETS ou DREETS",
    r"\bcmu\b": "complémentaire santé solidaire",
    r"\bcmu-c\b": "complémentaire santé solidaire",
    r"\brmi\b": "RSA",
    r"\brsi\b": "Sécurité sociale des indépendants (Urssaf, Cpam)",
    r"maisons? de services? au public": "France Services",
    r"\bmsap\b": "France Services",
    r"tribunal d'instance|tribunal de grande instance": "tribunal judiciaire",
}
_FORMERLY = re.compile(r"\(anciennement[^)]*\)|\(ex-[^)]*\)")
_PHONE = re.compile(r"(?<![\d.])(?:0[1-9](?:[ .]?\d{2}){4}|0 8\d{2}(?: \d{3}){2}|3[0-9] ?\d{2})"
                    r"(?![\d%])")
_LONG_SENTENCE = 32


def check_entry(entry: Entry, organisations: Organisations, known: frozenset[str],
                today: date) -> Iterator[Fault]:
    """Yield every fault of one entry."""
    file = f"{entry.id}.md"
    yield from _bodies(entry, organisations, file)
    yield from _cases(entry, file)
    yield from _facts(entry, file)
    yield from _words(entry, file)
    yield from _phones(entry, organisations, file)
    for look_alike in entry.not_for:
        if look_alike.entry and look_alike.entry not in known:
            yield Fault(file, "not_for.entry", look_alike.entry, "nommez une fiche qui existe")
    for source in entry.sources:
        if source.text_dated_on and source.text_dated_on > source.checked_on:
            yield Fault(file, "sources.text_dated_on", str(source.text_dated_on),
                        "un texte ne peut pas être daté après sa lecture")
        if source.checked_on > today:
            yield Fault(file, "sources.checked_on", str(source.checked_on), "date dans le futur")
    if len({fold_keep(each) for each in entry.asked_as}) < len(entry.asked_as):
        yield Fault(file, "asked_as", "doublon", "retirez la formulation répétée")


def _bodies(entry: Entry, organisations: Organisations, file: str) -> Iterator[Fault]:
    named = [each.organisation for each in entry.who]
    named += [case.lead for case in entry.cases]
    named += [each.organisation for each in entry.not_for if each.organisation]
    named += [entry.lead] if entry.lead else []
    for key in dict.fromkeys(named):
        if key not in organisations:
            yield Fault(file, "who.organisation", key,
                        "utilisez une clé de organisations.yml ou ajoutez-la")
    in_who = {each.organisation for each in entry.who}
    for lead in {entry.lead, *(case.lead for case in entry.cases)} - {None}:
        if lead not in in_who:
            yield Fault(file, "lead", str(lead), "l'organisme à contacter doit être dans « who »")


def _cases(entry: Entry, file: str) -> Iterator[Fault]:
    labels = {case.label for case in entry.cases}
    for each in entry.who:
        if entry.cases and each.when and each.when not in labels:
            yield Fault(file, "who.when", each.when, "reprenez exactement le « label » d'un cas")


def _facts(entry: Entry, file: str) -> Iterator[Fault]:
    shown = card_text(entry)
    keys = {source.key for source in entry.sources}
    for fact in entry.must_know:
        if fact.source not in keys:
            yield Fault(file, "must_know.source", fact.source, "nommez la clé d'une source")
        if not any(fold_keep(each) in shown for each in fact.says):
            yield Fault(file, "must_know.says", " | ".join(fact.says),
                        "ce fait obligatoire n'est pas dit dans la fiche : ajoutez-le au texte")


def _words(entry: Entry, file: str) -> Iterator[Fault]:
    for name, text in spoken(entry):
        folded = _FORMERLY.sub(" ", fold_keep(text))
        for stale, now in STALE.items():
            if re.search(stale, folded):
                yield Fault(file, name, text[:60], f"nom ancien : écrivez « {now} »")
        for forbidden in ("trop tard", "delai depasse", "veuillez"):
            if forbidden in folded:
                yield Fault(file, name, forbidden, "formule interdite : dites quoi faire")
    for name in ("body", "easy"):
        for sentence in sentences(getattr(entry, name)):
            if len(sentence.split()) > _LONG_SENTENCE:
                yield Fault(file, name, sentence[:60], "phrase trop longue : coupez-la en deux")


def _phones(entry: Entry, organisations: Organisations, file: str) -> Iterator[Fault]:
    known = {re.sub(r"\D", "", each.phone.number) for each in organisations.all() if each.phone}
    for name, text in spoken(entry):
        for match in _PHONE.finditer(text):
            digits = re.sub(r"\D", "", match.group(0))
            if len(digits) >= 4 and digits not in known and not 1900 < int(digits) < 2100:
                yield Fault(file, name, match.group(0),
                            "numéro inconnu du registre : corrigez-le ou ajoutez-le")
