"""How a message is cut: subjects, follow-ups, ordinals and several needs."""

import pytest

from bot.actions.facets import facet_in
from bot.actions.needs import clauses
from bot.actions.wording import ordinal, subject_terms
from knowledge.vocabulary import Facet


@pytest.mark.parametrize("text", ["et pour les papiers ?", "c'est où ?", "combien ça coûte",
                                  "kel papier", "je fais comment ensuite ?", "48100",
                                  "where is it?", "how much does it cost"])
def test_a_bare_follow_up_has_no_subject(text: str) -> None:
    assert subject_terms(text) == set()


@pytest.mark.parametrize("text", ["quels papiers pour le rsa", "combien coûte un passeport"])
def test_a_subject_is_seen_among_follow_up_words(text: str) -> None:
    assert len(subject_terms(text)) == 1


@pytest.mark.parametrize(("text", "count", "picked"), [
    ("1", 3, 0), ("la première", 3, 0), ("le 2", 2, 1), ("la dernière", 2, 1),
    ("le troisième", 3, 2), ("le 3", 2, None), ("oui", 3, None), ("1 ou 2", 3, None),
    ("un logement pour deux enfants", 3, None)])
def test_an_ordinal_picks_only_when_it_is_clear(text: str, count: int, picked: int | None) -> None:
    assert ordinal(text, count) == picked


@pytest.mark.parametrize(("text", "count"), [
    ("J'ai perdu mon travail hier. Je ne peux plus payer mon loyer.", 2),
    ("je dois refaire mon passeport et je cherche un logement social", 2),
    ("comment demander une aide au logement ?", 0),
    ("Bonjour. Je cherche un logement social.", 0)])
def test_a_message_is_split_only_when_each_clause_has_a_subject(text: str, count: int) -> None:
    assert len(clauses(text)) == count


@pytest.mark.parametrize(("text", "facet"), [
    ("quels papiers pour le rsa", Facet.DOCUMENTS),
    ("il faut quoi comme justificatifs pour une aide", Facet.DOCUMENTS),
    ("combien de temps pour avoir le chômage", Facet.DELAY),
    ("c'est gratuit de s'inscrire ?", Facet.COST),
    ("combien coûte un passeport", Facet.COST),
    ("on m'a volé mes papiers", None),
    ("comment demander une aide au logement", None)])
def test_the_facet_of_a_full_question_is_in_its_words(text: str, facet: Facet | None) -> None:
    assert facet_in(text) is facet


@pytest.mark.parametrize("text", ["48000 Mende", "Mende (48000)", "Mende, 48000"])
def test_a_postal_code_in_000_beside_its_commune_is_no_subject(text):
    assert subject_terms(text, "48000 mende") == set()
