"""Reads the figures of a French text: amounts, delays, ages, rates, dates, form numbers."""

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.checks.words import fold_keep

_UNTIL_SIXTEEN = ("deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
                  "seize")
_WORDS = {word: number for number, word in enumerate(_UNTIL_SIXTEEN.split(), 2)} | {
    "dix-sept": 17, "dix-huit": 18, "dix-neuf": 19, "vingt": 20, "vingt-cinq": 25, "trente": 30,
    "quarante": 40, "quarante-huit": 48, "cinquante": 50, "soixante": 60, "soixante-dix": 70,
    "quatre-vingts": 80, "quatre-vingt": 80, "quatre-vingt-dix": 90, "cent": 100}
_RANKS = {"deuxieme": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5, "sixieme": 6,
          "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10, "douzieme": 12}
_TWELVE = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
_MONTHS = {word: number for number, word in enumerate(_TWELVE.split(), 1)}
_COUNTED = (r"(?:mois|ans?|annees?|semaines?|jours?|heures?|minutes?|euros?|fois|enfants?|parents?|"
            r"personnes?|trimestres?|salaires?|semestres?|metres?|kilometres?|kilos?|photos?|"
            r"exemplaires?|copies|fiches|bulletins|temoins|loyers|mensualites|appels|visites|"
            r"seances|pour cent|%|€)\b")
_ADJECTIVE = (r"(?:(?:derniers?|dernieres?|premiers?|premieres?|prochains?|autres?|petits?|grands?|"
              r"bonnes?|vraies?|nouveaux|nouvelles|seuls?|seules?|meilleurs?|meilleures?) )?")
_NUMBER = r"\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_MONTH = "|".join(_MONTHS)
_COUNTED_WORD = re.compile(
    rf"\b({_WORD})(?=(?: (?:a|ou|et) (?:{_WORD}|\d+))? {_ADJECTIVE}{_COUNTED})")
_LINK = r" ?(?:a|ou|et|-|–) ?(?:le |la |de |les )?"
# Said as a name or an idiom, not as a figure.
_NAMES = re.compile(
    r"24 ?h(?:eures)?(?: sur |/| ?/ ?)24(?: ?h)?|7 ?j(?:ours)?(?: sur |/| ?/ ?)7(?: ?j)?|"
    r"100 ?% sante|\d+[a-z]+\d[a-z]+|loi 1901|\b1 jeune,? 1 solution|\b1er(?= (?!"
    + _MONTH + r"|et |au |ou |- ))|une fois (?!par|tous)|"
    # The text counts its own list: « 3 papiers », « les 2 premières ».
    r"(?<![\d,] )(?<![\d,])[1-5] (?:(?:premieres|premiers|derniers|dernieres) )?"
    r"(?:papiers|aides|cas|parents|choses|facons|solutions|etapes|conditions|situations|possibilites|numeros|questions|"
    r"moyens|types|sortes|raisons|zones|documents|pages|faces|organismes|caisses|lettres)\b|"
    r"les [1-5] (?:premieres|premiers|derniers|dernieres)(?= ?[,.:;])")
_PHONES = re.compile(
    r"(?<![\d.])(?:0[1-9](?:[ .]?\d{2}){4}|0 ?8\d{2}(?: ?\d{3}){2}|116 ?\d{3}|3[0-9] ?\d{2}"
    r"(?! ?(?:€|euros?|h\b|heures|personnes|salaries)))(?![\d%]| \d{3}\b)|"
    r"(?:(?<=\b(?:le|au|du) )|(?<=\())(?:15|17|18|112|114|115|119|191|196|197)\b"
    r"(?! ?(?:%|€|euros?|ans?\b|mois|jours?|du |de chaque|et le \d|de ce|\d{3}\b))")
_FORM = re.compile(r"\b(?:cerfa|formulaires?|imprimes?|declarations?|modeles?|annexe)"
                   r"(?: cerfa)?(?: (?:n°|no|numero))? ?(\d{4,5})(?:\*\d+)?(?:-[a-z-]+)?"
                   r"(?:(?: ou | et |, )(\d{4,5})(?:\*\d+)?)?|\b(\d{4})-[a-z]{2,}\b")
_DATE = re.compile(rf"(?:(1er|\d{{1,2}}){_LINK.replace('a|', 'au|a|')})?"
                   rf"(?<!\d)(1er|\d{{1,2}}) ({_MONTH})\b(?: (\d{{4}}))?|\b({_MONTH}) (\d{{4}})\b")
_YEAR = re.compile(r"(?<![\d ,]\d)(?<!\d)(?<!\d )((?:19|20)\d\d)"
                   r"(?!\d|,\d| ?(?:€|euros?|%|h\b|heures?|m2))")
_FRACTION = re.compile(r"\b(un|deux|1|2) tiers(?= (?:du |de la |de l'|des |de vo|de so|de le))|"
                       r"\b(un|trois|1|3) quarts?\b(?! d'heure)|\b(moitie)\b|\b(\d)/(\d)(?!\d|/)")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}) ?h ?(\d{2})(?!\d)")
