"""The variants: which scores are left out, and what else changes."""

from dataclasses import dataclass

from retrieval.board import SCORES

EVERY = 3  # one hidden wording in three is asked: the trees are learned again for each variant
FOLDS = 3
DEEP = 10  # entries kept of a ranking


@dataclass(frozen=True)
class Variant:
    """The whole search without some of its scores; `is_learned` False: their plain mean orders."""

    name: str
    without: tuple[str, ...] = ()
    is_learned: bool = True

    @property
    def kept(self) -> list[int]:
        """Return the columns of the board that stay."""
        return [at for at, score in enumerate(SCORES) if score not in self.without]


WHOLE = Variant("tout")
VARIANTS = (
    WHOLE,
    Variant("sans arbres appris (moyenne simple des scores)", is_learned=False),
    Variant("sans la seconde voix", ("learned", "second_wordings", "second_section")),
    Variant("sans la régression apprise à l'ouverture", ("learned", "learned_first")),
    Variant("sans les mots (BM25)", ("lexical_wording", "lexical_section", "lexical_best",
                                     "title")),
    Variant("sans le titre", ("title",)),
    Variant("sans les sections", ("dense_section", "second_section", "lexical_section")),
    Variant("sans la moyenne des trois meilleures formulations",
            ("dense_wordings", "second_wordings")),
    Variant("sans le titre, ni les sections, ni la moyenne des trois (ensemble)", (
        "title", "dense_section", "second_section", "lexical_section", "dense_wordings",
        "second_wordings")),
    Variant("sens seul, une voix (e5, meilleur passage)", tuple(
        each for each in SCORES if each not in ("dense_wording", "dense_section"))),
)
