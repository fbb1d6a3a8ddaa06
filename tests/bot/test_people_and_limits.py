"""Persons offered, yes and no, what is out of scope, personal files, small talk."""

import pytest

from bot.decision import Kind, PersonCause
from tests.bot.conversing import Dialogue
from tests.bot.fakes import FakeRetriever, parts


@pytest.fixture
def dialogue() -> Dialogue:
    return Dialogue(parts())


async def test_a_person_asked_for_is_offered_then_accepted(dialogue: Dialogue) -> None:
    offered = await dialogue.hear("je veux parler à quelqu'un", "ask_person")
    assert (offered.kind, offered.cause) == (Kind.OFFER_PERSON, PersonCause.ASKED)
    assert (await dialogue.hear("oui", "affirm")).kind is Kind.ACCEPT_PERSON
    assert dialogue.slots["offer_pending"] is False


async def test_a_person_offered_can_be_refused(dialogue: Dialogue) -> None:
    await dialogue.hear("un conseiller", "ask_person")
    assert (await dialogue.hear("non merci", "deny")).kind is Kind.DECLINE_PERSON


async def test_thanks_between_the_offer_and_the_yes_change_nothing(dialogue: Dialogue) -> None:
    await dialogue.hear("un conseiller", "ask_person")
    await dialogue.hear("merci", "thank")
    assert (await dialogue.hear("oui", "affirm")).kind is Kind.ACCEPT_PERSON


async def test_a_new_question_closes_the_offer(dialogue: Dialogue) -> None:
    await dialogue.hear("un conseiller", "ask_person")
    await dialogue.hear("j'ai perdu mon boulot", "ask_employment")
    assert (await dialogue.hear("oui", "affirm")).kind is Kind.SMALL_TALK


async def test_yes_after_no_source_offers_a_person(dialogue: Dialogue) -> None:
    await dialogue.hear("une question sans réponse", "ask_health")
    decision = await dialogue.hear("oui", "affirm")
    assert (decision.kind, decision.cause) == (Kind.OFFER_PERSON, PersonCause.NO_SOURCE)


async def test_yes_to_several_choices_asks_which(dialogue: Dialogue) -> None:
    proposed = await dialogue.hear("mon loyer et un passeport", "ask_housing")
    again = await dialogue.hear("oui", "affirm")
    assert again.choices == proposed.choices
    assert dialogue.responses == ["utter_ask_which"]


async def test_two_misunderstandings_in_a_row_offer_a_person(dialogue: Dialogue) -> None:
    first = await dialogue.hear("zzz", "nlu_fallback")
    assert first.kind is Kind.NOT_UNDERSTOOD
    second = await dialogue.hear("grmbl", "nlu_fallback")
    assert (second.kind, second.cause) == (Kind.OFFER_PERSON, PersonCause.TWO_MISUNDERSTANDINGS)


async def test_an_answer_between_two_misunderstandings_starts_the_count_again(
        dialogue: Dialogue) -> None:
    await dialogue.hear("zzz", "nlu_fallback")
    await dialogue.hear("j'ai perdu mon boulot", "ask_employment")
    assert (await dialogue.hear("zzz", "nlu_fallback")).kind is Kind.NOT_UNDERSTOOD


async def test_an_unknown_intent_is_still_answered_when_retrieval_knows(
        dialogue: Dialogue) -> None:
    decision = await dialogue.hear("pu de boulot", "nlu_fallback")
    assert decision.entry_ids == ("inscription-emploi",)


@pytest.mark.parametrize("intent", ["frustrated", "dissatisfied"])
async def test_an_unhappy_resident_is_offered_a_person(dialogue: Dialogue, intent: str) -> None:
    decision = await dialogue.hear("c'est pas ça", intent)
    assert (decision.kind, decision.cause) == (Kind.OFFER_PERSON, PersonCause.DISSATISFIED)


async def test_a_danger_without_an_entry_offers_a_person_at_once(dialogue: Dialogue) -> None:
    decision = await dialogue.hear("on dort dehors ce soir", "urgent")
    assert (decision.kind, decision.cause) == (Kind.OFFER_PERSON, PersonCause.URGENT)


