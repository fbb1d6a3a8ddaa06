"""What is said to a person sent from one office to another."""

from bot.decision import Decision, Kind
from knowledge.recourse import recourse
from mediation.outcome import Outcome
from mediation.saying.articles import capital, lowered, mine, to
from mediation.saying.going_round import round_of, texts_of
from tests.mediation.saying.test_voice import voice
from tests.people import CASES, entry, registry

BOTH = Decision(kind=Kind.BACK_AND_FORTH, offices=("caf", "msa"), entry_ids=("aide-fictive",))


def bubbles(decision: Decision, **fields: object) -> tuple[str, ...]:
    known = entry(**fields) if decision.entry_ids else None
    return texts_of(round_of(decision, known, registry()), registry(), recourse())


def test_who_must_act_is_said_with_a_source() -> None:
    who, _, _ = bubbles(BOTH)
    assert "c'est à la caf d'agir maintenant" in who
    assert "Source : « Texte fictif » (DILA, 1er mars 2025)" in who
    assert "transmet au bon service" in who


def test_a_case_not_told_yet_is_asked_and_nobody_is_chosen() -> None:
    who, letter, _ = bubbles(BOTH, **(CASES | {"cases": [
        each | {"is_default": False} for each in CASES["cases"]]}))  # type: ignore[operator]
    assert "selon votre situation" in who
    assert "Travaillez-vous dans l'agriculture ?" in who
    assert "d'agir" not in letter


def test_the_letter_names_both_offices_and_nobody() -> None:
    _, letter, _ = bubbles(BOTH)
    assert "La caf m'envoie vers la msa, et la msa m'envoie vers la caf" in letter
    assert all(blank in letter for blank in ("[votre nom]", "[votre adresse]", "[la date]"))
    assert "transmettre vous-même" in letter


def test_each_body_s_mediator_then_the_last_resort() -> None:
    _, _, after = bubbles(BOTH)
    lines = after.splitlines()
    assert "médiateur de votre Caf" in lines[1]
    assert "médiateur de la MSA" in lines[2]
    assert "puis le Défenseur des droits" in lines[3]
    assert after.count("https://www.service-public.gouv.fr/") == 3


def test_the_rule_is_not_said_of_bodies_it_was_not_read_for() -> None:
    told = bubbles(BOTH.model_copy(update={"offices": ("caf", "tribunal")}))
    assert "transmet" not in "".join(told)


def test_without_an_entry_nothing_is_guessed() -> None:
    said = voice().say(BOTH.model_copy(update={"entry_ids": ()}), (), None)
    assert said.outcome is Outcome.REFERRED
    assert said.answer is None
    assert "[votre démarche]" in said.texts[1]


def test_with_an_entry_its_card_comes_too_and_a_person_first() -> None:
    said = voice().say(BOTH, (), None)
    assert said.outcome is Outcome.ANSWERED
    assert said.answer.entry_id == "aide-fictive"
    assert said.offers[-1].label == "Parler à une personne, en priorité"


def test_articles_read_well_inside_a_sentence() -> None:
    assert [to("le CCAS"), to("la Caf"), to("les impôts")] == [
        "au CCAS", "à la Caf", "aux impôts"]
    assert mine("votre employeur") == "mon employeur"
    assert capital("la Caf") == "La Caf"
    assert [lowered("Demander le RSA"), lowered("RSA : demander"), lowered(None)] == [
        "demander le RSA", "RSA : demander", ""]
