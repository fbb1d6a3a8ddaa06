"""A stand-in for the places' own door."""

from mediation.editing.shapes import NotPossible
from tests.people import partner

GOOD = "bon-jeton"


class FakePlaces:
    def __init__(self):
        self.confirmed, self.corrected, self.is_busy = 0, [], False

    def partner_of(self, token):
        return partner() if token == GOOD else None

    async def confirm(self, place):
        self.confirmed += 1

    async def correct(self, place, typed):
        if self.is_busy:
            raise NotPossible("occupé")
        self.corrected.append(typed)
        return typed["phone"] != place.phone
