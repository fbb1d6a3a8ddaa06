"""Danger gives the right number at once; ordinary sentences never do."""

import pytest

from app.settings import Settings
from mediation.danger import load_detector, normalise

DETECTOR = load_detector(Settings().knowledge_dir / "urgency.yml")


@pytest.mark.parametrize(("text", "number"), [
    ("on dort dehors ce soir avec les enfants", "115"),
    ("jsai pa ou dormir cette nuit", "115"),
    ("je veux mourir", "3114"),
    ("jvai me foutre en l'air", "3114"),
    ("mon mari me frappe", "3919"),
    ("il me tape devant les petits", "3919"),
    ("ma voisine frappe son enfant", "119"),
    ("my husband beats me", "3919"),
])
def test_a_danger_message_gets_its_number(text, number):
    danger = DETECTOR.detect(text)
    assert danger is not None
    assert danger.urgent.level == "danger"
    assert number in danger.urgent.numbers
    assert number in danger.calm
    assert len(danger.urgent.numbers) <= 3


@pytest.mark.parametrize("text", [
    "je meurs de rire", "ma grand-mère est morte, que faire ?", "je suis mort de fatigue",
    "j'ai perdu mon boulot je fais quoi", "comment payer mes impôts", "", "😀",
    "quelle météo demain",
    "je veux changer de logement", "mon fils ne dort pas bien",
])
def test_an_ordinary_sentence_is_no_danger(text):
    danger = DETECTOR.detect(text)
    assert danger is None or danger.urgent.level != "danger"


def test_a_deadline_raises_the_level_without_an_emergency_number():
    danger = DETECTOR.detect("je vais être expulsé de mon logement dans 3 jours")
    assert danger is not None
    assert danger.urgent.level == "days"
    assert danger.urgent.numbers == ()
    assert danger.calm is None


def test_sms_spelling_is_expanded_before_matching():
    assert normalise("Jsuis DEHORRRRS ds la rue") == "je suis dehorrs dans la rue"
