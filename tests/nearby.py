"""The fictitious communes on a map, around the position that the local Bot API sends."""

from knowledge.nearby_communes import NearbyCommunes
from tests.people import places

WHERE = {"99001": (44.51, 3.51), "98001": (44.55, 3.45), "99002": (44.60, 3.5),
         "97001": (44.65, 3.6), "99003": (44.5, 3.9)}
ABROAD = (46.0, 8.0)


def around() -> NearbyCommunes:
    """Return them, with one foreign place far away."""
    known = places()
    points = tuple((point, place) for insee, point in WHERE.items() if (place := known.get(insee)))
    return NearbyCommunes(points, (ABROAD,))
