"""The communes of France, offline, as people write them."""

import json
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes",
                  "pce": "provence", "fd": "ferrand"}
_SLASHED = re.compile(r"\b(s|ss)/\s*", re.IGNORECASE)  # « s/ » = sur, « ss/ » = sous


@dataclass(frozen=True)
class Place:
    """One commune of today. `postcodes` may hold several; `former_names` are merged communes."""

    insee: str
    name: str
    postcodes: tuple[str, ...]
    epci: str | None
    arrondissement: str | None
    departement: str
    departement_name: str
    population: int
    former_names: tuple[str, ...] = ()


class TableMissing(RuntimeError):
    """The table of communes was not built: `make install` does it."""


def fold(text: str) -> str:
    """Return lower-case ASCII words separated by one space ("St-Chély" → "saint chely")."""
    spelt = _SLASHED.sub(lambda met: "sous " if len(met[1]) == 2 else "sur ", text)
    plain = unicodedata.normalize("NFKD", spelt.replace("œ", "oe").replace("Œ", "oe"))
    ascii_text = plain.encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", ascii_text)
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words)


class Places:
    """Look-up by INSEE code, postal code and folded name."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        self._by_insee = {place.insee: place for place in places}
        self.by_postcode: dict[str, list[Place]] = defaultdict(list)
        self.by_name: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            for postcode in place.postcodes:
                self.by_postcode[postcode].append(place)
            for name in {place.name, *place.former_names}:
                self._name(fold(name), place)
        self.longest = max((name.count(" ") + 1 for name in self.by_name), default=1)

    def _name(self, folded: str, place: Place) -> None:
        for name in {folded, re.sub(r"^(le|la|les|l) (?=\w{5,}|\w+ \w+)", "", folded)}:
            if len(name) > 2 and place not in self.by_name[name]:
                self.by_name[name].append(place)

    def get(self, insee: str) -> Place | None:
        """Return the commune with this INSEE code, or None."""
        return self._by_insee.get(insee)

    def all(self) -> tuple[Place, ...]:
        """Return every commune."""
        return tuple(self._by_insee.values())


def load_places(path: Path) -> Places:
    """Read the compact table built at install. Raises TableMissing."""
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as absent:
        message = f"table des communes absente ({path.name}) : lancez « make install »"
        raise TableMissing(message) from absent
    return Places(tuple(_place(row) for row in table["communes"]))


def _place(row: dict[str, object]) -> Place:
    def text(key: str) -> str | None:
        value = row.get(key)
        return str(value) if value else None

    def texts(key: str) -> tuple[str, ...]:
        values = row.get(key)
        return tuple(str(each) for each in values) if isinstance(values, list) else ()

    return Place(
        insee=str(row["insee"]),
        name=str(row["name"]),
        postcodes=texts("postcodes"),
        epci=text("epci"),
        arrondissement=text("arrondissement"),
        departement=str(row["departement"]),
        departement_name=text("departement_name") or str(row["departement"]),
        population=int(str(row.get("population") or 0)),
        former_names=texts("former_names"),
    )