async def test_the_weather_is_out_of_scope(dialogue: Dialogue) -> None:
    decision = await dialogue.hear("quelle météo demain", "out_of_scope")
    assert (decision.kind, decision.entry_ids) == (Kind.OUT_OF_SCOPE, ())


async def test_a_sure_retrieval_overrules_out_of_scope_and_an_unsure_one_does_not() -> None:
    sure = await Dialogue(parts()).hear("mon passeport", "out_of_scope")
    assert sure.kind is Kind.ANSWER
    unsure = await Dialogue(parts(FakeRetriever(0.6))).hear("mon passeport", "out_of_scope")
    assert unsure.kind is Kind.OUT_OF_SCOPE


@pytest.mark.parametrize(("text", "organisation"), [
    ("où en est mon dossier à la caf", "caf"),
    ("où en est mon dossier", "france_travail"),
])
async def test_a_personal_file_is_not_seen_here_and_its_holder_is_named(
        dialogue: Dialogue, text: str, organisation: str) -> None:
    await dialogue.hear("j'ai perdu mon boulot", "ask_employment")
    decision = await dialogue.hear(text, "personal_account")
    assert (decision.kind, decision.organisation) == (Kind.PERSONAL_ACCOUNT, organisation)


@pytest.mark.parametrize(("text", "organisation"), [
    ("déclarer les comptes de notre association", "prefecture"),
    ("je suis artisan", "chambre_metiers"),
    ("embaucher un apprenti", "urssaf"),
    ("la tva de ma société", "cci"),
])
async def test_a_professional_is_referred(dialogue: Dialogue, text: str,
                                          organisation: str) -> None:
    decision = await dialogue.hear(text, "refer_professional")
    assert (decision.kind, decision.organisation) == (Kind.REFER, organisation)


async def test_a_greeting_is_small_talk_with_its_sentence(dialogue: Dialogue) -> None:
    decision = await dialogue.hear("bonjour", "greet")
    assert (decision.kind, decision.intent) == (Kind.SMALL_TALK, "greet")
    assert dialogue.responses == ["utter_greet"]


async def test_a_question_after_a_greeting_is_answered(dialogue: Dialogue) -> None:
    decision = await dialogue.hear("bonjour, c'est pour mon passeport", "greet")
    assert decision.entry_ids == ("passeport",)


async def test_an_unclear_yes_passes_nothing_on(dialogue: Dialogue) -> None:
    await dialogue.hear("un conseiller", "ask_person")
    decision = await dialogue.hear("lol", "affirm", 0.5)
    assert decision.kind is Kind.OFFER_PERSON


async def test_a_resident_who_says_their_trade_to_the_case_question_is_not_referred(
        dialogue: Dialogue) -> None:
    await dialogue.hear("une aide pour mon loyer", "ask_housing")
    decision = await dialogue.hear("je suis agriculteur", "refer_professional", 0.5)
    assert (decision.kind, decision.case_id) == (Kind.ANSWER, "agricole")


async def test_a_sure_answer_wins_over_a_personal_file_when_no_file_is_named(
        dialogue: Dialogue) -> None:
    decision = await dialogue.hear("j'ai oublié mon loyer", "personal_account")
    assert (decision.kind, decision.entry_ids) == (Kind.ANSWER, ("aide-au-logement",))
    asked = await dialogue.hear("où en est mon dossier de loyer", "personal_account")
    assert asked.kind is Kind.PERSONAL_ACCOUNT


async def test_someone_who_says_employer_is_referred_whatever_retrieval_finds(
        dialogue: Dialogue) -> None:
    decision = await dialogue.hear("je suis employeur, comment déclarer ce travail",
                                   "refer_professional")
    assert (decision.kind, decision.organisation) == (Kind.REFER, "urssaf")


async def test_a_vague_message_is_asked_what_it_is_about(dialogue: Dialogue) -> None:
    asked = await dialogue.hear("j'ai besoin d'aide", "nlu_fallback")
    assert (asked.kind, dialogue.responses) == (Kind.CLARIFY, ["utter_ask_need"])
    gibberish = await Dialogue(parts()).hear("blorg zgrumf", "nlu_fallback")
    assert gibberish.kind is Kind.NOT_UNDERSTOOD
