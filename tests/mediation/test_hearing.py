"""The second voice: it hears what no rule says, and calms a rule that is alone."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from app.settings import Settings
from mediation.danger import load_detector
from mediation.danger_words import FILE, Words, folded, load_words
from mediation.hearing import PARTS, WHOLE, Ear, Floats, Heard, Hearing, load_ear, parts_of

KNOWLEDGE = Settings().knowledge_dir
WORRY = "zinzolin"


@dataclass
class FakeEncoder:
    """Reads one word: a message that holds it points to danger, any other to calm."""

    identity: str = "essai"
    read: int = 0

    def tokens(self, text: str) -> list[int]:
        return [1 if WORRY in text else 0] if text.strip() else []

    def alone(self, tokens: list[int]) -> Floats:
        return np.asarray([float(tokens[0])], np.float32)

    def vector(self, tokens: list[int]) -> Floats:
        self.read += 1
        return np.asarray([1.0, 0.0] if tokens[0] else [0.0, 1.0], np.float32)


EAR = Ear("essai", ("homeless_tonight", "none", "suicide"), np.zeros(2, np.float32),
          np.ones(2, np.float32), np.asarray([[4, -4], [-4, 4], [3, -4]], np.float32),
          np.zeros(3, np.float32), np.ones(1, np.float32), Words((), ()),
          alone=-0.5, alone_in_part=1.0, veto=-1.2)


def hearing(ear: Ear = EAR) -> tuple[Hearing, FakeEncoder]:
    encoder = FakeEncoder()
    made = Hearing(ear, lambda: encoder)
    made.load()
    return made, encoder


def test_the_voice_hears_what_no_rule_says() -> None:
    voice, _ = hearing()
    danger = load_detector(KNOWLEDGE / "urgency.yml", voice).detect(f"voici une phrase {WORRY}")
    assert danger is not None
    assert danger.urgent.kind == "homeless_tonight"
    assert danger.urgent.numbers[0] == "115"
    assert "3114" in danger.urgent.numbers, "the second likely danger has its number too"


def test_a_rule_that_the_voice_finds_very_calm_raises_no_alarm() -> None:
    voice, _ = hearing()
    text = "numéro du suicide pour mon exposé"
    assert load_detector(KNOWLEDGE / "urgency.yml").detect(text) is not None
    assert load_detector(KNOWLEDGE / "urgency.yml", voice).detect(text) is None


def test_days_that_count_are_told_whatever_the_voice_says() -> None:
    voice, _ = hearing()
    danger = load_detector(KNOWLEDGE / "urgency.yml", voice).detect(
        "commandement de payer reçu hier")
    assert danger is not None
    assert danger.urgent.level == "days"


def test_without_its_encoder_the_rules_go_on_alone() -> None:
    def missing() -> FakeEncoder:
        raise OSError("rien")

    for opened in (missing, lambda: FakeEncoder("un autre")):
        voice = Hearing(EAR, opened)
        voice.load()
        assert not voice.is_ready
        assert voice.hear("bonjour") is None
        danger = load_detector(KNOWLEDGE / "urgency.yml", voice).detect("je veux mourir")
        assert danger is not None
        assert danger.urgent.numbers[0] == "3114"


def test_the_same_text_gives_the_same_answer() -> None:
    voice, _ = hearing()
    assert voice.hear(f"voici une phrase {WORRY}") == voice.hear(f"voici une phrase {WORRY}")
    assert voice.hear(f"voici une phrase {WORRY}") is not None


@pytest.mark.parametrize("text", ["", "oui", "merci beaucoup", f"non {WORRY}"])
def test_a_few_words_are_left_to_the_rules(text: str) -> None:
    voice, encoder = hearing()
    assert voice.hear(text) is None
    assert encoder.read == 0


def test_a_long_message_is_read_part_by_part_and_a_part_must_worry_more() -> None:
    voice, encoder = hearing()
    calm = "Je voudrais savoir comment faire pour mon dossier. "
    heard = voice.hear(calm * 20 + f"Et {WORRY}. " + calm * 20)
    assert heard is not None
    assert heard.is_part
    assert heard.score > EAR.alone_in_part
    assert encoder.read <= PARTS
    assert EAR.alarms(Heard(0.0, ()))
    assert not EAR.alarms(Heard(0.0, (), is_part=True))


@pytest.mark.parametrize("text", ["a" * 5000, "mot " * 900, "\n" * 900 + "x", "Oui. " * 500, ""])
def test_every_message_is_cut_in_short_parts(text: str) -> None:
    assert all(len(part) <= WHOLE for part in parts_of(text))


def test_the_committed_figures_fit_the_words_and_the_kinds() -> None:
    ear = load_ear(KNOWLEDGE / FILE)
    detector = load_detector(KNOWLEDGE / "urgency.yml")
    assert ear.weights.shape == (len(ear.kinds), len(ear.mean) + len(ear.words.subjects))
    for name in ear.kinds:
        if name != "none":
            assert detector.kind(name).level == "danger"
    assert ear.worry.shape == (len(ear.mean) + len(ear.words.subjects),)
    assert ear.veto < ear.alone < ear.alone_in_part


def test_words_changed_without_a_new_fit_are_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("autre: mot\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"evals\.danger\.fit"):
        load_ear(tmp_path / FILE)


def test_subjects_are_seen_in_every_alphabet() -> None:
    words = load_words(KNOWLEDGE / FILE)
    for text in ("mes enfants ont FAIM", "tengo hambre", "أطفالي جائعون", "діти голодні"):
        seen = dict(zip(words.subjects, words.seen_in(text), strict=True))
        assert seen["food"] > 0, text
    assert not replace(words, stems=tuple(() for _ in words.stems)).seen_in("faim").any()
    assert folded("L'ÉTÉ, déjà !") == "l ete deja"
