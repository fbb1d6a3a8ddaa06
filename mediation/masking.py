"""Masks what identifies a person in a message; places, amounts and service numbers stay.

The order of the rules is the order of confidence: what one has taken, the next cannot see.
Checksums are never a condition: people mistype.
"""

from dataclasses import dataclass

from mediation.personal import addresses, contacts, dates, numbers, spoken, staying
from mediation.personal.names import NameFinder, People, nobody
from mediation.personal.sheet import Piece, Sheet
from mediation.personal.words import KnownWords

PLACEHOLDERS = {
    "nir": "[numéro de sécurité sociale]", "phone": "[téléphone]", "email": "[e-mail]",
    "iban": "[IBAN]", "card": "[carte bancaire]", "address": "[adresse]",
    "birth_date": "[date de naissance]", "name": "[nom]", "allocataire": "[numéro d'allocataire]",
    "fiscal": "[numéro fiscal]", "france_travail": "[identifiant France Travail]",
    "foreigner": "[numéro étranger]", "file_number": "[numéro de dossier]",
    "paper": "[numéro de pièce]", "number": "[numéro]",
}


@dataclass(frozen=True)
class Masked:
    """The masked text, and what was replaced, in order."""

    text: str
    pieces: tuple[Piece, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kind of each piece."""
        return tuple(piece.kind for piece in self.pieces)


class Masker:
    """Masks what looks personal, with what it knows of public words, numbers and streets."""

    def __init__(self, known: KnownWords | None = None, people: People = nobody) -> None:
        self._known = known or KnownWords()
        self._names = NameFinder(self._known, people)

    def mask(self, text: str) -> Masked:
        """Return the text without personal data."""
        sheet = Sheet(text)
        contacts.find_emails(sheet)
        contacts.find_accounts(sheet)
        dates.find_births(sheet)
        staying.leave(sheet, self._known.numbers, self._known.postcodes)
        numbers.find_announced(sheet)
        numbers.find_by_shape(sheet)
        contacts.find_cards(sheet)
        contacts.find_phones(sheet)
        spoken.find_spoken(sheet)
        addresses.find_addresses(sheet, self._known.streets, self._known.towns)
        events = list(dates.other_dates(sheet))
        numbers.find_files(sheet)
        numbers.find_long(sheet)
        self._names.find(sheet)
        dates.find_beside_identity(sheet, events)
        return _replaced(text, sheet.joined())


def _replaced(text: str, pieces: list[Piece]) -> Masked:
    kept, last = [], 0
    for piece in pieces:
        kept += [text[last:piece.start], PLACEHOLDERS[piece.kind]]
        last = piece.end
    return Masked("".join([*kept, text[last:]]), tuple(pieces))
