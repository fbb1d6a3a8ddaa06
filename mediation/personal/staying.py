"""What looks personal and is not: service numbers, amounts, articles of law, forms, years."""

import re

from mediation.personal.sheet import Sheet, digits_of

_LAW = re.compile(
    r"\b(?:articles?|art\.?|decrets?|lois?|arretes?|ordonnances?|circulaires?|directives?|"
    r"reglements?|cerfas?|formulaires?|imprimes?|notices?|normes?|bus|ligne|departement|cases?)"
    r"(?: (?:ue|ce|eu|prefectora(?:l|ux)|municipa(?:l|ux)|ministeriels?))?\s*(?:n\s?[°o]s?\.?|"
    r"num(?:ero)?s?|numero)?\s*(?:[lrda]\.?\s?\*?)?"
    r"\d[\d*/.\-]*(?:\s?\*\s?\d{2})?")
_ARTICLE = re.compile(r"\b[lrda]\.?\s?\*?\d{2,4}(?:-\d{1,3}){1,4}\b")
_CERFA = re.compile(r"\b\d{5}\s?\*\s?\d{1,2}\b")
_BUSINESS = re.compile(r"\b(?:siret|siren|rna|rcs|naf|ape|idcc|rncp|rome|code (?:postal|insee|"
                       r"commune))\b"
                       r"[^\d\n]{0,20}\d[\d .\-]*\d")
_UNIT = (r"(?:€|\$|£|%|°|(?:euros?|eurs?|eu|balles|francs?|dinars?|dirhams?|dh|cfa|dollars?|"
         r"pour ?cents?|m2|m²|km|kg|kwh|ans?|annees?|mois|jours?|semaines?|heures?|"
         r"min|minutes|points?|trimestres?|enfants?|personnes?|fois|chiffres?|parts?|"
         r"salaries?|habitants?|centimes?)(?![\w']))")
_SHORT_UNIT = re.compile(r"(?<![a-z\d])(?<!\d[\s.\-/])\d{1,3}(?:[.,]\d{1,2})?\s?(?:ke|k|m|g|j|"
                         r"h)(?![\w'])")
_AMOUNT = re.compile(
    rf"(?<![a-z\d])(?<!\d[\s.\-/])(?:\d{{1,3}}(?:[ .']\d{{3}})+|"
    rf"\d{{1,8}})(?:[.,]\d{{1,2}})?\s?{_UNIT}")
_MONEY_BEFORE = re.compile(
    r"(?:€|\b(?:euros?|sommes?|montants?|loyers?|dettes?|dois|revenus?(?: fisca(?:l|ux))?|"
    r"fiscal de reference|rfr|"
    r"quotient(?: familial)?|qf|plafonds?|salaires?|paie|paye|charges|total|trop[- ]percus?|"
    r"caution|"
    r"primes?|indemnites?|brut|net|capital|pensions?|apl|rsa|aah|smic|gagne|touche|reclame))"
    r"(?:\s*(?:de|du|des|est|etait|a|:|=|mensuel|annuel|net|brut|environ|d'environ|reference))*"
    r"\s*(?:\d{1,3}(?:[ .]\d{3})+|\d{1,6})(?:,\d{1,2})?(?![\d\-/]|\.\d|\s?\d|\s?[a-z](?![\w']))")
_YEAR = r"(?:19|20)\d{2}"
_YEARS = re.compile(
    rf"(?<![\d/.\-]){_YEAR}(?:\s*(?:[,/\-]|et|a|ou|puis)?\s*{_YEAR})+(?![\d/.\-]\d|\d)")
_PHONE_LIKE = re.compile(r"(?<![\w+])(?<!\d[ .\-/])(?:\+33|0033|"
                         r"0)?[\s.\-]?\d(?:[\s.\-]?\d){1,9}(?!\d|[\s.\-]\d)")
_PAID_LINE = re.compile(r"(?<![\d+])0\s?[\s.\-]?8(?:[\s.\-]?\d){8}(?![\s.\-]?\d)")
_POSTCODES = re.compile(r"(?<!\d)\d{5}(?:[\s,]+(?:et |ou )?\d{5})+(?!\d|[\s.\-]\d)")


def leave(sheet: Sheet, kept_numbers: frozenset[str], postcodes: frozenset[str]) -> None:
    """Set aside what no rule may hide."""
    for pattern in (_LAW, _BUSINESS, _ARTICLE, _CERFA, _AMOUNT, _SHORT_UNIT, _MONEY_BEFORE,
                    _PAID_LINE, _YEARS):
        for found in sheet.find(pattern):
            sheet.stay(*found.span())
    for found in sheet.find(_PHONE_LIKE):
        digits = national(digits_of(found[0]))
        if len(digits) > 3 and digits in kept_numbers:
            sheet.stay(*found.span())
    for found in sheet.find(_POSTCODES):
        if all(each in postcodes for each in re.findall(r"\d{5}", found[0])):
            sheet.stay(*found.span())


def national(digits: str) -> str:
    """Return a French number as dialled in France ("33612…", "0033612…" → "0612…")."""
    return re.sub(r"^(?:00)?33(?=[1-9]\d{8}$)", "0", digits)
