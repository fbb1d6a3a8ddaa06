"""Without the dialogue layer: being sent around, a date, simpler words, a vague start's buttons."""

from bot.decision import Decision, Kind
from knowledge.vocabulary import Facet
from mediation.outcome import Outcome
from mediation.saying.offers import EASIER
from retrieval.query import Band
from tests.mediation.saying.test_voice import ANSWER, FixedRetriever, voice
from tests.people import entry

AROUND = "la caf me renvoie vers la msa et la msa me renvoie vers la caf"


def test_being_sent_around_is_heard_without_the_dialogue_layer() -> None:
    decision, said = voice(retriever=FixedRetriever(Band.DECLINE)).say_without_bot(
        AROUND, None, None)
    assert (decision.kind, decision.offices) == (Kind.BACK_AND_FORTH, ("caf", "msa"))
    assert said.outcome is Outcome.REFERRED
    assert any("[votre nom]" in text for text in said.texts)


def test_the_current_entry_says_who_must_act_then_too() -> None:
    _, said = voice(retriever=FixedRetriever(Band.DECLINE)).say_without_bot(
        AROUND, "aide-fictive", None)
    assert said.outcome is Outcome.ANSWERED
    assert said.answer is not None
    assert said.answer.lead == "caf"


def test_the_date_of_a_letter_is_counted() -> None:
    decision, said = voice().say_without_bot("la lettre est du 3 novembre", "aide-fictive", None)
    assert decision.facet is Facet.APPEAL
    assert any("au plus tard le" in text for text in said.texts)


def test_a_fear_is_calmed() -> None:
    _, said = voice().say_without_bot("c'est trop tard ?", "aide-fictive", None)
    assert any("Ne renoncez pas" in text for text in said.texts)


def test_simpler_words_are_the_entry_s_own() -> None:
    _, said = voice().say_without_bot("plus simplement svp", "aide-fictive", None)
    assert said.texts[-1] == entry().easy


def test_easy_words_are_one_button_away_and_not_offered_again() -> None:
    assert EASIER in [each.label for each in voice().say(ANSWER, (), None).offers]
    easy = voice().say(ANSWER.model_copy(update={"is_easy": True}), (), None)
    assert EASIER not in [each.label for each in easy.offers]
    assert easy.answer is not None
    assert easy.answer.text == entry().easy


def test_a_life_event_without_its_entries_is_an_honest_refusal() -> None:
    chosen = Decision(kind=Kind.CHOICES, life_event="perte-emploi")
    assert voice().say(chosen, (), None).outcome is Outcome.UNANSWERABLE_NO_SOURCE
