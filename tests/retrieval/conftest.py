"""What retrieval's tests share: a tiny encoder without a model, and fictitious entries."""

import hashlib
import math
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge.entry import Entry
from retrieval.confidence import ConfidenceRule, Term
from retrieval.french import terms

MakeEntry = Callable[..., Entry]


class TinyEncoder:
    """Counts stems in 64 boxes: enough for neighbours, and counts what it was asked to encode."""

    def __init__(self, identity: str = "tiny-1") -> None:
        self.identity = identity
        self.encoded: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.encoded.extend(texts)
        return [self._vector(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        self.encoded.append(text)
        return self._vector(text)

    @staticmethod
    def _vector(text: str) -> list[float]:
        boxes = [0.01] * 64
        for term in terms(text):
            boxes[hashlib.md5(term.encode()).digest()[0] % 64] += 1.0
        length = math.sqrt(sum(each * each for each in boxes))
        return [each / length for each in boxes]


@pytest.fixture
def encoder() -> TinyEncoder:
    return TinyEncoder()


@pytest.fixture
def other_encoder() -> TinyEncoder:
    return TinyEncoder("tiny-2")


@pytest.fixture
def make_entry() -> MakeEntry:
    """Build a fictitious entry about one thing: `make_entry("moulin", "réparer un moulin")`."""

    def make(slug: str, need: str, **changes: Any) -> Entry:
        source = {
            "key": "texte",
            "title": "Texte fictif",
            "url": "https://exemple.invalid/texte",
            "publisher": "Éditeur fictif",
            "text_dated_on": None,
            "read_via": "stored_copy",
            "checked_on": date(2026, 1, 5),
        }
        fields: dict[str, Any] = {
            "id": slug,
            "title": f"Demande : {need}",
            "domain": "housing",
            "asked_as": tuple(f"{need} façon numéro {at}" for at in range(10)),
            "not_for": ({"what": "vendre un dromadaire", "organisation": "mairie"},),
            "lead": "mairie",
            "who": ({"organisation": "mairie", "role": "decides"},),
            "must_know": ({"fact": "gratuit", "says": ("gratuit",), "source": "texte"},),
            "conditions": (f"vouloir {need}",),
            "documents": ("une lettre signée",),
            "steps": ("écrire la lettre", "la déposer au guichet"),
            "delay": "environ un mois",
            "cost": "gratuit",
            "sources": (source,),
            "review_before": date(2027, 1, 5),
            "easy": f"Vous voulez {need}. Écrivez une lettre. Donnez la lettre à la mairie. " * 2,
            "body": f"Pour {need}, écrivez à la mairie, qui décide. C'est gratuit et simple. " * 2,
        }
        return Entry(**(fields | changes))

    return make


@pytest.fixture
def rule() -> ConfidenceRule:
    """A rule on one feature: the share of the question's words that a wording holds."""
    term = Term("lexical_wording", 0.5, 0.1, 1.0)
    return ConfidenceRule((term,), 0.0, 0.8, 0.3, "tiny-1", "rule-of-test")


@pytest.fixture
def index_dir(tmp_path: Path) -> Path:
    return tmp_path / "index"
