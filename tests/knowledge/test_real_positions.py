"""A few public squares and town halls, in the table built at install."""

from functools import cache

import pytest

from app.settings import Settings
from knowledge.nearby_communes import NearbyCommunes, load_nearby
from knowledge.places import load_places


@cache
def nearby() -> NearbyCommunes:
    """Return the real communes with their points."""
    settings = Settings()
    return load_nearby(settings.coordinates_file, load_places(settings.communes_file))


@pytest.mark.parametrize(("point", "insee"), [
    ((44.5181, 3.4990), "48095"),   # Mende, la place de la République
    ((44.3240, 3.5930), "48061"),   # Florac, devenu Florac Trois Rivières
    ((44.5550, 3.2900), "48092"),   # Marvejols
    ((48.8400, 2.2980), "75056"),   # Paris, rue de Vaugirard
    ((43.5790, 1.4010), "31555"),   # Toulouse, loin de son centre
    ((-20.8789, 55.4481), "97411"),  # Saint-Denis de La Réunion
], ids=["Mende", "Florac", "Marvejols", "Paris", "Toulouse", "Saint-Denis"])
def test_where_one_is_comes_first(point: tuple[float, float], insee: str) -> None:
    assert nearby().nearest(*point)[0].insee == insee


@pytest.mark.parametrize("point", [
    (46.2044, 6.1432), (51.5074, -0.1278), (50.8503, 4.3517), (41.3874, 2.1686), (45.0, -30.0),
], ids=["Genève", "Londres", "Bruxelles", "Barcelone", "océan"])
def test_abroad_nothing_is_proposed(point: tuple[float, float]) -> None:
    assert nearby().nearest(*point) == ()
