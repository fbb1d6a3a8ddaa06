"""The evaluators' pages: who enters, replaying, failures, comparing, downloading."""

import csv
import io
import re

import pytest
from fastapi.testclient import TestClient

from channels.access import Access, declared_access
from channels.evaluation_table import safe
from tests.channels.evaluation.conftest import Evaluators
from tests.editing_room import PASSWORD, email
from tests.evaluation_room import CSV, SET


def bring(client: TestClient, text: str = CSV, encoding: str = "utf-8") -> str:
    """Upload a file; return the page that says what was read."""
    done = client.post("/evaluation/jeux", files={
        "fichier": ("mes questions.csv", text.encode(encoding), "text/csv")})
    assert done.status_code == 200, done.text
    return done.text


def asked(client: TestClient, key: str = SET, mode: str = "retrieval") -> str:
    """Ask for a run; return its address."""
    done = client.post("/evaluation/essais", data={"jeu": key, "par": mode},
                       follow_redirects=False)
    assert done.status_code == 303, done.text
    return done.headers["location"].partition("?")[0]


def test_every_route_is_for_evaluators(evaluators: Evaluators) -> None:
    declared = {route: access for route, access in
                declared_access(evaluators.site.app.routes).items() if "/evaluation" in route}
    assert len(declared) > 15
    assert set(map(frozenset, declared.values())) == {frozenset({Access.EVALUATOR})}


@pytest.mark.parametrize(("name", "status"), [
    ("eva", 200), ("chef", 200), ("alice", 403), ("mila", 403)])
def test_only_evaluators_and_administrators_enter(evaluators: Evaluators, name: str, status: int
                                                  ) -> None:
    client = evaluators.enter(name)
    pages = ("/evaluation", "/evaluation/dialogues", "/evaluation/dialogues/nouveau")
    assert {client.get(each).status_code for each in pages} == {status}


def test_signing_in_leads_to_the_evaluators_page(evaluators: Evaluators) -> None:
    assert evaluators.site.client
    done = evaluators.site.client.post("/connexion", follow_redirects=False, data={
        "email": email("eva"), "password": PASSWORD})
    assert done.headers["location"] == "/evaluation"


def test_a_set_is_replayed_and_its_failures_are_read(evaluators: Evaluators) -> None:
    eva = evaluators.enter()
    assert "essai\u00a0: part-a (3 questions)" in eva.get("/evaluation").text
    run = asked(eva)
    assert "En attente" in eva.get(run).text
    assert eva.get(f"{run}/suite").status_code == 200
    evaluators.make()
    assert eva.get(f"{run}/suite").headers["hx-refresh"] == "true"
    page = eva.get(run).text
    assert "Fiche fausse donnée seule" in page
    assert "Répondu alors que la base n&#39;a rien" in page
    assert "laide a ka svp" in page
    assert "je veux l&#39;aide fictive" not in page  # it was right
    assert "fiches-fictives" in page
    assert "confiance 60,0 %" in page
    assert page.count("<svg") >= 2
    assert page.count("<svg") == page.count("</figure>")
    assert "je veux l&#39;aide fictive" in eva.get(f"{run}?voir=all").text
    assert "laide a ka svp" in eva.get(f"{run}?voir=&partie=sms").text
    assert "quel temps demain" not in eva.get(f"{run}?voir=&partie=sms").text


def test_the_run_before_is_compared(evaluators: Evaluators) -> None:
    eva = evaluators.enter()
    asked(eva)
    evaluators.make()
    second = asked(eva)
    evaluators.make(is_better=True)
    link = re.search(r'href="(/evaluation/comparer[^"]+)"', eva.get(second).text)
    assert link
    page = eva.get(link[1].replace("&amp;", "&")).text
    assert "Gagnées (2)" in page
    assert "Perdues (0)" in page
    assert "Rien n&#39;est perdu" in page or "Rien n'est perdu" in page
    assert eva.get("/evaluation/comparer?avant=x&apres=x").status_code == 409
    assert eva.get("/evaluation/comparer?avant=x&apres=y").status_code == 404


