"""Danger gives the right number at once; ordinary sentences never do."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from app.settings import Settings
from mediation.danger import load_detector, normalise
from mediation.danger_rules import grams_of

FILE = Settings().knowledge_dir / "urgency.yml"
DETECTOR = load_detector(FILE)
RAW = yaml.safe_load(Path(FILE).read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "number"), [
    ("on dort dehors ce soir avec les enfants", "115"),
    ("jsai pa ou dormir cette nuit", "115"),
    ("je veux mourir", "3114"),
    ("jvai me foutre en l'air", "3114"),
    ("mon mari me frappe", "3919"),
    ("il me tape devant les petits", "3919"),
    ("ma voisine frappe son enfant", "119"),
    ("my husband beats me", "3919"),
    ("mes enfants n'ont rien mangé depuis hier", "115"),
    ("le propriétaire a changé la serrure", "17"),
    ("on nous a coupé l'électricité et j'ai un bébé", "15"),
    ("mon patron garde mon passeport et ne me paye pas", "116 006"),
    ("mes parents veulent me marier de force", "17"),
    ("l'aide à domicile frappe ma grand-mère", "3133"),
    ("ça sent le gaz dans l'immeuble", "18"),
    ("mon mari fait un avc", "15"),
    ("mon bébé s'étouffe", "15"),
])
def test_a_danger_message_gets_its_number(text: str, number: str) -> None:
    danger = DETECTOR.detect(text)
    assert danger is not None
    assert danger.urgent.level == "danger"
    assert number in danger.urgent.numbers
    assert danger.calm is not None
    assert number in danger.calm
    assert len(danger.urgent.numbers) <= 3


@pytest.mark.parametrize("text", [
    "je meurs de rire", "ma grand-mère est morte, que faire ?", "je suis mort de fatigue",
    "j'ai perdu mon boulot je fais quoi", "comment payer mes impôts", "", "😀",
    "quelle météo demain", "je veux changer de logement", "mon fils ne dort pas bien",
    "je vais accoucher en mars, qui verse la prime", "elle va accoucher, qui verse la prime ?",
    "ma femme va accoucher à la maternité de Mende, quels papiers ?",
])
def test_an_ordinary_sentence_is_no_danger(text: str) -> None:
    danger = DETECTOR.detect(text)
    assert danger is None or danger.urgent.level != "danger"


def test_a_deadline_raises_the_level_without_an_emergency_number() -> None:
    danger = DETECTOR.detect("je vais être expulsé de mon logement dans 3 jours")
    assert danger is not None
    assert danger.urgent.level == "days"
    assert danger.urgent.numbers == ()
    assert danger.calm is None


def test_a_stroke_is_not_read_as_a_short_with() -> None:
    assert normalise("elle a fait un AVC") == "elle a fait un avc"
    assert normalise("jdor dehor avc mon bb") == "jdor dehors avec mon bebe"


def test_sms_spelling_is_expanded_before_matching() -> None:
    assert normalise("Jsuis DEHORRRRS ds la rue") == "je suis dehorrs dans la rue"


@pytest.mark.parametrize("text", [
    "mon mari me frappe", "mon père me frappe", "le voisin frappe son enfant",
    "ma fille a été violée", "mon fils se fait harceler au collège",
    "l'aide à domicile frappe ma grand-mère", "on veut me marier de force",
])
def test_after_a_violence_someone_may_be_reading(text: str) -> None:
    danger = DETECTOR.detect(text)
    assert danger is not None
    assert danger.urgent.is_discreet


@pytest.mark.parametrize("text", ["on dort dehors ce soir", "mon père fait un malaise"])
def test_a_danger_that_nobody_causes_needs_no_discretion(text: str) -> None:
    danger = DETECTOR.detect(text)
    assert danger is not None
    assert not danger.urgent.is_discreet


def test_the_pieces_that_spare_the_search_never_hide_a_danger() -> None:
    said = [line for file in sorted((FILE.parent / "urgency_examples").glob("*.txt"))
            for line in file.read_text(encoding="utf-8").splitlines() if line.strip()][::12]
    for text in said:
        plain = normalise(text)
        grams = grams_of(plain)
        for name in RAW["kinds"]:
            kind = DETECTOR.kind(name)
            for rule in (*kind.rules, *kind.unless):
                if rule.pattern.search(f" {plain}"):
                    assert rule.may_be_in(grams), f"{name} : {rule.pattern.pattern}"


@pytest.mark.parametrize(("name", "fields"), RAW["kinds"].items())
def test_every_pattern_is_looked_for_and_none_is_empty(name: str, fields: dict[str, Any]) -> None:
    kind = DETECTOR.kind(name)
    assert len(kind.rules) >= len(fields["patterns"])
    for rule in kind.rules:
        assert not rule.pattern.search(" "), f"{name} : un motif vide"


@pytest.mark.parametrize("text", [
    "mon mari me frappe, je ne peux pas appeler, il entendrait",
    "il me tape, il est dans la pièce",
    "quelqu'un force ma porte, si je parle il va m'entendre",
    "je suis sourde, mon mari me tape",
    "moi sourde, mon mari me tape hier",
    "my husband beats me, I can't talk, he can hear me",
    "mi marido me pega, no puedo llamar",
])
def test_who_cannot_speak_reads_the_number_by_message_first(text: str) -> None:
    danger = DETECTOR.detect(text)
    assert danger is not None
    assert danger.urgent.numbers[0] == "114"
    assert 2 <= len(danger.urgent.numbers) <= 3


@pytest.mark.parametrize("text", [
    "mon mari me frappe",
    "mon mari me frappe, il n'écoute jamais",
    "je veux mourir, je ne peux plus parler",
    "ma mère fait un avc, elle ne peut plus parler, sa bouche est de travers",
    "mon père est sourd, il fait un malaise et il saigne beaucoup",
    "il est à côté de moi, il ne respire plus",
    "elle fait un avc, elle m'entend mais elle ne parle plus",
    "my mum is unconscious, she can't talk",
    "mon bébé s'étouffe, il ne peut pas crier",
    "mon fils fait un malaise, il ne m'entend pas",
    "il y a le feu chez ma mère, elle ne peut pas appeler",
])
def test_who_can_speak_reads_the_voice_s_numbers_first(text: str) -> None:
    danger = DETECTOR.detect(text)
    assert danger is not None
    assert danger.urgent.level == "danger"
    assert danger.urgent.numbers[0] != "114"
