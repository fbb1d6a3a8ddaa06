"""Figures are read as people write them, and phones, names and list counts are no figures."""

import pytest

from knowledge.checks.figures import dates_since, figures, phones


@pytest.mark.parametrize(("text", "said"), [
    ("dans les deux mois", {"2 mois"}),
    ("quinze jours calendaires", {"15 jours"}),
    ("Entre 50 et 79 % de taux", {"50 %", "79 %"}),
    ("15 à 20 heures par semaine", {"15 heures", "20 heures"}),
    ("jeunes de 16-25 ans", {"16 ans", "25 ans"}),
    ("les 3 derniers mois", {"3 mois"}),
    ("depuis le 1er octobre 2023", {"1er octobre 2023"}),
    ("du 1er novembre au 31 mars", {"1er novembre", "31 mars"}),
    ("du 1er au 30 juin", {"1er juin", "30 juin"}),
    ("en octobre 2023", {"octobre 2023"}),
    ("en 2026, 5\u00a0000 €", {"2026", "5000 €"}),
    ("Cerfa n° 15692*01 ou formulaire 2042", {"15692 formulaire", "2042 formulaire"}),
    ("le formulaire 4805-SD", {"4805 formulaire"}),
    ("entre le 10e et le 12e mois", {"10e", "12e"}),
    ("au troisième enfant", {"3e"}),
    ("la moitié, puis les deux tiers du salaire", {"1/2", "2/3"}),
    ("de 8 h 30 à 17 h", {"8:30", "17 heures"}),
    ("0,5 % sur 1 607 heures", {"0,5 %", "1607 heures"}),
    ("un mois, ou une semaine", {"1 mois", "1 semaine"}),
    ("2 000 m²", {"2000 m2"}),
    ("le 28 du mois", {"28"}),
    ("à vos 16, 18, 20 ou 21 ans", {"16 ans", "18 ans", "20 ans", "21 ans"}),
    ("cent euros", {"100 €"}),
    ("le 15 000 € du plafond", {"15000 €"}),
])
def test_a_figure_is_read(text, said):
    assert {str(each) for each in figures(text)} == said


@pytest.mark.parametrize("text", [
    "Appelez le 39 49 ou le 115, 24 h/24, 7 j/7.", "au 0 806 000 126", "le 3919", "la police (17)",
    "lunettes 100 % santé", "une association loi 1901", "le 1er mois", "Il y a 3 papiers.",
    "les 2 premières, sans rien payer", "une fois le dossier reçu", "1jeune1solution.gouv.fr",
])
def test_a_phone_a_name_or_a_list_count_is_no_figure(text):
    assert figures(text) == ()


@pytest.mark.parametrize(("text", "numbers"), [
    ("au 39 49 ou au 01 99 00 00 00", ("3949", "0199000000")),
    ("le 115, le 116 006 et le 3919", ("115", "116006", "3919")),
    ("le 15 du mois, 3 000 € et le 17 mai", ()),
])
def test_a_phone_is_read(text, numbers):
    assert set(phones(text)) == set(numbers)


def test_a_date_said_with_less_detail_is_carried_by_the_full_one():
    full = frozenset(figures("1er octobre 2023"))
    assert all(each.is_in(full) for each in figures("depuis octobre 2023, en 2023, le 1er octobre"))
    assert not any(each.is_in(full) for each in figures("2 octobre 2023, octobre 2022"))


def test_only_what_follows_since_is_a_date_since():
    assert [str(each) for each in dates_since("Depuis le 1er mai 2025, et jusqu'au 3 juin 2026")
            ] == ["1er mai 2025"]
    assert dates_since("depuis 2 ans") == ()
