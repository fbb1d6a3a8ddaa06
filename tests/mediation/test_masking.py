"""Personal data is masked; places, amounts and service numbers stay."""

import pytest

from mediation.masking import Masker

MASKER = Masker(["39 49", "0 809 401 401", "115"])


@pytest.mark.parametrize(("text", "secret", "kind"), [
    ("mon tel 06 12.34-56 78", "06 12.34-56 78", "phone"),
    ("0612345678", "0612345678", "phone"),
    ("+33 6 12 34 56 78", "12 34", "phone"),
    ("zelie.fictive@example.org", "zelie", "email"),
    ("zelie arobase example point org", "zelie", "email"),
    ("FR76 3000 6000 0112 3456 7890 189", "3000", "iban"),
    ("1 85 05 78 006 084 36", "78 006", "nir"),
    ("4970 1000 0000 0000", "4970", "card"),
    ("allocataire n° 1234567", "1234567", "file"),
    ("je m'appelle Zélie Fictive", "Fictive", "name"),
    ("née le 12/03/1985", "12/03/1985", "birth"),
    ("j'habite 12 rue des Faux-Lilas à Mende", "Lilas", "address"),
    ("06–12–34–56–78", "34", "phone"), ("06\u201112\u201134\u201156\u201178", "34", "phone"),
    ("06,12,34,56,78", "34", "phone"), ("06 · 12 · 34 · 56 · 78", "34", "phone"),
    ("06:12:34:56:78", "34", "phone"), ("06|12|34|56|78", "34", "phone"),
    ("zelie.fictive＠example.org", "zelie", "email"),
    ("GB29 NWBK 6016 1331 9268 19", "6016", "iban"),
    ("mon nom de famille c'est Fictive", "Fictive", "name"),
    ("ma fille s'appelle Zélie Fictive", "Zélie", "name"),
    ("mon fils Zélio Fictif a 3 ans", "Zélio", "name"),
    ("c'est Zélie Fictive à l'appareil", "Fictive", "name"),
    ("my name is Zélie Fictive", "Zélie", "name"),
    ("passeport 12AB34567", "12AB34567", "paper"),
    ("ma carte d'identité n° X4RTBPFW4", "X4RTBPFW4", "paper"),
])
def test_personal_data_is_masked(text, secret, kind):
    masked = MASKER.mask(text)
    assert secret not in masked.text
    assert kind in masked.kinds


@pytest.mark.parametrize("text", [
    "j'habite à Mende, 48000", "appelez le 39 49", "le 0 809 401 401 ne répond pas", "le 115",
    "je dois 150000 euros", "audience le 12/03/2026", "j'ai 3 enfants de 2 et 4 ans",
    "Le maire refuse", "article L412-6", "en2024 j'ai perdu mon emploi et mon logement",
    "rn88 entre mende et marvejols", "le12 je passe devant le juge pour mon loyer",
    "mon fils Léo", "ma mère MSA ou CAF ?", "c'est quoi la CAF", "mon passeport est périmé",
    "le 12/03/2026, 05/04/2026", "de 9:00 à 12:30 et de 14:00 à 17:30",
    "carte d'identité perdue en 2024", "c'est Pôle Emploi qui paie",
])
def test_places_amounts_deadlines_and_service_numbers_stay(text):
    assert MASKER.mask(text).text == text


def test_the_commune_after_an_address_stays():
    assert "à Mende" in MASKER.mask("j'habite 12 rue des Lilas à Mende").text
