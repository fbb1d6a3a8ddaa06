"""What a director reads is true to the code: data, durations, tests named, the RGAA grid."""

import importlib
import pkgutil
import re
from collections import Counter
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

import mediation.store
from channels.cookies import CONVERSATION_SECONDS
from channels.legal import TITLES
from mediation.accounts import SESSION_LASTS
from mediation.callbacks.asking import CODE_AFTER_DESK
from mediation.callbacks.shapes import (
    CALLBACK_KEPT,
    CALLBACK_KEPT_AFTER,
    CHILD_CALLBACK_KEPT,
)
from mediation.codes import LIFE
from mediation.counter.given import SHEET_CODE_LASTS
from mediation.counter.room import VISIT_IDLE
from mediation.follow_up import states
from mediation.place_life import LINK_LIVES
from mediation.retention import Keep
from mediation.staff import CHAT_CODE_LIVES, PASSWORD_LINK_LIVES
from mediation.steps.commit import CODE_LASTS, SEALED_AFTER_CLOSING, SEALED_AT_MOST
from mediation.store.base import Base

DOCUMENTS = ("README", "registre", "analyse-impact", "carte-des-donnees", "sous-traitants",
             "hebergement", "ia-act", "droits-des-personnes", "violation", "rgaa-grille")
CRITERIA_BY_THEME = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)
STATES = {"testé", "non testé", "échoue", "sans objet"}
STATES_IN_STATEMENT = {"testé": "ont au moins un contrôle", "non testé": "n'ont pas été vérifiés",
                       "échoue": "ont un défaut connu", "sans objet": "ne s'appliquent pas"}
CONSTANTS = {"SEALED_AFTER_CLOSING": SEALED_AFTER_CLOSING, "SEALED_AT_MOST": SEALED_AT_MOST,
             "CODE_LASTS": CODE_LASTS, "LIFE": LIFE, "SESSION_LASTS": SESSION_LASTS,
             "CONVERSATION_SECONDS": timedelta(seconds=CONVERSATION_SECONDS),
             "CODE_AFTER_DESK": CODE_AFTER_DESK, "CALLBACK_KEPT": CALLBACK_KEPT,
             "CALLBACK_KEPT_AFTER": CALLBACK_KEPT_AFTER,
             "CHILD_CALLBACK_KEPT": CHILD_CALLBACK_KEPT,
             "LINK_LIVES": LINK_LIVES, "VISIT_IDLE": VISIT_IDLE,
             "SHEET_CODE_LASTS": SHEET_CODE_LASTS,
             "PASSWORD_LINK_LIVES": PASSWORD_LINK_LIVES, "CHAT_CODE_LIVES": CHAT_CODE_LIVES,
             **{name: getattr(states, name) for name in (
                 "REFERRAL_OPEN", "REFERRAL_KEPT", "APPOINTMENT_KEPT", "LOGBOOK_LASTS",
                 "LOGBOOK_PASS")}}
UNITS = {"jours": timedelta(days=1), "heures": timedelta(hours=1), "minutes": timedelta(minutes=1)}
DURATION_ROW = re.compile(r"^\| `(\w+)` \| (\d+) (\w+) \|", re.M)
CRITERION_ROW = re.compile(r"^\| (\d+)\.(\d+) \| [^|]+ \| ([^|]+) \| [^|]{1,400} \|$", re.M)
LINK = re.compile(r"\]\(([^)#:]+)\)")
RASA_KEEPS = re.compile(r"keep_days: float = (\d+)")
TEST_NAME = re.compile(r"`(test_\w+)`")


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    """Return where the documents are."""
    return root / "docs" / "conformite"


@pytest.fixture(scope="module")
def texts(folder: Path) -> dict[str, str]:
    """Return every document by its path in the folder, pages included."""
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(folder.rglob("*.md"))}


def criteria(grid: str) -> list[tuple[int, int, str]]:
    """Return the criteria of the grid: theme, number, state."""
    return [(int(theme), int(number), state.strip())
            for theme, number, state in CRITERION_ROW.findall(grid)]


def tables() -> set[str]:
    """Return the tables of the database."""
    for module in pkgutil.iter_modules(mediation.store.__path__):
        if module.name.endswith("_rows"):
            importlib.import_module(f"mediation.store.{module.name}")
    return set(Base.metadata.tables)


