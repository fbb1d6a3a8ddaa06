"""Whole conversations take the way the rules say, judged by Rasa's own test command."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
STORIES = ROOT / "tests" / "bot" / "stories"
MODELS = ROOT / "var" / "rasa" / "models"
SECONDS = 240


@pytest.fixture
def model():
    """Return the model trained last at install."""
    trained = sorted(MODELS.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    assert trained, "aucun modèle de dialogue : lancez « make train »"
    return trained[-1]


def judged(model, stories, folder):
    """Run `rasa test core`, sentences read by the model; return its report."""
    kept = {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(ROOT),
            "OMP_NUM_THREADS": "1", "RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore",
            "LANG": "C.UTF-8", "MPLCONFIGDIR": str(folder), "TF_CPP_MIN_LOG_LEVEL": "3"}
    done = subprocess.run(
        [sys.executable, "-m", "rasa", "test", "core", "--e2e", "--no-plot", "--model", str(model),
         "--stories", str(stories), "--out", str(folder / "results")],
        cwd=folder, env=kept, capture_output=True, text=True, timeout=SECONDS)
    report = folder / "results" / "story_report.json"
    assert report.exists(), done.stderr[-2000:]
    failed = (folder / "results" / "failed_test_stories.yml").read_text(encoding="utf-8")
    return json.loads(report.read_text(encoding="utf-8"))["conversation_accuracy"], failed


WRONG = """version: "3.1"
stories:
  - story: une salutation prise pour une colère
    steps:
      - user: |
          bonjour
        intent: frustrated
      - action: action_offer_person
"""


def test_every_conversation_takes_its_way_and_a_wrong_one_is_seen(model, tmp_path):
    stories = tmp_path / "stories"
    shutil.copytree(STORIES, stories)
    (stories / "test_wrong.yml").write_text(WRONG, encoding="utf-8")
    found, failed = judged(model, stories, tmp_path)
    assert found["total"] >= 15
    assert found["correct"] == found["total"] - 1, failed
    assert failed.count("- story: ") == 1
    assert "une salutation prise pour une colère" in failed
