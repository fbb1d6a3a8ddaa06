"""What a distracted editor or a bad find-and-replace writes instead of a value."""

import re
from random import Random

from evals.knowledge.told import MONTHS, NAMES, WORDS, key_of

OPPOSITES = {"privé": "public", "public": "privé", "locataire": "propriétaire", "moins": "plus",
             "propriétaire": "locataire", "plus": "moins", "avec": "sans", "sans": "avec",
             "majeur": "mineur", "mineur": "majeur", "général": "agricole", "salarié": "retraité",
             "agricole": "général", "avant": "après",
             "après": "avant", "en": "hors"}
LETTERS = re.compile(r"[^\W\d_]+")


def wrong(kind: str, raw: str, rng: Random) -> str:
    """Return another value than `raw`, written in the same way. Not for an organisation's key."""
    return {"date": _date, "phone": _phone, "case": _label, "body": _name}.get(kind, _count)(
        raw, rng)


def wrong_key(key: str, near: list[str], known: frozenset[str], rng: Random) -> str:
    """Return another known key: one of the same entry, or a body often taken for this one."""
    groups = [{key_of(name) for name in group} for group in NAMES.values()]
    like = {other for group in groups if key in group for other in group}
    pool = sorted((set(near) | like) & known - {key}) or sorted(known - {key})
    return rng.choice(pool) if pool else key


def _number(digits: str, rng: Random) -> str:
    """One more, one less, two digits swapped, a tenth more."""
    n = int(digits)
    swaps = [digits[:i] + digits[i + 1] + digits[i] + digits[i + 2:]
             for i in range(len(digits) - 1)]
    values = {n + 1, n - 1, *(int(swap) for swap in swaps if swap[0] != "0")}
    if n >= 20 and n % 10 == 0:
        values = (values - {n + 1, n - 1}) | {n + 10, n - 10}
    if n >= 100:
        values = (values - {n + 1, n - 1, n + 10, n - 10}) | {n + n // 10, n - n // 10}
    return str(rng.choice(sorted(v for v in values - {n} if v > 0) or [n + 2]))


def _count(raw: str, rng: Random) -> str:
    found = re.match(r"(\d[\d \u00a0\u202f]*\d|\d+)(,\d+)?", raw)
    if not found:
        return _counted_in_words(raw, rng)
    old, separator = found[1], re.search(r"\D", found[1])
    new = _number(re.sub(r"\D", "", old), rng)
    if separator:
        new = f"{int(new):,}".replace(",", separator[0])
    return _agree(new, new + (found[2] or ""), raw[found.end():])


def _counted_in_words(raw: str, rng: Random) -> str:
    old = re.match(r"\w+", raw)
    if old is None:
        raise ValueError(f"no number in {raw!r}")
    rank = sorted(set(WORDS.values()))
    at = rank.index(WORDS[old[0].lower()])
    value = rng.choice([rank[i] for i in (at - 1, at + 1) if 0 <= i < len(rank)])
    feminine = re.search(r"semaine|année|heure", raw)
    word = "une" if value == 1 and feminine else next(w for w in WORDS if WORDS[w] == value)
    word = word.capitalize() if old[0][0].isupper() else word
    return _agree(str(value), word, raw[old.end():])


def _agree(value: str, written: str, rest: str) -> str:
    """Put the unit in the plural or the singular, as the new number wants."""
    unit = re.match(r"(\s+)(jour|semaine|an|année|heure)s?$", rest)
    if unit:
        rest = unit[1] + unit[2] + ("" if value == "1" else "s")
    return written + rest


def _phone(raw: str, rng: Random) -> str:
    digits = [i for i, c in enumerate(raw) if c.isdigit()][1:]
    pairs = [(i, j) for i, j in zip(digits, digits[1:], strict=False) if raw[i] != raw[j]]
    written = list(raw)
    if pairs and rng.random() < 0.6:
        i, j = rng.choice(pairs)
        written[i], written[j] = raw[j], raw[i]
    else:
        i = rng.choice(digits)
        written[i] = str((int(raw[i]) + rng.choice((1, 9))) % 10)
    return "".join(written)


def _date(raw: str, rng: Random) -> str:
    year = re.search(r"\d{4}", raw)
    month = re.search("|".join(MONTHS), raw, re.I)
    if year and (month is None or rng.random() < 0.6):
        return raw[:year.start()] + str(int(year[0]) + rng.choice((-1, 1))) + raw[year.end():]
    if month is None:
        raise ValueError(f"no date in {raw!r}")
    day = re.match(r"\d+(?!er)", raw)
    if day and rng.random() < 0.5:
        return _number(day[0], rng) + raw[day.end():] if int(day[0]) < 20 else (
            str(int(day[0]) - 1) + raw[day.end():])
    other = MONTHS[(MONTHS.index(month[0].lower()) + rng.choice((-1, 1))) % 12]
    return raw[:month.start()] + other + raw[month.end():]


def _name(raw: str, rng: Random) -> str:
    group = next(names for names in NAMES.values() if raw in names)
    return rng.choice([name for name in group if name != raw])


def _label(raw: str, rng: Random) -> str:
    """Another word for one of the words, a word left out, a plural, or a slip of two letters."""
    words = list(LETTERS.finditer(raw))
    made: list[str] = []
    for word in words:
        if other := OPPOSITES.get(word[0].lower()):
            other = other.capitalize() if word[0][0].isupper() else other
            made.append(raw[:word.start()] + other + raw[word.end():])
    longest = max(words, key=lambda word: len(word[0]))
    cut, end = longest.start() + len(longest[0]) // 2, longest.end()
    if raw[cut - 1] != raw[cut]:
        made.append(raw[:cut - 1] + raw[cut] + raw[cut - 1] + raw[cut + 1:])
    made.append(raw[:end - 1] + raw[end:] if raw[end - 1] == "s" else raw[:end] + "s" + raw[end:])
    if len(words) > 2:
        made.append(raw[:words[-1].start()].rstrip() + raw[words[-1].end():])
    return rng.choice(made)
