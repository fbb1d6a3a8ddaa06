"""Intents, domain, rules and responses agree with one another and with the code."""

from collections import Counter

import yaml

from bot.actions import ACTIONS
from bot.actions.small_talk import TALK
from bot.decision import Decision, Kind
from knowledge.vocabulary import Domain, Facet
from tests.bot.conversing import ACTION_FOR, BOT

DOMAIN = yaml.safe_load((BOT / "domain.yml").read_text(encoding="utf-8"))


def examples() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted((BOT / "intents").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = [line.removeprefix("- ") for line in block["examples"].splitlines()]
            found.setdefault(block["intent"], []).extend(lines)
    return found


def test_every_intent_is_in_the_domain_with_examples_and_one_rule() -> None:
    assert set(examples()) == set(DOMAIN["intents"])
    assert set(ACTION_FOR) == set(DOMAIN["intents"]) | {"nlu_fallback"}


def test_every_domain_and_facet_of_the_vocabulary_has_an_intent() -> None:
    wanted = {f"ask_{each.value}" for each in (*Domain, *Facet)}
    assert wanted <= set(DOMAIN["intents"])


def test_every_intent_has_sixty_examples_and_the_widest_ones_more() -> None:
    counts = {name: len(lines) for name, lines in examples().items()}
    assert {name: count for name, count in counts.items() if count < 60} == {}
    domains = {f"ask_{each.value}" for each in Domain}
    assert min(counts[name] for name in domains) >= 140
    assert counts["out_of_scope"] >= 400
    assert counts["refer_professional"] >= 200


def test_no_example_teaches_two_intents() -> None:
    said = Counter(line.lower() for lines in examples().values() for line in lines)
    assert [line for line, times in said.items() if times > 1] == []


def test_the_domain_lists_exactly_the_actions_built() -> None:
    assert set(DOMAIN["actions"]) == {action.rasa_name for action in ACTIONS}


def test_small_talk_sentences_carry_their_decision() -> None:
    for intent in TALK:
        for response in DOMAIN["responses"][f"utter_{intent}"]:
            decision = Decision.model_validate(response["custom"]["decision"])
            assert (decision.kind, decision.intent) == (Kind.SMALL_TALK, intent)


def test_no_slot_changes_which_rule_applies() -> None:
    assert all(slot["influence_conversation"] is False for slot in DOMAIN["slots"].values())
