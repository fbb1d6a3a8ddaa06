"""Questions, follow-ups, places, cases and choices, decided without Rasa or a model."""

import pytest

from bot.decision import Kind, PersonCause
from knowledge.vocabulary import Facet
from tests.bot.conversing import Dialogue
from tests.bot.fakes import FakeRetriever, no_index, parts


@pytest.fixture
def dialogue() -> Dialogue:
    return Dialogue(parts())


async def test_a_question_gets_the_entry_found_and_its_scores(dialogue: Dialogue) -> None:
    decision = await dialogue.hear("j'ai perdu mon boulot", "ask_employment")
    assert decision.kind is Kind.ANSWER
    assert decision.entry_ids == ("inscription-emploi",)
    assert decision.scores["confidence"] == 0.9
    assert decision.versions == {"index": "fictif"}
    assert decision.intent == "ask_employment"


async def test_the_ten_domain_scores_reach_retrieval() -> None:
    retriever = FakeRetriever()
    await Dialogue(parts(retriever)).hear("mon boulot", "ask_employment", 0.6, ask_taxes=0.2)
    assert retriever.asked[0].domains["employment"] == pytest.approx(0.75)
    assert retriever.asked[0].domains["taxes"] == pytest.approx(0.25)


@pytest.mark.parametrize(("text", "intent", "facet"), [
    ("et pour les papiers ?", "ask_documents", Facet.DOCUMENTS),
    ("et les papiers ?", "ask_papers", Facet.DOCUMENTS),
    ("combien de temps ?", "ask_delay", Facet.DELAY),
    ("c'est gratuit ?", "ask_cost", Facet.COST),
])
async def test_a_follow_up_is_about_the_current_entry(dialogue: Dialogue, text: str, intent: str,
                                                      facet: Facet) -> None:
    await dialogue.hear("j'ai perdu mon boulot", "ask_employment")
    decision = await dialogue.hear(text, intent, 0.5, **{f"ask_{facet.value}": 0.4})
    assert decision.entry_ids == ("inscription-emploi",)
    assert decision.facet is facet


async def test_where_with_a_commune_gives_the_partner_near_it(dialogue: Dialogue) -> None:
    await dialogue.hear("j'ai perdu mon boulot", "ask_employment")
    decision = await dialogue.hear("et c'est où à Valmoure ?", "ask_where")
    assert decision.facet is Facet.WHERE
    assert decision.place is not None
    assert decision.place.insee == "48901"
    assert decision.partner_ids == ("agence-fictive",)
    assert dialogue.slots["place_insee"] == "48901"


async def test_a_bare_commune_locates_the_current_entry_and_is_remembered(
        dialogue: Dialogue) -> None:
    await dialogue.hear("j'ai perdu mon boulot", "ask_employment")
    located = await dialogue.hear("et à Valmoure ?", "give_place")
    assert (located.kind, located.facet) == (Kind.ANSWER, Facet.WHERE)
    later = await dialogue.hear("faire un passeport", "ask_papers")
    assert later.place is not None
    assert later.place.name == "Valmoure"


async def test_a_commune_before_any_question_asks_what_is_needed(dialogue: Dialogue) -> None:
    decision = await dialogue.hear("j'habite Valmoure", "give_place")
    assert decision.kind is Kind.CLARIFY
    assert dialogue.responses == ["utter_ask_need"]
    assert dialogue.slots["misunderstandings"] == 0


async def test_a_shared_commune_name_lists_the_codes(dialogue: Dialogue) -> None:
    await dialogue.hear("j'ai perdu mon boulot", "ask_employment")
    decision = await dialogue.hear("c'est où à Pierrebelle ?", "ask_where")
    assert decision.place is not None
    assert decision.place.insee is None
    assert set(decision.place.ambiguous) == {"48902", "48903"}


async def test_a_facet_with_a_new_subject_answers_about_that_subject(dialogue: Dialogue) -> None:
    await dialogue.hear("j'ai perdu mon boulot", "ask_employment")
    decision = await dialogue.hear("combien coûte un passeport", "ask_cost")
    assert decision.entry_ids == ("passeport",)
    assert decision.facet is Facet.COST


async def test_a_facet_with_an_unknown_subject_does_not_answer_about_the_old_one(
        dialogue: Dialogue) -> None:
    await dialogue.hear("j'ai perdu mon boulot", "ask_employment")
    decision = await dialogue.hear("combien coûte un scaphandre", "ask_cost")
    assert decision.kind is Kind.NO_SOURCE


async def test_a_facet_without_a_subject_asks_for_it_then_keeps_the_facet(
        dialogue: Dialogue) -> None:
    asked = await dialogue.hear("quels papiers il faut ?", "ask_documents")
    assert asked.kind is Kind.CLARIFY
    assert dialogue.responses == ["utter_ask_subject"]
    answered = await dialogue.hear("pour un passeport", "ask_papers")
    assert answered.entry_ids == ("passeport",)
    assert answered.facet is Facet.DOCUMENTS


