"""The entry questionnaire: questions asked with the person, and what each answer leads to.

It leads to entries and places only. It never says nor scores a right.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import Field, StringConstraints, TypeAdapter, model_validator

from knowledge.entry import Line, OrganisationKey, Slug, Strict
from knowledge.repository import Fault, Repository

FILE = "diagnosis.yml"
SAYS_A_RIGHT = re.compile(
    r"\d|\bdroits? (?:à|au|aux)\b"
    r"|\b(?:a|avez|avez-vous|aurez|as|ai|ont|aura) (?:le |un |des )?droits?\b"
    r"|[ée]ligib|\bscores?\b|\bbénéfici|\bmontants?\b", re.IGNORECASE)
_CALLS = re.compile(r"\ble (?:15|17|18|112|114|115|119)\b")  # emergency numbers may be said
Asked = Annotated[str, StringConstraints(strip_whitespace=True, min_length=8, max_length=160)]


class Proposal(Strict):
    """What an answer leads to, when the other answers allow it.

    `only_if`: at least one of these answers was given; `not_if`: none of them was.
    """

    entries: tuple[Slug, ...] = ()
    thematics: tuple[str, ...] = ()
    organisations: tuple[OrganisationKey, ...] = ()
    only_if: tuple[Slug, ...] = ()
    not_if: tuple[Slug, ...] = ()

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if not (self.entries or self.thematics or self.organisations):
            raise ValueError("une proposition mène à une fiche, un organisme ou une thématique")
        return self

    def holds(self, given: Collection[str]) -> bool:
        """Say whether the other answers allow it."""
        return ((not self.only_if or any(each in given for each in self.only_if))
                and not any(each in given for each in self.not_if))


class Choice(Strict):
    """One answer. Without a proposal it leads nowhere: « rien à signaler »."""

    id: Slug
    says: Line
    proposes: tuple[Proposal, ...] = ()


class Question(Strict):
    """One question; `several` lets more than one answer be ticked."""

    id: Slug
    asks: Asked
    hint: Line | None = None
    several: bool = False
    answers: tuple[Choice, ...] = Field(min_length=2)


class Theme(Strict):
    """One domain of the questionnaire."""

    id: Slug
    title: Line
    questions: tuple[Question, ...] = Field(min_length=1)


class Diagnosis(Strict):
    """The whole questionnaire."""

    themes: tuple[Theme, ...] = Field(min_length=1)

    def choices(self) -> Iterator[Choice]:
        """Give every answer, in order."""
        for theme in self.themes:
            for question in theme.questions:
                yield from question.answers

    def proposals(self, given: Collection[str]) -> Iterator[Proposal]:
        """Give what the answers lead to, in the order of the questionnaire."""
        for choice in self.choices():
            if choice.id in given:
                yield from (each for each in choice.proposes if each.holds(given))


def load_diagnosis(folder: Path) -> Diagnosis | None:
    """Read `diagnosis.yml`; None without it. Raises OSError, YAMLError or ValidationError."""
    path = folder / FILE
    if not path.exists():
        return None
    return TypeAdapter(Diagnosis).validate_python(
        yaml.safe_load(path.read_text(encoding="utf-8")))


def says_a_right(words: str) -> bool:
    """Say whether a text sounds like a right, an amount or a score; emergency calls do not."""
    return bool(SAYS_A_RIGHT.search(_CALLS.sub("", words)))


def check_diagnosis(folder: Path, repository: Repository) -> Iterator[Fault]:
    """Yield what leads nowhere, is named twice, or sounds like a right or a score."""
    try:
        diagnosis = load_diagnosis(folder)
    except (OSError, yaml.YAMLError, ValueError) as fault:
        yield Fault(FILE, "fichier", str(fault).splitlines()[0], "corrigez l'écriture du fichier")
        return
    if diagnosis is None:
        return
    ids = [choice.id for choice in diagnosis.choices()]
    for repeated in sorted({each for each in ids if ids.count(each) > 1}):
        yield Fault(FILE, "answers.id", repeated, "donnez un nom différent à chaque réponse")
    for choice in diagnosis.choices():
        for proposal in choice.proposes:
            yield from _leads(choice.id, proposal, repository, ids)
    for words in _words(diagnosis):
        if says_a_right(words):
            yield Fault(FILE, "texte", words, "ne dites ni un droit ni un chiffre : proposez "
                        "seulement d'en parler")


def _leads(where: str, proposal: Proposal, repository: Repository, ids: list[str],
           ) -> Iterator[Fault]:
    named: tuple[tuple[Iterable[str], Collection[str], str], ...] = (
        (proposal.entries, repository.by_id, "nommez une fiche qui existe"),
        (proposal.thematics, _thematics(), "utilisez une thématique de data·inclusion"),
        ((*proposal.only_if, *proposal.not_if), ids, "nommez une réponse du questionnaire"))
    for keys, known, advice in named:
        for key in keys:
            if key not in known:
                yield Fault(FILE, f"{where}.proposes", key, advice)
    for key in proposal.organisations:
        if key not in repository.organisations:
            yield Fault(FILE, f"{where}.proposes", key, "utilisez une clé de organisations.yml")


@cache
def _thematics() -> frozenset[str]:
    """Return the thematics; the package is slow to read, and only checks need it."""
    from data_inclusion.schema.v1 import Thematique

    return frozenset(each.value for each in Thematique)


def _words(diagnosis: Diagnosis) -> Iterator[str]:
    for theme in diagnosis.themes:
        yield theme.title
        for question in theme.questions:
            yield from (question.asks, question.hint or "",
                        *(each.says for each in question.answers))
