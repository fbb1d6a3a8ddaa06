"""Finds the numbers that administrations give to people, announced or by their shape."""

import re

from mediation.personal.dates import DATE
from mediation.personal.sheet import Sheet, digits_of

_SEP = r"[ .\-/_]{0,3}"
_RUN = (rf"(?:[a-z]{{1,3}}[ \-]?(?=\d))?\d(?:{_SEP}\d|,(?=\d)|[oil](?=\d)|"
        rf"(?<=\d\d)[ab](?=[ .]?\d))*"
        r"(?:[ /.\-]{0,3}[a-z](?![\w']))?")
_NEAR = r"(?:\s|:|=|\bn\s?[°o]?\.?|°|\bnum(?:ero)?|\bnumber|\bc'?est|\best|\bis|\bc|\(|le\b|,)*"
_FAR = r"[^\d\n;!?\x01]{0,32}?"

_NIR = (r"(?:\bnum(?:ero)? (?:de )?secu\w*|\bsecu\w*|securite sociale|\bnir\b|\bss\b|\binsee\b|"
        r"social security|seguridad social|seguranca social|asigurar\w+|sigorta\w*|"
        r"assure\w* social\w*|numero provisoire|\bvitale|\bameli|\bcpam)")
_FISCAL = (r"(?:\bfisc\w*|\bspi\b|\bimpots?|\btax\b|avis d'?impo\w*|ref\w*\.? (?:de l'|d')?avis|"
           r"taxe\w*|teleclarant)")
_ALLOCATAIRE = r"(?:\ball?oc(?:ataires?|at\w*)?\b|matricule caf|dossiers? caf|matricule msa)"
_CAF = r"(?:\bcaf\b|\bmsa\b|\bpaje\b)"
_FT = (r"(?:france ?travail|\bft\b|pole ?emploi|\bpe\b|demandeur\w* d'?emploi|identifiants?\b|"
       r"\bident\b|\bassedic)")
_FOREIGNER = (r"(?:\bagdref|\banef\b|\betranger\w*|\bforeign\w*|\bextranjer\w*|\bestrangeir\w*|"
              r"\bstrain\w*|\bstranier\w*|\bofpra|\bofii\b|\bnie\b)")
_PAPER = (r"(?:\bpas?sep?ort\w*|\bpass?port\w*|\bpasaport\w*|\bpassaport\w*|titres? de sejour|"
          r"cartes? de (?:resident\w*|sejour)|\brecepis+e\w*|\bcni\b|"
          r"cartes? (?:nationale )?(?:d'? ?)?identite|piece d'? ?identite|identity card|\bid card|"
          r"\bdni\b|\bvisas?\b|\bpermis\b|\bvls\b|\bdocumento)")
_FILE = (r"(?:\bdoss?i?er?s?\b|\bref(?:erence)?s?\b\.?|\bn ?[°o]\.?(?=\s?\w)|°|\bnum(?:ero)?s?\b|"
         r"\bident\w*|\bid\b|\blogin|\bmatricule\w*|\bplaintes?\b|\brecours\b|\bdalo\b|"
         r"\brequete\b|\brg\b|\bpv\b|\becrou\b|\bparquet\b|\bdemandes?\b|\bcontrats?\b|"
         r"\bcompteurs?\b|\bpdl\b|\bplaques?\b|\bimmat\w*|\bfactures?\b|\badherent\w*|"
         r"\bsinistres?\b|"
         r"\bavis\b|\btitres?\b|\bamendes?\b|\bcontravention\w*|\bsuivi\b|\bcandidat\w*|\bine\b|"
         r"\bclient\w*|\babonne\w*|\blocataires?\b|\bpatient\w*|\bsurendettement|"
         r"\bbanque de france|\bmdph\b|\bnumber\b)")
_SHORT_FILE = r"(?:\brg\b|\bpv\b|\becrou\b|\bparquet\b|\bminute\b)"

# kind, announcement, gap, fewest and most digits; the surest first.
_ANNOUNCED = tuple((kind, re.compile(rf"{cue}(?:{gap})(?P<run>(?<![a-z\d]){_RUN})"), low, high)
                   for kind, cue, gap, low, high in (
    ("nir", _NIR, _FAR, 10, 17),
    ("allocataire", _ALLOCATAIRE, _FAR, 5, 10),
    ("allocataire", _CAF, _NEAR, 6, 10),
    ("fiscal", _FISCAL, _FAR, 9, 15),
    ("foreigner", _FOREIGNER, _FAR, 8, 13),
    ("france_travail", _FT, _NEAR, 7, 12),
    ("paper", _PAPER, _FAR, 7, 14),
))
_FILES = tuple((re.compile(rf"{cue}(?:{gap})(?P<run>(?<![a-z\d]){_RUN})"), low)
               for cue, gap, low in ((_SHORT_FILE, _NEAR, 4), (_FILE, _NEAR, 5),
                                     (_FILE, r"[^\d\n,;.!?\x01]{0,32}?", 6)))
_LETTERED = re.compile(rf"{_PAPER}[^\n;!?\x01]{{0,25}}?\b(?P<run>"
                       rf"(?=[a-z\d]*\d[a-z\d]*\d)[a-z\d]{{7,14}})\b")
