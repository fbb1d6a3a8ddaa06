"""Finds the commune a message is about: a postal code, a name, or a misspelt name."""

import re
from dataclasses import dataclass

from knowledge.place_names import LINKS, PlaceNames
from knowledge.places import Place, Places, fold

_STRONG_CUES = {"a", "habite", "habitons", "habitent", "jhabite", "jabite", "vers", "pres", "au",
                "commune", "ville", "mairie", "sur", "demeure", "reside", "vis", "vit", "vivons",
                "loge", "aux"}
_LIVING = {"habite", "habitons", "habitent", "jhabite", "jabite", "commune", "ville", "demeure",
           "reside", "vis", "vit", "vivons", "loge"}
_CUES = _STRONG_CUES | {"de", "d", "habitant", "chez", "non", "dans", "code", "postal", "du"}
_LEADS = _STRONG_CUES | {"j", "je", "nous", "suis", "jsuis", "jsui", "chui", "jvis", "jvi", "moi",
                         "c", "cest", "est", "non", "oui", "euh", "bonjour", "bjr", "slt", "cc",
                         "de", "d", "du", "dans", "la", "le", "les", "l", "en", "et"}
_ARTICLES = {"le", "la", "les", "l", "un", "une", "des", "mon", "ma", "mes", "ce", "cette", "ces",
             "son", "sa", "ses", "votre", "notre", "leur", "du", "au", "aux"}
_NOT_A_PLACE = {"aide", "aides", "bon", "cause", "caf", "contes", "cure", "dire", "droit", "eu",
                "faux", "femme", "fille", "fils", "la", "loge", "mais", "mere", "moi", "mon",
                "nan", "ma", "rue", "sens", "son", "tours", "ville", "vie", "vers", "pere", "pays",
                "cours", "bains", "prix", "place", "poste", "port", "pont", "plus", "oust", "us",
                "bus", "die", "dole", "lens", "le", "les", "mars", "mai", "aout", "vieux",
                "jeune", "ecole", "argent", "charges", "campagne", "retraite", "chambre", "loyer",
                "france", "service", "services", "travail", "emploi", "sante", "salaire", "banque",
                "garde", "l hopital", "l union", "heures", "charge", "boulot", "maison", "hors",
                "y", "ce", "chef", "nation", "marche", "bureau"}
_AMOUNT = re.compile(r"\b\d[\d ]*(?=\s*(?:€|euros?\b|eur\b|e\b|k\b|km\b|ans\b|h\b))", re.IGNORECASE)
_ABOUT = r"(?:environ\s+|encore\s+|presque\s+|plus\s+de\s+|moins\s+de\s+|déjà\s+)*"
_OWED = re.compile(
    r"\b(?:(?:pay(?:er|e|é|ée|es)|dois|doit|devoir|devons|réclam\w+|reclam\w+|gagn\w+|touch\w+|"
    r"vers\w{1,4}|rembours\w+|emprunté|coûte|coute|vaut)\s+|"
    r"(?:montant|somme|dette|salaire|prêt|pret|crédit|credit|indu|prime|capital|revenus?)\s+"
    rf"(?:est\s+|était\s+)?(?:de|d')\s*){_ABOUT}\d[\d ]*\b", re.IGNORECASE)
_COMPARED = re.compile(r"\b(\d[\d ]*)\s+(?:au lieu de|à la place de|plut[ôo]t que|contre)\s+"
                       r"(\d[\d ]*)\b", re.IGNORECASE)
_SPACED_CODE = re.compile(r"\b(\d{2}) (\d{3})\b")
_MUCH_LARGER = 8
_WELL_KNOWN = 3000
_TOWN = 10_000  # alone in a message, its name is not an everyday word
_ASKED_BACK = 5


@dataclass(frozen=True)
class PlaceMatch:
    """One place when sure, several when the name is shared, none when no place is named."""

    places: tuple[Place, ...] = ()
    text: str = ""


