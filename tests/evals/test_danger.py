"""The measure of dangers heard: what counts as heard, as a right number, as an alarm."""

from argparse import ArgumentParser
from pathlib import Path

import numpy as np
import pytest

from app.settings import Settings
from evals.danger.command import add_options, run
from evals.danger.config import Case, load_cases
from evals.danger.fit import NONE, bare, digest, mixed
from evals.danger.head import train
from evals.danger.report import figures, page
from evals.danger.run import Read, long_messages, read_all
from evals.danger.timing import Spent, Watch
from mediation.danger import load_detector
from mediation.danger_words import FILE, Words
from mediation.hearing import FITTED, Ear, Hearing, load_ear
from retrieval.shallow import ShallowEncoder

PART = Path(__file__).resolve().parents[2] / "evals" / "datasets" / "danger" / "part-1.jsonl"
KNOWLEDGE = Settings().knowledge_dir


def read(kind: str | None, right: tuple[str, ...], level: str | None,
         shown: tuple[str, ...] = ()) -> Read:
    case = Case(id="d", text="t", kind=kind, numbers=right)
    return Read(case, "k" if level else None, level, shown, Spent(1.0, 1.0, 0.5))


@pytest.mark.parametrize(("made", "is_heard", "has_right"), [
    (read("suicide", ("3114", "15"), "danger", ("15", "112")), True, True),
    (read("suicide", ("3114",), "danger", ("17",)), True, False),
    (read("suicide", ("3114",), "days"), False, False),
    (read("suicide", ("3114",), None), False, False),
    (read("eviction_under_way", (), "days"), True, True),
    (read("eviction_under_way", (), "danger", ("115",)), True, True),
    (read("eviction_under_way", (), "danger", ("3114",)), True, False),
    (read("eviction_under_way", (), "important"), False, False),
    (read("elder_abuse", ("3977",), "danger", ("3133",)), True, True),
])
def test_a_danger_is_heard_and_its_number_judged(made: Read, is_heard: bool,
                                                 has_right: bool) -> None:
    assert (made.is_heard, made.has_right_number) == (is_heard, has_right)


@pytest.mark.parametrize(("made", "is_first"), [
    (read("suicide", ("3114", "15"), "danger", ("15", "17")), True),
    (read("suicide", ("3114",), "danger", ("17", "3114")), False),
    (read("suicide", ("3114",), None), False),
    (read("eviction_under_way", (), "days"), True),
    (read("eviction_under_way", (), "danger", ("3114", "115")), False),
])
def test_the_first_number_is_judged_alone(made: Read, is_first: bool) -> None:
    assert made.has_right_first == is_first


def test_only_the_level_danger_is_a_false_alarm() -> None:
    found = figures([read(None, (), "danger", ("17",)), read(None, (), "days"),
                     read(None, (), None), read("suicide", ("3114",), "danger", ("3114",))])
    assert (found["fausses alertes"].value, found["fausses alertes"].n) == (1 / 3, 3)
    assert found["rappel"].value == 1.0


def test_the_page_names_each_fault_and_keeps_the_words_unless_asked() -> None:
    cases = load_cases(PART)[:12]
    made = read_all(cases, load_detector(KNOWLEDGE / "urgency.yml"))
    told = "\n".join(page(made, [Spent(1.0, 1.0, 0.5)], has_words=False))
    assert "| rappel |" in told
    assert cases[0].text not in told
    assert all(len(text) <= 2000 for text in long_messages(cases))


def test_what_hearing_adds_is_counted_without_what_the_search_would_have_done_anyway() -> None:
    kept: set[str] = set()

    def first(text: str) -> None:
        if text not in kept:
            kept.add(text)
            sum(range(400_000))

    spent = Watch(first, first, kept.clear).of("mon loyer")
    assert spent.processor > 1.0, "hearing alone is not read from what was kept"
    assert spent.added < spent.processor / 2


def test_the_committed_fit_is_that_of_the_committed_sentences() -> None:
    assert f'"learnt": "{digest(KNOWLEDGE)}"' in FITTED.read_text(encoding="utf-8"), (
        "phrases changées : « python -m evals.danger.fit »")


def test_a_sentence_in_haste_has_no_accent_comma_or_capital() -> None:
    assert bare("L'été, déjà.") == "l ete deja"


def test_a_danger_stays_a_danger_among_ordinary_sentences() -> None:
    made = mixed([("suicide", "je veux mourir"), (NONE, "bonjour.")], ["ma bourse ?", "la caf"])
    assert made == mixed([("suicide", "je veux mourir"), (NONE, "bonjour.")],
                         ["ma bourse ?", "la caf"]), "drawn the same way each time"
    for kind, text in made:
        assert (kind == "suicide") == ("je veux mourir" in text)


def test_the_trained_head_and_the_ear_make_the_same_sums() -> None:
    chance = np.random.default_rng(1)
    calm = [chance.normal(0, 1, (6, 5)).astype(np.float32) for _ in range(90)]
    worried = [np.vstack([each, np.full((1, 5), 4.0, np.float32)]) for each in calm]
    rows, labels = [*calm, *worried], [0] * 90 + [1] * 90
    figures = train(rows, np.zeros((180, 0), np.float32), labels, np.ones(180, np.float32), 2)
    ear = Ear("essai", (NONE, "suicide"), figures, Words((), ()), 0.0, 0.0, -1.0)
    told = [ear.judge(each, "").score for each in rows]
    assert np.mean(told[:90]) < 0 < np.mean(told[90:])


@pytest.mark.real
def test_the_first_part_stays_heard_with_the_real_encoder() -> None:
    settings = Settings()
    hearing = Hearing(load_ear(KNOWLEDGE / FILE), lambda: ShallowEncoder(settings.models_dir))
    hearing.load()
    assert hearing.is_ready
    found = figures(read_all(load_cases(PART), load_detector(KNOWLEDGE / "urgency.yml", hearing)))
    assert found["rappel"].value >= 0.98
    assert found["fausses alertes"].value <= 0.04
    assert found["bon numéro"].value >= 0.98
    assert found["bon numéro en premier"].value >= 0.92
    assert found["trois numéros au plus"].value == 1.0


def test_the_rules_alone_are_measured_where_no_encoder_is_prepared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("QFQ_CACHE_DIR", str(tmp_path))
    parser = ArgumentParser()
    add_options(parser)
    asked = ["--questions", str(PART)]
    assert run(parser.parse_args([*asked, "--rules-only"])) == 0
    assert "160 messages" in capsys.readouterr().out
    assert run(parser.parse_args(asked)) == 2
