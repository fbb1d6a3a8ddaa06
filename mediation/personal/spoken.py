"""Finds numbers said in words: « zéro six douze… », « un soixante-deux zéro quatre… »."""

import re

from mediation.personal.sheet import Sheet

_UNITS = {"zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6,
          "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13,
          "quatorze": 14, "quinze": 15, "seize": 16,
          "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8,
          "nine": 9, "cero": 0, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6,
          "siete": 7, "ocho": 8, "nueve": 9, "dois": 2, "quatro": 4, "sete": 7, "oito": 8,
          "nove": 9}
_TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
         "septante": 70, "huitante": 80, "octante": 80, "nonante": 90}
WORD = rf"(?:{'|'.join(sorted([*_UNITS, *_TENS], key=len, reverse=True))})"
_GAP = r"(?:\s*[,.\-/]\s*|\s+(?:et\s+|puis\s+|double\s+|deux fois\s+)?)"
_RUN = re.compile(rf"\b(?:double\s+)?(?:{WORD}|cents?|\d{{1,4}})(?:{_GAP}(?:{WORD}|cents?|"
                  rf"\d{{1,4}}))+\b")
_AFTER = re.compile(r"\s*(?:euros?|€|ans?|mois|jours?|fois|%|pour cent)\b")
FEWEST_DIGITS, FEWEST_WORDS = 9, 3


def find_spoken(sheet: Sheet) -> None:
    """Take runs of number words that make nine digits or more."""
    for found in sheet.find(_RUN):
        words = re.findall(r"[a-z]+|\d+", found[0])
        said = [word for word in words if not word.isdigit()]
        length = count_digits(words)
        is_dialled = words[0] in ("zero", "cero") and length == 10
        if (len(said) < FEWEST_WORDS and not is_dialled) or length < FEWEST_DIGITS or (
                _AFTER.match(sheet.low, found.end())):
            continue
        sheet.take("phone" if words[0] in ("zero", "0", "cero") else "nir", *found.span())


def count_digits(words: list[str]) -> int:
    """Return how many digits these words make: « soixante-deux » is two, « deux cent onze » three.

    A unit alone counts for one digit; a ten takes the unit after it.
    """
    total, place = 0, 0
    while place < len(words):
        word = words[place]
        after = words[place + 1] if place + 1 < len(words) else ""
        if word.isdigit():
            total, place = total + len(word), place + 1
        elif after in ("cent", "cents") or word in ("cent", "cents"):
            total, place = total + 3, place + (2 if after in ("cent", "cents") else 1)
            while place < len(words) and words[place] in {**_TENS, **_UNITS} and (
                    place < 2 or words[place] != "zero") and words[place - 1] in (
                        "cent", "cents", *_TENS):
                place += 1
        elif word == "quatre" and after in ("vingt", "vingts"):
            total, place = total + 2, place + 2
            if place < len(words) and 0 < _UNITS.get(words[place], 0) < 17:
                place += 2 if words[place] == "dix" and _is_small(words, place + 1) else 1
        elif word in _TENS:
            total, place = total + 2, place + 1
            if place < len(words) and 0 < _UNITS.get(words[place], 0) < 17:
                place += 2 if words[place] == "dix" and _is_small(words, place + 1) else 1
        elif _UNITS.get(word, 0) >= 10:
            total, place = total + 2, place + (2 if word == "dix" and _is_small(words, place + 1)
                                               else 1)
        else:
            total, place = total + 1, place + 1
    return total


def _is_small(words: list[str], place: int) -> bool:
    return place < len(words) and words[place] in ("sept", "huit", "neuf")