class PlaceFinder:
    """Finds communes in messages. `home` are the départements served: they win a tie.

    `words` are ordinary words of the base: never read as a misspelt commune.
    """

    def __init__(self, places: Places, home: frozenset[str],
                 words: frozenset[str] = frozenset()) -> None:
        self.places = places
        self.home = home
        self._names = PlaceNames(places, home)
        self._ordinary = words | _NOT_A_PLACE

    def in_text(self, text: str) -> PlaceMatch:
        """Return the commune named in a message."""
        text = _SPACED_CODE.sub(r"\1\2", self._without_amounts(text[:500]))
        words = fold(text).split()
        return (self._by_postcode(words) or self._by_name(text, words)
                or self._misspelt(words) or PlaceMatch())

    def _without_amounts(self, text: str) -> str:
        """Take out what is money: « 12000 au lieu de 1200 » names no commune."""
        def kept(found: re.Match[str]) -> str:
            codes = (number.replace(" ", "") for number in found.groups())
            return found.group() if all(code in self.places.by_postcode for code in codes) else " "

        return _OWED.sub(" ", _COMPARED.sub(kept, _AMOUNT.sub(" ", text)))

    def _by_postcode(self, words: list[str]) -> PlaceMatch | None:
        for word in words:
            owners = self.places.by_postcode.get(word) if word.isdigit() else None
            if owners:
                joined = " ".join(words)
                named = [each for each in owners if f" {fold(each.name)} " in f" {joined} "]
                meant = named or self._prefer(owners)
                names = {part for place in meant for part in fold(place.name).split()}
                return PlaceMatch(tuple(meant), " ".join(
                    each for each in words if each == word or each in names))
        return None

    def _by_name(self, text: str, words: list[str]) -> PlaceMatch | None:
        for size in range(min(self._names.longest, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                owners = self._names.exact(words[start:start + size])
                if owners and self._is_meant(text, words, start, size, owners):
                    return PlaceMatch(tuple(self._prefer(list(owners))),
                                      " ".join(words[start:start + size]))
        return None

    def _is_meant(self, text: str, words: list[str], start: int, size: int,
                  owners: tuple[Place, ...]) -> bool:
        name = words[start:start + size]
        before = words[start - 1] if start else ""
        is_capital = _is_capitalised(text, name[0])
        if " ".join(name) in _NOT_A_PLACE or (size == 1 and len(name[0]) < 4):
            return is_capital and before in _STRONG_CUES
        is_whole = self._is_whole(words, start, size)
        is_town = is_whole and any(place.population >= _TOWN for place in owners)
        if not is_town and self._is_ordinary(text, words, start, size):
            return False
        if size == 1 and before in _ARTICLES - {"au", "aux", "du"} and not is_capital:
            return self._names.is_official([before, *name])
        if any(place.departement in self.home for place in owners):
            return True
        is_cued = before in _CUES or (before in _ARTICLES and start > 1
                                      and words[start - 2] in _CUES)
        is_known = any(place.population >= _WELL_KNOWN for place in owners)
        if is_whole and (is_capital or is_known or size > 1 or name[0] not in self._ordinary):
            return True
        if is_capital and start > 0:
            return is_cued
        if size == 1:
            return is_known and is_cued
        return is_cued or is_capital

    def _is_ordinary(self, text: str, words: list[str], start: int, size: int) -> bool:
        """Say whether a name is made of everyday words, written as such (« à l'hôpital »)."""
        name = [each for each in words[start:start + size] if each not in LINKS]
        if not all(each in self._ordinary for each in name):
            return False
        is_lived_in = not _LIVING.isdisjoint(words[max(0, start - 2):start])
        return not is_lived_in and not any(
            _is_capitalised(text, each) for each in name if start or size < len(words))

    @staticmethod
    def _is_whole(words: list[str], start: int, size: int) -> bool:
        """Say whether the message is a place and nothing else but « j'habite à »."""
        rest = words[:start] + words[start + size:]
        return all(each in _LEADS or each.isdigit() for each in rest)

    def _misspelt(self, words: list[str]) -> PlaceMatch | None:
        """Try a misspelt name: alone, or after words that announce a place."""
        for size in range(min(self._names.longest, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                name = words[start:start + size]
                is_cued = start > 0 and words[start - 1] in _STRONG_CUES
                if not (self._is_whole(words, start, size) or is_cued):
                    continue
                if any(each in self._ordinary for each in name if each not in LINKS):
                    continue
                owners = self._names.near(name)
                if owners:
                    return PlaceMatch(tuple(self._prefer(list(owners))), " ".join(name))
        return None

    def _prefer(self, owners: list[Place]) -> list[Place]:
        """Keep the place at home, or one much larger than its namesakes; else keep all."""
        at_home = [place for place in owners if place.departement in self.home]
        if at_home:
            owners = at_home
        by_size = sorted(owners, key=lambda place: -place.population)
        if len(by_size) > 1 and by_size[0].population >= _MUCH_LARGER * by_size[1].population:
            return by_size[:1]
        return by_size[:_ASKED_BACK]


def _is_capitalised(text: str, word: str) -> bool:
    return any(fold(each) == word for each in re.findall(r"\b[A-ZÀ-Ý][\w]*", text))
