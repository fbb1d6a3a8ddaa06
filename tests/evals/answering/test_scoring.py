"""What counts as right, as a missed escalation, as a needless one."""

import json
from pathlib import Path

import pytest

from evals.answering.cases import Case, CaseSet
from evals.answering.chain import said_of
from evals.answering.figures import confidence, figures, slices
from evals.answering.page import page_of
from evals.answering.result import System, result
from evals.answering.said import Said, Shown, offices_of
from evals.answering.scoring import judge, verdict
from evals.compare import compared
from tests.people import CASES, entry

HELD = Case("a", "une aide", right=frozenset({"x", "y"}), who=frozenset({"caf"}), expected="x",
            domains=frozenset({"benefits"}), style="sms")
ABSENT = Case("b", "la météo", "out_of_scope", is_absent=True)


def said(shown: Shown, *ranked: str, sure: float | None = 0.5, office: str = "caf") -> Said:
    """Return what a system said: one, or up to three, of its ranking."""
    proposed = ranked[:1] if shown is Shown.SINGLE else ranked[:3]
    return Said(ranked, shown, () if shown is Shown.NONE else proposed, sure, (office,),
                "benefits")


def test_an_entry_that_is_also_right_counts_as_right() -> None:
    found = judge(HELD, said(Shown.SINGLE, "y", "x"))
    assert found["success@1"] == found["shown_right"] == found["lead@1"] == found["domain"] == 1
    assert found["wrong_single"] == found["missed"] == found["needless"] == 0
    assert "missed_when_needed" not in found


def test_a_wrong_single_answer_is_a_missed_escalation() -> None:
    found = judge(HELD, said(Shown.SINGLE, "z", "x", office="msa"))
    assert found["wrong_single"] == found["missed"] == found["missed_when_needed"] == 1
    assert (found["success@1"], found["success@3"], found["lead@1"]) == (0, 1, 0)
    assert verdict(HELD, said(Shown.SINGLE, "z")) == "wrong"


def test_a_menu_without_the_right_entry_leaves_a_way_out() -> None:
    found = judge(HELD, said(Shown.MENU, "z", "t"))
    assert found["menu_without"] == found["answered"] == 1
    assert found["missed"] == found["missed_when_needed"] == found["wrong_single"] == 0
    assert verdict(HELD, said(Shown.MENU, "z", "t")) == "wrong_menu"
    assert verdict(HELD, said(Shown.MENU, "z", "x")) == "right_menu"


def test_declining_what_we_hold_is_a_needless_escalation() -> None:
    found = judge(HELD, said(Shown.NONE, "x"))
    assert (found["needless"], found["answered"], found["success@1"]) == (1, 0, 1)
    assert verdict(HELD, said(Shown.NONE, "x")) == "declined"


@pytest.mark.parametrize(("shown", "key", "word"), [
    (Shown.SINGLE, "absent_single", "answered_absent"), (Shown.MENU, "absent_menu", "menu_absent"),
    (Shown.NONE, "absent_declined", "right_decline")])
def test_what_we_do_not_hold_must_be_declined(shown: Shown, key: str, word: str) -> None:
    found = judge(ABSENT, said(shown, "x"))
    assert found[key] == 1
    assert found["missed"] == float(shown is Shown.SINGLE)
    assert "success@1" not in found
    assert verdict(ABSENT, said(shown, "x")) == word


def test_only_what_is_labelled_is_judged() -> None:
    assert judge(Case("c", "sans étiquette"), said(Shown.SINGLE, "x")) == {}
    office = Case("d", "un bureau", who=frozenset({"msa"}))
    assert judge(office, said(Shown.SINGLE, "x")) == {"lead@1": 0, "lead@3": 0,
                                                      "lead_of_single": 0}
    assert verdict(office, said(Shown.SINGLE, "x")) == "wrong_office"


def test_the_office_of_an_entry_with_cases_is_the_ordinary_one() -> None:
    known = {"a": entry(id="a", **CASES), "b": entry(id="b", lead="ccas")}
    assert offices_of(["a", "b"], known.get) == ("caf", "ccas")
    assert offices_of(["inconnue"], known.get) == ()


def test_a_reply_is_read_as_the_resident_saw_it() -> None:
    find = {"x": entry(id="x"), "y": entry(id="y")}.get
    button = [{"text": "Voici.", "buttons": [{"choice": "handoff:offer"}]}]
    single = said_of("answered", {"messages": button, "answer": {
        "entry_id": "x", "organisations": ["caf"], "domain": "benefits", "confidence": 0.9},
        "needs": [{"entry_id": "x"}, {"entry_id": "y"}]}, 5.0, find)
    assert (single.shown, single.proposed) == (Shown.SINGLE, ("x", "y"))
    assert single.offers_person
    menu = said_of("answered_choices", {"choices": [{"entry_id": "y"}]}, 5.0, find)
    assert (menu.shown, menu.proposed, menu.offices) == (Shown.MENU, ("y",), ("caf",))
    official = said_of("answered", {"answer": {"entry_id": "F1", "organisations": ["caf"]}}, 5.0,
                       find)
    assert official.shown is Shown.NONE
    assert said_of("http_500", {}, 5.0, find).shown is Shown.NONE


def run(*said_to: Said) -> dict[str, object]:
    """Return a run of one system over the two cases, through JSON as it is kept."""
    cases = CaseSet("essai", (HELD, ABSENT), {"organisme sans clé chez nous": 1})
    made = result(cases, [System("retrieval", "La nôtre", said_to, True), System(
        "baseline-1", "Une autre", (said(Shown.SINGLE, "z"), said(Shown.SINGLE, "z")))],
        {"knowledge": "k"}, 1.0, with_words=False)
    return json.loads(json.dumps(made))


def test_a_run_says_everything_and_never_the_words() -> None:
    made = run(said(Shown.SINGLE, "x"), said(Shown.NONE, sure=0.1))
    page = page_of(made, "essai")
    assert "une aide" not in json.dumps(made) + page
    assert "Écriture : SMS" in page
    assert made["differences"][0]["value"] == 1.0
    assert made["confidence"]["retrieval"]["n"] == 2
    assert "organisme sans clé chez nous : 1" in page


def test_two_runs_are_compared_question_by_question(tmp_path: Path) -> None:
    before = run(said(Shown.SINGLE, "z"), said(Shown.NONE))
    after = run(said(Shown.SINGLE, "x"), said(Shown.SINGLE, "x"))
    found = compared(before, after)
    assert [each["id"] for each in found["gained"]] == ["a"]
    assert [each["id"] for each in found["lost"]] == ["b"]
    first = next(each for each in found["figures"] if each["key"] == "success@1")
    assert (first["value"], first["sense"]) == (1.0, "better")
    absent = next(each for each in found["figures"] if each["key"] == "absent_single")
    assert (absent["value"], absent["sense"]) == (1.0, "worse")
    with pytest.raises(ValueError, match="même chose"):
        compared(before, {"kind": "dialogues"})


def test_slices_and_confidence_are_silent_where_nothing_is_labelled() -> None:
    bare = Case("c", "rien")
    assert confidence([bare], [said(Shown.SINGLE, "x")]) is None
    assert figures([{}], True) == []
    assert [each["part"] for each in slices([bare], [{}])] == ["in_scope"]
