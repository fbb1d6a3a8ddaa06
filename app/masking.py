"""Builds the masker of the service: what is public, and the French name model when it is there."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.base import KnowledgeBase
from mediation.masking import Masker
from mediation.personal.model import NameModel
from mediation.personal.public import known_words


@dataclass(frozen=True)
class Masking:
    """The masker, at work at once by its rules, and the model that joins it once loaded."""

    masker: Masker
    model: NameModel


def build_masking(base: KnowledgeBase, emergency_numbers: Iterable[str], model: str) -> Masking:
    """Return the masker; call `model.load` in a thread. An empty `model`: the rules alone."""
    people = NameModel(model)
    return Masking(Masker(known_words(base.now.repository, base.places, emergency_numbers), people),
                   people)
