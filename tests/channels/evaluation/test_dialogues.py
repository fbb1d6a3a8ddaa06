"""Golden dialogues on the evaluators' pages: read, replayed, added by form."""

import yaml

from evals.dialogues.shape import GoldenDialogue
from tests.channels.evaluation.conftest import Evaluators

NEW = "/evaluation/dialogues/nouveau"
TYPED = {"title": "Une aide demandée deux fois", "why": "La fiche reste la même.",
         "t0.resident": "je veux l'aide fictive", "t0.outcome": "answered",
         "t0.entry": "aide-fictive", "t0.person_offered": "1"}


def test_a_dialogue_is_read_beside_what_was_expected(evaluators: Evaluators) -> None:
    eva = evaluators.enter()
    assert "Un dialogue fictif" in eva.get("/evaluation/dialogues").text
    page = eva.get("/evaluation/dialogues/lire?nom=dialogue-fictif").text
    assert "pas encore été rejoué" in page
    assert "Demander l&#39;aide fictive" in page
    done = eva.post("/evaluation/dialogues/rejouer", data={"nom": "", "par": "reduced"})
    assert "Sans la couche de dialogue" in done.text
    evaluators.make()
    page = eva.get("/evaluation/dialogues/lire?nom=dialogue-fictif").text
    assert "Voici." in page
    assert "Obtenu" in page
    assert "Une source" in page
    assert "À lire" in eva.get("/evaluation/dialogues").text
    assert "0 réussis sur 1" in eva.get(done.url.path).text
    eva.post("/evaluation/dialogues/rejouer", data={"nom": "dialogue-fictif", "par": "chain"})
    evaluators.make(is_better=True)
    assert "Réussi" in eva.get("/evaluation/dialogues").text


def test_turns_are_added_and_removed_and_nothing_typed_is_lost(evaluators: Evaluators) -> None:
    eva = evaluators.enter()
    page = eva.post(NEW, data=TYPED | {"do": "add"}).text
    assert 'name="t1.resident"' in page
    assert 'value="aide-fictive"' in page
    assert "je veux l&#39;aide fictive</textarea>" in page
    page = eva.post(NEW, data=TYPED | {"t1.resident": "et après", "do": "remove:0"}).text
    assert "et après</textarea>" in page
    assert 'name="t1.resident"' not in page


def test_a_new_dialogue_is_kept_in_the_golden_shape(evaluators: Evaluators) -> None:
    eva = evaluators.enter()
    done = eva.post(NEW, data=TYPED | {"t1.click": "handoff:offer", "t1.outcome":
                                       "handoff_offered", "do": "save"})
    assert "Dialogue enregistré" in done.text
    assert "appuie sur «\u00a0Parler à une personne\u00a0»" in done.text
    found = eva.get("/evaluation/dialogues/proposes/une-aide-demandee-deux-fois.yml")
    raw = yaml.safe_load(found.text)
    dialogue = GoldenDialogue(id="propose", **raw)
    assert dialogue.turns[0].expect.entry == "aide-fictive"
    assert dialogue.turns[0].expect.person_offered is True
    assert dialogue.turns[1].click == "handoff:offer"
    again = eva.post(NEW, data=TYPED | {"do": "save"})
    assert "une-aide-demandee-deux-fois-2" in str(again.url)
    erased = eva.post("/evaluation/dialogues/proposes/une-aide-demandee-deux-fois/effacer")
    assert "Effacé." in erased.text


def test_what_is_missing_is_said_and_nothing_is_kept(evaluators: Evaluators) -> None:
    eva = evaluators.enter()
    done = eva.post(NEW, data=TYPED | {"t0.entry": "inconnue", "do": "save"})
    assert done.status_code == 422
    assert "inconnue" in done.text
    assert "Donnez un titre" in eva.post(NEW, data={"t0.resident": "x", "do": "save"}).text
    empty = eva.post(NEW, data={"title": "Titre", "why": "Pourquoi", "do": "save"}).text
    assert "il manque ce que dit" in empty
    assert not evaluators.desk.proposals.all()
