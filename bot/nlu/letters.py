"""Letter groups of a text, weighted and of length 1: misspelt words still look alike."""

import json
import unicodedata
from typing import Any

import numpy as np
import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer

MAX_CHARACTERS = 1000


def fold(text: str) -> str:
    """Return the text in lower case, without accents, apostrophes straight."""
    decomposed = unicodedata.normalize("NFKD", text[:MAX_CHARACTERS].lower().replace("’", "'"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


class Letters:
    """TF-IDF of groups of `shortest` to `longest` letters inside words, the `most` frequent."""

    def __init__(self, shortest: int, longest: int, most: int | None = None,
                 vocabulary: dict[str, int] | None = None) -> None:
        self._vectorizer = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(shortest, longest), sublinear_tf=True,
            preprocessor=fold, max_features=most, vocabulary=vocabulary, dtype=np.float64,
        )
        self.bounds = (shortest, longest)

    def fit(self, texts: list[str]) -> None:
        """Learn the groups and their weights."""
        self._vectorizer.fit(texts)

    def vectors(self, texts: list[str]) -> scipy.sparse.csr_matrix:
        """Return one sparse row a text; zeros when no known group is in it."""
        return self._vectorizer.transform(texts).tocsr()

    def dump(self) -> str:
        """Return what was learnt, as JSON."""
        vocabulary = {group: int(at) for group, at in self._vectorizer.vocabulary_.items()}
        weights = [float(weight) for weight in self._vectorizer.idf_]
        return json.dumps({"bounds": self.bounds, "vocabulary": vocabulary, "weights": weights})

    @classmethod
    def load(cls, text: str) -> "Letters":
        """Rebuild from `dump`."""
        learnt: dict[str, Any] = json.loads(text)
        letters = cls(*learnt["bounds"], vocabulary=learnt["vocabulary"])
        letters._vectorizer.idf_ = np.array(learnt["weights"])
        return letters
