"""Finds where someone lives: street and number, building, hamlet. The commune stays."""

import re

from mediation.personal.sheet import Sheet
from mediation.personal.spoken import WORD

_SURE = (r"(?:rue|r\.|avenue|ave?\.?|boulevard|blvd|bvd|bld|boul|bd\.?|chemin|chem|ch\.|impasse|"
         r"imp\.?|"
         r"allees?|all\.|quai|route|rte|faubourg|fbg|fg|montee|passage|sentier|sente|ruelle|"
         r"esplanade|venelle|traverse|lotissement|lot\.|lieu[- ]?dit|hameau|promenade|chaussee|"
         r"rond[- ]point|parvis|carrefour|corniche|zac|street|road|lane|drive|calle|rua|via|"
         r"strasse)")
_MAYBE = (r"(?:place|pl\.?|cours|crs|square|sq\.?|residence|resid|res\.?|cite|villa|clos|"
          r"domaine|mas|ferme|tour|voie|quartier|hlm|immeuble|batiment|foyer|camping|aire|terrain|"
          r"parc|les hauts|le clos)")
_NOT_STREET = re.compile(
    r"\s+(?:en|pour|disponibles?|libres?|assises?|dans|a|au|de (?:parking|stationnement|creche|"
    r"garde|travail|theatre|cinema|francais|langues?|soutien|conduite|cuisine|sport|danse|maths?|"
    r"musique|yoga|vacances|colo|bus|train)|d'(?:hebergement|alphabetisation|anglais|informatique|"
    r"accueil|internat|ehpad|essai)|par|secondaires?|principales?|universitaires?|sociale?s?|"
    r"gratuite?s?|vides?|sociaux)\b")
_COUNT = r"\d{1,4}(?:\s?(?:bis|ter|quater|[a-d](?=[\s,])))?"
_SPELT = rf"(?:{WORD})(?:[\s\-]+(?:et[\s\-]+)?{WORD}){{0,3}}"
_WORD = r"[^\W_](?:['\w\-]*\w)?\.?(?![\w'])"
_STOP = (r"(?:et|je|j|mais|dans|pour|depuis|qui|que|qu|il|elle|on|nous|c|est|suis|ai|avec|sans|"
         r"ou|comme|car|parce|donc|alors|mon|ma|mes|jai|jsuis|chez|svp|merci|tel|mail|le facteur|"
         r"pas|a|em|in|en|au|aux|i|and|how|y|e|quand|si|ca|cest|pr|depui|vous|ils|elles|sur|prend|"
         r"il y a|facture|code|rdv|moi|toujours|tjr|plus|"
         r"quel|quelle|quels|ne|n|se|s|ce|cette|habite|demande|reclame|loyer|proprio|caf|apl|rsa)")
_PART = (r"(?:bat(?:iment)?|bt|bloc|esc(?:alier)?|app?t|app(?:artement)?|appart|logement|logt|"
         r"etage|etg|"
         r"porte|entree|hall|boite(?: aux lettres)?|bal|bp|interphone|digicode|emplacement|"
         r"chambre|villa|pavillon|"
         r"ch|rdc|lot|n°|flat|unit|floor|apartment)")
_UNIT = (rf"(?:(?<!\w){_PART}\.?\s*(?:n\s?°\s?)?\d{{1,4}}[a-z]?(?!\w)|"
         rf"(?<!\w){_PART}\.?\s+[a-z]\d{{0,3}}(?=\s*(?:[,.;)\n\-]|$|\d|\x01|{_PART}\b))|"
         rf"(?<![\w]){_PART}\.?\s+[b-z]\d{{0,3}}(?![\w'])|\d{{1,2}}\s?(?:e|er|eme|"
         rf"ieme)\s+(?:etage|gauche|droite|face|porte)(?:\s+(?:gauche|droite|face))?)")
_NAME = (rf"(?:\s+(?!{_STOP}(?!['\w\-]))(?!\d{{5}})(?!{_PART}\.?\s*(?:n°\s*)?(?:\d|[a-z]\b))"
         rf"{_WORD}){{1,7}}")
_NUMBERED = re.compile(
    rf"(?<![\d\w])(?P<count>{_COUNT})\s*,?\s*(?:(?<=\d )(?:de la |de l'|du )(?=rue|avenue|"
    rf"boulevard|"
    rf"chemin|impasse|route|allee))?(?P<type>{_SURE}|{_MAYBE})(?![\w']){_NAME}")
