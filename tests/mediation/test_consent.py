"""A bare yes or no is read as such; a sentence that merely starts so is not."""

import pytest

from mediation.consent import asks_for_person, is_no, is_yes


@pytest.mark.parametrize("text", [
    "oui", "OUI !!", "ouiii", "ok", "d’accord", "oui s'il vous plaît"])
def test_agreement_is_read(text: str) -> None:
    assert is_yes(text)
    assert not is_no(text)


@pytest.mark.parametrize("text", ["non", "Non, merci.", "nan", "pas maintenant", "laissez tomber"])
def test_refusal_is_read(text: str) -> None:
    assert is_no(text)
    assert not is_yes(text)


@pytest.mark.parametrize("text", [
    "oui mais avant c'est où ?", "non mais mon loyer", "ouistiti", ""])
def test_a_sentence_is_neither(text: str) -> None:
    assert not is_yes(text)
    assert not is_no(text)


@pytest.mark.parametrize(("text", "asks"), [
    ("je veux parler à quelqu'un", True), ("parler a qqn svp", True),
    ("je peux avoir un conseiller ?", True), ("un humain s'il vous plaît", True),
    ("je veux parler de mon loyer", False), ("qui paie quoi", False)])
def test_a_request_for_a_person_is_read_without_the_dialogue(text: str, asks: bool) -> None:
    assert asks_for_person(text) is asks