def test_every_document_exists_and_starts_with_its_title(texts: dict[str, str]) -> None:
    expected = {f"{name}.md" for name in DOCUMENTS} | {f"pages/{name}.md" for name in TITLES}
    assert set(texts) == expected
    assert [name for name, text in texts.items() if not text.startswith("# ")] == []


def test_the_documents_lead_to_one_another(folder: Path, texts: dict[str, str]) -> None:
    lost = {name: link for name, text in texts.items() for link in LINK.findall(text)
            if not link.startswith("/") and not (folder / name).parent.joinpath(link).exists()}
    assert lost == {}
    for name in DOCUMENTS[1:]:
        assert f"({name}.md)" in texts["README.md"]


def test_the_data_map_holds_every_table_of_the_database(texts: dict[str, str]) -> None:
    data_map = texts["carte-des-donnees.md"]
    assert len(tables()) > 15
    assert {name for name in tables() if f"table `{name}`" not in data_map} == set()
    assert set(re.findall(r"table `(\w+)`", data_map)) == tables()


def test_the_data_map_says_every_duration_of_the_code(root: Path, texts: dict[str, str]) -> None:
    said = {name: int(count) * UNITS[unit]
            for name, count, unit in DURATION_ROW.findall(texts["carte-des-donnees.md"])}
    rasa = RASA_KEEPS.search((root / "bot/nlu/tracker_store.py").read_text(encoding="utf-8"))
    assert rasa
    coded = {each.name: timedelta(days=getattr(Keep(), each.name)) for each in fields(Keep)}
    coded |= CONSTANTS | {"keep_days": timedelta(days=int(rasa[1]))}
    assert said == coded


def test_the_privacy_page_says_the_durations_residents_care_about(texts: dict[str, str]) -> None:
    page = texts["pages/donnees-personnelles.md"]
    assert f"{Keep().conversations_days} jours après le dernier message" in page
    assert f"{SEALED_AFTER_CLOSING // UNITS['heures']} heures après la fin" in page
    assert f"{LIFE // UNITS['minutes']} minutes" in page


def test_the_grid_has_the_106_criteria_each_with_a_state(texts: dict[str, str]) -> None:
    found = criteria(texts["rgaa-grille.md"])
    expected = [(theme, number) for theme, count in enumerate(CRITERIA_BY_THEME, 1)
                for number in range(1, count + 1)]
    assert len(expected) == 106
    assert [(theme, number) for theme, number, _ in found] == expected
    assert {state for _, _, state in found} <= STATES


def test_the_grid_and_the_statement_count_the_same(texts: dict[str, str]) -> None:
    counts = Counter(state for _, _, state in criteria(texts["rgaa-grille.md"]))
    for state, words in STATES_IN_STATEMENT.items():
        assert re.search(rf"^\| {state} \| [^|]+ \| {counts[state]} \|$",
                         texts["rgaa-grille.md"], re.M), state
        assert f"- {counts[state]} {words}" in texts["pages/accessibilite.md"], state


def test_what_is_said_to_be_tested_names_its_test_or_its_rule(texts: dict[str, str]) -> None:
    rows = [row for row in texts["rgaa-grille.md"].splitlines() if "| testé |" in row]
    bare = [row for row in rows if re.match(r"\| \d", row)
            and not TEST_NAME.search(row) and "axe `" not in row and "tous les états ¹" not in row]
    assert bare == []


def test_every_test_named_in_a_document_exists(root: Path, texts: dict[str, str]) -> None:
    written = "\n".join(path.read_text(encoding="utf-8")
                        for path in (root / "tests").rglob("test_*.py"))
    named = {name for text in texts.values() for name in TEST_NAME.findall(text)}
    assert len(named) > 20
    assert {name for name in named if f"def {name}(" not in written} == set()


def test_a_page_for_residents_says_who_must_complete_it_and_holds_no_html(
        texts: dict[str, str]) -> None:
    for name in TITLES:
        page = texts[f"pages/{name}.md"]
        assert "[à compléter par la structure" in page
        assert not re.search(r"<[a-zA-Z/!]", page)
        assert page.count("\n# ") == 0
    assert "**non conforme**" in texts["pages/accessibilite.md"]