_SPELT_OUT = re.compile(
    rf"(?P<cue>\b(?:au|habite|loge|adresse|vis|est)\s+(?:le |au )?|(?<!\w)(?!une? )"
    rf"(?={_SPELT} (?:rue|avenue|impasse|chemin|boulevard) d[eu]))(?P<count>{_SPELT})\s*,?\s+"
    rf"(?P<type>{_SURE}|{_MAYBE})(?![\w']){_NAME}")
_GRAND_RUE = re.compile(r"(?<![\d\w])\d{1,4}(?: ?(?:bis|ter))?,?\s*grand'?e?[ \-]?rue\b")
_ENGLISH = re.compile(r"(?<![\d\w])\d{1,4},?(?:\s+[^\W\d_]['\w\-]*){1,3}\s+"
                      r"(?:street|road|avenue|lane|drive|square|strasse|sokak|caddesi)\b")
_NUMBER_LAST = re.compile(
    rf"\b(?:{_SURE})(?![\w'])(?:\s+(?!{_STOP}(?!['\w\-])){_WORD}){{1,5}}?\s*,?\s*"
    rf"(?:n\s?°|num(?:ero)?|au)\s?{_COUNT}(?!\s?\w)")
_LAST = re.compile(
    rf"\b(?:rue|avenue|boulevard|impasse|chemin|allees?|quai)(?![\w'])(?:\s+(?!{_STOP}(?!['\w\-]))"
    rf"[^\W\d][\w'\-]*){{1,5}}\s*,?\s+\d{{1,3}}(?: ?(?:bis|ter))?(?=\s*(?:[,.;\n]|$|\d{{5}}\b))")
_ABROAD = re.compile(
    r"(?:\b(?:calle|via|viale|piazza|rua|avenida|strada|str\.|ulica|ul\.)|(?:ул\.|улица|вул\.|"
    r"вулиця|شارع|حي))"
    r"\s+(?:[^\W\d][\w'\-]*\s+){0,4}?[^\W\d][\w'\-]*,?\s+(?:n\s?°\s?)?\d{1,4}(?:, ?\d+\S* \w+)?"
    r"(?!\d)|"
    r"\b\w{3,}(?:strasse|straße|str\.|weg|gasse|platz) \d{1,4}\b|"
    r"\b(?:digicode|code (?:d'entree|porte|immeuble))\s*(?:est|:|c'est)?\s*[a-z]?\d[\da-z]{2,6}\b")
_VILLAGE = re.compile(r"\badres+e\s*(?:est|c'est|c|:|,)*\s*(?P<where>[^\d\n,;:.\x01]{3,40}),? "
                      r"(?=\d{5}\b)")
_HOME = (r"(?:\bj'? ?h?abite|\bhabit(?:e|es|ons|ent|ant)\b|\bmon adres+e|\bnotre adres+e|"
         r"\bnouvelle adres+e|"
         r"\badres+e\s*:|\bvi[st]\b|\bvivons|\bvivent|\bdomicili\w+|\bdemeur\w+|\bloge(?:ons|"
         r"nt)?\b|"
         r"\bdemenag\w+|\bemmenag\w+|\bmoro\b|\bvivo\b|\bvive\b|\bi live|\bwe live|\bmoved to|"
         r"\blives? at|\bmy address|\bsa maison|\bchez moi|\bwohne|\babito|\boturuyorum|"
         r"\bjabit\w*)")
_AT_HOME = re.compile(
    rf"{_HOME}[^\d\n;!?.\x01,]{{0,18}}?(?P<where>\b(?:{_SURE}){_NAME})")
_AT_NUMBER = re.compile(
    rf"{_HOME}\s*(?:est|c'est|:|au|a|le|no|en|maintenant|actuellement|toujours|,|\s)*"
    rf"(?P<where>(?<!\d){_COUNT}\s*,?\s+(?!(?:km|kilometres|m2|mois|ans?|jours?|h|heures?|"
    rf"minutes?|min|"
    rf"enfants?|personnes?|pieces?|adultes?|semaines?|fois|etages?|dans|a|sur|et|ou|e|eme)\b)"
    rf"{_WORD}(?:\s+(?!{_STOP}(?!['\w\-]))(?!\d{{5}}){_WORD}){{1,6}})")
