"""« Poste d'accueil » by plain forms: start, search, gather, end and count."""

import pytest

from channels.counter import DONE
from tests.channels.counter.conftest import Counter
from tests.people import RESIDENT_NAME

COUNT = {"theme": "benefits", "nature": "information", "duration": "under_10",
         "outcome": "answered"}


def test_a_visit_is_lived_by_plain_forms(counter: Counter) -> None:
    visit = counter.open(commune="Sainte-Fiction-sur-Test", work="farmer")
    page = counter.get("/mediation/accueil", q="papier")
    assert "La personne : Sainte-Fiction-sur-Test, Exploitant agricole" in page
    assert "Refaire le papier fictif" in page
    assert "Mairie fictive" in page
    assert "Le mardi matin" in page
    page = counter.post(f"/{visit}/ajouter", entry_id="papier-fictif", papers=["Une photo"],
                        q="papier")
    assert 'value="papier"' in page
    assert "Mettre à jour sur la fiche" in page
    sheet = counter.get(f"/mediation/accueil/{visit}/fiche")
    assert "Prenez rendez-vous." in sheet
    assert sheet.count(" checked") == 1
    page = counter.post(f"/{visit}/retirer", entry_id="papier-fictif")
    assert "Ajoutez des fiches" in page
    page = counter.get(f"/mediation/accueil/{visit}/terminer")
    assert '<option value="under_10" selected>' in page
    assert DONE["comptee"] in counter.post(f"/{visit}/terminer", **COUNT)
    assert DONE["finie"] in counter.get(f"/mediation/accueil/{visit}/fiche")


def test_a_visit_may_end_uncounted(counter: Counter) -> None:
    visit = counter.open()
    assert "La visite est terminée" in counter.post(f"/{visit}/terminer", sans="true")


def test_a_visit_is_counted_alone_in_one_form(counter: Counter) -> None:
    counter.web.sign_in()
    for _ in range(5):
        page = counter.post("/compter", **COUNT, commune="Sainte-Fiction-sur-Test")
        assert DONE["comptee"] in page
    page = counter.get("/mediation/statistiques")
    assert "Aides et prestations" in page
    assert "Sainte-Fiction-sur-Test" in page
    done = counter.web.client.get("/mediation/statistiques.csv?annee=2026")
    assert done.headers["content-type"].startswith("text/csv")
    assert "Aides et prestations;novembre 2026;5" in done.text


def test_a_commune_shared_by_several_is_asked_and_kept(counter: Counter) -> None:
    visit = counter.open(commune="Bourgfictif")
    page = counter.post(f"/{visit}/personne", commune="Nulle-Part-Connue")
    assert "Je ne connais pas la commune" in page
    page = counter.post(f"/{visit}/personne", commune="Doublonville", work="jobless")
    assert "Plusieurs communes portent ce nom" in page
    page = counter.post(f"/{visit}/personne", insee="98001")
    assert "La personne : Doublonville, Sans emploi" in page
    page = counter.post(f"/{visit}/personne", commune="Doublonville", work="farmer")
    assert "La personne : Doublonville, Exploitant agricole" in page


def test_without_an_index_the_page_says_so_and_finds_places(counter: Counter) -> None:
    counter.open()
    counter.house.retriever.is_missing = True
    page = counter.get("/mediation/accueil", q="mairie fictive")
    assert "La recherche dans les fiches" in page
    assert "Mairie fictive" in page


def test_what_is_found_nowhere_has_a_way_out(counter: Counter) -> None:
    counter.open()
    page = counter.get("/mediation/accueil", q="xylophone")
    assert "Dites-le avec d'autres mots" in page


def test_an_unknown_entry_is_said_unavailable(counter: Counter) -> None:
    visit = counter.open()
    assert DONE["inconnue"] in counter.post(f"/{visit}/ajouter", entry_id="absente")


@pytest.mark.parametrize("path", ["fiche", "fiche.pdf", "fiche/imprimer", "terminer", "courrier"])
def test_another_mediator_opens_nothing_of_a_visit(counter: Counter, path: str) -> None:
    visit = counter.open()
    counter.post(f"/{visit}/fiche/ligne", kind="referents", text=RESIDENT_NAME)
    counter.web.sign_in("collegue.fictif@example.org")
    done = counter.web.client.get(f"/mediation/accueil/{visit}/{path}", follow_redirects=False)
    assert (done.status_code, done.headers["location"]) == (303, "/mediation/accueil?fait=finie")
    assert RESIDENT_NAME not in counter.post(f"/{visit}/fiche/code")
    assert RESIDENT_NAME not in counter.post(f"/{visit}/personne", commune="99001")


def test_an_editor_and_a_stranger_open_neither_counter_nor_statistics(counter: Counter) -> None:
    for path in ("/mediation/accueil", "/mediation/statistiques", "/mediation/statistiques.csv"):
        done = counter.web.client.get(path, follow_redirects=False)
        assert (done.status_code, done.headers["location"]) == (303, "/connexion")
    counter.web.sign_in("redactrice.fictive@example.org")
    for path in ("/mediation/accueil", "/mediation/statistiques"):
        assert counter.web.client.get(path).status_code == 403


def test_a_form_of_another_site_is_not_followed(counter: Counter) -> None:
    visit = counter.open()
    done = counter.web.client.post(f"/mediation/accueil/{visit}/terminer",
                                   headers={"Origin": "https://ailleurs.invalid"})
    assert done.status_code == 403


@pytest.mark.parametrize("fields", [{"theme": "=1+1"}, {"duration": ""}, {}])
def test_a_count_of_unknown_words_is_not_kept(counter: Counter, fields: dict[str, str]) -> None:
    visit = counter.open()
    done = counter.web.client.post(f"/mediation/accueil/{visit}/terminer",
                                   data=(COUNT | fields) if fields else {})
    assert done.status_code == 422