_SPACED = re.compile(rf"{_PAPER}[^\d\n;!?\x01]{{0,25}}?\b(?P<run>\d{{2}} [a-z]{{2}} \d{{5}})\b")
_REFERENCE = re.compile(rf"{_FILE}{_NEAR}(?P<run>(?=(?:[a-z\-/]*\d){{5}})[a-z\d]+"
                        rf"(?:[\-/][a-z\d]+)+)")
_DATE = re.compile(DATE)
_CARD_OF_STATE = re.compile(r"\b(?:\d{2}[A-Z]{2}\d{5}|(?=[A-Z\d]*\d[A-Z]*[\dA-Z]*\d)"
                            r"(?=(?:\d*[A-Z]){3})[A-Z][A-Z\d]{8}|[A-Z]{2}[- ]?\d{3}[- ][A-Z]{2})\b")
_PLATE = re.compile(r"\b(?:plaques?|immat\w*|vehicule|voiture|moto|scooter|camion)\b[^\d\n]{0,25}?"
                    r"\b(?P<run>[a-z]{2}[ \-]?\d{3}[ \-]?[a-z]{2}|\d{2,4} ?[a-z]{2,3} ?\d{2})\b")
_S = r"[\s.\-/_]{0,3}"
_D = r"[\doil]"
_NIR_SHAPE = re.compile(rf"(?<![a-z\d])(?<!\d[ .\-/])(?<!\+)[1-478](?:{_S}{_D}){{5}}"
                        rf"(?:{_S}[\dabo])(?:{_S}{_D}){{5}}{_S}\d"
                        rf"(?:{_S}\d{{2}}|{_S}\d{_S}\d)?(?![a-z]?\d)")
_KEY = re.compile(r" ?\(\d{2}\)|[\s,;:(]*(?:la )?(?:cle|clef|key|"
                  r"et)\s*:?\s*\d{2}(?!\d)(?: au bout)?")
_LONG = re.compile(r"(?<![a-z\d,])(?<!\d[.,])\d(?:[ .\-/_]{0,2}(?:\d|o(?=\d)))*"
                   r"(?:[ /.\-]{0,2}[a-z](?![\w']))?(?!,\d)")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .]\d{3}){1,2}")


def find_announced(sheet: Sheet) -> None:
    """Take the numbers that follow the name of their administration."""
    for kind, pattern, low, high in _ANNOUNCED:
        for found in sheet.find(pattern):
            start, end = _trimmed(sheet, *found.span("run"))
            if _DATE.fullmatch(sheet.low, start, end):
                continue
            if low <= len(digits_of(sheet.low[start:end])) <= high:
                sheet.take(kind, start, _with_key(sheet, end) if kind == "nir" else end)
    for pattern in (_LETTERED, _SPACED):
        for found in sheet.find(pattern):
            sheet.take("paper", *found.span("run"))


def find_by_shape(sheet: Sheet) -> None:
    """Take social security numbers, cards of the State and number plates."""
    for found in sheet.find(_NIR_SHAPE):
        sheet.take("nir", found.start(), _with_key(sheet, found.end()))
    for found in sheet.find(_PLATE):
        sheet.take("paper", *found.span("run"))
    for found in _CARD_OF_STATE.finditer(sheet.text):
        if sheet.low[found.start():found.end()] == sheet.folded[found.start():found.end()]:
            sheet.take("paper", *found.span())


def find_files(sheet: Sheet) -> None:
    """Take file numbers, announced; dates and amounts were set aside before."""
    for found in sheet.find(_REFERENCE):
        sheet.take("file_number", *found.span("run"))
    for pattern, low in _FILES:
        for found in sheet.find(pattern):
            start, end = _trimmed(sheet, *found.span("run"))
            if len(digits_of(sheet.low[start:end])) >= low:
                sheet.take("file_number", start, end)


def find_long(sheet: Sheet) -> None:
    """Take what is left of seven digits or more; an amount written by thousands stays."""
    for found in sheet.find(_LONG):
        start, end = _trimmed(sheet, *found.span())
        digits = digits_of(sheet.low[start:end])
        if len(digits) >= 7 and not _is_list(sheet.low[start:end]):
            sheet.take("number", start, _with_key(sheet, end) if len(digits) > 11 else end)


def _is_list(said: str) -> bool:
    """Say whether it is an amount by thousands, or ages or quantities in order."""
    pairs = re.findall(r"\d+", said)
    is_in_order = all(len(each) < 3 for each in pairs) and len(pairs) > 2 and (
        sorted(pairs) == pairs or sorted(pairs, reverse=True) == pairs)
    return bool(_THOUSANDS.fullmatch(said)) or is_in_order


def _with_key(sheet: Sheet, end: int) -> int:
    key = _KEY.match(sheet.low, end)
    return key.end() if key else end


def _trimmed(sheet: Sheet, start: int, end: int) -> tuple[int, int]:
    """Leave out first and last letters that are words of the sentence, not of the number."""
    first = re.match(r"[a-z]+ (?=\d)", sheet.low[start:end])
    if first and not sheet.text[start:start + first.end()].strip().isupper():
        start += first.end()
    last = sheet.text[end - 1]
    if last.isalpha() and end - start > 2 and sheet.text[end - 2] in " -." and (
            last.islower() or re.match(r" \w", sheet.low[end:]) and last in "AYÀ"):
        end -= 2
        while not sheet.low[end - 1].isdigit():
            end -= 1
    return start, end
