"""One run as JSON: figures of every system, differences, curves, slices, and each question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from evals.answering.cases import Case, CaseSet
from evals.answering.figures import BY_KEY, confidence, figures, shown, slices
from evals.answering.said import Said
from evals.answering.scoring import judge, verdict
from evals.machine import described
from evals.metrics.intervals import paired_difference

FORMAT = 1
COMPARED = ("success@1", "success@3", "success@5", "mrr@10", "lead@1")
TEXT_LENGTH = 600


@dataclass(frozen=True)
class System:
    """One system and what it said to each case, in order. `is_ours`: it states a confidence."""

    key: str
    name: str
    said: tuple[Said, ...]
    is_ours: bool = False


def result(chosen: CaseSet, systems: Sequence[System], versions: Mapping[str, str],
           seconds: float, with_words: bool) -> dict[str, Any]:
    """Return the whole run. The last system of ours is the one whose questions are listed."""
    cases = chosen.cases
    ours = [each for each in systems if each.is_ours]
    main = ours[-1]
    scores = {each.key: [judge(case, said) for case, said in zip(cases, each.said, strict=True)]
              for each in systems}
    return {
        "format": FORMAT, "kind": "answering", "set": chosen.name, "n": len(cases),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"), "seconds": round(seconds, 1),
        "excluded": chosen.excluded, "machine": described(),
        "versions": dict(versions) | dict(main.said[0].versions if main.said else {}),
        "main": main.key,
        "systems": [{"key": each.key, "name": each.name, "is_ours": each.is_ours,
                     "figures": figures(scores[each.key], each.is_ours)} for each in systems],
        "differences": [row for each in systems if not each.is_ours
                        for row in differences(scores[ours[0].key], scores[each.key], each)],
        "confidence": {each.key: found for each in ours
                       if (found := confidence(cases, each.said))},
        "slices": slices(cases, scores[main.key]),
        "questions": [_question(case, said, one, with_words) for case, said, one
                      in zip(cases, main.said, scores[main.key], strict=True)],
    }


def differences(mine: Sequence[Mapping[str, float]], theirs: Sequence[Mapping[str, float]],
                other: System) -> list[dict[str, Any]]:
    """Return our lead over a system, question by question, on what both were judged on."""
    found = []
    for key in COMPARED:
        pairs = [(one[key], two[key]) for one, two in zip(mine, theirs, strict=True)
                 if key in one and key in two]
        if pairs:
            lead = paired_difference([pair[0] for pair in pairs], [pair[1] for pair in pairs])
            found.append({"system": other.key, "name": other.name, "key": key,
                          "label": BY_KEY[key].label} | shown(lead))
    return found


def _question(case: Case, said: Said, scores: Mapping[str, float], with_words: bool
              ) -> dict[str, Any]:
    words = {"text": case.text, "texts": [each[:TEXT_LENGTH] for each in said.texts]}
    return {
        "id": case.id, "kind": case.kind, "style": case.style, "domains": sorted(case.domains),
        "expected": {"entry": case.expected or None, "entries": sorted(case.right),
                     "who": sorted(case.who), "is_absent": case.is_absent},
        "got": {"shown": said.shown.value, "outcome": said.outcome,
                "proposed": list(said.proposed), "ranked": list(said.ranked[:5]),
                "offices": list(said.offices[:5]), "domain": said.domain,
                "confidence": said.confidence, "offers_person": said.offers_person,
                "ms": round(said.milliseconds, 1)},
        "scores": dict(scores), "verdict": verdict(case, said), **(words if with_words else {}),
    }
