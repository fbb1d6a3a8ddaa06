"""The language of a message. Unsure, it is French; French as people write it stays French."""

import socket
from time import perf_counter

import pytest

from knowledge.languages import languages
from mediation.spoken_language import SpokenLanguage

FRENCH = (
    "bjr jai plu de sou pr manger ki peu maider", "slt cc pr savoir si jai droi a la caf",
    "g perdu mon taf je fé koi", "mon proprio ve me mettre dehor", "c ou la mission local",
    "jatend depui 3 moi mon titre de sejour", "kel papier pr la mdph", "mdr jcomprend rien",
    "pole emploi ma radier", "ma mere est malade qui peut venir a la maison",
    "comment on fait pour le rsa", "carte grise prix", "apl", "caf", "France Travail",
    "action logement garant visale", "CSS mutuelle gratuite", "permis", "non à Florac", "ok",
    "merci", "et pour les papiers ?", "Mende", "divorce tribunal avocat", "attestation employeur",
    "facture edf trop chere", "titre de transport senior", "c'est pour mon fils il a 17 ans",
    "on m'a volé ma carte vitale", "je suis auto entrepreneur et je gagne plus rien",
    "allocation adulte handicapé renouvellement", "passeport express", "aide menage personne agee",
    "burn out arret maladie", "job d'ete 16 ans", "service civique mission", "parking handicapé",
    "my caf", "no money", "rdv prefecture", "retraite minimum vieillesse", "chômage intermittent",
    "surendettement banque de france", "DALO", "je parle pas bien francai",
    "mon mari il tape moi", "moi pas papier moi travail", "nounou agréée", "crous bourse",
    "le maire ne me répond pas", "il m a pri mon telefone", "est-ce que tu es un robot",
)
OTHERS = {
    "en": ("I have no money to buy food", "how can I get a doctor without papers",
           "my landlord wants to throw me out", "where do I apply for housing benefit",
           "I am pregnant and I don't have insurance", "can someone help me with my tax letter",
           "what do I need for the residence permit"),
    "es": ("no tengo dinero para pagar el alquiler", "mi hijo no tiene plaza en la escuela",
           "¿cómo puedo pedir la ayuda para la vivienda?",
           "he perdido mi trabajo y no sé qué hacer",
           "necesito un médico para mi hija"),
    "pt": ("não tenho dinheiro para pagar a renda", "o meu filho precisa de ir para a escola",
           "perdi o meu trabalho e não sei o que fazer", "como posso pedir ajuda para a casa"),
    "ar": ("كيف أطلب المساعدة في دفع الإيجار", "فقدت عملي ماذا أفعل", "مرحبا", "أحتاج إلى طبيب"),
    "ru": ("я потеряла работу, что мне делать", "помогите"),
    "uk": ("де я можу отримати допомогу з житлом",),
    "tr": ("işimi kaybettim, ne yapmam gerekiyor",),
    "it": ("ho perso il mio lavoro e non so cosa devo fare",),
    "de": ("ich habe meine Arbeit verloren, was soll ich jetzt machen",),
    "zh": ("我失业了，应该怎么办",),
}


@pytest.fixture(scope="module")
def spoken() -> SpokenLanguage:
    return SpokenLanguage(languages())


@pytest.mark.parametrize("text", FRENCH)
def test_french_and_what_is_too_short_are_never_taken_for_another_language(
        spoken: SpokenLanguage, text: str) -> None:
    assert spoken.of(text) in (None, "fr")


@pytest.mark.parametrize(("language", "text"), [
    (language, text) for language, texts in OTHERS.items() for text in texts])
def test_a_whole_sentence_says_its_language(
        spoken: SpokenLanguage, language: str, text: str) -> None:
    assert spoken.of(text) == language


@pytest.mark.parametrize("text", [
    "je voudrais savoir comment faire une demande de logement social",
    "Bonjour, je n'ai pas reçu mon RSA ce mois-ci et je ne sais pas qui appeler."])
def test_a_whole_french_sentence_is_surely_french(spoken: SpokenLanguage, text: str) -> None:
    assert spoken.of(text) == "fr"


@pytest.mark.parametrize("text", ["", "   ", "!!!", "12 34", "👍", "\n", "a" * 5000])
def test_what_has_no_words_has_no_language(spoken: SpokenLanguage, text: str) -> None:
    assert spoken.of(text) is None


def test_telling_the_language_needs_no_network_and_is_quick(
        monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refused)
    spoken = SpokenLanguage(languages())
    started = perf_counter()
    for _ in range(100):
        spoken.of("how can I get a doctor without papers")
    assert perf_counter() - started < 0.5
