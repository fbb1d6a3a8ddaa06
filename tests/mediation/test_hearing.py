"""The second voice: it hears what no rule says, and calms a rule that is alone."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from app.settings import Settings
from mediation.danger import load_detector
from mediation.danger_ear import LAYERS, packed, unpacked
from mediation.danger_words import FILE, Words, folded, load_words
from mediation.hearing import MOST_TOKENS, PART_TOKENS, Ear, Floats, Heard, Hearing, load_ear

KNOWLEDGE = Settings().knowledge_dir
WORRY = "zinzolin"


@dataclass
class FakeEncoder:
    """A token a word: one word points to danger, any other to calm."""

    identity: str = "essai"
    read: int = 0

    def placed(self, text: str) -> tuple[list[int], list[int]]:
        words = list(re.finditer(r"\S+", text))
        return [int(WORRY in each[0]) for each in words], [each.start() for each in words]

    def raw(self, tokens: list[int]) -> Floats:
        return np.asarray(tokens, np.float32)[:, None]

    def rows(self, tokens: list[int]) -> Floats:
        self.read += len(tokens)
        return np.asarray([[float(each), 1.0 - each] for each in tokens], np.float32)


def figures() -> dict[str, Floats]:
    """One value, kept by the token that asks loudest: does the word of worry stand here?"""
    told = {"mean": [0, 0], "spread": [1, 1], "value": [[1], [0]], "value_bias": [0],
            "ask": [[9], [0]], "ask_bias": [0], "hidden": [[0], [0], [1]], "hidden_bias": [0],
            "out": [[8, -8, 6]], "out_bias": [-4, 4, -4], "worry": [1]}
    shared = ("mean", "spread", "worry")
    return {name: np.asarray(each if name in shared else [each], np.float32)
            for name, each in told.items()}


EAR = Ear("essai", ("homeless_tonight", "none", "suicide"), figures(), Words((), ()),
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


def test_of_a_long_message_the_sentences_that_worry_are_read_and_must_worry_more() -> None:
    voice, encoder = hearing()
    calm = "Je voudrais savoir comment faire pour mon dossier. "
    heard = voice.hear(calm * 20 + f"Et {WORRY}. " + calm * 20)
    assert heard is not None
    assert heard.is_part
    assert heard.score > EAR.alone_in_part
    assert encoder.read <= PART_TOKENS < MOST_TOKENS
    assert EAR.alarms(Heard(0.0, ()))
    assert not EAR.alarms(Heard(0.0, (), is_part=True))


@pytest.mark.parametrize("text", ["a " * 2500, "mot " * 900, "oui\n" * 900, "Oui. " * 500,
                                  f"{WORRY} " * 300])
def test_of_any_message_no_more_is_read_than_the_time_allows(text: str) -> None:
    voice, encoder = hearing()
    assert voice.hear(text) is not None
    assert 0 < encoder.read <= MOST_TOKENS


def test_a_danger_said_once_in_a_long_sentence_is_not_drowned() -> None:
    voice, _ = hearing()
    heard = voice.hear("je raconte ma journée " * 8 + WORRY)
    assert heard is not None
    assert not heard.is_part
    assert heard.score > EAR.alone_in_part


def test_figures_are_written_and_read_back() -> None:
    values = np.asarray([[0.5, -2.0], [0.001, 300.0]], np.float32)
    assert np.allclose(unpacked(packed(values)), values, rtol=1e-3)


def test_the_opinions_of_several_heads_are_averaged() -> None:
    one = EAR.judge(np.asarray([[1, 0]], np.float32), "")
    calm = {name: each * 0 if name.startswith("out") else each for name, each in figures().items()}
    both = {name: np.concatenate([each, calm[name]]) if name in calm and each.ndim > 1
            and name not in ("mean", "spread", "worry") else each
            for name, each in figures().items()}
    heard = replace(EAR, figures=both).judge(np.asarray([[1, 0]], np.float32), "")
    assert 0 < heard.score < one.score, "a head without an opinion halves the other's"
    assert heard.kinds[0][0] == one.kinds[0][0]


def test_the_committed_figures_fit_the_words_and_the_kinds() -> None:
    ear = load_ear(KNOWLEDGE / FILE)
    detector = load_detector(KNOWLEDGE / "urgency.yml")
    size, subjects = len(ear.figures["mean"]), len(ear.words.subjects)
    pooled = ear.figures["value"].shape[2] * ear.figures["ask"].shape[2]
    assert ear.figures["hidden"].shape[1] == size + subjects + pooled
    assert ear.figures["out"].shape[2] == len(ear.kinds)
    assert len({len(ear.figures[name]) for name in LAYERS}) == 1, "as many heads in each layer"
    for name in ear.kinds:
        if name != "none":
            assert detector.kind(name).level == "danger"
    assert ear.figures["worry"].shape == (size + subjects,)
    assert all(np.isfinite(each).all() for each in ear.figures.values())
    assert ear.veto < min(ear.alone, ear.alone_in_part)


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
