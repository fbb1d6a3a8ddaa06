"""The same sentence as someone else may type it: without accents, or with typing mistakes."""

import random
import unicodedata

LONG_ENOUGH = 4
MISTYPED = 0.3  # of the words long enough; at least one


def without_accents(text: str) -> str:
    """Return the text in lower case, without accents nor punctuation at the end."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(each for each in decomposed if not unicodedata.combining(each)).rstrip(" ?.!")


def mistyped(text: str, seed: str) -> str:
    """Swap, drop or double a letter in a third of the words; the same seed, the same mistakes."""
    draw = random.Random(seed)
    words = text.lower().split(" ")
    long = [at for at, word in enumerate(words) if len(word) >= LONG_ENOUGH]
    for at in draw.sample(long, min(len(long), max(1, round(len(long) * MISTYPED)))):
        words[at] = _wrong(words[at], draw)
    return " ".join(words)


def _wrong(word: str, draw: random.Random) -> str:
    at = draw.randrange(1, len(word) - 1)
    match draw.choice(("swap", "drop", "double")):
        case "swap":
            return word[:at] + word[at + 1] + word[at] + word[at + 2:]
        case "drop":
            return word[:at] + word[at + 1:]
        case _:
            return word[:at] + word[at] + word[at:]
