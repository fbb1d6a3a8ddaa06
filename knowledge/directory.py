"""Who receives people near a place: partners by coverage, nearest first."""

from collections import defaultdict
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
        self._by_body: dict[tuple[str, str | None], list[Partner]] = defaultdict(list)
        for partner in partners:
            for key in {partner.organisation, *partner.serves_as,
                        *(session.organisation for session in partner.sessions)}:
                for departement in _reached(partner):
                    self._by_body[key, departement].append(partner)

    @property
    def departements(self) -> frozenset[str]:
        """The départements where at least one partner is known."""
        return frozenset(_departement(each.address.insee) for each in self._partners)

    def partner(self, partner_id: str) -> Partner | None:
        """Return one partner by id, or None."""
        return next((each for each in self._partners if each.id == partner_id), None)

    def near(self, organisation: str, place: Place, limit: int = 3) -> tuple[NearPartner, ...]:
        """Return the partners of an organisation that serve the place, nearest first."""
        candidates = (*self._by_body.get((organisation, place.departement), ()),
                      *self._by_body.get((organisation, None), ()))
        found = [NearPartner(partner, self._nearness(partner, place))
                 for partner in candidates if self.serves(partner, place)]
        found.sort(key=lambda each: (each.nearness, each.partner.imported_from is not None,
                                     each.partner.organisation != organisation, each.partner.id))
        return tuple(found[:limit])

    def serves(self, partner: Partner, place: Place) -> bool:
        """Say whether a place is in the partner's coverage area."""
        coverage = partner.coverage
        if not (coverage.communes or coverage.epcis or coverage.departements):
            return partner.address.insee == place.insee
        return (place.insee in coverage.communes
                or (place.epci is not None and place.epci in coverage.epcis)
                or place.departement in coverage.departements)

    def _nearness(self, partner: Partner, place: Place) -> Nearness:
        if partner.address.insee == place.insee:
            return Nearness.COMMUNE
        home = self._places.get(partner.address.insee)
        if home and home.epci and home.epci == place.epci:
            return Nearness.EPCI
        if home and home.arrondissement and home.arrondissement == place.arrondissement:
            return Nearness.ARRONDISSEMENT
        return Nearness.DEPARTEMENT


def _reached(partner: Partner) -> set[str | None]:
    """Return the départements a partner may serve; None for any, when it names an EPCI."""
    coverage = partner.coverage
    if coverage.epcis:
        return {None}
    reached = {*coverage.departements, *map(_departement, coverage.communes)}
    return {*reached} or {_departement(partner.address.insee)}


def _departement(insee: str) -> str:
    return insee[:3] if insee.startswith("97") else insee[:2]
