"""A child is heard, offered the 119 and the school, and leaves no contact but to call back."""

import pytest

from app.settings import Settings
from mediation.danger import load_detector
from mediation.masking import Masker
from mediation.minors import NUMBER, OFFER, is_child
from mediation.protector import TextProtector
from tests.mediation.conftest import House

DETECTOR = load_detector(Settings().knowledge_dir / "urgency.yml")
PROTECTOR = TextProtector(Masker(), DETECTOR)


@pytest.mark.parametrize("text", [
    "j'ai 12 ans et je veux parler à quelqu'un", "jai 9 ans", "g 13 ans jveu partir de chez moi",
    "j'ai onze ans", "J'ai bientôt 14 ans, je peux travailler ?",
    "ma maîtresse dit que c'est grave",
    "je suis en CM2 et on m'embête", "je suis en 5ème", "je vais au collège et j'ai peur",
    "papa il me tape", "maman me laisse toute seule", "I'm 12 and I'm scared",
    "tengo 13 años y mi padre me pega", "tenho 12 anos", "am 13 ani", "on iki değil 13 yaşındayım",
    "عمري 13 سنة", "мені 12 років", "moi 13 ans, seul à la gare",
])
def test_a_child_who_writes_is_heard(text: str) -> None:
    assert is_child(text)


@pytest.mark.parametrize("text", [
    "ma fille a 12 ans", "mon fils de 13 ans ne veut plus aller au collège", "j'ai 35 ans",
    "j'ai 15 ans", "j'ai 10 ans d'ancienneté", "j'ai 12 ans de cotisations",
    "j'ai 14 ans de carrière",
    "je suis professeur au collège", "mes enfants ont 8 et 10 ans", "j'ai deux enfants de 6 ans",
    "j'ai cotisé 12 ans", "j'ai 67 ans et ma retraite", "je suis en CDI", "I'm 12 weeks pregnant",
    "j'ai attendu 9 ans", "ma maison a 10 ans", "", "j'ai 12 ans à la même adresse",
])
def test_an_adult_is_not_taken_for_a_child(text: str) -> None:
    assert not is_child(text)


def test_a_child_without_danger_is_offered_the_119_and_the_school() -> None:
    protected = PROTECTOR.protect("j'ai 12 ans, comment avoir une carte de bus ?")
    assert protected.urgent is None
    assert protected.calm == OFFER
    assert NUMBER in OFFER
    assert "école" in OFFER
    assert "mission locale" in OFFER


def test_a_child_in_danger_gets_the_119_among_three_numbers() -> None:
    protected = PROTECTOR.protect("j'ai 12 ans et je veux mourir")
    assert protected.urgent is not None
    assert protected.calm is not None
    assert protected.urgent.numbers[0] == "3114"
    assert NUMBER in protected.urgent.numbers
    assert len(protected.urgent.numbers) == 3
    assert all(number in protected.calm for number in protected.urgent.numbers)
    assert protected.calm.count("☎") == 3


def test_a_child_s_number_is_kept_to_call_back_and_nothing_else() -> None:
    to_call = PROTECTOR.protect("j'ai 12 ans, appelez-moi au 06 39 98 12 34")
    assert to_call.masked_kinds == ("phone",)
    assert to_call.clear is not None
    email = PROTECTOR.protect("j'ai 12 ans, mon mail est lea.fictive@exemple.fr")
    assert "email" in email.masked_kinds
    assert email.clear is None
    adult = PROTECTOR.protect("j'ai 42 ans, mon mail est lea.fictive@exemple.fr")
    assert adult.clear is not None


async def test_the_brief_says_a_child_and_holds_no_contact(house: House) -> None:
    key = await house.opened()
    await house.write(key, "j'ai 12 ans et je veux changer d'école")
    reply = await house.press(key, "handoff:offer")
    assert reply.case is not None
    lines = {line.line_id: line.text for line in reply.case.brief}
    assert "moins de 15 ans" in lines["child"]


async def test_the_brief_of_an_adult_says_nothing_of_age(house: House) -> None:
    key = await house.opened()
    await house.write(key, "ma fille a 12 ans et veut changer d'école")
    reply = await house.press(key, "handoff:offer")
    assert reply.case is not None
    assert "child" not in {line.line_id for line in reply.case.brief}
