"""French analysis, short forms, spelling, and lexical scores."""

import pytest

from retrieval.french import terms, words
from retrieval.lexical import LexicalIndex
from retrieval.normalise import normalise
from retrieval.passages import passages_of
from retrieval.spelling import Spelling


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("jai pa de quoi payé", "j'ai pas de quoi payé"),
        ("JAI un rdv", "j'ai un rendez-vous"),
        ("jsuis au taf", "je suis au travail"),
        ("pk g pa bcp de thune", "pourquoi j'ai pas beaucoup d'argent".replace("d'", "de ")),
        ("koi faire svp", "quoi faire s'il vous plaît"),
        ("j’attends", "j'attends"),
        ("siiiii", "si"),
        ("une allocation", "une allocation"),
    ],
)
def test_short_forms_are_written_out(written, plain):
    assert normalise(written) == plain


def test_a_short_form_inside_a_word_is_left_alone():
    assert normalise("papa va à Paris") == "papa va à Paris"


def test_accents_and_elision_make_no_difference():
    assert terms("l’allocation d'été") == terms("allocation ete")
    assert terms("Qu'est-ce qu'une indemnité ?") == terms("indemnite")


def test_plurals_and_verb_forms_share_a_stem():
    assert terms("allocations") == terms("allocation")
    assert terms("licencié") == terms("licenciée")


def test_a_rent_is_not_a_law():
    assert terms("loyer") != terms("loi")


def test_stop_words_alone_leave_nothing():
    assert words("est-ce que je peux le faire avec vous ?") == []


def test_spelling_prefers_the_nearest_then_the_commonest_word():
    spelling = Spelling(["inscription", "inscription", "allocation", "location"])
    assert spelling.correct("inscripsion") == "inscription"
    assert spelling.correct("alocation") == "allocation"


def test_spelling_leaves_known_short_and_foreign_words():
    spelling = Spelling(["loyer", "inscription"])
    assert spelling.correct("loyer") == "loyer"
    assert spelling.correct("loi") == "loi"
    assert spelling.correct("trombone") == "trombone"


def test_a_misspelt_question_still_scores_on_its_entry(make_entry):
    passages = passages_of(make_entry("moulin", "réparer un moulin à aubes"))
    lexical = LexicalIndex(passages)
    assert lexical.scores("reparer mon moullin").max() > 0.5


def test_a_question_without_a_shared_word_scores_zero(make_entry):
    lexical = LexicalIndex(passages_of(make_entry("moulin", "réparer un moulin")))
    assert lexical.scores("recette xylophone").max() == 0.0


def test_unknown_words_count_against_a_question(make_entry):
    lexical = LexicalIndex(passages_of(make_entry("moulin", "réparer un moulin")))
    alone = lexical.scores("moulin").max()
    assert lexical.scores("moulin xylophone banquise").max() < alone


def test_an_empty_base_scores_nothing():
    assert LexicalIndex([]).scores("moulin").size == 0
