"""Knows a question that is, to the letter, a wording of an entry, or says just its name."""

import re
from collections.abc import Iterable

from retrieval.french import fold, terms
from retrieval.passages import Kind, Passage

SURE = 0.97  # an editor wrote this very question, or this very name, for this entry
_ASIDE = re.compile(r"\(([^)]*)\)")
_ACRONYM = re.compile(r"[A-Z][A-Z]{1,7}")
# What is said around the name of a need, and changes nothing to it.
_SAID_AROUND = """
demander demande avoir obtenir toucher recevoir percevoir beneficier faire savoir connaitre
comprendre comment quoi droit infos information renseignement question concernant besoin voudrais
veux souhaite bonjour svp merci c est une un le la l les de du des d je on a ai j mon ma mes pour
sa son
"""
_AROUND = frozenset(_SAID_AROUND.split())
# Acronyms of offices and of common words: they name no need by themselves.
_NO_NEED = frozenset({"caf", "ccas", "cdd", "cdi", "cpam", "crous", "cv", "hlm", "mdph", "msa"})
_AROUND_STEMS = frozenset(term for word in _AROUND for term in terms(word))
LEAST_WORDS = 2  # « retraite » alone is a theme, not the name of one need


class ExactWordings:
    """Wordings by their letters, titles by their words; what two entries share is left out."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        found: dict[str, set[str]] = {}
        named: dict[frozenset[str] | str, set[str]] = {}
        for each in passages:
            if each.is_wording:
                found.setdefault(_key(each.text), set()).add(each.entry_id)
            if each.kind is Kind.TITLE:
                for name in _names(each.text):
                    named.setdefault(name, set()).add(each.entry_id)
        self._entry_of = {key: ids.pop() for key, ids in found.items() if len(ids) == 1 and key}
        self._named = {key: ids.pop() for key, ids in named.items() if len(ids) == 1}

    def entry_of(self, text: str) -> str | None:
        """Return the entry whose wording or name this is, or None."""
        key = _key(text)
        alone = [word for word in key.split() if word not in _AROUND]
        acronym = alone[0] if len(alone) == 1 else ""
        return (self._entry_of.get(key) or self._named.get(acronym)
                or self._named.get(_said(text)))


def _key(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def _said(text: str) -> frozenset[str]:
    return frozenset(terms(text)) - _AROUND_STEMS


def _names(title: str) -> Iterable[frozenset[str] | str]:
    """Yield what a title names: its words without what is around, and its acronym if it has one.

    An acronym names the need when it stands alone: « (APL, ALS) », or « Demander le RSA ».
    """
    main = _ASIDE.sub(" ", title)
    aside = [part.strip() for found in _ASIDE.findall(title) for part in found.split(",")]
    alone = [word for word in re.findall(r"\w+", main) if fold(word) not in _AROUND]
    for each in (*aside, *(alone if len(alone) == 1 else ())):
        if _ACRONYM.fullmatch(each) and fold(each) not in _NO_NEED:
            yield fold(each)
    said = _said(main)
    if len(said) >= LEAST_WORDS:
        yield said
