"""Personal data is masked, however it is typed; places, amounts and service numbers stay."""

import pytest

from mediation.masking import PLACEHOLDERS, Masker
from mediation.personal.words import KnownWords

KNOWN = KnownWords(
    numbers=frozenset({"3949", "0809401401"}), postcodes=frozenset({"48000", "48100"}),
    streets=frozenset({"1 quai fictif"}), organisations=frozenset({"caf", "france travail", "msa"}),
    places=frozenset({"mende", "marvejols"}), towns=frozenset({"mende"}))
MASKER = Masker(KNOWN)


@pytest.mark.parametrize(("text", "secret", "kind"), [
    ("mon tel 06 12.34-56 78", "06 12.34-56 78", "phone"),
    ("0612345678", "0612345678", "phone"), ("+33 6 12 34 56 78", "12 34", "phone"),
    ("+221 77 123 45 67", "123", "phone"), ("06_12_34_56_78", "34", "phone"),
    ("06–12–34–56–78", "34", "phone"), ("06\u201112\u201134\u201156\u201178", "34", "phone"),
    ("06,12,34,56,78", "34", "phone"), ("06 · 12 · 34 · 56 · 78", "34", "phone"),
    ("06|12|34|56|78", "34", "phone"), ("06 123 456 78", "456", "phone"),
    ("tel 612345678", "612345678", "phone"), ("o6 12 34 56 78", "34", "phone"),
    ("zéro six douze trente-quatre cinquante-six soixante-dix-huit", "trente", "phone"),
    ("zelie.fictive@example.org", "zelie", "email"), ("zelie＠example.org", "zelie", "email"),
    ("zelie arobase example point org", "zelie", "email"),
    ("zelie [at] example [dot] org", "zelie", "email"),
    ("mon mail zelie48 gmail.com", "zelie48", "email"),
    ("FR76 3000 6000 0112 3456 7890 189", "3000", "iban"),
    ("GB29 NWBK 6016 1331 9268 19", "6016", "iban"),
    ("fr7630006000011234567890189", "3000", "iban"),
    ("1 85 05 78 006 084 36", "78 006", "nir"), ("sécu 2.85.05.2A.006.084", "006", "nir"),
    ("1850578006o8436", "8436", "nir"), ("n° sécu 1850578006084 clé 36", "36", "nir"),
    ("4970 1000 0000 0000", "4970", "card"), ("ma carte 4970-1000-00000000", "4970", "card"),
    ("allocataire n° 1234567", "1234567", "allocataire"), ("caf 12 34 567 B", "34", "allocataire"),
    ("numéro fiscal 12 34 567 890 123", "567", "fiscal"),
    ("identifiant France Travail 1234567A", "1234567A", "france_travail"),
    ("numéro étranger : 99 034 567 89", "034", "foreigner"),
    ("passeport 12AB34567", "12AB34567", "paper"), ("passeport 12 AB 34567", "34567", "paper"),
    ("ma carte d'identité n° X4RTBPFW4", "X4RTBPFW4", "paper"),
    ("ma voiture AB-123-CD", "AB-123", "paper"),
    ("dossier MDPH 2023-067418-B", "067418", "file_number"),
    ("RG 24/00123", "00123", "file_number"), ("réf. 2024-CAF-77881", "77881", "file_number"),
    ("12345678 sans rien dire", "12345678", "number"),
    ("née le 12/03/1985", "12/03/1985", "birth_date"),
    ("je suis né le douze mars mille neuf cent quatre-vingt-cinq", "mars", "birth_date"),
    ("date de naissance 12031985", "12031985", "birth_date"),
    ("nací el 12 de marzo de 1985", "marzo", "birth_date"),
    ("j'habite 12 rue des Faux-Lilas à Mende", "Lilas", "address"),
    ("12 bd du faux lilas appt 4 bat B", "appt 4", "address"),
    ("résidence les Faux Pins, entrée 4", "Pins", "address"),
    ("au lieu-dit la Fausse Combe", "Combe", "address"),
    ("bat 4 esc 2 appt 31", "31", "address"), ("Flat 6, 52 Fictive Street", "Fictive", "address"),
])
def test_numbers_dates_and_addresses_are_masked(text: str, secret: str, kind: str) -> None:
    masked = MASKER.mask(text)
    assert secret not in masked.text
    assert kind in masked.kinds
    assert PLACEHOLDERS[kind] in masked.text


