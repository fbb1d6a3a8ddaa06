"""What sets official fiches apart besides their scores: how much of a title is said, for whom."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.french import fold
from retrieval.official_lexicon import Lexicon
from retrieval.official_passages import Held
from retrieval.official_space import Column, Rows
from retrieval.official_words import stems

FOR_PUBLIC_SERVICE = re.compile(
    r"fonction publique|agents? publics?|fonctionnaire|secteur public|militaire")
SAYS_PUBLIC_SERVICE = re.compile(r"fonction|public|agent|militaire|titulaire|contractuel")


@dataclass(frozen=True)
class Traits:
    """By fiche: the stems of its title with their rarity, and whether it is for public servants."""

    titles: tuple[dict[str, float], ...]
    title_mass: Column
    is_public_service: Column

    @classmethod
    def of(cls, fiches: Sequence[Held], lexicon: Lexicon) -> "Traits":
        """Read them once for all the fiches."""
        rarity = lexicon.fields["whole"].rarity
        titles = tuple({term: rarity(term) for term in stems(each.title)} for each in fiches)
        said = [fold(" ".join((each.title, *each.theme))) for each in fiches]
        return cls(titles, _column(sum(found.values()) or 1.0 for found in titles),
                   _column(bool(FOR_PUBLIC_SERVICE.search(each)) for each in said))

    def of_pairs(self, terms: Sequence[str], rows: Rows, mass: float, text: str
                 ) -> dict[str, Column]:
        """Return the traits of a question, whose stems are given, with each of some fiches."""
        asked = set(terms)
        shared = _column(sum(worth for term, worth in self.titles[row].items() if term in asked)
                         for row in rows)
        is_public = bool(SAYS_PUBLIC_SERVICE.search(fold(text)))
        public = self.is_public_service[rows]
        return {"title_said": shared / mass, "title_share": shared / self.title_mass[rows],
                "public_service": public, "public_service_unasked": public * (not is_public)}


def _column(values: object) -> Column:
    return np.array(list(values), dtype=np.float32)  # type: ignore[call-overload]
