"""Queries over a corpus: shapes of outside data, passages by section, votes, baselines."""

import json
from pathlib import Path

import numpy as np
import pytest

from evals.retrieval.baselines import BM25, DEFAULT, DENSE, FUSED, Baselines, Text, rrf
from evals.retrieval.corpus import as_texts
from evals.retrieval.french import tokens
from evals.retrieval.over_corpus import OURS, SCORED, Scored, figures
from evals.retrieval.queries import CorpusQuery, query_of, read_queries
from evals.retrieval.vectors import encoded
from evals.retrieval.votes import Folders, labels_by_fiche, scored_vote, vote
from knowledge.imports.publication import Publication


class Letters:
    """A fake encoder: one dimension a letter."""

    identity = "lettres"

    def __init__(self) -> None:
        self.asked = 0

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Count letters, length 1."""
        self.asked += len(texts)
        return [self.embed_query(each) for each in texts]

    def embed_query(self, text: str) -> list[float]:
        """Count letters, length 1."""
        counts = np.array([text.lower().count(chr(97 + at)) for at in range(26)], float)
        return [float(each) for each in counts / (np.linalg.norm(counts) or 1.0)]


TEXTS = [Text("1", "F1", "L'aide au logement de l'étudiant"), Text("2", "F2", "Carte grise perdue"),
         Text("3", "F1", "zzz")]


def test_baselines_rank_by_the_best_text_and_hide_what_is_hidden() -> None:
    others = Baselines(TEXTS, Letters(), Letters())
    found = others.rankings("j'ai perdu ma carte grise")
    assert set(found) == {BM25, DENSE, FUSED, DEFAULT}
    assert found[BM25] == ["F2"]
    assert found[DENSE][0] == found[FUSED][0] == "F2"
    assert others.rankings("carte grise", {"2"})[BM25] == []
    assert others.rankings("???")[BM25] == []
    assert rrf([["a", "b"], ["b"]]) == ["b", "a"]


def test_french_words_meet_whatever_their_elision_accent_and_ending() -> None:
    assert tokens("J'ai demandé l'allocation d'étudiante") == tokens("demander allocation etudiant")


def test_a_text_is_encoded_once_from_one_run_to_the_next(tmp_path: Path) -> None:
    encoder = Letters()
    first = encoded(["a", "b"], encoder, tmp_path)
    again = encoded(["b", "c", "a"], encoder, tmp_path)
    assert encoder.asked == 3
    assert np.allclose(again[[2, 0]], first)
    (tmp_path / "lettres.npz").write_bytes(b"abime")
    assert encoded(["a"], encoder, tmp_path).shape == (1, 26)


@pytest.mark.parametrize(("row", "right", "own", "kinds"), [
    ({"id": "a", "text": "q", "relevant": ["F1"]}, {"F1"}, "", set()),
    ({"qid": "b", "query": "q", "relevant": [{"id": "F1", "position": 1}]}, {"F1"}, "", set()),
    ({"qid": "c", "query": "q", "fiche": "F2"}, {"F2"}, "F2", set()),
    ({"qid": "org-F2", "query": "q", "fiche": "F2", "families_primary": ["caf"]}, set(), "F2",
     {"families_primary"}),
    ({"qid": "dom-alt-F3-ab", "query": "q", "domain5": ["taxes"]}, set(), "F3", {"domain5"})])
def test_every_shape_of_outside_data_is_read(row: dict[str, object], right: set[str], own: str,
                                             kinds: set[str]) -> None:
    found = query_of(row, 1)
    assert (found.right, found.own, set(found.labels)) == (right, own, kinds)


def test_queries_without_a_fiche_of_the_corpus_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "requetes.jsonl"
    rows = [{"text": "a", "relevant": ["F1"]}, {"text": "b", "relevant": ["F9"]}, {"text": "c"}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = read_queries(path, {"F1"})
    assert len(found.queries) == 1
    assert found.excluded == {"fiche absente du corpus": 1, "sans fiche attendue": 1}
    with pytest.raises(ValueError, match="il manque le texte"):
        query_of({"id": "a"}, 4)


def publication() -> Publication:
    """Return a fictitious fiche of three sections, two of them cases of one title."""
    def section(title: str, text: str, *case: str) -> dict[str, object]:
        return {"kind": "case", "title": title, "text": text, "case": case}
    return Publication.model_validate({
        "id": "F1", "kind": "fiche", "published_as": "Fiche", "title": "Une aide fictive",
        "introduction": "Elle aide.", "sections": [
            section("Montant", "Dix euros.", "Seul"), section("Montant", "Vingt.", "Couple"),
            section("Démarche", "Écrivez.")]})


def test_each_section_is_a_passage_with_its_title() -> None:
    texts = [each.text for each in as_texts([publication()])]
    assert texts == ["Une aide fictive", "Une aide fictive. Elle aide.",
                     "Une aide fictive. Montant – Seul : Dix euros.\nMontant – Couple : Vingt.\n"
                     "Démarche : Écrivez."]
    bare = as_texts([publication()], with_titles=False)
    assert not any("fictive" in each.text for each in bare)
    assert {each.key for each in bare} == {"F1"}


def query(key: str, own: str, label: str) -> CorpusQuery:
    """Return a labelled query taken from a fiche."""
    return CorpusQuery(key, "q", frozenset(), own, "", {"domain5": frozenset({label})})


def test_a_vote_never_counts_the_fiche_the_query_came_from() -> None:
    queries = [query("a", "F1", "taxes"), query("b", "F2", "housing"), query("c", "F3", "housing")]
    known = labels_by_fiche(queries, "domain5")
    assert vote(queries[0], ["F1", "F2", "F3"], known) == ["housing"]
    made = figures(queries, {OURS: [["F1", "F2"], ["F3"], ["F2"]],
                             BM25: [["F1"], ["F1"], ["F1"]]}, queries)
    ours = {each["key"]: each["value"] for each in made["systems"][0]["figures"]}
    assert ours == {"domain5 @1": pytest.approx(2 / 3), "domain5 @3": pytest.approx(2 / 3)}
    assert made["differences"][0]["value"] == pytest.approx(2 / 3)


def test_an_unlabelled_fiche_votes_what_its_folder_says_without_the_query_s_own() -> None:
    queries = [query("a", "F1", "taxes"), query("b", "F2", "housing"), query("c", "F3", "taxes")]
    known = labels_by_fiche(queries, "domain5")
    folders = Folders.of({"F1": "A", "F9": "A", "F2": "B", "F3": "A"}, known)
    assert scored_vote(queries[0], ["F1", "F9", "F2"], [3.0, 2.0, 1.0], known, folders) == [
        "taxes", "housing"]
    alone = Folders.of({"F1": "A", "F9": "A", "F2": "B"}, known)
    assert scored_vote(queries[0], ["F9", "F2"], [2.0, 1.0], known, alone) == ["housing"]
    made = figures(queries[:2], {OURS: [["F3"], ["F1"]]}, queries,
                   Scored([[1.0], [1.0]], {}))
    assert [each["name"] for each in made["systems"]] == [OURS, SCORED]