@pytest.mark.parametrize(("text", "secret"), [
    ("je m'appelle Zélie Fictive", "Fictive"), ("jmapel zélie fictivette", "fictivette"),
    ("mon nom de famille c'est Fictive", "Fictive"), ("my name is Zélie Fictive", "Zélie"),
    ("me llamo Zélia Fictiva", "Zélia"), ("اسمي عبد القادر", "القادر"),
    ("ma fille s'appelle Zélie Fictive", "Zélie"), ("mon fils Zélio Fictif a 3 ans", "Zélio"),
    ("mon fils Léo", "Léo"), ("ma mère fatoumata veut une aide", "fatoumata"),
    ("c'est Zélie Fictive à l'appareil", "Fictive"), ("salut moi c karim", "karim"),
    ("Mme Fictive-Dubreuil refuse", "Dubreuil"), ("ma voisine madame lopez", "lopez"),
    ("Cordialement, Zélie Fictive", "Fictive"), ("FICTIF Jean-Marie, né le 12/03/1985", "FICTIF"),
    ("Je suis née Fictivot", "Fictivot"), ("F I C T I V O T", "T I V O T"),
    ("Le bail est au nom de Zélie Fictive et Karim Fictif", "Karim"),
])
def test_names_are_masked_with_and_without_capitals(text: str, secret: str) -> None:
    masked = MASKER.mask(text)
    assert secret not in masked.text
    assert "name" in masked.kinds


@pytest.mark.parametrize("text", [
    "j'habite à Mende, 48000", "appelez le 39 49", "le 0 809 401 401 ne répond pas", "le 115",
    "le 0 800 130 000 est gratuit", "je dois 150000 euros", "12000 au lieu de 1200",
    "audience le 12/03/2026", "ma carte de séjour finit le 12/05/2026",
    "j'ai 3 enfants de 2 et 4 ans", "Le maire refuse", "article L412-6", "L. 1234-9",
    "décret n° 2016-1711", "cerfa 12345*06", "en2024 j'ai perdu mon emploi et mon logement",
    "rn88 entre mende et marvejols", "le12 je passe devant le juge pour mon loyer",
    "ma mère MSA ou CAF ?", "c'est quoi la CAF", "mon passeport est périmé", "Né en mai 1965",
    "le 12/03/2026, 05/04/2026", "de 9:00 à 12:30 et de 14:00 à 17:30", "48000 48100",
    "carte d'identité perdue en 2024", "la rue Victor-Hugo est fermée", "2 places en crèche",
    "le lycée Jules-Ferry", "j'ai une rose et du jasmin", "la CPAM, 1 quai Fictif",
    "le revenu fiscal de référence est de 14500", "contact@caf.fr ne répond pas",
    "je m'appelle pas comme ça", "Bonjour Madame, Monsieur", "mon mari travaille",
])
def test_places_amounts_deadlines_laws_and_services_stay(text: str) -> None:
    assert MASKER.mask(text).text == text


def test_the_commune_after_an_address_stays() -> None:
    assert "à Mende" in MASKER.mask("j'habite 12 rue des Lilas à Mende").text
    assert "48000 Mende" in MASKER.mask("12 rue des Lilas, 48000 Mende").text


def test_the_pieces_say_what_was_replaced() -> None:
    text = "je suis Zélie Fictive, tel 06 12 34 56 78"
    masked = MASKER.mask(text)
    assert [text[each.start:each.end] for each in masked.pieces] == [
        "Zélie Fictive", "06 12 34 56 78"]
    assert masked.text == "je suis [nom], tel [téléphone]"


def test_a_name_is_hidden_wherever_the_message_repeats_it() -> None:
    text = "Mme Fictivette ne répond pas. J'ai écrit à fictivette deux fois."
    assert "ictivette" not in MASKER.mask(text).text


def test_what_the_model_sees_adds_to_the_rules() -> None:
    def sees(text: str) -> list[tuple[int, int, str]]:
        return [(text.index("Zorbek"), text.index("Zorbek") + 13, "PER")]

    text = "le bailleur a changé, Zorbek Wilunga est parti"
    assert "Zorbek" in MASKER.mask(text).text
    assert "Zorbek" not in Masker(KNOWN, sees).mask(text).text
