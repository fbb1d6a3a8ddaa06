"""Numbers, addresses and moments as people type them."""

import pytest

from mediation.callbacks.reading import contact_in, is_attempt, is_bare, moment_in
from mediation.callbacks.shapes import Way


@pytest.mark.parametrize(("typed", "value"), [
    ("06 39 98 12 34", "0639981234"), ("0639981234", "0639981234"),
    ("mon num c'est le 06.39.98.12.34 svp", "0639981234"), ("06-39-98-12-34", "0639981234"),
    ("+33 6 39 98 12 34", "0639981234"), ("0033 (0)6 39 98 12 34", "0639981234"),
    ("33639981234", "0639981234"), ("o6 39 98 12 34", "0639981234"),
    ("6 39 98 12 34", "0639981234"), ("+32 470 00 12 34", "+32470001234"),
    ("0262 00 12 34", "0262001234"),
])
def test_a_number_is_read_as_people_type_it(typed: str, value: str) -> None:
    contact = contact_in(typed)
    assert contact is not None
    assert (contact.way, contact.value) == (Way.PHONE, value)
    assert is_bare(contact)


@pytest.mark.parametrize("typed", [
    "zoe@exemple.fr", "mon mail est Zoe@exemple.fr", "zoe arobase exemple point fr",
    "zoe @ exemple . fr", "zoe@exemple,fr", "zoe(at)exemple.fr"])
def test_an_address_is_read_as_people_type_it(typed: str) -> None:
    contact = contact_in(typed)
    assert contact is not None
    assert (contact.way, contact.value) == (Way.EMAIL, "zoe@exemple.fr")


@pytest.mark.parametrize("typed", ["06 39 98 12", "le 36 46", "08 99 00 12 34", "zoe@", "demain",
                                   "j'ai 3 enfants", "17h30"])
def test_what_is_not_whole_is_no_contact(typed: str) -> None:
    assert contact_in(typed) is None


def test_an_attempt_is_seen_and_ordinary_words_are_not() -> None:
    assert is_attempt("06 39 98 12")
    assert is_attempt("zoe@")
    assert not is_attempt("je suis libre à 17h30, pas à 18h")


def test_what_is_said_around_a_number_is_kept_with_it() -> None:
    contact = contact_in("06 39 98 12 34 demandez ma fille après 17h")
    assert contact is not None
    assert contact.note == "demandez ma fille après 17h"


@pytest.mark.parametrize(("typed", "moment"), [
    ("le matin", "morning"), ("plutôt l'après-midi", "afternoon"), ("peu importe", "any"),
    ("matin ou après-midi", "any"), ("demain matin", None),
    ("comment avoir une aide pour la garde du matin au soir", None)])
def test_a_short_message_may_say_a_moment(typed: str, moment: str | None) -> None:
    assert moment_in(typed) == moment
