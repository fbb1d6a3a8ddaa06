"""Dates of letters, people asked for, corrections and returns: read in the words alone."""

import pytest

from bot.actions.needs import clauses
from bot.actions.wording import acknowledges, corrected, is_for_other, returns_to_past
from bot.decision import LetterDate
from bot.situations.dates import fears_too_late, letter_date_in, speaks_of_a_letter
from bot.situations.person import asks_for_person


@pytest.mark.parametrize(("text", "told"), [
    ("la lettre est du 12 octobre", LetterDate(day=12, month=10)),
    ("le 1er mars 2025", LetterDate(day=1, month=3, year=2025)),
    ("courrier daté du 03/11/2026", LetterDate(day=3, month=11, year=2026)),
    ("le 3-11-26", LetterDate(day=3, month=11, year=2026)),
    ("je l'ai reçue hier", LetterDate(days_ago=1)),
    ("avant-hier", LetterDate(days_ago=2)),
    ("ce matin", LetterDate(days_ago=0)),
])
def test_an_exact_date_is_read(text: str, told: LetterDate) -> None:
    assert letter_date_in(text) == told


@pytest.mark.parametrize("text", [
    "il y a longtemps", "la semaine dernière", "en octobre", "le 45 octobre", "le 12/13",
    "entre le 3 mars et le 9 avril", "appelez le 39 49", "j'ai 12 ans"])
def test_a_vague_or_double_date_is_no_date(text: str) -> None:
    assert letter_date_in(text) is None


def test_a_letter_and_a_fear_are_heard() -> None:
    assert speaks_of_a_letter("j'ai reçu la décision")
    assert not speaks_of_a_letter("je veux un passeport")
    assert fears_too_late("est-ce que c'est trop tard ?")
    assert fears_too_late("j'ai dépassé le délai")
    assert not fears_too_late("quel est le délai ?")


@pytest.mark.parametrize("text", [
    "je veux parler à quelqu'un", "passez-moi un humain", "un conseiller svp",
    "non, je préfère voir une vraie personne", "quelqu'un peut me rappeler ?", "rappelez-moi",
    "pas un robot", "i want to talk to a human", "أريد التحدث مع شخص",
    "jveux parler a kelkun", "hablar con una persona"])
def test_a_person_is_asked_for_in_any_wording(text: str) -> None:
    assert asks_for_person(text)


@pytest.mark.parametrize("text", [
    "vous êtes une vraie personne ?", "est-ce que c'est un humain qui répond",
    "comment parler à un conseiller france travail", "je dois voir un agent de la caf demain",
    "ma mère est une personne âgée", "j'ai besoin d'une aide à domicile"])
def test_a_person_is_not_asked_for(text: str) -> None:
    assert not asks_for_person(text)


@pytest.mark.parametrize("text", ["c'est pour ma fille", "non c'est pour mon père",
                                  "pour ma mère", "en fait c'est pour mon grand père"])
def test_for_whom_is_heard(text: str) -> None:
    assert is_for_other(text)


def test_a_question_about_a_relative_is_a_question() -> None:
    assert not is_for_other("une aide pour ma fille handicapée")


def test_what_is_denied_is_not_searched() -> None:
    assert "rsa" not in corrected("non, pas le rsa, la prime d'activité").lower()
    assert corrected("je ne trouve pas de travail") == "je ne trouve pas de travail"
    assert corrected("non, pas ça") == "non, pas ça"


@pytest.mark.parametrize("text", ["revenons à ma première question", "ma question d'avant",
                                  "on revient au sujet d'avant"])
def test_going_back_is_heard(text: str) -> None:
    assert returns_to_past(text)


def test_a_short_ok_acknowledges_and_a_question_does_not() -> None:
    assert acknowledges("ok d'accord")
    assert acknowledges("très bien")
    assert not acknowledges("d'accord et les papiers ?")


def test_up_to_five_needs_are_told_apart() -> None:
    told = ("Perdre mon emploi. Payer mon loyer. Refaire mon passeport. Garder mes enfants. "
            "Voter ici.")
    assert len(clauses(told)) == 5