async def test_hesitation_proposes_choices_and_a_typed_ordinal_picks_one(
        dialogue: Dialogue) -> None:
    proposed = await dialogue.hear("mon loyer et un passeport", "ask_housing")
    assert proposed.kind is Kind.CHOICES
    assert len(proposed.choices) == 2
    picked = await dialogue.hear("la deuxième", "out_of_scope")
    assert picked.entry_ids == (proposed.choices[1],)


async def test_a_case_is_read_in_the_words(dialogue: Dialogue) -> None:
    decision = await dialogue.hear("je suis agriculteur, une aide pour mon loyer", "ask_housing")
    assert decision.case_id == "agricole"


async def test_a_short_reply_to_the_case_question_completes_the_answer(dialogue: Dialogue) -> None:
    first = await dialogue.hear("une aide pour mon loyer", "ask_housing")
    assert first.case_id is None
    assert dialogue.slots["case_pending"] is True
    told = await dialogue.hear("salarié", "ask_employment")
    assert (told.entry_ids, told.case_id) == (("aide-au-logement",), "general")
    assert dialogue.slots["case_pending"] is False


async def test_two_clear_needs_are_both_listed_and_the_first_is_answered(
        dialogue: Dialogue) -> None:
    decision = await dialogue.hear(
        "J'ai perdu mon boulot hier. Je ne peux plus payer mon loyer.", "ask_employment")
    assert decision.entry_ids == ("inscription-emploi",)
    assert [need.entry_id for need in decision.needs] == ["inscription-emploi", "aide-au-logement"]
    assert [need.domain for need in decision.needs] == ["employment", "housing"]


async def test_an_entry_that_no_longer_exists_is_never_answered(dialogue: Dialogue) -> None:
    decision = await dialogue.hear("une fiche disparue", "ask_housing")
    assert decision.kind is Kind.NO_SOURCE


async def test_without_an_index_there_is_no_source_and_a_cause() -> None:
    decision = await Dialogue(parts(no_index())).hear("mon boulot", "ask_employment")
    assert decision.kind is Kind.NO_SOURCE
    assert decision.cause is PersonCause.NO_SOURCE


async def test_a_situation_said_later_tells_the_case(dialogue: Dialogue) -> None:
    await dialogue.hear("je suis salarié, une aide pour mon loyer", "ask_housing")
    decision = await dialogue.hear("et si je suis agriculteur ?", "give_situation")
    assert (decision.entry_ids, decision.case_id) == (("aide-au-logement",), "agricole")


async def test_a_situation_said_first_is_remembered_for_the_next_question(
        dialogue: Dialogue) -> None:
    await dialogue.hear("je suis agriculteur", "give_situation")
    decision = await dialogue.hear("une aide pour mon loyer", "ask_housing")
    assert decision.case_id == "agricole"


async def test_a_situation_while_choices_are_offered_keeps_them(dialogue: Dialogue) -> None:
    proposed = await dialogue.hear("mon loyer et un passeport", "ask_housing")
    decision = await dialogue.hear("j'ai 23 ans", "give_situation")
    assert decision.choices == proposed.choices


async def test_a_situation_without_a_question_asks_what_is_needed(dialogue: Dialogue) -> None:
    decision = await dialogue.hear("j'ai 23 ans", "give_situation")
    assert decision.kind is Kind.CLARIFY
    assert dialogue.responses == ["utter_ask_need"]


async def test_of_two_clauses_the_one_that_is_known_is_answered() -> None:
    dialogue = Dialogue(parts(FakeRetriever(most_words=9)))
    decision = await dialogue.hear(
        "Je cherche un scaphandre tout neuf. Et je dois payer mon loyer en retard.", "ask_housing")
    assert (decision.kind, decision.entry_ids) == (Kind.ANSWER, ("aide-au-logement",))
    assert decision.needs == ()


async def test_words_of_a_bare_facet_question_may_all_be_small(dialogue: Dialogue) -> None:
    await dialogue.hear("j'ai perdu mon boulot", "ask_employment")
    decision = await dialogue.hear("c'est pour qui ?", "ask_eligibility")
    assert decision.facet is Facet.ELIGIBILITY


async def test_a_case_said_before_choosing_is_kept_with_the_choices(dialogue: Dialogue) -> None:
    decision = await dialogue.hear("agriculteur, mon loyer et un passeport", "ask_housing")
    assert (decision.kind, decision.cases) == (Kind.CHOICES, {"aide-au-logement": "agricole"})


async def test_an_entry_of_another_theme_than_the_question_is_only_proposed(
        dialogue: Dialogue) -> None:
    sure = await dialogue.hear("mon travail", "ask_employment")
    assert sure.kind is Kind.ANSWER
    doubtful = await dialogue.hear("divorcer et mon travail", "ask_family")
    assert (doubtful.kind, doubtful.choices) == (Kind.CHOICES, ("inscription-emploi",))