_BUILDING = re.compile(
    rf"\b(?:residence|resid|res\.?|cite|hlm|immeuble|tour|foyer|aire|camping|lotissement|domaine|"
    rf"hameau|quartier|batiment|clos|villa|ehpad|chrs|hotel|pension)(?![\w'])(?:\s+(?!{_STOP}"
    rf"(?!['\w\-])){_WORD}){{1,5}}?"
    rf"\s*,?\s*(?=(?:{_UNIT})|{_COUNT},? (?:{_SURE})(?!\w))")
_HAMLET = re.compile(rf"\b(?:lieu[- ]?dit|ld\.?)\s*:?(?:\s+(?!{_STOP}(?!['\w\-])){_WORD}){{1,5}}|"
                     rf"\b(?:hameau|residence|domaine|mas|ferme|"
                     rf"lotissement)(?:\s+(?!{_STOP}(?!['\w\-]))"
                     rf"{_WORD}){{1,5}}(?=,? \d{{5}}\s)")
_UNITS = re.compile(rf"(?<!\w){_UNIT}(?:\s*[,\-]?\s*{_UNIT})+")
_MORE = re.compile(
    rf"\s*[,\-(]?\s*(?:{_UNIT}|(?:{_SURE})(?![\w']){_NAME}|"
    rf"(?:residence|resid|res\.|cite|hlm|immeuble|lotissement|hameau)(?![\w']){_NAME}|"
    rf"(?<=, )(?:derriere|devant|en face|a cote|pres|au[- ]dessus|porte)\s+"
    rf"(?:(?!{_STOP}(?!['\w\-])){_WORD}\s*){{1,4}}|(?:gauche|droite|porte [a-z]\w*))\)?")
_PART_AFTER_TOWN = re.compile(rf"\s+(?:a|em|in)\s+[^\W\d][\w'\-]*"
                              rf"(?:[ \-][^\W\d][\w'\-]*){{0,3}}?\s*,\s*(?P<part>{_UNIT})")
_BEFORE = re.compile(rf"(?:{_UNIT})(?:\s*[,\-]?\s*{_UNIT})*\s*[,\-]?\s*$")


_LINKS = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "general", "marechal",
                    "docteur",
                    "president", "rue", "saint"})


def find_addresses(sheet: Sheet, public_streets: frozenset[str], towns: frozenset[str]) -> None:
    """Take streets with a number, homes without one, buildings and hamlets.

    `public_streets`: folded street lines of the offices; they stay. `towns`: communes.
    """
    for found in sheet.find(_BUILDING):
        _take(sheet, *found.span(), towns)
    for pattern in (_NUMBERED, _SPELT_OUT):
        for found in sheet.find(pattern):
            after = sheet.low[found.end("type"):]
            if re.fullmatch(_MAYBE, found["type"]) and _NOT_STREET.match(after):
                continue
            start = found.start("count")
            if _is_public(found[0], public_streets):
                sheet.stay(start, found.end())
            else:
                _take(sheet, start, found.end(), towns)
    for pattern in (_GRAND_RUE, _ENGLISH, _NUMBER_LAST, _LAST, _ABROAD, _HAMLET, _UNITS):
        for found in sheet.find(pattern):
            _take(sheet, *found.span(), towns)
    for pattern in (_AT_HOME, _AT_NUMBER, _VILLAGE):
        for found in sheet.find(pattern):
            _take(sheet, *found.span("where"), towns)


def _is_public(said: str, public_streets: frozenset[str]) -> bool:
    words = " ".join(re.findall(r"\w+", said))
    return any(words.startswith(street) for street in public_streets)


def _without_commune(sheet: Sheet, start: int, end: int, towns: frozenset[str]) -> int:
    """Leave out the commune said right after the street ("3 rue basse mende")."""
    words = list(re.finditer(r"[^\W\d_](?:['\w\-]*\w)?", sheet.low[start:end]))
    for count in (3, 2, 1):
        if len(words) < count + 2 or words[-count - 1][0] in _LINKS:
            continue
        said = " ".join(re.findall(r"\w+", " ".join(word[0] for word in words[-count:])))
        if said in towns and len(said) > 3:
            return start + words[-count].start()
    return end


def _take(sheet: Sheet, start: int, end: int, towns: frozenset[str]) -> None:
    end = _without_commune(sheet, start, end, towns)
    before = _BEFORE.search(sheet.low, max(0, start - 60), start)
    if before:
        start = before.start()
    while more := _MORE.match(sheet.low, end):
        end = more.end()
    beyond = _PART_AFTER_TOWN.match(sheet.low, end)
    sheet.take("address", start, end)
    if beyond:
        sheet.take("address", *beyond.span("part"))