_RANK = re.compile(r"(?<![\d,])(\d+)(?:e|eme)(?:" + _LINK + r"(\d+)(?:e|eme))?\b")
_LIST = rf"(?:(?:{_NUMBER}), )*(?:{_NUMBER})"  # « 16, 18, 20 ou 21 ans »
_QUANTITY = re.compile(rf"(?<![\w,])(?:({_LIST})(?: ?%)?{_LINK})?({_NUMBER})"
                       rf"(?: ?(%|€)| ?-? ?{_ADJECTIVE}([a-z][a-z0-9]*'?))?(?![\d])")
_SMALL_WORDS = ("du de des d' et ou a au aux par pour sur dans en le la les l' si apres avant "
                "plus moins est sont selon sans avec puis mais que qui qu' n' ne un une "
                "jusqu' minimum maximum environ")
_NO_UNIT = frozenset(_SMALL_WORDS.split())
_UNITS = {"ans": "an", "annee": "an", "annees": "an", "euro": "€", "euros": "€", "h": "heure",
          "pour": "%", "j": "jour", "kilometre": "km", "kilometres": "km", "metre": "m",
          "metres": "m", "kilos": "kg", "kilo": "kg"}


@dataclass(frozen=True, order=True)
class Said:
    """One figure, normalised: « deux mois » and « 2 mois » are equal."""

    unit: str
    number: str

    def __str__(self) -> str:
        """Return it as an editor would write it."""
        if self.unit == "date":
            day, month, year = self.number.split("-")
            name = list(_MONTHS)[int(month) - 1] if month else ""
            return " ".join(filter(None, ("1er" if day == "1" else day, name, year)))
        if self.unit == "rang":
            return f"{self.number}e"
        if self.unit in {"formulaire", "part", "heure"} and not self.number.isdigit():
            return self.number
        plural = self.unit in {"an", "jour", "semaine", "heure"} and self.number != "1"
        return f"{self.number} {self.unit}{'s' if plural else ''}".strip()

    def is_in(self, carried: frozenset["Said"]) -> bool:
        """Say whether one carried figure says at least as much."""
        if self in carried:
            return True
        if self.unit == "date":
            return any(each.unit == "date" and _within(self.number, each.number)
                       for each in carried)
        return not self.unit and any(each.number == self.number for each in carried)


@lru_cache(maxsize=20_000)
def figures(text: str) -> tuple[Said, ...]:
    """Return the figures said in a text, in reading order of each kind, phones left out."""
    return _read(_prepared(text))


def phones(text: str) -> tuple[str, ...]:
    """Return the telephone numbers said in a text, as digits."""
    return tuple(re.sub(r"\D", "", each.group()) for each in
                 _PHONES.finditer(_mask(_DATE, _digits(fold_keep(text)))))


