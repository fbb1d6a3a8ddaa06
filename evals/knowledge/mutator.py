"""Silent changes of entries: one place of a redundant pair, as a distracted editor would."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from random import Random

import yaml

from evals.knowledge.protocol import Mutation
from evals.knowledge.told import KEYS, Told, flat, told
from evals.knowledge.wrong_values import wrong, wrong_key

TRIES = 8  # draws looking for a change not made yet, before one is allowed to come back
Pairs = dict[str, list[list[Told]]]


def mutations(texts: Mapping[str, str], count: int, seed: int) -> Iterator[Mutation]:
    """Yield `count` changes, the kind drawn first, then the entry, the pair, the place, the value.

    Yields nothing when no entry tells anything twice.
    """
    rng = Random(seed)
    mentions = {entry_id: told(texts[entry_id]) for entry_id in sorted(texts)}
    known = frozenset(row.key for rows in mentions.values() for row in rows
                      if KEYS.fullmatch(row.field))
    by_kind: dict[str, list[tuple[str, list[list[Told]]]]] = defaultdict(list)
    for entry_id, rows in mentions.items():
        for kind, pairs in redundant(rows).items():
            by_kind[kind].append((entry_id, pairs))
    kinds = sorted(by_kind)
    done: set[tuple[str, str]] = set()
    for _ in range(count if kinds else 0):
        kind = rng.choice(kinds)
        for left in range(TRIES, -1, -1):
            entry_id, pairs = rng.choice(by_kind[kind])
            row = rng.choice(rng.choice(pairs))
            made = _changed(entry_id, texts[entry_id], row, mentions[entry_id], known, rng)
            if made and ((entry_id, made.text) not in done or left == 0):
                done.add((entry_id, made.text))
                yield made
                break


def redundant(rows: list[Told]) -> Pairs:
    """Return by kind the groups of mentions that tell the same thing in two fields or more."""
    groups: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for row in rows:
        groups[row.kind, row.key].append(row)
    pairs: Pairs = defaultdict(list)
    for (kind, _), group in sorted(groups.items()):
        if len({row.field for row in group}) > 1:
            pairs[kind].append(group)
    return pairs


def _changed(entry_id: str, text: str, row: Told, rows: list[Told], known: frozenset[str],
             rng: Random) -> Mutation | None:
    """Return the entry with this one mention changed; None when its file would not load."""
    raw = text[row.start:row.end]
    if KEYS.fullmatch(row.field):
        near = [other.key for other in rows if KEYS.fullmatch(other.field)]
        new = wrong_key(row.key, near, known, rng)
    else:
        new = wrong(row.kind, raw, rng)
    changed = text[:row.start] + new + text[row.end:]
    if flat(new) == flat(raw) or not _loads(changed):
        return None
    return Mutation(row.kind, entry_id, row.field, flat(raw), flat(new), changed)


def _loads(text: str) -> bool:
    try:
        return isinstance(yaml.safe_load(text[4:text.index("\n---", 4) + 1]), dict)
    except yaml.YAMLError:
        return False
