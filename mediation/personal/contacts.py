"""Finds e-mail addresses, phone numbers, bank accounts and cards."""

import re

from mediation.personal.sheet import Sheet, digits_of

_BETWEEN = r"(?:\s?[._\-]\s?|\s(?:point|dot|tiret|underscore)\s)"
_AT = (r"(?:\s?@+\s?|\s?[(\[<]\s?(?:at|a|arobas\w*)\s?[)\]>]\s?|"
       r"\s?\b(?:ar{1,2}oba[sz]e?s?|arob|arrobe|arroba)\b\s?)")
_DOT = (r"(?:\s?\.\s?|,(?=(?:com|fr|net|org)\b)|\s?[(\[]\s?(?:dot|point|\.)\s?[)\]]\s?|\s(?:point|"
        r"dot|pt|ponto|punto)\s)")
_EMAIL = re.compile(rf"(?<![\w+])[\w+]+(?:{_BETWEEN}[\w+]+)*[.\-]?(?: (?:\d{{1,4}}|"
                    rf"[a-z]))?{_AT}[\w\-]+"
                    rf"(?:{_DOT}[a-z\d\-]{{2,}}){{1,3}}")
_EMAIL_AT = re.compile(r"\b\w+(?:[._\-]\w+)* at [\w\-]+(?:(?:\.[a-z]{2,}){1,2}|"
                       r" (?:dot|point) [a-z]{2,})\b")
_BARE_AT = re.compile(rf"(?<![\w.+\-])[\w.+\-]+{_AT}[\w\-]{{3,}}")
_HOSTS = (r"(?:gmail|hotmail|yahoo|orange|wanadoo|free|laposte|outlook|live|sfr|icloud|proton\w*|"
          r"bbox|numericable|neuf|msn|aol|gmx)")
_WITHOUT_AT = re.compile(rf"\b[\w]+(?:[._\-]\w+)*[\d._]?\w* ?{_HOSTS}\s?[. ]\s?(?:com|fr|net|me|"
                         rf"org)\b")
_ANNOUNCED = re.compile(rf"\b(?:(?:e-?)?mails?|mel|courriel|adresse)\b[^\n@]{{0,15}}?(?<!\w)"
                        rf"(?P<part>[\w.\-]{{3,}} ?(?:chez )?{_HOSTS}\s?(?:\.|point|\s)\s?(?:com|"
                        rf"fr|net))\b")
_EVERYBODYS = re.compile(r"^(?:contact|accueil|mairie|info|infos|secretariat|support|ne-?pas|"
                         r"no-?reply|service|bonjour|ccas|caf|cpam)[\w.\-]*@|@[\w.\-]*gouv\.fr$")
_SEP = r"[\s.\-/_)]{0,3}"
_PHONES = (
    re.compile(rf"(?<![\w])(?:\+|00{_SEP})\(?[1-9]\d{{0,2}}\)?{_SEP}(?:\(0\))?(?:{_SEP}\d){{7,12}}"
               rf"(?!\d)"),
    re.compile(rf"(?<![\d])(?<![\d][.,])(?<!\d\d\d[ .\-/])0{_SEP}[1-79]\s?:?(?:{_SEP}\d\d){{4}}"
               rf"(?!\d)"),
    re.compile(rf"(?<![\w])(?<![\d][ .,\-])[0o]{_SEP}[1-79](?:{_SEP}[\doil]){{7}}{_SEP}\d"
               rf"(?![ .\-/]?\d)"),
    re.compile(r"(?<!\d)0[1-79](?P<s>\s*[,:.]\s*)\d{2}(?:(?P=s)\d{2}){3}(?!\d)"),
    re.compile(r"\b(?:tel\w*|portable|fixe|mobile|num(?:ero)?|appele[zr]?\w*|joindre|whats ?app|"
               r"sms|texto|phone|call|number)\b[^\d\n]{0,20}?(?P<part>\d(?:[\s.\-/]?\d){7,10})"
               r"(?!\d)"),
    re.compile(r"(?<![\d])(?<!\d[\s.\-/])[67](?:[\s.\-]?\d){8}(?![\s.\-]?\d)"),
)
_IBAN_START = re.compile(
    r"(?<![a-z\d])(?:ad|ae|al|at|az|ba|be|bg|bf|bj|ch|ci|cm|cy|cz|de|dk|dz|ee|es|fi|fr|gb|ge|gr|"
    r"hr|hu|"
    r"ie|il|is|it|kw|lb|li|lt|lu|lv|ma|mc|md|me|mg|mk|ml|mr|mt|nl|no|pl|pt|qa|ro|rs|sa|se|si|sk|"
    r"sm|sn|"
    r"tn|tr|ua|xk)\s?\d{2}(?=[\s.\-]{0,2}[a-z\d])")
