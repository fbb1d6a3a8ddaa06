"""Who the person is, heard in their words, and the case of an entry it leads to."""

import pytest

from bot.actions.case_reply import answers_case_question
from bot.actions.turn import Memory, Turn
from bot.situations.ages import ages_in
from bot.situations.aside import question_alone
from bot.situations.cases import hear
from bot.situations.known import known
from bot.situations.remembered import find_case, remember
from knowledge.entry import Case, Entry
from knowledge.vocabulary import Domain
from tests.bot.fakes import entry


def with_cases(*cases: Case, question: str | None = None) -> Entry:
    made = entry("fiche-fictive", "Fiche fictive", Domain.BENEFITS, "caf", *cases)
    return made.model_copy(update={"case_question": question}) if question else made


FAMILY = with_cases(
    Case(id="general", label="Régime général (salarié du privé, agent public, sans emploi)",
         lead="caf", cues=("caf",), is_default=True),
    Case(id="agricole", label="Régime agricole (exploitant, salarié)", lead="msa", cues=("msa",)),
    question="Travaillez-vous, ou votre conjoint, dans l'agriculture ?")
WORK = with_cases(
    Case(id="prive", label="salarié du privé (ou contractuel)", lead="cpam", is_default=True),
    Case(id="agricole", label="vous travaillez dans l'agriculture", lead="msa"),
    Case(id="public", label="vous êtes fonctionnaire", lead="employeur"))
RENT = with_cases(
    Case(id="prive", label="Locataire d'un propriétaire privé", lead="proprietaire"),
    Case(id="hlm", label="Locataire d'un HLM", lead="bailleur_social"))
AGES = with_cases(
    Case(id="jeune", label="moins de 26 ans", lead="mission_locale", cues=("mon fils",)),
    Case(id="adulte", label="26 ans et plus", lead="france_travail"))
APA = with_cases(
    Case(id="sans", label="Sans Apa", lead="mdph", is_default=True),
    Case(id="apa", label="Avec l'Apa", lead="departement", cues=("apa",)))


@pytest.mark.parametrize(("one", "text", "case"), [
    (FAMILY, "je suis agricultrice, je veux une aide", "agricole"),
    (FAMILY, "mes parents sont agricultuers", "agricole"),
    (FAMILY, "jsuis ouvriere viticole", "agricole"),
    (FAMILY, "je suis éleveuse, je demande à la caf ?", "agricole"),
    (FAMILY, "mon mari est éleveur et moi prof titulaire", "agricole"),
    (FAMILY, "j'ai un prêt au Crédit agricole", None),
    (FAMILY, "je ne suis pas agriculteur", "general"),
    (WORK, "mon mari est éleveur et moi prof titulaire", None),
    (WORK, "je suis prof titulaire", "public"),
    (WORK, "prof contractuelle dans un collège", "prive"),
    (WORK, "je suis titulaire d'une carte", None),
    (WORK, "infirmière à l'hôpital public", None),
    (WORK, "caissiere en cdd", "prive"),
    (RENT, "mon proprio veut plus d'argent", "prive"),
    (RENT, "on est en hachélème", "hlm"),
    (RENT, "ce n'est pas un HLM", "prive"),
    (RENT, "mon propriétaire, l'office HLM", "hlm"),
    (RENT, "je pars car j'ai obtenu un logement social", None),
    (AGES, "mon fils de 34 ans", "adulte"),
    (AGES, "g 19 ans", "jeune"),
    (AGES, "j'ai vingt-cinq ans", "jeune"),
    (AGES, "je travaille depuis 20 ans", None),
    (APA, "pas d'APA évidemment", "sans"),
    (APA, "elle touche l'APA", "apa"),
    (APA, "je voudrais la carte", None),
])
def test_the_words_tell_the_case_or_nothing_when_it_could_be_two(one: Entry, text: str,
                                                                case: str | None) -> None:
    assert find_case(one, text) == case


def test_durations_are_not_ages() -> None:
    assert ages_in("depuis 15 ans, après 30 ans de carrière, il a 19 ans") == (19,)


@pytest.mark.parametrize(("text", "case"), [
    ("je suis agricultrice", "agricole"), ("mon mari a une ferme", "agricole"),
    ("et si je suis éleveur ?", "agricole"), ("il est serveur dans un resto", "general"),
    ("je veux parler à quelqu'un de la msa", None), ("comment joindre la msa", None),
    ("mon fils agriculteur cherche un logement à louer", None),
])
def test_only_a_message_that_says_a_situation_and_nothing_else_changes_the_case(
        text: str, case: str | None) -> None:
    assert answers_case_question(FAMILY, Turn(text, memory=Memory(entry=FAMILY.id))) == case


def test_what_was_said_serves_another_entry_without_mixing_meanings() -> None:
    kept = remember(None, hear("je suis agricultrice et j'ai 19 ans"))
    assert find_case(FAMILY, "et ça ?", kept) == find_case(WORK, "et ça ?", kept) == "agricole"
    assert find_case(AGES, "et ça ?", kept) == "jeune"
    rent = RENT.model_copy(update={"id": "loyer-fictif"})
    landlord = remember(kept, hear("mon proprio"), rent, "prive")
    assert find_case(rent, "et ça ?", landlord) == "prive"
    assert find_case(WORK, "et ça ?", landlord) == "agricole"
    changed = remember(landlord, hear("en fait je suis caissière"))
    assert find_case(WORK, "et ça ?", changed) == "prive"


def test_the_question_is_searched_without_what_tells_the_person() -> None:
    said = "je suis magasinier dans une boîte, je veux utiliser mon compte formation"
    assert question_alone(said) == "je veux utiliser mon compte formation"
    assert question_alone("je veux utiliser mon compte formation") is None
    assert question_alone("je suis agriculteur") is None


def test_every_situation_is_said_in_plain_unaccented_words() -> None:
    keys = [each.key for each in known().situations]
    assert len(set(keys)) == len(keys)
    for each in known().situations:
        assert set(each.over) <= set(keys)
        assert all(said == said.lower() and said.isascii() for said in (*each.said, *each.labels))
