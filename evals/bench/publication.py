"""Time from saving one changed entry to its answering, on a copy of the base."""

import shutil
import time
from pathlib import Path

import httpx

ENTRY = "rsa"
QUESTION = "comment demander le rsa"


def copy_base(source: Path, target: Path) -> Path:
    """Copy the knowledge files that an instance may change."""
    ignored = shutil.ignore_patterns("__pycache__", "*.py")
    return Path(shutil.copytree(source, target, ignore=ignored))


def seconds_to_answer(folder: Path, client: httpx.Client, number: int,
                      give_up: float = 30.0) -> float:
    """Change the short answer, then ask until it is said. Raises TimeoutError after 30 s."""
    path = folder / "procedures" / f"{ENTRY}.md"
    mark = f"Relu pour la mesure numéro {number}."
    path.write_text(path.read_text(encoding="utf-8").rstrip() + f"\n\n{mark}\n", encoding="utf-8")
    started = time.perf_counter()
    while (took := time.perf_counter() - started) < give_up:
        if mark in _answer(client):
            return took
        time.sleep(0.1)
    raise TimeoutError(f"la fiche changée ne répond pas après {give_up:.0f} s")


def _answer(client: httpx.Client) -> str:
    opened = client.post("/api/v1/conversations", json={"channel": "api"}).json()
    reply = client.post(f"/api/v1/conversations/{opened['conversation_id']}/messages",
                        json={"text": QUESTION},
                        headers={"Authorization": f"Bearer {opened['token']}"}).json()
    return str((reply.get("answer") or {}).get("text", ""))
