"""The harness counts a change as seen when it raises a fault the entry did not have."""

from dataclasses import replace

import frontmatter
import pytest

from evals.knowledge import command
from evals.knowledge.protocol import Mutation
from evals.knowledge.run import play, report
from evals.metrics.intervals import wilson
from knowledge.repository import Repository
from tests.knowledge.checks.sound import SOUND, TODAY, registry, sound

FRONT = {key: value for key, value in SOUND.items() if key not in {"id", "body"}}
TEXT = frontmatter.dumps(frontmatter.Post(SOUND["body"], **FRONT))
SEEN = Mutation("delay", "aide-fictive", "body", "un mois", "trois mois",
                TEXT.replace("vient en un mois", "vient en trois mois"))
UNSEEN = Mutation("body", "aide-fictive", "documents", "pièce", "carte",
                  TEXT.replace("Une pièce d", "Une carte d"))
BROKEN = replace(SEEN, kind="case", text=TEXT.replace("domain: benefits", "domain: rien"))


def played(*mutations):
    repository = Repository({"aide-fictive": sound()}, registry())
    return play(repository, {"aide-fictive": TEXT}, lambda *_: iter(mutations), len(mutations), 1,
                TODAY)


def test_a_change_that_raises_a_fault_is_seen_and_another_is_not():
    seen, unseen, broken = played(SEEN, UNSEEN, BROKEN)
    assert any("3 mois" in each for each in seen.faults)
    assert unseen.faults == ()
    assert broken.faults[0].startswith("schéma")


def test_the_report_counts_by_kind_and_lists_what_went_unseen():
    page = "\n".join(report(played(SEEN, UNSEEN)))
    assert "| delay | 1 | 1 |" in page
    assert "| body | 1 | 0 |" in page
    assert "| ensemble | 2 | 1 |" in page
    assert "- body · aide-fictive · documents : « pièce » → « carte »" in page


def test_a_change_that_changes_nothing_stops_the_measure():
    with pytest.raises(ValueError, match="sans effet"):
        played(replace(SEEN, text=TEXT))


def test_without_a_mutator_the_command_says_what_to_write(monkeypatch, capsys):
    def absent():
        raise ModuleNotFoundError

    monkeypatch.setattr(command, "load_mutator", absent)
    assert command.run(5, 1, None) == 2
    assert "evals.knowledge.mutator" in capsys.readouterr().err


def test_a_wilson_interval_holds_the_share_and_never_leaves_zero_and_one():
    all_seen, half = wilson(20, 20), wilson(10, 20)
    assert (all_seen.value, all_seen.high) == (1.0, 1.0)
    assert all_seen.low == pytest.approx(0.839, abs=0.001)
    assert (half.low, half.high) == pytest.approx((0.299, 0.701), abs=0.001)
