"""What sets official fiches apart besides their scores: title covered, audience, kind, size."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.french import fold
from retrieval.official_lexicon import Lexicon, Said
from retrieval.official_passages import Held
from retrieval.official_space import Column, Rows
from retrieval.official_words import letters, stems, surface

FOR_PUBLIC_SERVICE = re.compile(
    r"fonction publique|agents? publics?|fonctionnaire|secteur public|militaire")
SAYS_PUBLIC_SERVICE = re.compile(r"fonction|public|agent|militaire|titulaire|contractuel")


@dataclass(frozen=True)
class Traits:
    """By fiche: the stems of its title with their rarity, and what it is."""

    titles: tuple[dict[str, float], ...]
    pairs: tuple[frozenset[tuple[str, str]], ...]
    title_mass: Column
    letters_mass: Column
    static: dict[str, Column]
    is_public_service: Column
    lexicon: Lexicon

    @classmethod
    def of(cls, fiches: Sequence[Held], lexicon: Lexicon) -> "Traits":
        """Read them once for all the fiches."""
        rarity = lexicon.fields["whole"].rarity
        read = [stems(each.title) for each in fiches]
        titles = tuple({term: rarity(term) for term in found} for found in read)
        runs = [set(letters(surface(each.title))) for each in fiches]
        run_rarity = lexicon.fields["letters"].rarity
        said = [fold(" ".join((each.title, *each.theme))) for each in fiches]
        static = {"is_question": ["question" in fold(each.published_as) for each in fiches],
                  "size": [np.log1p(len(each.passages)) for each in fiches],
                  "title_length": [len(found) for found in titles]}
        return cls(titles, tuple(frozenset(zip(found, found[1:], strict=False)) for found in read),
                   _column(sum(found.values()) or 1.0 for found in titles),
                   _column(sum(map(run_rarity, found)) or 1.0 for found in runs),
                   {name: _column(values) for name, values in static.items()},
                   _column(bool(FOR_PUBLIC_SERVICE.search(each)) for each in said), lexicon)

    def letters(self, said: Said) -> dict[str, Column]:
        """Return, for every fiche, the letters of the question that its title has, and back."""
        field = self.lexicon.fields["letters"]
        found = field.scores(said.letters)
        mass = sum(map(field.rarity, said.letters)) or 1.0
        return {"letters_said": found / mass, "letters_title": found / self.letters_mass}

    def of_pairs(self, said: Said, rows: Rows, mass: float, text: str) -> dict[str, Column]:
        """Return the traits of a question with each of some fiches."""
        terms = set(said.terms)
        couples = set(zip(said.terms, said.terms[1:], strict=False))
        shared = _column(sum(worth for term, worth in self.titles[row].items() if term in terms)
                         for row in rows)
        is_public = bool(SAYS_PUBLIC_SERVICE.search(fold(text)))
        public = self.is_public_service[rows]
        return {"title_said": shared / mass, "title_share": shared / self.title_mass[rows],
                "title_pairs": _column(len(couples & self.pairs[row]) for row in rows)
                / max(1, len(couples)),
                "public_service": public, "public_service_unasked": public * (not is_public),
                **{name: column[rows] for name, column in self.static.items()},
                "asked_words": np.full(len(rows), len(said.terms), np.float32)}


def _column(values: object) -> Column:
    return np.array(list(values), dtype=np.float32)  # type: ignore[call-overload]