def dates_since(text: str) -> tuple[Said, ...]:
    """Return the dates a text says things hold since (« depuis le 1er octobre 2023 »)."""
    said: list[Said] = []
    folded = fold_keep(text)
    for match in re.finditer(r"\bdepuis (?:le |l'annee |fin |debut )?", folded):
        rest = folded[match.end():]
        if day := _DATE.match(rest):
            said += _dates(day)
        elif year := re.match(r"((?:19|20)\d\d)\b", rest):
            said.append(Said("date", f"--{year.group(1)}"))
    return tuple(said)


def _prepared(text: str) -> str:
    folded = _digits(fold_keep(text).replace("m²", "m2").replace("pour cent", "%"))
    return _mask(_NAMES, re.sub(r"\s+", " ", folded))


def _digits(text: str) -> str:
    """Write « deux mois » as « 2 mois », only where something is counted."""
    text = _COUNTED_WORD.sub(lambda found: str(_WORDS[found.group(1)]), text)
    text = re.sub(r"\bune?(?= (?:seule? )?(?:mois|an|semaine|heure|trimestre)\b)", "1", text)
    return re.sub(rf"\b({'|'.join(_RANKS)})(?= (?:mois|enfant|jour|annee|an|anniversaire)\b)",
                  lambda found: f"{_RANKS[found.group(1)]}e", text)


def _read(text: str) -> tuple[Said, ...]:
    said: list[Said] = []
    for match in _FORM.finditer(text):
        said += [Said("formulaire", each) for each in match.groups() if each]
    text = _mask(_FORM, text)
    for match in _DATE.finditer(text):
        said += _dates(match)
    text = _mask(_PHONES, _mask(_DATE, text))
    said += [Said("date", f"--{each.group(1)}") for each in _YEAR.finditer(text)]
    text = _mask(_YEAR, text)
    said += [_fraction(each) for each in _FRACTION.finditer(text)]
    text = _mask(_FRACTION, text)
    said += [Said("heure", f"{int(each[1])}:{each[2]}") for each in _CLOCK.finditer(text)]
    text = _mask(_CLOCK, text)
    for match in _RANK.finditer(text):
        said += [Said("rang", each) for each in match.groups() if each]
    for match in _QUANTITY.finditer(_mask(_RANK, text)):
        first, second, sign, word = match.groups()
        unit = sign or _unit(word)
        before = first.split(", ") if first else []
        said += [Said(unit, each.replace(" ", "")) for each in (*before, second)]
    return tuple(said)


def _unit(word: str | None) -> str:
    if not word or word in _NO_UNIT or word.endswith("'"):
        return ""
    if word in _UNITS:
        return _UNITS[word]
    return word if word in {"mois", "fois", "m2"} else word.rstrip("sx")


def _dates(match: re.Match[str]) -> list[Said]:
    first, day, month, year, only_month, only_year = match.groups()
    if only_month:
        return [Said("date", f"-{_MONTHS[only_month]}-{only_year}")]
    days = [each.removesuffix("er") for each in (first, day) if each]
    return [Said("date", f"{int(each)}-{_MONTHS[month]}-{year or ''}") for each in days]


def _fraction(match: re.Match[str]) -> Said:
    thirds, quarters, half, top, bottom = match.groups()
    if half:
        return Said("part", "1/2")
    if top:
        return Said("part", f"{top}/{bottom}")
    count = {"un": "1", "deux": "2", "trois": "3"}
    return Said("part", f"{count.get(thirds or quarters, thirds or quarters)}/{3 if thirds else 4}")


def _within(said: str, carried: str) -> bool:
    """Say whether a date is the same, or the same with parts left out (« octobre 2023 »)."""
    return all(not mine or mine == theirs for mine, theirs in
               zip(said.split("-"), carried.split("-"), strict=True))


def _mask(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: " " * 2, text)