def test_the_results_are_downloaded_without_any_formula(evaluators: Evaluators) -> None:
    eva = evaluators.enter()
    page = bring(eva, 'text;entry\n"=HYPERLINK(""http://fictif"")";aucune\n'
                      "@SUM(A1);aide-fictive\n-2+3 fictive;aide-fictive\n")
    key = re.search(r'name="jeu" value="([^"]+)"', page)
    assert key
    run = asked(eva, key[1])
    evaluators.make()
    done = eva.get(f"{run}/resultats.csv")
    assert done.headers["content-disposition"] == 'attachment; filename="essai-1.csv"'
    rows = list(csv.reader(io.StringIO(done.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][1] == "question"
    assert [row[1][:3] for row in rows[1:]] == ["'=H", "'@S", "'-2"]
    assert len(rows) == 4


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "\t=1", " =1", "\r\n=1"])
def test_a_cell_that_looks_like_a_formula_is_neutralised(cell: str) -> None:
    assert safe(cell).startswith("'")
    assert safe("Une question - fictive") == "Une question - fictive"


def test_bad_rows_are_said_with_their_number(evaluators: Evaluators) -> None:
    eva = evaluators.enter()
    page = bring(eva, "Texte;Fiche;Organisme\nune aide;inconnue-ici;\n\nune autre aide;;caf\n"
                      ";;\n   ;aide-fictive;\nencore;;bureau fictif\n", "cp1252")
    assert "1 question lue" in page
    assert "Ligne 2" in page
    assert "je ne connais pas la fiche «\u00a0inconnue-ici\u00a0»" in page
    assert "Ligne 6 : il n&#39;y a pas de question" in page.replace("\u00a0", " ")
    assert "l&#39;organisme" in page
    assert "Ligne 4" not in page


def test_a_file_that_cannot_be_read_is_refused_kindly(evaluators: Evaluators) -> None:
    eva = evaluators.enter()
    for data, said in ((b"", "vide"), (b"a;b\n1;2\n", "colonne des questions"),
                       (b"\0\1\2", "Je ne sais pas lire"),
                       (b"text\n" + b"x" * 1_050_000, "trop lourd")):
        done = eva.post("/evaluation/jeux", files={"fichier": ("x.csv", data, "text/csv")})
        assert done.status_code == 422
        assert said in done.text
    assert eva.post("/evaluation/jeux").status_code == 422
    assert eva.post("/evaluation/jeux", files={
        "fichier": ("x.csv", b"y" * 3_000_000, "text/csv")}).status_code == 413


def test_personal_data_in_a_file_is_masked_before_it_is_kept(evaluators: Evaluators) -> None:
    page = bring(evaluators.enter(), "text\nmon numéro est le 06 99 00 00 11, une aide\n")
    assert "masquées dans 1 question" in page
    kept = list((evaluators.desk.sets.path("uploaded/x").parent).glob("*.jsonl"))
    assert "06 99" not in kept[0].read_text(encoding="utf-8")


def test_a_run_is_stopped_then_erased(evaluators: Evaluators) -> None:
    eva = evaluators.enter()
    run = asked(eva)
    assert "Arrêtez d" in eva.post(f"{run}/effacer").text
    assert "Arrêté" in eva.post(f"{run}/arreter").text
    assert eva.post(f"{run}/arreter").status_code == 409
    assert "Effacé." in eva.post(f"{run}/effacer").text
    assert eva.get(run).status_code == 404


def test_five_runs_at_most_wait(evaluators: Evaluators) -> None:
    eva = evaluators.enter()
    for _ in range(5):
        asked(eva)
    done = eva.post("/evaluation/essais", data={"jeu": SET})
    assert done.status_code == 409
    assert "Cinq essais" in done.text


@pytest.mark.parametrize("path", [
    "/evaluation/essais/inconnu", "/evaluation/essais/0123456789abcdef",
    "/evaluation/essais/..%2f..%2fetc/resultats.csv", "/evaluation/jeux/..%2f..",
    "/evaluation/jeux/x",
    "/evaluation/dialogues/lire?nom=inconnu", "/evaluation/dialogues/lire?nom=proposed/../x",
    "/evaluation/dialogues/proposes/..%2fx.yml"])
def test_an_unknown_address_has_a_way_out(evaluators: Evaluators, path: str) -> None:
    done = evaluators.enter().get(path)
    assert done.status_code == 404
    assert "Revenir" in done.text


def test_an_unknown_set_is_not_replayed(evaluators: Evaluators) -> None:
    done = evaluators.enter().post("/evaluation/essais", data={"jeu": "../../etc/passwd"})
    assert done.status_code == 404
