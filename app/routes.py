"""Writes docs/acces.md: every address of the service, and who may use it."""

from fastapi import FastAPI

from channels.access import who_may

FILE = "docs/acces.md"
WORDS = {"public": "tout le monde", "resident": "l'habitant de la conversation",
         "internal": "cette machine seule", "mediator": "médiation", "editor": "rédaction",
         "evaluator": "évaluation", "admin": "administration"}
ORDER = tuple(WORDS)
HEAD = """# Qui peut ouvrir quoi

Une ligne par adresse du service. `python -m app routes` écrit cette page à partir du code.
Un test (`tests/channels/tools/test_every_route.py`) la compare au code, puis essaie chaque
adresse sans compte et avec chaque rôle.

| adresse | méthode | qui |
|---|---|---|
"""


def access_page(app: FastAPI) -> str:
    """Return the page, one line a route."""
    lines = []
    for key, who in sorted(who_may(app.routes).items(), key=lambda each: each[0].split()[::-1]):
        method, path = key.split(" ", 1)
        words = ", ".join(WORDS[each] for each in sorted(who, key=ORDER.index))
        lines.append(f"| `{path}` | {method} | {words} |\n")
    return HEAD + "".join(lines)


def read_page(text: str) -> dict[str, frozenset[str]]:
    """Return who may use each route, as the page says."""
    keys = {words: key for key, words in WORDS.items()}
    found = {}
    for line in text.splitlines():
        cells = [each.strip() for each in line.strip("|").split("|")]
        if len(cells) == 3 and cells[0].startswith("`"):
            found[f"{cells[1]} {cells[0].strip('`')}"] = frozenset(
                keys[each] for each in cells[2].split(", "))
    return found
