"""Every action that the journal may hold has French words."""

import re
from pathlib import Path

from channels import gap_words
from channels.account_words import ACTIONS, OTHER_ACTION, ROLES, ROOMS, ROOMS_OF, action
from mediation import notices
from mediation.accounts import ROLES as KNOWN
from mediation.gaps import KINDS, STATES

ROOT = Path(__file__).resolve().parents[3]
NOTED = re.compile(r"(?:accounts\.|self\._)?note\(\s*(?:db,\s*)?[^\"]{0,120}\"([a-z]+\.[a-z_]+)\"")


def test_every_noted_action_has_words() -> None:
    noted: set[str] = set()
    for path in (ROOT / "mediation").rglob("*.py"):
        noted |= set(NOTED.findall(path.read_text(encoding="utf-8")))
    assert len(noted) > 15
    assert sorted(each for each in noted if each not in ACTIONS) == []
    assert action("inconnue.action") == OTHER_ACTION


def test_roles_rooms_gaps_and_notices_have_words() -> None:
    assert set(ROLES) == set(ROOMS_OF) == set(KNOWN)
    assert {href for each in ROOMS_OF.values() for href in each} <= set(ROOMS)
    assert (set(gap_words.KINDS), set(gap_words.STATES)) == (set(KINDS), set(STATES))
    assert set(notices.SENTENCES) >= {"case.waiting", "case.returned", "case.transferred",
                                      "case.answered", "danger.unread", "callback.asked"}
