"""Finds names that something announces: « je m'appelle », « ma mère », « Mme », a signature."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from mediation.personal import cues
from mediation.personal.sheet import Sheet, fold
from mediation.personal.tokens import PARTICLES, Word, is_next, run_from, words_of
from mediation.personal.words import KnownWords, family_names, not_people

LONGEST = 4
_ROLES = frozenset({
    "maire", "prefet", "prefete", "president", "presidente", "directeur", "directrice",
    "inspecteur",
    "inspectrice", "juge", "procureur", "ministre", "commissaire", "conseiller", "conseillere",
    "proprietaire", "gardien", "gardienne", "monsieur", "madame", "mademoiselle", "messieurs",
    "mesdames", "recteur", "doyen", "chef", "responsable", "presente", "votre", "notre", "la", "le",
    "les", "l", "untel"})
_ARABIC_AND = "و"


@cache
def stop_words() -> frozenset[str]:
    """Return the words that are never part of a name without a capital, folded."""
    text = (Path(__file__).parent / "stop_words.txt").read_text(encoding="utf-8")
    return frozenset(fold(word) for line in text.splitlines() if not line.startswith("#")
                     for word in line.split())


class AnnouncedNames:
    """Looks after each announcement for the words that make a name."""

    def __init__(self, known: KnownWords) -> None:
        self._known = known

    def find(self, sheet: Sheet) -> None:
        """Take the names that are announced."""
        for han in sheet.find(cues.HAN):
            sheet.take("name", *han.span("name"))
        self._spelled(sheet)
        for called in list(cues.CALLED.finditer(sheet.low)):
            if not cues.PLACE_IS_CALLED.search(sheet.low, 0, called.start()):
                is_own = called[0].startswith(("j", "m", "on"))
                self._take(sheet, called.end(), self._called if is_own else self._other_called)
        for found in _after(cues.NAMED, sheet):
            self._take(sheet, found, self._related)
        for titled in list(cues.TITLE.finditer(sheet.low)):
            before = sheet.low[max(0, titled.start() - 60):titled.start()]
            if not cues.PLACE_BEFORE.search(before):
                self._take(sheet, titled.end(), self._titled)
        for born in cues.BIRTH_NAME.finditer(sheet.text):
            self._take(sheet, born.end(), self._capitals)
        for found in _after(cues.RELATION, sheet):
            self._take(sheet, found, self._related)
        for found in _after(cues.CLOSING, sheet):
            self._take(sheet, found, self._signed)
        for found in _after(cues.MYSELF, sheet):
            self._take(sheet, found, self._myself)

    def _take(self, sheet: Sheet, place: int, length_of: "Judge") -> None:
        words = [word for word in words_of(sheet) if word.start >= place]
        if not words or sheet.low[place:words[0].start].strip(" :«\"'(“-*_"):
            return
        count = length_of(sheet, words)
        if count:
            sheet.take("name", words[0].start, words[count - 1].end)

    def _called(self, sheet: Sheet, words: Sequence[Word]) -> int:
        """Return how many words make the name after « je m'appelle »."""
        first = words[0]
        is_given = self._known.is_given(first.low)
        if not is_given and (first.low in stop_words() or (
                self._known.is_public(first.low) and not first.is_capital)):
            return 0
        if first.is_capital:
            return self._with_lower(sheet, words, self._capitals(sheet, words, is_sure=True))
        count = 1
        while count < min(LONGEST, len(words)) and is_next(sheet, words[count - 1], words[count]):
            word = words[count]
            if word.low in stop_words() or (len(word.low) > 3 and word.low[0] == _ARABIC_AND):
                break
            is_plain = word.low.isascii() and self._known.is_word(word.low)
            if is_plain and not self._ends(sheet, words, count) and (
                    len(word.low) > 4 or count > 1):
                break
            count += 1
        return count

    def _other_called(self, sheet: Sheet, words: Sequence[Word]) -> int:
        """Return the same after « s'appelle » or « au nom de », which are said of things too."""
        first = words[0]
        is_thing = not first.is_capital and self._known.is_word(first.low)
        return 0 if is_thing and not self._known.is_given(first.low) else (
            self._called(sheet, words))

    def _titled(self, sheet: Sheet, words: Sequence[Word]) -> int:
        first = words[0]
        if first.low in _ROLES or first.low in stop_words():
            return 0
        if first.is_capital:
            return self._capitals(sheet, words, is_sure=True)
        return self._given(sheet, words) or int(
            not self._known.is_word(first.low) and not self._known.is_public(first.low)
            and first.low.isalpha())

    def _related(self, sheet: Sheet, words: Sequence[Word]) -> int:
        first = words[0]
        if not self._may_begin(first):
            return 0
        if first.is_capital:
            count = self._capitals(sheet, words, is_sure=self._known.is_given(first.low))
            return self._with_lower(sheet, words, count)
        count = self._given(sheet, words)
        if count or self._known.is_word(first.low):
            return count
        return int(bool(cues.EVIDENCE_AFTER.match(sheet.low, first.end)) and len(first.low) > 3)

    def _signed(self, sheet: Sheet, words: Sequence[Word]) -> int:
        first = words[0]
        if first.is_capital and self._may_begin(first):
            return self._capitals(sheet, words, is_sure=self._known.is_given(first.low))
        count = self._given(sheet, words)
        while 0 < count < len(words) and is_next(sheet, words[count - 1], words[count]):
            count += 1
        is_last = count and count <= 3 and not sheet.low[words[count - 1].end:].strip(" .!\n")
        return count if is_last else 0

    def _myself(self, sheet: Sheet, words: Sequence[Word]) -> int:
        """Return how many words make the name after « je suis », which says other things too."""
        first = words[0]
        if not self._may_begin(first):
            return 0
        if first.is_capital:
            if self._known.is_word(first.low) and not self._known.is_given(first.low):
                return 0
            return self._with_lower(sheet, words, self._capitals(
                sheet, words, is_sure=self._known.is_given(first.low)))
        count = self._given(sheet, words)
        if count or self._known.is_word(first.low) or len(first.low) < 4:
            return count
        return int(bool(cues.EVIDENCE_AFTER.match(sheet.low, first.end)))

    def _may_begin(self, word: Word) -> bool:
        """Say whether a word may begin a name; a first name with a capital always may."""
        if word.is_capital and self._known.is_given(word.low):
            return word.low not in not_people()
        return word.low not in stop_words() and not self._known.is_public(word.low)

    def _given(self, sheet: Sheet, words: Sequence[Word]) -> int:
        """Return how many words without capitals make a name that begins with a first name."""
        first = words[0]
        if not (self._known.is_clear_given(first.low) or self._known.is_family(first.low)):
            return 0
        count = 1
        while count < min(LONGEST, len(words)) and is_next(sheet, words[count - 1], words[count]):
            low = words[count].low
            is_part = self._known.is_given(low) or self._known.is_family(low) or (
                len(low) > 3 and not self._known.is_word(low)) or (
                    first.low in ("nguyen", "tran", "pham", "le") and len(low) < 6)
            if low in stop_words() or not is_part:
                break
            count += 1
        return count

    def _capitals(self, sheet: Sheet, words: Sequence[Word], is_sure: bool = False) -> int:
        """Return how many words with capitals follow, those of a public name left out."""
        if not words[0].is_capital or words[0].low in PARTICLES - {"de", "le", "la", "el", "ben"}:
            return 0
        count = run_from(sheet, words, 0)
        is_sure = is_sure or words[0].low in family_names()
        while count and self._known.is_public(words[count - 1].low) and not is_sure:
            count -= 1
        phrase = " ".join(word.low for word in words[:count])
        if not count or (not is_sure and (self._known.is_public(phrase) or (
                count == 1 and (self._known.is_word(phrase) or words[0].is_upper)))):
            return 0
        return min(count, LONGEST + 2)

    def _with_lower(self, sheet: Sheet, words: Sequence[Word], count: int) -> int:
        """Add the family name written without its capital."""
        if 0 < count < len(words) and is_next(sheet, words[count - 1], words[count]):
            low = words[count].low
            if self._known.is_family(low) or (low not in stop_words() and len(low) > 3
                                              and not self._known.is_word(low)
                                              and self._ends(sheet, words, count)):
                return count + 1
        return count

    def _ends(self, sheet: Sheet, words: Sequence[Word], count: int) -> bool:
        """Say whether a sentence pauses after this word."""
        after = words[count + 1].low if count + 1 < len(words) else ""
        return not re.match(r" \w", sheet.low[words[count].end:]) or after in stop_words()

    def _spelled(self, sheet: Sheet) -> None:
        for found in sheet.find(cues.SPELLED):
            name = re.sub(r"[^a-z]", "", found[0])
            if self._known.is_word(name) or self._known.is_public(name):
                continue
            sheet.take("name", *found.span())
            for word in words_of(sheet):
                if word.low == name:
                    sheet.take("name", word.start, word.end)


Judge = Callable[[Sheet, Sequence[Word]], int]


def _after(pattern: re.Pattern[str], sheet: Sheet) -> list[int]:
    """Return the places that follow each announcement."""
    return [found.end() for found in pattern.finditer(sheet.low)]
