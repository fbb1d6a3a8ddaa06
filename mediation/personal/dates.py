"""Finds dates of birth. The other dates stay: deadlines and events are what people ask about."""

import re
from collections.abc import Iterator

from mediation.personal.sheet import Sheet, digits_of
from mediation.personal.spoken import WORD

_MONTH = (
    r"(?:janv(?:ier)?|fevr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout|sept(?:embre)?|"
    r"oct(?:obre)?|nov(?:embre)?|dec(?:embre)?|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|enero|febrero|marzo|"
    r"abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|"
    r"marco|maio|junho|julho|setembro|outubro|novembro|dezembro|gennaio|febbraio|aprile|maggio|"
    r"giugno|luglio|settembre|ottobre|dicembre|ianuarie|februarie|martie|aprilie|iunie|iulie|"
    r"noiembrie|decembrie|januar|februar|marz|juni|juli|oktober|dezember|ocak|subat|nisan|mayis|"
    r"haziran|temmuz|agustos|eylul|ekim|kasim|aralik|января|февраля|марта|апреля|мая|июня|июля|"
    r"августа|сентября|октября|ноября|декабря|січня|лютого|березня|квітня|травня|червня|липня|"
    r"серпня|вересня|жовтня|листопада|грудня|يناير|فبراير|مارس|[اأ]بريل|مايو|يونيو|يوليو|"
    r"[اأ]غسطس|سبتمبر|[اأ]كتوبر|نوفمبر|ديسمبر)")
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_SEP = r"\s?[/.\-,_ ]\s?"
_OF = r"(?:\s|\.|,|-|/|\b(?:de|du|of|del|do)\b)*"
DATE = (rf"(?:(?:19|20)\d{{2}}[/.\-](?:0?[1-9]|1[0-2])[/.\-]{_DAY}(?!\d)|"
        rf"{_DAY}(?:er|st|nd|rd|th)?{_OF}{_MONTH}{_OF}(?:(?:19|20)\d{{2}}|'?\d{{2}})(?!\d)|"
        rf"{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?,?\s+(?:19|20)\d{{2}}(?!\d)|"
        rf"{_DAY}{_SEP}(?:0?[1-9]|1[0-2]){_SEP}(?:(?:19|20)\d{{2}}|\d{{2}})(?![\d/]))")
_STUCK = r"(?:\d{8}|\d{6})(?!\d)"
_SAID = (rf"(?:premier|{WORD})(?:[\s\-]+(?:et[\s\-]+)?{WORD})*\s+{_MONTH}\s+(?:mille|mil|deux|"
         rf"{WORD})"
         rf"(?:[\s\-]+(?:et[\s\-]+)?(?:mille|mil|cents?|{WORD}))*")
_BORN = re.compile(
    r"(?:\b(?:naissances?|naissanse|naisance|naiss|date de nais\w*|ddn|dn(?=\s?:)|d\.d\.n|"
    r"anniversaires?|"
    r"anniv|nee?s? le|nai le|venue?s? au monde|vu le jour|birth\w*|born|d\.?o\.?b\.?|b-?day|"
    r"naci\w*|"
    r"nacimiento|nasc\w*|nascut\w*|nascer|nat[oaie]|geboren\w*|geburts\w*|dogum\w*|dogdum|"
    r"urodz\w*|rodjen\w*)\b|народ\w*|родил\w*|рожд\w*|مواليد|ولدت|ميلاد\w*|الميلاد|المولود\w*)"
    rf"(?P<gap>(?:(?!\b(?:depuis|avant|apres|entre|partir)\b)[^\d\n;!?\x01]){{0,40}}?)"
    rf"(?P<date>{DATE}|{_STUCK}|{_SAID})")
_BEFORE = re.compile(rf"(?P<date>{DATE})\s*(?:,|:|=|c'?est|\()?\s*(?:ma|sa|la|notre|est ma|"
                     rf"est sa)?\s*"
                     r"(?:date de nai|naissance|ddn|anniv)")
_OF_PERSON = re.compile(
    r"\b(?:suis|mari|femme|fils|fille|mere|pere|enfant|frere|soeur|conjointe?|compagne|compagnon|"
    r"bebe)"
    rf"(?: est)? du (?P<date>{DATE})(?! a)")
_AGED = re.compile(rf"\b\d{{1,3}} ans? ?(?:\(|le |au |revolus le |, ?)\s*(?P<date>{DATE})")
_BORN_ACCENT = re.compile(r"\b[Nn](?:[éÉ][eE]?[sS]?|[eE]{2}[sS]?|[éÉ]r)\b|\bNÉE?S?\b")
_AFTER_BORN = re.compile(rf"(?:(?!\b(?:depuis|avant|apres|entre|"
                         rf"partir)\b)[^\d\n;!?\x01]){{0,40}}?(?P<date>{DATE}|{_STUCK}|{_SAID})")
_ANY = re.compile(rf"(?<![\d/])(?<!\d[.\-]){DATE}")
_LINKED = re.compile(r"[\s,;:()\-]{0,4}")


def find_births(sheet: Sheet) -> None:
    """Take the dates that are announced as a birth."""
    for found in sheet.find(_BORN):
        if _is_date(found["date"]):
            sheet.take("birth_date", *found.span("date"))
    for pattern in (_AGED, _BEFORE, _OF_PERSON):
        for found in sheet.find(pattern):
            sheet.take("birth_date", *found.span("date"))
    for born in _BORN_ACCENT.finditer(sheet.text):
        found_after = _AFTER_BORN.match(sheet.low, born.end())
        if found_after and _is_date(found_after["date"]):
            sheet.take("birth_date", *found_after.span("date"))


def other_dates(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Set the other dates aside and yield where they are."""
    for found in sheet.find(_ANY):
        if re.search(r"[\d][ .\-/]?$", sheet.low[:found.start()]):
            continue
        sheet.stay(*found.span())
        yield found.span()


def find_beside_identity(sheet: Sheet, dates: list[tuple[int, int]]) -> None:
    """Take the dates that stand in a list of identity: right after a name, before a phone."""
    for start, end in dates:
        for piece in tuple(sheet.pieces):
            is_after = piece.kind == "name" and piece.end <= start and _LINKED.fullmatch(
                sheet.text, piece.end, start)
            is_before = piece.kind in ("phone", "nir", "email") and piece.start >= end and (
                _LINKED.fullmatch(sheet.text, end, piece.start))
            if is_after or is_before:
                sheet.take("birth_date", start, end)
                break


def _is_date(said: str) -> bool:
    """Say whether digits written without separators can be a date."""
    if not said.isdigit():
        return True
    digits = digits_of(said)
    return (1 <= int(digits[:2]) <= 31 and 1 <= int(digits[2:4]) <= 12) or (
        digits[:2] in ("19", "20") and 1 <= int(digits[4:6] or 0) <= 12)
