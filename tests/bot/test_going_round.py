"""« On me renvoie de l'un à l'autre » : the offices, the subject, who must act."""

import pytest

from bot.decision import Kind, PersonCause
from bot.situations.offices import offices_in, says_sent_around
from knowledge.vocabulary import Facet
from tests.bot.conversing import Dialogue
from tests.bot.fakes import parts

REGISTRY = parts().knowledge().repository.organisations
BOTH = "la caf me renvoie vers france travail et france travail me renvoie vers la caf"


@pytest.fixture
def dialogue() -> Dialogue:
    return Dialogue(parts())


@pytest.mark.parametrize("text", [
    BOTH, "on me renvoie de l'un à l'autre", "ils se renvoient la balle",
    "la caf dit que c'est france travail, france travail dit que c'est la caf",
    "la caf me dit d'aller à france travail qui m'envoie à la caf"])
def test_being_sent_around_is_heard(text: str) -> None:
    assert says_sent_around(REGISTRY, text)


@pytest.mark.parametrize("text", [
    "la caf m'a envoyé un courrier", "je veux m'inscrire à france travail",
    "où aller entre la caf et france travail ?"])
def test_an_ordinary_sentence_is_not_being_sent_around(text: str) -> None:
    assert not says_sent_around(REGISTRY, text)


def test_the_offices_are_named_once_each_in_order() -> None:
    assert offices_in(REGISTRY, BOTH) == ("caf", "france_travail")


async def test_the_current_entry_says_who_must_act(dialogue: Dialogue) -> None:
    await dialogue.hear("j'ai perdu mon boulot", "ask_employment")
    decision = await dialogue.hear(BOTH, "sent_back_and_forth")
    assert (decision.kind, decision.offices) == (Kind.BACK_AND_FORTH, ("caf", "france_travail"))
    assert (decision.entry_ids, decision.organisation) == (("inscription-emploi",),
                                                           "france_travail")


async def test_the_subject_said_with_the_offices_is_found(dialogue: Dialogue) -> None:
    decision = await dialogue.hear(f"{BOTH}, pour mon loyer", "ask_housing")
    assert decision.entry_ids == ("aide-au-logement",)


async def test_without_names_the_two_offices_are_asked_once(dialogue: Dialogue) -> None:
    asked = await dialogue.hear("on me renvoie de l'un à l'autre", "sent_back_and_forth")
    assert (asked.kind, dialogue.responses) == (Kind.CLARIFY, ["utter_ask_offices"])
    told = await dialogue.hear("la caf et france travail", "ask_benefits")
    assert (told.kind, told.offices) == (Kind.BACK_AND_FORTH, ("caf", "france_travail"))


async def test_the_second_office_is_asked_and_joined_to_the_first(dialogue: Dialogue) -> None:
    await dialogue.hear("la caf me renvoie toujours ailleurs", "sent_back_and_forth")
    assert dialogue.responses == ["utter_ask_other_office"]
    told = await dialogue.hear("vers france travail", "ask_employment")
    assert told.offices == ("caf", "france_travail")


async def test_who_goes_on_without_names_is_still_heard(dialogue: Dialogue) -> None:
    await dialogue.hear("on me renvoie de l'un à l'autre", "sent_back_and_forth")
    decision = await dialogue.hear("je cherche un passeport", "ask_papers")
    assert decision.entry_ids == ("passeport",)


async def test_a_person_asked_for_is_offered_whatever_the_intent(dialogue: Dialogue) -> None:
    decision = await dialogue.hear("passez-moi un humain", "ask_taxes")
    assert (decision.kind, decision.cause) == (Kind.OFFER_PERSON, PersonCause.ASKED)


async def test_two_clarifying_questions_never_follow_one_another(dialogue: Dialogue) -> None:
    first = await dialogue.hear("bonjour j'ai besoin d'aide", "greet")
    second = await dialogue.hear("j'ai besoin d'un renseignement", "nlu_fallback")
    assert (first.kind, second.kind) == (Kind.CLARIFY, Kind.OFFER_PERSON)


async def test_a_place_then_a_situation_are_noted_without_a_second_question(
        dialogue: Dialogue) -> None:
    await dialogue.hear("j'habite Valmoure", "give_place")
    decision = await dialogue.hear("j'ai 23 ans", "give_situation")
    assert (decision.kind, dialogue.responses) == (Kind.SMALL_TALK, ["utter_noted"])


async def test_that_is_not_it_proposes_the_next_best_once(dialogue: Dialogue) -> None:
    dialogue.slots |= {"current_entry": "passeport", "others": ["inscription-emploi"],
                       "last_kind": "answer"}
    next_best = await dialogue.hear("c'est pas ça", "dissatisfied")
    assert (next_best.kind, next_best.choices) == (Kind.CHOICES, ("inscription-emploi",))
    again = await dialogue.hear("toujours pas", "dissatisfied")
    assert again.kind is Kind.OFFER_PERSON


async def test_going_back_gives_the_former_entry(dialogue: Dialogue) -> None:
    await dialogue.hear("j'ai perdu mon boulot", "ask_employment")
    await dialogue.hear("faire un passeport", "ask_papers")
    decision = await dialogue.hear("revenons à ma première question", "ask_steps")
    assert decision.entry_ids == ("inscription-emploi",)


async def test_simpler_words_are_about_the_current_entry(dialogue: Dialogue) -> None:
    await dialogue.hear("faire un passeport", "ask_papers")
    decision = await dialogue.hear("plus simplement svp", "ask_easier")
    assert (decision.entry_ids, decision.is_easy) == (("passeport",), True)


async def test_for_a_relative_keeps_the_entry(dialogue: Dialogue) -> None:
    await dialogue.hear("faire un passeport", "ask_papers")
    decision = await dialogue.hear("non, c'est pour ma fille", "deny")
    assert decision.entry_ids == ("passeport",)
    assert dialogue.responses == ["utter_for_other"]


async def test_another_subject_named_in_a_follow_up_is_the_former_one(dialogue: Dialogue) -> None:
    await dialogue.hear("faire un passeport", "ask_papers")
    await dialogue.hear("j'ai perdu mon boulot", "ask_employment")
    decision = await dialogue.hear("et pour le passeport, quels papiers ?", "ask_documents")
    assert (decision.entry_ids, decision.facet) == (("passeport",), Facet.DOCUMENTS)
