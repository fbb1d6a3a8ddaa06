"""Reads phone numbers, sites and communes as outside files write them."""

import re
from datetime import date, datetime

from pydantic import HttpUrl, TypeAdapter, ValidationError

from knowledge.places import Place, Places, fold

_URL = TypeAdapter(HttpUrl)
_CEDEX = re.compile(r"\s+cedex(\s+\d+)?\s*$", re.I)
_FRENCH_DATE = re.compile(r"^(\d{2})/(\d{2})/(\d{4})")


def phone_of(text: str | None) -> str | None:
    """Return a French number by pairs, or a short number; None when it is not one."""
    digits = re.sub(r"\D", "", (text or "").replace("(0)", ""))
    if len(digits) == 11 and digits.startswith("33"):
        digits = "0" + digits[2:]
    if len(digits) == 10 and digits.startswith("0"):
        return " ".join(digits[at : at + 2] for at in range(0, 10, 2))
    return f"{digits[:2]} {digits[2:]}" if len(digits) == 4 else None


def website_of(text: str | None) -> str | None:
    """Return a web address, its scheme added when it is missing; None when it is not one."""
    said = (text or "").strip()
    if not said:
        return None
    said = said if "://" in said else f"https://{said}"
    try:
        url = str(_URL.validate_python(said))
    except ValidationError:
        return None
    return url if url.startswith(("http://", "https://")) else None


def city_of(text: str | None) -> str:
    """Return a city without « Cedex 9 »."""
    return _CEDEX.sub("", (text or "").strip())


def postcode_of(text: str | None) -> str | None:
    """Return five digits, the first zero put back; None when it is not a postal code."""
    digits = (text or "").strip()
    return digits.zfill(5) if digits.isdigit() and len(digits) in (4, 5) else None


def commune_of(places: Places, insee: str | None, postcode: str | None,
               city: str | None) -> Place | None:
    """Return today's commune: by code, else by former name in its département, else by post."""
    known = (places.get(insee) or places.get(_of_the_city(insee))) if insee else None
    if known:
        return known
    departement = (insee or postcode or "")[:2]
    named = [each for each in places.by_name.get(fold(city_of(city)), ())
             if each.departement.startswith(departement)]
    if len(named) == 1:
        return named[0]
    posted = places.by_postcode.get(postcode or "", [])
    both = [each for each in posted if each in named]
    if len(both) == 1:
        return both[0]
    return posted[0] if len(posted) == 1 and not named else None


def _of_the_city(insee: str) -> str:
    """Return the commune of a district of Marseille, Lyon or Paris."""
    if re.fullmatch(r"132\d\d", insee):
        return "13055"
    if re.fullmatch(r"6938\d", insee):
        return "69123"
    return "75056" if re.fullmatch(r"751\d\d", insee) else insee


def day_of(text: str | None) -> date | None:
    """Return the day of « 13/06/2023 09:02:58 » or « 2023-06-13… », or None."""
    said = (text or "").strip()
    french = _FRENCH_DATE.match(said)
    try:
        if french:
            return date(int(french[3]), int(french[2]), int(french[1]))
        return datetime.fromisoformat(said[:10]).date() if said else None
    except ValueError:
        return None
