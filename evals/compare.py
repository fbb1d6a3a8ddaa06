"""`python -m evals compare A.json B.json`: two runs, paired differences, what was won and lost."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evals.answering.figures import FIGURES, Named
from evals.metrics.intervals import paired_difference

GOOD = frozenset({"right", "right_menu", "right_decline"})
Run = dict[str, Any]


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("before", type=Path, help="l'essai d'avant (JSON)")
    parser.add_argument("after", type=Path, help="l'essai d'après (JSON)")


def run(given: Namespace) -> int:
    """Print the comparison as JSON; 2 when the two runs cannot be compared."""
    try:
        before, after = (json.loads(each.read_text(encoding="utf-8"))
                         for each in (given.before, given.after))
        print(json.dumps(compared(before, after), ensure_ascii=False))
    except (OSError, ValueError, KeyError) as fault:
        print(f"Comparaison impossible : {fault}", file=sys.stderr)
        return 2
    return 0


def compared(before: Run, after: Run) -> Run:
    """Return what changed on the questions (or dialogues) that both runs have."""
    if before["kind"] != after["kind"]:
        raise ValueError("ces deux essais ne mesurent pas la même chose")
    name = "dialogues" if after["kind"] == "dialogues" else "questions"
    old = {_key(each): each for each in before[name]}
    new = {_key(each): each for each in after[name]}
    common = [key for key in new if key in old]
    moved = [_moved(old[key], new[key]) for key in common]
    return {"kind": after["kind"], "n": len(common), "only_before": len(old) - len(common),
            "only_after": len(new) - len(common),
            "figures": [] if name == "dialogues" else [
                row for each in FIGURES
                if (row := _figure(each, [(old[key]["scores"], new[key]["scores"])
                                          for key in common]))],
            "gained": [each for each in moved if each["is_good"] and not each["was_good"]],
            "lost": [each for each in moved if each["was_good"] and not each["is_good"]]}


def _key(each: Run) -> str:
    """Two questions are the same when their words are; without words, when their name is."""
    return str(each.get("text") or each["id"])


def _figure(named: Named, pairs: list[tuple[Mapping[str, float], Mapping[str, float]]]
            ) -> Run | None:
    both = [(old[named.key], new[named.key]) for old, new in pairs
            if named.key in old and named.key in new]
    if not both:
        return None
    then, now = [each[0] for each in both], [each[1] for each in both]
    found = paired_difference(now, then)
    sign = 1 if named.better == "high" else -1
    sure = (found.low if sign > 0 else -found.high) > 0
    worse = (found.high if sign > 0 else -found.low) < 0
    return {"key": named.key, "label": named.label, "better": named.better,
            "before": sum(then) / len(then), "after": sum(now) / len(now),
            "sense": "better" if sure else "worse" if worse else "same"} | asdict(found)


def _moved(old: Run, new: Run) -> Run:
    if "verdict" not in new:
        return {"id": new["id"], "text": new["title"], "was_good": old["passed"],
                "is_good": new["passed"], "before": "", "after": ""}
    return {"id": new["id"], "text": new.get("text", ""), "was_good": old["verdict"] in GOOD,
            "is_good": new["verdict"] in GOOD, "before": old["verdict"], "after": new["verdict"],
            "expected": new["expected"], "proposed_before": old["got"]["proposed"],
            "proposed_after": new["got"]["proposed"]}
