"""The answer card on the page: each part of the contract, and what may be tapped."""

import html

import pytest

from channels.pages import to_html
from channels.transcript import Row
from mediation.answer import TurnReply
from mediation.outcome import Speaker
from tests.channels import samples


def page_of(reply: TurnReply) -> str:
    """Return the fragment of one reply, entities decoded."""
    row = Row(3, Speaker.ASSISTANT, "", None, reply)
    return html.unescape(to_html("talk/rows.html", {"rows": [row]})).replace("\u00a0", " ")


@pytest.fixture(scope="module")
def card() -> str:
    """Return the page of the full card."""
    return page_of(samples.answered("t1"))


@pytest.mark.parametrize("words", [
    "Emploi et formation", "S'inscrire après la perte d'un emploi", samples.BODY,
    "Qui s'occupe de quoi", "Décide", "Mutualité sociale agricole (Msa)",
    "si vous êtes salarié agricole", "dans les 2 mois", "Appeler France Travail", "39 49",
    "Ouvert maintenant", "Appel gratuit · du lundi au vendredi, 8 h à 17 h",
    "Ce qu'il faut apporter", "Un relevé d'identité bancaire", "12 mois au plus.", "Gratuit.",
    "Près de chez vous (Ville-Fictive)", "à moins de 1 km",
    "Renseignement du 12 mars 2024 : appelez avant de vous déplacer.", "S'inscrire en ligne",
    "D'après le texte officiel du 1er mars 2025 (DILA).", "texte du 1er mars 2025",
    "Fiche non encore validée par un agent.", "Des règles ont pu changer depuis ce texte.",
    "La même chose en mots simples", "Votre travail est fini.", "Quels papiers apporter ?",
    "Parler à une personne", "Cette réponse vous est-elle utile ?"])
def test_the_card_says(card: str, words: str) -> None:
    assert words in card


def test_the_short_answer_is_said_once(card: str) -> None:
    assert card.count(samples.BODY) == 1


def test_the_call_button_comes_first() -> None:
    answer = samples.ANSWER.model_copy(update={"text": "Le début.\n\nLa suite."})
    reply = samples.answered("t").model_copy(update={"answer": answer, "messages": ()})
    shown = page_of(reply)
    places = [shown.index(words) for words in ("tel:3949", "Le début.", "La suite.",
                                               "Qui s'occupe de quoi")]
    assert places == sorted(places)
    assert shown.count("tel:3949") == 1


def test_roles_are_said_once_each() -> None:
    who = (*samples.ANSWER.who, samples.ANSWER.who[0].model_copy(update={"name": "La mairie"}))
    answer = samples.ANSWER.model_copy(update={"who": who})
    shown = page_of(samples.answered("t").model_copy(update={"answer": answer}))
    assert shown.count(">Décide<") == 1
    assert shown.index("La mairie") < shown.index("Mutualité sociale agricole")


def test_many_sources_are_folded_under_the_date_of_the_oldest() -> None:
    answer = samples.ANSWER.model_copy(update={"sources": samples.ANSWER.sources * 3})
    shown = page_of(samples.answered("t").model_copy(update={"answer": answer}))
    assert "<summary>Lire les 3 textes officiels</summary>" in shown
    assert "D'après le texte officiel du 1er mars 2025" in shown.split("Lire les 3")[0]


def test_only_confirmed_numbers_can_be_tapped(card: str) -> None:
    assert 'href="tel:3949"' in card
    assert 'href="tel:0400000002"' in card
    assert "04 00 00 00 01" in card
    assert "tel:0400000001" not in card


def test_steps_are_numbered_and_folded(card: str) -> None:
    folded = card.split("<summary>Les étapes</summary>")[1].split("</details>")[0]
    assert folded.count("<li>") == 3
    assert "<ol" in folded


def test_a_closed_line_says_when_it_opens() -> None:
    call = samples.ANSWER.call
    assert call is not None
    closed = call.model_copy(update={"open_now": False, "next_opening_text": "demain à 8 h"})
    answer = samples.ANSWER.model_copy(update={"call": closed})
    shown = page_of(samples.answered("t").model_copy(update={"answer": answer}))
    assert "Fermé en ce moment, ouvre demain à 8 h" in shown
    assert "call__button--closed" in shown


def test_a_follow_up_shows_what_was_asked_and_folds_the_rest() -> None:
    shown = page_of(samples.follow_up("t"))
    assert shown.count("L'attestation de votre employeur") == 1
    assert "<summary>Qui s'occupe de quoi</summary>" in shown


def test_a_case_question_is_asked_on_the_card() -> None:
    question = "Travaillez-vous dans l'agriculture ?"
    answer = samples.ANSWER.model_copy(update={"case_question": question, "lead": None,
                                               "call": None})
    assert question in page_of(samples.answered("t").model_copy(update={"answer": answer}))


def test_danger_shows_big_numbers_first() -> None:
    shown = page_of(samples.in_danger("t"))
    assert shown.index('href="tel:115"') < shown.index("Appelez le 115, c'est gratuit")


def test_several_needs_have_a_button_each_but_the_one_answered() -> None:
    shown = page_of(samples.several("t"))
    assert 'value="c-need"' in shown
    assert shown.count("Voir ce sujet") == 1


def test_candidate_entries_are_buttons() -> None:
    shown = page_of(samples.choices("t"))
    assert 'value="c-a"' in shown
    assert "Aide fictive B" in shown


def test_an_entry_cannot_smuggle_html_in() -> None:
    answer = samples.ANSWER.model_copy(update={"title": "<script>x</script>", "text": "<b>gras"})
    reply = samples.answered("t").model_copy(update={"answer": answer, "messages": ()})
    row = Row(3, Speaker.ASSISTANT, "", None, reply)
    shown = to_html("talk/rows.html", {"rows": [row]})
    assert "<script>" not in shown
    assert "<b>" not in shown
