"""French lexical analysis: accents, elision, stop words, stems."""

import re
import unicodedata
from functools import lru_cache

import Stemmer

ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu)'")
FEMININE = re.compile(r"ees?$")
WORD = re.compile(r"\w+")

GRAMMAR = """
a ai aie aies ainsi alors apres as au aucun aura aurais aurait aussi autre autres aux avais
avait avant avec avez avoir avons ayant beaucoup bien bonjour c ca car ce cela celle celui
ces cet cette ceux chaque chez ci combien comme comment d dans de deja depuis des dessous
dessus deux dois doit donc du elle elles en encore entre es est et etais etait etant ete etes
etre eu eux fait faire fais faut font hui aujourd il ils j je jusque l la le les leur leurs
lui m ma mais me meme mes moi moins mon n ne ni non nos notre nous on ont ou oui par parce
pas peu peut peux plait plus plutot pour pourquoi pourrais pourrait puis q qu quand que quel
quelle quelles quelque quels qui quoi s sa sais salut sans se sera serait ses si sinon soi
soient soit sommes son sont sous suis sur t ta te tel telle tes toi ton tous tout toute
toutes tres demain maintenant tu un une va vais veut veux voici voila vos votre voudrais vous y
"""
STOP_WORDS = frozenset(GRAMMAR.split())

_stemmer = Stemmer.Stemmer("french")

# The stemmer would make « loi » of « loyer ».
OWN_STEMS = {"loyer": "loyer", "loyers": "loyer", "foyer": "foyer", "foyers": "foyer"}


def fold(text: str) -> str:
    """Return the text in lower case, without accents, apostrophes straight."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    letters = "".join(each for each in decomposed if not unicodedata.combining(each))
    return letters.replace("œ", "oe").replace("æ", "ae")


def words(text: str) -> list[str]:
    """Return the folded words that carry meaning, in order; [] for a text of stop words."""
    found = WORD.findall(ELISION.sub(" ", fold(text)))
    return [word for word in found if word not in STOP_WORDS and len(word) > 1]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of one folded word; « ée » and « ées », folded, count as « é »."""
    return OWN_STEMS.get(word) or str(_stemmer.stemWord(FEMININE.sub("e", word)))


def terms(text: str) -> list[str]:
    """Return the stems of the words that carry meaning."""
    return [stem(word) for word in words(text)]
