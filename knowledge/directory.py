"""Who receives people near a place: partners by coverage, nearest first."""

from dataclasses import dataclass
from enum import IntEnum

from knowledge.partner import Partner
from knowledge.places import Place, Places


class Nearness(IntEnum):
    """How near a partner is, from the same commune to the département it covers."""

    COMMUNE = 0
    EPCI = 1
    ARRONDISSEMENT = 2
    DEPARTEMENT = 3


@dataclass(frozen=True)
class NearPartner:
    """A partner that serves the place. `distance_km` only when both have coordinates."""

    partner: Partner
    nearness: Nearness
    distance_km: float | None = None


class Directory:
    """Partners that serve a place, for an organisation."""

    def __init__(self, partners: tuple[Partner, ...], places: Places) -> None:
        self._partners = partners
        self._places = places

    @property
    def departements(self) -> frozenset[str]:
        """The départements where at least one partner is known."""
        return frozenset(_departement(each.address.insee) for each in self._partners)

    def partner(self, partner_id: str) -> Partner | None:
        """Return one partner by id, or None."""
        return next((each for each in self._partners if each.id == partner_id), None)

    def near(self, organisation: str, place: Place, limit: int = 3) -> tuple[NearPartner, ...]:
        """Return the partners of an organisation that serve the place, nearest first."""
        found = [NearPartner(partner, self._nearness(partner, place))
                 for partner in self._partners
                 if self._stands_for(partner, organisation) and self.serves(partner, place)]
        found.sort(key=lambda each: (each.nearness, each.partner.organisation != organisation,
                                     each.partner.id))
        return tuple(found[:limit])

    def serves(self, partner: Partner, place: Place) -> bool:
        """Say whether a place is in the partner's coverage area."""
        coverage = partner.coverage
        if not (coverage.communes or coverage.epcis or coverage.departements):
            return partner.address.insee == place.insee
        return (place.insee in coverage.communes
                or (place.epci is not None and place.epci in coverage.epcis)
                or place.departement in coverage.departements)

    @staticmethod
    def _stands_for(partner: Partner, organisation: str) -> bool:
        return (partner.organisation == organisation or organisation in partner.serves_as
                or any(session.organisation == organisation for session in partner.sessions))

    def _nearness(self, partner: Partner, place: Place) -> Nearness:
        if partner.address.insee == place.insee:
            return Nearness.COMMUNE
        home = self._places.get(partner.address.insee)
        if home and home.epci and home.epci == place.epci:
            return Nearness.EPCI
        if home and home.arrondissement and home.arrondissement == place.arrondissement:
            return Nearness.ARRONDISSEMENT
        return Nearness.DEPARTEMENT


def _departement(insee: str) -> str:
    return insee[:3] if insee.startswith("97") else insee[:2]
