"""The desks' page: the team reads it, an admin changes it, what was typed is not lost."""

import pytest

from tests.channels.house import Web
from tests.channels.queueing.fake_places import ADMIN, FakePlaces, with_places

TYPED = {"name": "la mairie fictive", "hours": "Mo-Fr 09:00-12:00", "live_ceiling": "2",
         "areas": "99", "poles": ["housing", "papers"]}


@pytest.fixture
def places(web: Web, monkeypatch: pytest.MonkeyPatch) -> FakePlaces:
    """Return the desks of the house."""
    return with_places(web, monkeypatch)


def _page(web: Web) -> str:
    return web.client.get("/mediation/lieux").text.replace("\u00a0", " ").replace("&#39;", "'")


def test_a_mediator_reads_the_desks_and_changes_nothing(web: Web, places: FakePlaces) -> None:
    web.sign_in()
    page = _page(web)
    assert "L'accueil fictif" in page
    assert "Rappel ou rendez-vous" in page
    assert "Discussion en direct, 1 échange à la fois" in page
    assert "Fermé pour formation." in page
    assert "Modifier" not in page
    for path in ("/mediation/lieux/nouveau", "/mediation/lieux/nord"):
        assert web.client.get(path).status_code == 403
    for path in ("/mediation/lieux", "/mediation/lieux/nord",
                 "/mediation/equipe/mediator/lieu"):
        assert web.client.post(path, data=TYPED).status_code == 403


def test_an_admin_adds_a_desk(web: Web, places: FakePlaces) -> None:
    web.sign_in(ADMIN)
    assert "Ajouter un lieu" in _page(web)
    page = web.client.post("/mediation/lieux", data=TYPED).text
    assert "La mairie fictive" in page
    added = places.places["la-mairie-fictive"]
    assert (added.poles, added.areas, added.is_live) == (("housing", "papers"), ("99",), False)


def test_an_admin_changes_a_desk(web: Web, places: FakePlaces) -> None:
    web.sign_in(ADMIN)
    form = web.client.get("/mediation/lieux/nord").text
    assert 'value="la maison fictive du Nord"' in form
    assert form.count("checked") == 2
    web.client.post("/mediation/lieux/nord", data=TYPED | {"is_live": "true", "name": "le Nord"})
    assert (places.places["nord"].name, places.places["nord"].live_ceiling) == ("le Nord", 2)
    assert web.client.post("/mediation/lieux/inconnu", data=TYPED).status_code == 404
    assert web.client.get("/mediation/lieux/inconnu").status_code == 404


def test_what_does_not_read_is_explained_and_kept(web: Web, places: FakePlaces) -> None:
    web.sign_in(ADMIN)
    done = web.client.post("/mediation/lieux", data=TYPED | {"hours": "de 9 h à midi"})
    assert done.status_code == 422
    assert "Les horaires ne se lisent pas" in done.text
    assert "la mairie fictive" in done.text
    assert len(places.places) == 2


def test_an_admin_says_who_works_where(web: Web, places: FakePlaces) -> None:
    web.sign_in(ADMIN)
    web.client.post("/mediation/equipe/mediator/lieu", data={"place": "nord"})
    assert places.desks["mediator"] == "nord"
    done = web.client.post("/mediation/equipe/mediator/lieu", data={"place": "inconnu"})
    assert done.status_code == 404


def test_the_queue_names_the_desk_of_the_mediator(web: Web, places: FakePlaces) -> None:
    web.sign_in()
    web.presence.available.add("mediator")
    assert "l'accueil fictif" in web.client.get("/mediation").text.replace("&#39;", "'")


def test_a_house_without_desks_has_no_such_page(web: Web) -> None:
    web.sign_in()
    assert web.client.get("/mediation/lieux").status_code == 404
