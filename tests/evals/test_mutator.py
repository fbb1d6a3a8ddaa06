"""A silent change: one place only, another value, always the same for one seed."""

from collections import Counter

import pytest
import yaml

from evals.knowledge.mutator import mutations
from evals.knowledge.told import flat, leaves, told

LOAN = """---
title: Emprunter le vélo fictif
lead: caf
who:
- organisation: caf
  role: decides
- organisation: msa
  role: decides
  when: Salarié agricole
- organisation: tribunal
  role: appeals
  within: dans les 2 mois
must_know:
- fact: 'La caution est de 600 € : elle est rendue en deux mois.'
  says:
  - 600 €
conditions:
- 'Avoir 18 ans, depuis le 1er mars 2025. Appelez le 32 30, ou
  l''accueil.'
documents:
- Un chèque de 600 €
steps:
- Appelez la Caf au 32 30.
delay: 2 mois, pour les vélos loués depuis le 1er mars 2025.
cost: Gratuit à 18 ans.
cases:
- id: agricole
  label: Salarié agricole
  lead: msa
- id: autre
  label: Autre salarié
  lead: caf
easy: |-
  La caution est de 600 €.
  Appelez le 32 30.
---
La Caf décide en 2
mois. Salarié agricole : voyez la MSA.
"""

BOOK = """---
title: Rendre le livre fictif
lead: ccas
who:
- organisation: ccas
  role: helps
must_know:
- fact: Le prêt dure trois semaines.
  says: [trois semaines]
delay: 3 semaines
cost: 10 % du prix
easy: Le CCAS prête un livre 3 semaines.
---
Le CCAS prête un livre. Un retard coûte 10 % du prix.
"""
TEXTS = {"velo-fictif": LOAN, "livre-fictif": BOOK}
COUNT = 150


@pytest.fixture(scope="module")
def changes():
    return list(mutations(TEXTS, COUNT, 7))


def values(text):
    """The loaded values of a text, by path: what a reader of the file would see."""
    head, body = text[4:].split("\n---", 1)
    found = {"body": body}

    def walk(node, path):
        if isinstance(node, dict | list):
            for key, value in node.items() if isinstance(node, dict) else enumerate(node):
                walk(value, f"{path}[{key}]" if isinstance(node, list) else f"{path}.{key}")
        else:
            found[path.lstrip(".")] = node

    walk(yaml.safe_load(head), "")
    return found


def test_the_same_seed_gives_the_same_changes_whatever_the_order_of_the_entries(changes):
    turned = dict(reversed(TEXTS.items()))
    assert list(mutations(turned, COUNT, 7)) == changes
    assert list(mutations(TEXTS, COUNT, 8)) != changes


def test_each_change_touches_exactly_the_place_it_names_and_still_loads(changes):
    assert len(changes) == COUNT
    for change in changes:
        before, after = values(TEXTS[change.entry_id]), values(change.text)
        assert [path for path in before if before[path] != after.get(path)] == [change.field]
        assert before.keys() == after.keys()


def test_the_value_written_differs_from_the_value_that_was_there(changes):
    for change in changes:
        assert change.before != change.after
        assert change.before in " ".join(str(values(TEXTS[change.entry_id])[change.field]).split())
        assert change.after in " ".join(str(values(change.text)[change.field]).split())


def test_what_was_changed_is_still_told_right_in_another_place(changes):
    for change in changes:
        text = TEXTS[change.entry_id]
        rows = [row for row in told(text) if row.kind == change.kind]
        keys = {row.key for row in rows
                if row.field == change.field and flat(text[row.start:row.end]) == change.before}
        assert keys & {row.key for row in rows if row.field != change.field}, change


def test_the_kinds_that_occur_come_about_as_often(changes):
    seen = Counter(change.kind for change in changes)
    assert set(seen) == {"figure", "delay", "phone", "body", "case", "date"}
    assert min(seen.values()) > COUNT / 6 / 2


def test_a_delay_in_words_is_the_same_delay_and_is_changed_in_words(changes):
    assert {row.field for row in told(BOOK) if row.key == "3 semaine"} == {
        "must_know[0].fact", "must_know[0].says[0]", "delay", "easy"}
    assert {c.after for c in changes if c.before == "trois semaines"} == {
        "deux semaines", "quatre semaines"}


def test_nothing_is_changed_where_nothing_is_told_twice():
    alone = "---\ntitle: Fiche fictive\nlead: caf\ndelay: 2 mois\n---\nDemandez à la MSA.\n"
    assert list(mutations({"seule-fictive": alone}, 5, 1)) == []


def test_every_written_value_is_found_at_its_place_in_the_file():
    places = {path: LOAN[start:end] for path, start, end in leaves(LOAN)}
    assert places["who[2].within"] == "dans les 2 mois"
    assert places["cases[1].lead"] == "caf"