_IBAN_GROUP = re.compile(r"[\s.\-/_]{0,2}([a-z\d]+)")
_RIB = re.compile(r"\b(?:iban|rib|compte(?: bancaire)?|account)\b[^\d\n]{0,20}?"
                  r"(?P<part>\d[\da-z]*(?:[ .\-/]{1,2}[\da-z]*\d[\da-z]*)*)")
_BY_PARTS = re.compile(r"\bbanque\W*\d{5}\W{0,5}\w{0,10}\W*guichet\W*\d{5}\W*(?:n\W*)?"
                       r"(?:compte\W*)?"
                       r"[\da-z]{8,11}(?:\W*cle\W*\d{2})?")
_CARDS = (
    re.compile(r"(?<!\d)[3-6]\d{3}(?:[\s.\-/_]{0,3}\d{4}){3}(?!\d)"),
    re.compile(r"(?<!\d)3[47]\d{2}[\s.\-]?\d{6}[\s.\-]?\d{5}(?!\d)"),
    re.compile(r"\b(?:cb|carte\s?(?:bancaire|bleue|visa|mastercard)?|visa|mastercard|card)\b"
               r"[^\d\n]{0,25}?(?P<part>\d(?:[\s.\-/_]{0,2}\d){12,18})(?!\d)"),
)


def find_emails(sheet: Sheet) -> None:
    """Take the addresses, with @ or said; those of a public desk stay."""
    for found in sheet.find(_ANNOUNCED):
        sheet.take("email", *found.span("part"))
    for pattern in (_EMAIL, _EMAIL_AT, _BARE_AT, _WITHOUT_AT):
        for found in sheet.find(pattern):
            plain = re.sub(r"\s", "", found[0])
            if _EVERYBODYS.search(plain):
                sheet.stay(*found.span())
            elif pattern is not _WITHOUT_AT or re.search(r"[\d._]\w* ?" + _HOSTS, found[0]):
                sheet.take("email", *found.span())


def find_accounts(sheet: Sheet) -> None:
    """Take IBANs of any country, and account numbers that are announced."""
    for found in sheet.find(_IBAN_START):
        end = found.end()
        for number in range(9):
            group = _IBAN_GROUP.match(sheet.low, end)
            if not group or not (re.search(r"\d", group[1])
                                 or (number < 2 and re.fullmatch(r"[a-z]{4}", group[1]))):
                break
            end = group.end()
        signs = re.sub(r"[^a-z\d]", "", sheet.low[found.start():end])
        if 14 <= len(signs) <= 36 and len(digits_of(signs)) >= 10:
            sheet.take("iban", found.start(), end)
    for found in sheet.find(_BY_PARTS):
        sheet.take("iban", *found.span())
    for found in sheet.find(_RIB):
        if len(digits_of(found["part"])) >= 14:
            sheet.take("iban", *found.span("part"))


def find_cards(sheet: Sheet) -> None:
    """Take card numbers, whatever their check digit: people mistype."""
    for pattern in _CARDS:
        for found in sheet.find(pattern):
            part = "part" if "part" in pattern.groupindex else 0
            if 13 <= len(digits_of(found[part])) <= 19:
                sheet.take("card", *found.span(part))


def find_phones(sheet: Sheet) -> None:
    """Take phone numbers; those of services were set aside before."""
    for pattern in _PHONES:
        for found in sheet.find(pattern):
            part = "part" if "part" in pattern.groupindex else 0
            sheet.take("phone", *found.span(part))
