"""French analysis for BM25, as any team would set it up: elision, stop words, stems, accents."""

import re
import unicodedata
from functools import cache

import Stemmer

ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’]", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+")
_STOP_WORDS = """
    a ai ais as au aux avec avait avez avons c ce ces cet cette ceux d dans de des du elle elles
    en es est et etait ete etre eu eux fait il ils j je l la le les leur leurs lui m ma mais me
    mes moi mon n ne nos notre nous on ont ou par pas pour qu que qui s sa se ses si son sont
    sur t ta te tes toi ton tu un une vos votre vous y
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("french")


def tokens(text: str) -> list[str]:
    """Return the stems of a text, accents folded after stemming, stop words left out."""
    words = WORD.findall(ELISION.sub(" ", text.lower()))
    kept = [each for each in words if _folded(each) not in STOP_WORDS]
    return [_folded(each) for each in _stemmer().stemWords(kept)]


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFD", word)
    return "".join(each for each in plain if not unicodedata.combining(each))
