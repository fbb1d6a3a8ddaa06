"""The names of communes, ready to be looked up: exact, glued together, shortened, misspelt."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.places import Place, Places, fold

LINKS = frozenset({"sur", "sous", "en", "les", "lez", "la", "le", "l", "de", "des", "du", "d", "et",
                   "saint", "sainte", "aux", "au"})
SHORTEST_GLUED = 8
SHORTEST_MISSPELT = 5
ONE_FAULT_UNDER = 9  # letters; from there two faults are forgiven
KNOWN_ELSEWHERE = 1500  # inhabitants: smaller communes elsewhere must be spelt right


class PlaceNames:
    """Finds communes by name. `home` are the départements served."""

    def __init__(self, places: Places, home: frozenset[str]) -> None:
        self._by_name = places.by_name
        self._by_glued: dict[str, list[Place]] = defaultdict(list)
        self._short: dict[str, list[Place]] = defaultdict(list)
        searched = set()
        for name, owners in places.by_name.items():
            glued = name.replace(" ", "")
            if " " in name and len(glued) >= SHORTEST_GLUED:
                self._by_glued[glued] += owners
            if any(each.departement in home or each.population >= KNOWN_ELSEWHERE
                   for each in owners):
                searched.add(name)
        self._shorten(each for each in places.all() if each.departement in home)
        self._searched = sorted(searched)
        self.longest = places.longest

    def _shorten(self, home: Iterable[Place]) -> None:
        """Let « Florac » name Florac Trois Rivières, « le Malzieu » its two communes."""
        for place in home:
            words = fold(place.name).split(" ")
            for size in range(1, len(words)):
                short = " ".join(words[:size])
                is_name = words[size - 1] not in LINKS and len(words[size - 1]) > 3
                if is_name and words[0] not in {"saint", "sainte"} or size > 1 and is_name:
                    self._short[short].append(place)

    def exact(self, words: Sequence[str]) -> tuple[Place, ...]:
        """Return who bears this name, glued or shortened at home; () when nobody does."""
        name = " ".join(words)
        found = self._by_name.get(name) or self._by_glued.get("".join(words))
        if not found and len(name) > 4:
            found = self._short.get(name)
        return tuple(dict.fromkeys(found or ()))

    def is_official(self, words: Sequence[str]) -> bool:
        """Say whether these words, article included, begin or are a commune's own name."""
        name = " ".join(words)
        return any(fold(each.name).startswith(name) for each in self.exact(words))

    def near(self, words: Sequence[str]) -> tuple[Place, ...]:
        """Return the communes whose name has a fault or two less; the first letter is right."""
        name = " ".join(words)
        if len(name) < SHORTEST_MISSPELT or any(each.isdigit() for each in name):
            return ()
        allowed = 1 if len(name) < ONE_FAULT_UNDER else 2
        near = process.extract(name, self._searched, scorer=OSA.distance, score_cutoff=allowed,
                               limit=20)
        alike = [(found, faults) for found, faults, _ in near if found[0] == name[0]]
        least = min((faults for _, faults in alike), default=0)
        owners = [place for found, faults in alike if faults == least
                  for place in self._by_name[found]]
        return tuple(dict.fromkeys(owners))
