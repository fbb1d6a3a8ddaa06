"""The commune a message is about: named now, or told before."""

from dataclasses import dataclass

from bot.actions.parts import ActionParts
from bot.actions.turn import Memory
from bot.decision import PlaceRef


@dataclass(frozen=True)
class Where:
    """`place` is None when unknown; `words` are those of the message that name it."""

    place: PlaceRef | None = None
    words: str = ""
    is_new: bool = False

    @property
    def insee(self) -> str | None:
        """The commune's code, when one commune is sure."""
        return self.place.insee if self.place else None

    def slots(self) -> dict[str, str | None]:
        """Return what to remember: a sure commune only."""
        if not (self.is_new and self.place and self.place.insee):
            return {}
        return {"place_insee": self.place.insee, "place_name": self.place.name}


def where(parts: ActionParts, text: str, memory: Memory) -> Where:
    """Find the commune in the words; several for a shared name; else the one remembered."""
    found, words = parts.places_in(text)
    if len(found) == 1:
        return Where(PlaceRef(insee=found[0].insee, name=found[0].name), words, is_new=True)
    if found:
        codes = tuple(place.insee for place in found)
        return Where(PlaceRef(name=found[0].name, ambiguous=codes), words, is_new=True)
    if memory.place_insee:
        return Where(PlaceRef(insee=memory.place_insee, name=memory.place_name))
    return Where()
