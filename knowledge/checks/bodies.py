"""Checks that each body named in the text is in `who`, and each body of `who` is named."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from knowledge.checks.rules import rules
from knowledge.checks.words import fold_keep, spoken
from knowledge.entry import Entry
from knowledge.organisations import Organisation, Organisations
from knowledge.repository import Fault
from knowledge.vocabulary import Role

_ARTICLE = re.compile(r"^(?:le |la |l'|les |un |une |votre |vos )")
_SHOWN = ("title", "body", "conditions", "documents", "steps", "delay", "cost", "who.within",
          "who.territory", "must_know", "easy", "case_question")


def check_bodies(entry: Entry, organisations: Organisations, file: str) -> Iterator[Fault]:
    """Yield a fault for each unknown body, each one missing from `who`, each one never named."""
    tied = tied_to(entry)
    for key in dict.fromkeys(tied):
        if key not in organisations:
            yield Fault(file, "who.organisation", key,
                        "utilisez une clé de organisations.yml ou ajoutez-la")
    in_who = {each.organisation for each in entry.who}
    for lead in dict.fromkeys((entry.lead, *(case.lead for case in entry.cases))):
        if lead and lead not in in_who:
            yield Fault(file, "lead", lead, "l'organisme à contacter doit être dans « who »")
    texts = [(field, text) for field, text in spoken(entry) if field in _SHOWN]
    for field, text in texts:
        for key in sorted(bodies_in(text, organisations) - frozenset(tied)):
            yield Fault(file, field, organisations[key].short_name,
                        f"organisme nommé mais absent de « who » : ajoutez « {key} » à « who » "
                        "ou à « not_for », ou retirez-le du texte")
    body, shown = fold_keep(entry.body), fold_keep("\n".join(text for _, text in texts))
    for key in dict.fromkeys(each.organisation for each in entry.who):
        if key in organisations and not _wide(organisations)[key].search(shown):
            yield Fault(file, "who.organisation", key, "organisme de « who » jamais nommé : "
                        "dites dans le texte ce qu'il fait, ou retirez-le")
    for lead in dict.fromkeys((entry.lead, *(case.lead for case in entry.cases))):
        if lead and lead in organisations and not _wide(organisations)[lead].search(body):
            yield Fault(file, "body", organisations[lead].short_name,
                        "la réponse courte ne nomme pas l'organisme à contacter : dites-le")


def check_look_alikes(entry: Entry, organisations: Organisations,
                      others: Mapping[str, Entry], file: str) -> Iterator[Fault]:
    """Yield a fault when a look-alike names a body that has no part where it leads."""
    for each in entry.not_for:
        other = others.get(each.entry) if each.entry else None
        if each.entry and other is None:
            continue
        here = frozenset(tied_to(other)) if other else frozenset(tied_to(entry))
        if other and each.organisation and each.organisation not in here:
            yield Fault(file, "not_for.organisation", each.organisation,
                        f"la fiche « {other.id} » ne nomme pas cet organisme : mettez le sien")
        for key in sorted(bodies_in(each.what, organisations) - here - frozenset(tied_to(entry))):
            yield Fault(file, "not_for.what", organisations[key].short_name,
                        "cet organisme n'a pas de rôle là où vous envoyez : "
                        "changez l'un ou l'autre")


def check_appeals(entry: Entry, file: str) -> Iterator[Fault]:
    """Yield a fault when nothing says where to contest, or it is said of the wrong body."""
    acting = {each.organisation for each in entry.who if each.role in {Role.DECIDES, Role.PAYS}}
    for each in entry.who:
        if each.role is Role.APPEALS and each.organisation not in acting | rules().appeal_bodies:
            yield Fault(file, "who.organisation", each.organisation, "on ne conteste pas devant un "
                        "organisme qui ne décide ni ne paie ici : mettez le bon")
    deciding = [each.organisation for each in entry.who if each.role is Role.DECIDES]
    if not any(key in rules().administrations for key in deciding):
        return
    appeals = [each for each in entry.who if each.role is Role.APPEALS]
    if not appeals:
        yield Fault(file, "who.role", "appeals", "une administration décide : dites où contester, "
                    "et dans quel délai")
    elif not any(each.within for each in appeals):
        yield Fault(file, "who.within", "appeals", "dites dans quel délai contester, ou où le lire")


def check_helper_first(entry: Entry, organisations: Organisations, file: str) -> Iterator[Fault]:
    """Yield a fault when an authority is named before someone independent who helps."""
    if entry.id not in rules().helper_first:
        return
    body = fold_keep(entry.body)
    firsts = {kind: _first(body, keys, organisations) for kind, keys in (
        ("helpers", rules().independent_helpers), ("authorities", rules().authorities))}
    if firsts["helpers"] is None or (firsts["authorities"] or len(body)) < firsts["helpers"]:
        yield Fault(file, "body", entry.title[:60], "sujet où l'on a peur de l'administration : "
                    "nommez d'abord qui aide sans décider (association, permanence, point-justice)")


def _first(body: str, keys: frozenset[str], organisations: Organisations) -> int | None:
    found = [match.start() for key in keys if key in organisations
             if (match := _wide(organisations)[key].search(body))]
    return min(found, default=None)


def tied_to(entry: Entry) -> tuple[str, ...]:
    """Return every body the entry ties to a role, a case or a look-alike."""
    named = [each.organisation for each in entry.who]
    named += [case.lead for case in entry.cases]
    named += [each.organisation for each in entry.not_for if each.organisation]
    return tuple(named + ([entry.lead] if entry.lead else []))


def bodies_in(text: str, organisations: Organisations) -> frozenset[str]:
    """Return the bodies a text names by a name that cannot mean anything else."""
    pattern, keys = _proper(organisations)
    return frozenset(keys[name] for name in pattern.findall(fold_keep(text)))


@lru_cache(maxsize=8)
def _proper(organisations: Organisations) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return one pattern for every unmistakable name, and whose each name is."""
    keys = {name: each.key for each in organisations.all()
            if each.key not in rules().common_words for name in _names(each, False)}
    return _whole_words(keys), keys


@lru_cache(maxsize=8)
def _wide(organisations: Organisations) -> dict[str, re.Pattern[str]]:
    """Return, by body, a pattern that also takes the everyday words people know it by."""
    return {each.key: _whole_words(_names(each, True)) for each in organisations.all()}


def _names(organisation: Organisation, is_wide: bool) -> frozenset[str]:
    names = {organisation.short_name, organisation.name.split(" (")[0],
             organisation.name_in_text.split(" (")[0]}
    names -= {each for each in names if fold_keep(each) in rules().not_names}
    if is_wide:
        names |= {*organisation.aliases, *rules().also_said.get(organisation.key, ())}
    names |= set(rules().proper_names.get(organisation.key, ()))
    return frozenset(_ARTICLE.sub("", fold_keep(each)) for each in names)


def _whole_words(names: Iterable[str]) -> re.Pattern[str]:
    words = "|".join(re.escape(each) for each in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])({words})s?(?![\w-])" if words else r"(?!)")
