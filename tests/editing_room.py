"""A small knowledge folder, fictitious, in a git repository of its own, and the desk over it."""

import asyncio
import json
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from argon2 import PasswordHasher

from knowledge.base import KnowledgeBase
from knowledge.editing.kinds import Kind
from knowledge.repository import Freshness
from mediation.accounts import Accounts
from mediation.editing.desk import EditingDesk, open_desk
from mediation.editing.shapes import Draft, DraftState, Editor, Publication
from mediation.saying.wording import load_wording
from mediation.store.database import Store, open_store
from mediation.store.migrate import migrate
from mediation.voice import EntryVoice
from tests.people import CASES, ENTRY, NOW, SOURCE

ROOT = Path(__file__).resolve().parent.parent
ENTRY_ID, OTHER_ID, PARTNER_ID, NOTICE_ID = ("aide-fictive", "aide-a-cas", "lieu-fictif",
                                             "fermeture-fictive")
PASSWORD = "un mot de passe fictif"
ROLES = {"alice": "editor", "basile": "editor", "chef": "admin", "mila": "mediator",
         "eva": "evaluator"}
FIGURES = [{"value": "un mois", "means": "délai de réponse fictif", "source": "texte"}]
PARTNER = {
    "id": PARTNER_ID, "name": "Lieu fictif d'accueil", "organisation": "france_services",
    "address": {"street": "1 rue de l'Essai", "postcode": "99000",
                "city": "Sainte-Fiction-sur-Test", "insee": "48095"},
    "phone": "01 99 00 00 00", "sources": [SOURCE], "confirmed_on": "2026-10-01",
    "is_fictitious": True,
}
NOTICE = {"id": NOTICE_ID, "from": "2026-11-20", "until": "2026-12-31",
          "text": "L'accueil fictif est fermé : appelez le 39 39."}
COMMUNE = {"insee": "48095", "name": "Sainte-Fiction-sur-Test", "postcodes": ["99000"],
           "departement": "48"}


def email(name: str) -> str:
    """Return the address of a fictitious member of the team."""
    return f"{name}.fictif@example.org"


def write_folder(folder: Path) -> Path:
    """Write two entries, a partner, a notice and the real registry; commit them."""
    (folder / "procedures").mkdir(parents=True)
    (folder / "partners" / "essai").mkdir(parents=True)
    shutil.copy(ROOT / "knowledge" / "organisations.yml", folder)
    wordings = [f"je cherche l'aide à cas numéro {n}" for n in range(10)]
    entries: dict[str, dict[str, Any]] = {
        ENTRY_ID: ENTRY, OTHER_ID: ENTRY | CASES | {"asked_as": wordings}}
    for name, fields in entries.items():
        head = {key: value for key, value in (fields | {"figures": FIGURES}).items()
                if key not in ("id", "body") and value is not None}
        text = f"---\n{_yaml(head)}---\n{fields['body']}\n"
        (folder / "procedures" / f"{name}.md").write_text(text, encoding="utf-8")
    (folder / "partners/essai" / f"{PARTNER_ID}.yml").write_text(_yaml(PARTNER), encoding="utf-8")
    (folder / "notices.yml").write_text(f"# Avis d'essai.\n{_yaml([NOTICE])}", encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "-c", "user.name=Essai", "-c", "user.email=essai@example.org", "commit", "-qm",
        "Les fiches d'essai")
    return folder


def _yaml(data: object) -> str:
    return str(yaml.safe_dump(json.loads(json.dumps(data)), allow_unicode=True, sort_keys=False))


def git(folder: Path, *words: str) -> str:
    """Run git in the folder and nowhere else."""
    done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True,
                          check=True, env={"PATH": "/usr/local/bin:/usr/bin:/bin",
                                           "HOME": str(folder), "LC_ALL": "C.UTF-8"})
    return done.stdout.strip()


class Clock:
    """A clock that moves when told."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **parts: float) -> None:
        """Move on."""
        self.now += timedelta(**parts)


@dataclass
class Room:
    """The desk and its people; `save` and `published` are the usual steps."""

    folder: Path
    base: KnowledgeBase
    store: Store
    clock: Clock
    accounts: Accounts
    desk: EditingDesk
    people: dict[str, Editor]

    async def draft(self, name: str = "alice", kind: Kind = Kind.ENTRY, item: str = ENTRY_ID,
                    **changes: Any) -> Draft:
        """Begin (or go on with) a draft and save it with some fields changed."""
        editor = self.people[name]
        draft = await self.desk.drafts.begin(editor, kind, item)
        saved = await self.desk.drafts.save(editor, draft.id, draft.version,
                                            draft.content | changes)
        return saved.draft

    async def ready(self, name: str = "alice", **changes: Any) -> Draft:
        """The same, proposed."""
        draft = await self.draft(name, **changes)
        return await self.desk.drafts.move(self.people[name], draft.id, DraftState.READY)

    async def published(self, name: str = "alice", by: str = "basile", **changes: Any
                        ) -> Publication:
        """The same, published by someone else; the base is read again."""
        draft = await self.ready(name, **changes)
        made = await self.desk.publishing.publish(self.people[by], draft.id, draft.version)
        self.base.reload()
        return made

    def text(self, item: str = ENTRY_ID) -> str:
        """Return an entry's file."""
        return (self.folder / "procedures" / f"{item}.md").read_text(encoding="utf-8")


async def open_room(folder: Path, replays: bool = False) -> Room:
    """Open a room in an empty folder: knowledge, database, accounts, desk."""
    knowledge = write_folder(folder / "fiches")
    communes = folder / "communes.json"
    communes.write_text(json.dumps({"communes": [COMMUNE]}), encoding="utf-8")
    url = f"sqlite+aiosqlite:///{folder / 'essai.db'}"
    await migrate(url)
    store, clock = open_store(url), Clock()
    base = KnowledgeBase(knowledge, communes)
    freshness = Freshness(timedelta(days=90))
    voice = EntryVoice(base, load_wording(), freshness, None, clock)  # type: ignore[arg-type]
    accounts = Accounts(store, clock, PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    people = {}
    for name, role in ROLES.items():
        account_id = await accounts.add(email(name), PASSWORD, role)
        people[name] = Editor(account_id, email(name))
    desk = open_desk(store, base, voice, freshness, clock, replays)
    return Room(knowledge, base, store, clock, accounts, desk, people)


def opened(folder: Path, replays: bool = False) -> Room:
    """Open a room from a test that is not asynchronous."""
    async def made() -> Room:
        room = await open_room(folder, replays)
        await room.store.close()  # its connections belong to this loop; others open by themselves
        return room
    with ThreadPoolExecutor(1) as thread:  # a browser test has a loop in its own thread already
        return thread.submit(lambda: asyncio.run(made())).result()
