"""Finds people's names: those announced, then first names, then what the French model sees.

Without the model, the rules alone work; capitals, first names and announcements do most of it.
"""

import re
from collections.abc import Callable, Sequence

from mediation.personal import cues
from mediation.personal.announced_names import AnnouncedNames, stop_words
from mediation.personal.sheet import STAYS, TAKEN, Piece, Sheet
from mediation.personal.tokens import PARTICLES, Word, is_next, run_from, words_of
from mediation.personal.words import KnownWords, family_names

People = Callable[[str], Sequence[tuple[int, int, str]]]
_SENTENCE_START = re.compile(r"(?:^|[.!?\n:;«\"]\s*)$")
_ACTS = re.compile(r" (?:m'|s'|n'|ne |me |a |est |veut |va |dit |doit |peut |habite|travaille|"
                   r"touche )")
_ALSO = re.compile(r"(?:\s*,\s*|\s+)(?:et|and|y|e|&)\s+(?P<name>[^\W\d_]{3,}(?:-[^\W\d_]+)*)")
_LOGIN = re.compile(r"[._]\w+")
_HEAD = frozenset({"de", "du", "des", "le", "la", "les", "l", "un", "une"})


def nobody(text: str) -> Sequence[tuple[int, int, str]]:
    """See no one: the model is absent."""
    return ()


