"""From the directory's opening slots (« plage_ouverture ») to OSM opening_hours and to French."""

import re
from dataclasses import dataclass

from knowledge.hours import is_valid
from knowledge.places import fold

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OSM = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_CLOCK = re.compile(r"^(\d{1,2})[:hH](\d{2})")
_AT = {name: at for names in (_DAYS, _ENGLISH) for at, name in enumerate(names)}
Slot = dict[str, str | None]


@dataclass(frozen=True)
class Opening:
    """`osm` is None when the slots cannot be written so; `text` is for people."""

    osm: str | None
    text: str | None


def opening_of(slots: list[Slot]) -> Opening:
    """Return both writings of the slots; Opening(None, None) without any readable slot."""
    osm: list[str] = []
    said: list[str] = []
    for slot in slots:
        days = _days(slot)
        spans = [span for n in ("1", "2") if (span := _span(slot, n))]
        if days is None or not spans:
            continue
        first, last = days
        comment = " ".join((slot.get("commentaire") or "").split())
        rule = _OSM[first] if first == last else f"{_OSM[first]}-{_OSM[last]}"
        rule += " " + ",".join(f"{start}-{end}" for start, end in spans)
        osm.append(rule + (f' "{_quoted(comment)}"' if comment else ""))
        name = _DAYS[first] if first == last else f"du {_DAYS[first]} au {_DAYS[last]}"
        clocks = " et ".join(f"de {_french(start)} à {_french(end)}" for start, end in spans)
        said.append(f"{name} {clocks}" + (f" ({comment})" if comment else ""))
    if not osm:
        return Opening(None, None)
    expression = "; ".join(osm)
    return Opening(expression if is_valid(expression) else None, _short(" ; ".join(said)))


def _days(slot: Slot) -> tuple[int, int] | None:
    first = _AT.get(fold(slot.get("nom_jour_debut") or ""))
    last = _AT.get(fold(slot.get("nom_jour_fin") or ""), first)
    return None if first is None or last is None or last < first else (first, last)


def _span(slot: Slot, number: str) -> tuple[str, str] | None:
    start = _CLOCK.match(slot.get(f"valeur_heure_debut_{number}") or "")
    end = _CLOCK.match(slot.get(f"valeur_heure_fin_{number}") or "")
    if not start or not end:
        return None
    begins, ends = (f"{int(each[1]):02d}:{each[2]}" for each in (start, end))
    return (begins, ends) if begins < ends <= "24:00" else None


def _french(clock: str) -> str:
    hour, minute = clock.split(":")
    return f"{int(hour)} h" + (f" {minute}" if minute != "00" else "")


def _quoted(comment: str) -> str:
    return comment.replace('"', "'").replace(";", ",")[:120]


def _short(text: str) -> str:
    return text if len(text) <= 400 else text[:399] + "…"
