"""Takes nationality and residence status out of what is passed on: nobody here needs them."""

import re

UNSAID = "[…]"
_PEOPLES = (
    r"afghan|albanais|alg[ée]rien|allemand|am[ée]ricain|angolais|anglais|arm[ée]nien|"
    r"bangladais|belge|b[ée]ninois|br[ée]silien|britannique|bulgare|burkinab[ée]|camerounais|"
    r"chilien|chinois|colombien|comorien|congolais|cubain|dominicain|[ée]gyptien|"
    r"[ée]rythr[ée]en|espagnol|[ée]thiopien|fran[çc]ais|gabonais|gambien|g[ée]orgien|ghan[ée]en|"
    r"guin[ée]en|ha[ïi]tien|indien|irakien|iranien|italien|ivoirien|kosovar|libanais|lib[ée]rien|"
    r"libyen|malgache|malien|marocain|mauritanien|moldave|nig[ée]rian|nig[ée]rien|pakistanais|"
    r"palestinien|p[ée]ruvien|philippin|polonais|portugais|roumain|russe|rwandais|"
    r"s[ée]n[ée]galais|serbe|somalien|soudanais|sri[- ]lankais|suisse|syrien|tchadien|"
    r"tch[ée]tch[èe]ne|thail?andais|togolais|tunisien|turc|turque|ukrainien|v[ée]n[ée]zu[ée]lien|"
    r"vietnamien|y[ée]m[ée]nite|[ée]tranger|[ée]trang[èe]re|extracommunautaire|europ[ée]en")
_STATUS = re.compile(
    rf"\b(?:de )?nationalit[ée] (?:{_PEOPLES})(?:ne|e)?s?\b"
    rf"|(?<=\bsuis )(?:un |une )?(?:d'origine )?(?:{_PEOPLES})(?:ne|e)?s?\b"
    rf"|(?<=\best )(?:un |une )?(?:d'origine )?(?:{_PEOPLES})(?:ne|e)?s?\b"
    rf"|(?<=\bsommes )(?:d'origine )?(?:{_PEOPLES})(?:ne|e)?s?\b"
    rf"|\b(?:d'origine|ressortissante?s?) (?:{_PEOPLES})(?:ne|e)?s?\b"
    r"|\bsans[- ]papiers?\b|\bsans titre de s[ée]jour\b|\bclandestine?s?\b"
    r"|\ben situation (?:ir)?r[ée]guli[èe]re\b|\bd[ée]bout[ée]e?s? (?:de l'asile|du droit d'asile)"
    r"|\bdemandeu\w+ d'asile\b|\br[ée]fugi[ée]e?s?\b|\bapatrides?\b|\bsous OQTF\b",
    re.IGNORECASE)


def without_status(text: str) -> str:
    """Return the words without nationality or residence status said of someone."""
    return _STATUS.sub(UNSAID, text)