class NameFinder:
    """Finds names with rules, word lists and, when there is one, a model.

    `people` returns (start, end, label) of what the model sees: PER, LOC, ORG or MISC.
    """

    def __init__(self, known: KnownWords, people: People = nobody) -> None:
        self._known = known
        self._people = people
        self._announced = AnnouncedNames(known)

    def find(self, sheet: Sheet) -> None:
        """Take the names of people."""
        self._announced.find(sheet)
        self._runs(sheet)
        self._first_names(sheet)
        self._beside(sheet)
        self._again(sheet)

    def _runs(self, sheet: Sheet) -> None:
        """Judge each run of capitalised words."""
        doubtful: list[tuple[Word, ...]] = []
        for run in self._capitalised(sheet):
            verdict = self._judge(sheet, run)
            if verdict:
                sheet.take("name", run[0].start, run[-1].end)
            elif verdict is None:
                doubtful.append(run)
        if not doubtful or self._people is nobody:
            return
        seen = self._people(sheet.text)
        for run in doubtful:
            labels = [label for start, end, label in seen
                      if start < run[-1].end and run[0].start < end]
            if "PER" in labels:
                sheet.take("name", run[0].start, run[-1].end)

    def _capitalised(self, sheet: Sheet) -> list[tuple[Word, ...]]:
        words, runs, place = words_of(sheet), [], 0
        while place < len(words):
            if not words[place].is_capital:
                place += 1
                continue
            after = run_from(sheet, words, place)
            runs += self._parts(sheet, words[place:after])
            place = after
        return runs

    def _parts(self, sheet: Sheet, run: Sequence[Word]) -> list[tuple[Word, ...]]:
        """Cut a run at public words, and leave out the word that only begins the sentence."""
        if self._known.is_public(" ".join(word.low for word in run)):
            return []
        parts: list[list[Word]] = [[]]
        for place, word in enumerate(run):
            has_given = any(self._known.is_given(each.low) for each in parts[-1])
            is_public = self._known.is_public(word.low) and not has_given
            if is_public or (not parts[-1] and self._only_begins(run, place)):
                parts.append([])
            else:
                parts[-1].append(word)
        kept = []
        for part in parts:
            while part and part[-1].low in PARTICLES:
                part.pop()
            if part and not all(word.low in PARTICLES for word in part):
                kept.append(tuple(part))
        return kept

    def _only_begins(self, run: Sequence[Word], place: int) -> bool:
        """Say whether a word has its capital from the sentence; « PETIT Karim » is a name."""
        word, after = run[place], run[place + 1] if place + 1 < len(run) else None
        is_surname = word.low in family_names() or (
            word.is_upper and len(word.low) > 3 and word.low not in stop_words()
            and after is not None and not after.is_upper and self._known.is_given(after.low))
        return self._is_plain(word.low) and word.low not in PARTICLES and not is_surname

    def _judge(self, sheet: Sheet, run: tuple[Word, ...]) -> bool | None:
        """Return True for a name, False for none, None when the model must say."""
        before = sheet.low[:run[0].start]
        near = before[-60:]
        if cues.PLACE_BEFORE.search(near) or near.endswith((STAYS, TAKEN + "-")):
            return False
        phrase = " ".join(word.low for word in run)
        heart = [word for word in run if word.low not in PARTICLES]
        if self._known.is_public(phrase) or heart[0].low.split("-")[0] in ("saint", "sainte", "st"):
            return False
        given = [word for word in heart if self._known.is_given(word.low)]
        strange = [word for word in heart if not self._is_plain(word.low)]
        if len(heart) > 1:
            if given:
                is_sure = (strange or len(given) > 1 or heart[-1].low in family_names()
                           or self._known.is_clear_given(heart[0].low))
                return True if is_sure else None
            return None if len(strange) == len(heart) else False
        word = heart[0]
        begins = bool(_SENTENCE_START.search(near))
        if given and begins and not self._known.is_clear_given(word.low):
            return bool(_ACTS.match(sheet.low, word.end))
        if given:
            return True if self._known.is_clear_given(word.low) else None
        is_after_preposition = bool(cues.PLACE_PREPOSITION.search(near))
        is_nobody = word.is_upper or begins or is_after_preposition or len(word.low) < 4
        return None if strange and not is_nobody else False

    def _is_plain(self, low: str) -> bool:
        """Say whether a word with a capital is an ordinary word and not a first name."""
        return (low in stop_words() or self._known.is_word(low)) and not self._known.is_given(low)

    def _first_names(self, sheet: Sheet) -> None:
        """Take first names without capitals that are nothing else, and the name that follows."""
        words = words_of(sheet)
        place = 0
        while place < len(words):
            word = words[place]
            place += 1
            if word.is_capital or not self._is_somebody(sheet, words, place - 1) or (
                    cues.PLACE_BEFORE.search(sheet.low[max(0, word.start - 60):word.start])):
                continue
            last = word
            if place > 1 and self._is_family_before(sheet, words[place - 2], word):
                word = words[place - 2]
            while place < len(words) and is_next(sheet, last, words[place]) and self._follows(
                    words[place].low):
                last, place = words[place], place + 1
            login = _LOGIN.match(sheet.low, last.end)
            sheet.take("name", word.start, login.end() if login else last.end)

    def _beside(self, sheet: Sheet) -> None:
        """Take the first name that follows a name: « Léa et Rose »."""
        for piece in [each for each in sheet.pieces if each.kind == "name"]:
            also = _ALSO.match(sheet.low, piece.end)
            if also and self._known.is_given(also["name"]) and not (
                    self._known.is_public(also["name"])):
                sheet.take("name", *also.span("name"))

    def _is_somebody(self, sheet: Sheet, words: Sequence[Word], place: int) -> bool:
        """Say whether a word is a first name: by itself, or by the family name after it."""
        low = words[place].low
        if self._known.is_clear_given(low):
            return True
        return (self._known.is_given(low) and place + 1 < len(words)
                and is_next(sheet, words[place], words[place + 1])
                and words[place + 1].low in family_names())

    def _is_family_before(self, sheet: Sheet, before: Word, word: Word) -> bool:
        """Say whether the word before, that begins the sentence, is this person's family name."""
        return (bool(_SENTENCE_START.search(sheet.low[:before.start])) and len(before.low) > 4
                and is_next(sheet, before, word) and self._follows(before.low))

    def _follows(self, low: str) -> bool:
        if low in family_names() and low not in stop_words():
            return True
        return (low not in stop_words() and len(low) > 3 and low not in _HEAD
                and not self._known.is_word(low) and not self._known.is_public(low))

    def _again(self, sheet: Sheet) -> None:
        """Take again, elsewhere in the message, each uncommon word of a name."""
        names = {word for piece in tuple(sheet.pieces) if piece.kind == "name"
                 for word in _uncommon(sheet, piece, self._known)}
        for word in words_of(sheet) if names else ():
            if word.low in names:
                sheet.take("name", word.start, word.end)


def _uncommon(sheet: Sheet, piece: Piece, known: KnownWords) -> list[str]:
    said = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", sheet.folded[piece.start:piece.end])
    return [word for word in said if len(word) > 3 and not known.is_word(word)
            and not known.is_public(word)]
