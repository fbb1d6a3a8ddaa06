"""What must no longer be readable of a piece of personal data, character by character.

Every letter and digit counts, but for two things, decided before the first measure:
- small link words between the parts (« de », « et », « clé »…) say nothing of the person;
- in an address, the commune and the postal code stay, on purpose: the office depends on them.
"""

import re
from collections.abc import Iterator

_LINK = re.compile(r"\b(?:de|du|des|d|le|la|les|l|et|à|au|aux|a|em|en|in|at|clé|cle|n|no|num|"
                   r"numéro|est|rue)\b", re.I)
_STREET = re.compile(r"\d|\b(?:rue|avenue|av|boulevard|bd|chemin|impasse|allée|place|quai|route|"
                     r"cours|square|résidence|res|lotissement|faubourg|cité|lieu-dit|escalier|"
                     r"entrée|boîte|apt|appartement|bâtiment|étage|derrière|devant)\b", re.I)
_POSTCODE = re.compile(r"\b\d{5}\b[^,]*")  # and the commune after it
_COMMUNE = re.compile(r"(?:^|\s)(?:à|a|em|en|in|at)\s+[^\W\d][^,\d]*$", re.I)


def significant(value: str, kind: str) -> Iterator[int]:
    """Yield the positions, in the value, of the characters that must be hidden."""
    kept = _kept_of_address(value) if kind == "address" else set()
    kept |= {place for met in _LINK.finditer(value) for place in range(*met.span())}
    return (place for place, sign in enumerate(value) if sign.isalnum() and place not in kept)


def _kept_of_address(value: str) -> set[int]:
    kept = {place for met in _POSTCODE.finditer(value) for place in range(*met.span())}
    parts = list(re.finditer(r"[^,]+", value))
    for part in parts:
        commune = _COMMUNE.search(part[0])
        if commune:
            kept |= set(range(part.start() + commune.start(), part.end()))
    last = parts[-1]
    if len(parts) > 1 and not _STREET.search(last[0]):
        kept |= set(range(*last.span()))
    return kept
