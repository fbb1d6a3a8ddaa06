"""Imported texts are shown under today's names, marked « à confirmer »."""

import pytest

from knowledge.imports.names import is_stale, todays


@pytest.mark.parametrize(("written", "shown"), [
    ("Inscription à Pôle emploi. Votre agence Pôle emploi.",
     "Inscription à France Travail (à confirmer). Votre agence France Travail."),
    ("Maison de services au public (MSAP) - Villefictive",
     "France Services (à confirmer) - Villefictive"),
    ("Huissier de justice", "Commissaire de justice (à confirmer)"),
    ("La CMU-C est gratuite", "La complémentaire santé solidaire (à confirmer) est gratuite"),
    ("La taxe d'habitation est due", "La taxe d'habitation (à confirmer) est due"),
])
def test_a_former_name_gives_way_to_todays(written: str, shown: str) -> None:
    assert is_stale(written)
    assert todays(written) == shown


def test_a_text_of_today_is_left_as_it_is() -> None:
    text = "Écrivez à France Travail, à la Caf ou au tribunal judiciaire."
    assert (todays(text), is_stale(text)) == (text, False)
