"""Finds the commune a message is about: a postal code, a name after a cue, or a near miss."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from knowledge.places import Place, Places, fold

_CUES = {"a", "au", "aux", "sur", "vers", "pres", "de", "d", "habite", "habitant", "ville",
         "commune", "mairie", "chez", "non", "dans", "code", "postal"}
_STRONG_CUES = {"a", "habite", "vers", "pres", "commune", "ville", "mairie", "sur"}
_NOT_A_PLACE = {"aide", "aides", "bon", "cause", "caf", "contes", "cure", "dire", "droit", "eu",
                "faux", "femme", "fille", "fils", "la", "loge", "mais", "mere", "moi", "mon",
                "nan", "ma", "rue", "sens", "son", "tours", "ville", "vie", "vers", "pere", "pays",
                "cours", "bains", "prix", "place", "poste", "port", "pont", "plus", "oust", "us",
                "bus", "die", "dole", "lens", "le", "les", "mars", "mai", "aout", "vieux",
                "jeune", "ecole", "argent", "charges", "campagne", "retraite", "chambre", "loyer",
                "france", "service", "services", "travail", "emploi", "sante", "salaire", "banque",
                "garde", "l hopital", "l union", "heures", "charge", "boulot", "maison", "hors",
                "y", "ce", "chef", "nation", "marche", "bureau"}
_NEAR_ENOUGH = 86.0
_MUCH_LARGER = 8
_WELL_KNOWN = 3000


@dataclass(frozen=True)
class PlaceMatch:
    """One place when sure, several when the name is shared, none when no place is named."""

    places: tuple[Place, ...] = ()
    text: str = ""


class PlaceFinder:
    """Finds communes in messages. `home` are the départements served: they win a tie."""

    def __init__(self, places: Places, home: frozenset[str]) -> None:
        self.places = places
        self.home = home
        places.alias(home)
        self._home_names = sorted({name for name, owners in places.by_name.items()
                                   if any(place.departement in home for place in owners)})

    def in_text(self, text: str) -> PlaceMatch:
        """Return the commune named in a message."""
        words = fold(text[:500]).split(" ")
        return (self._by_postcode(words) or self._by_name(text, words)
                or self._near_miss(words) or PlaceMatch())

    def _by_postcode(self, words: list[str]) -> PlaceMatch | None:
        for word in words:
            owners = self.places.by_postcode.get(word) if word.isdigit() else None
            if owners:
                joined = " ".join(words)
                named = [each for each in owners if f" {fold(each.name)} " in f" {joined} "]
                return PlaceMatch(tuple(named or self._prefer(owners)), word)
        return None

    def _by_name(self, text: str, words: list[str]) -> PlaceMatch | None:
        for size in range(min(self.places.longest, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                name = " ".join(words[start:start + size])
                owners = self.places.by_name.get(name)
                if owners and self._is_meant(text, words, start, size, owners):
                    return PlaceMatch(tuple(self._prefer(owners)), name)
        return None

    def _is_meant(self, text: str, words: list[str], start: int, size: int,
                  owners: list[Place]) -> bool:
        name = words[start:start + size]
        is_common = " ".join(name) in _NOT_A_PLACE or (size == 1 and len(name[0]) < 4)
        is_capital = self._is_capitalised(text, name[0])
        before = words[start - 1] if start else ""
        is_cued = before in _CUES or (before in {"le", "la", "les", "l"} and start > 1
                                      and words[start - 2] in _CUES)
        if is_common:
            return is_capital and before in _STRONG_CUES
        if any(place.departement in self.home for place in owners):
            return True
        is_known = any(place.population >= _WELL_KNOWN for place in owners)
        is_whole = size >= len(words) - 1
        if is_capital and start > 0:
            return is_cued
        if size == 1:
            return is_known and (before in _STRONG_CUES or is_whole)
        return is_cued or is_whole or is_capital

    @staticmethod
    def _is_capitalised(text: str, word: str) -> bool:
        return any(fold(each) == word for each in re.findall(r"\b[A-ZÀ-Ý][\w]*", text))

    def _near_miss(self, words: list[str]) -> PlaceMatch | None:
        """Try a misspelt name after a cue, in the départements served only."""
        for start in range(len(words)):
            is_alone = len(words) <= 3
            if not is_alone and (start == 0 or words[start - 1] not in _STRONG_CUES):
                continue
            for size in (4, 3, 2, 1):
                name = " ".join(words[start:start + size])
                if start + size > len(words) or len(name) < 6 or name in _NOT_A_PLACE:
                    continue
                near = process.extractOne(name, self._home_names, scorer=fuzz.ratio,
                                          score_cutoff=_NEAR_ENOUGH)
                if near:
                    owners = self._prefer(self.places.by_name[near[0]])
                    return PlaceMatch(tuple(owners), name)
        return None

    def _prefer(self, owners: list[Place]) -> list[Place]:
        """Keep the place at home, or one much larger than its namesakes; else keep all."""
        at_home = [place for place in owners if place.departement in self.home]
        if at_home:
            owners = at_home
        by_size = sorted(owners, key=lambda place: -place.population)
        if len(by_size) > 1 and by_size[0].population >= _MUCH_LARGER * by_size[1].population:
            return by_size[:1]
        return by_size[:5]
