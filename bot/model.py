"""Trains the dialogue model when, and only when, what it is made from has changed."""

import fcntl
import hashlib
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

from bot.command import PROJECT, RasaHome

log = structlog.get_logger(__name__)
MADE_FROM = ("bot/config.yml", "bot/domain.yml", "bot/intents/*.yml", "bot/dialogue/*.yml",
             "bot/nlu/*.py", "rasa.lock.txt", "retrieval/prepare.py")
TIMEOUT_SECONDS = 900
KEPT = 2


class TrainingFailed(RuntimeError):
    """Rasa could not train; its log says why."""


def model_digest(project: Path = PROJECT) -> str:
    """Return 16 characters that change with the config, domain, data, components or lock."""
    digest = hashlib.sha256()
    for pattern in MADE_FROM:
        for path in sorted(project.glob(pattern)):
            digest.update(f"{path.relative_to(project).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def train_if_stale(home: RasaHome, project: Path = PROJECT) -> Path:
    """Return the model of today's files, trained now if there is none. Raises TrainingFailed."""
    home.prepare()
    digest = model_digest(project)
    model = home.models / f"{digest}.tar.gz"
    if model.exists():
        return model
    with _alone(home.models / "training.lock"):
        if not model.exists():
            _train(home, project, digest, model)
    _drop_old(home.models, keep=model)
    return model


def _train(home: RasaHome, project: Path, digest: str, model: Path) -> None:
    started = time.monotonic()
    fresh = home.folder / "training"
    command = home.command(
        "train", "--config", str(project / "bot/config.yml"),
        "--domain", str(project / "bot/domain.yml"),
        "--data", str(project / "bot/intents"), str(project / "bot/dialogue"),
        "--out", str(fresh), "--fixed-model-name", digest, "--quiet",
        "--force")  # Rasa's own cache does not see the code that our components call
    with home.log_file.open("ab") as lines:
        try:
            done = subprocess.run(command, cwd=home.folder, env=home.variables(), stdout=lines,
                                  stderr=lines, stdin=subprocess.DEVNULL, check=False,
                                  timeout=TIMEOUT_SECONDS)
        except (OSError, subprocess.TimeoutExpired) as fault:
            raise TrainingFailed(f"rasa train: {fault}; see {home.log_file}") from fault
    made = fresh / f"{digest}.tar.gz"
    if done.returncode != 0 or not made.exists():
        raise TrainingFailed(f"rasa train: code {done.returncode}; see {home.log_file}")
    seconds = round(time.monotonic() - started, 1)
    note = {"digest": digest, "training_seconds": seconds}
    (home.models / f"{digest}.json").write_text(json.dumps(note), encoding="utf-8")
    shutil.move(made, model.with_suffix(".new"))
    model.with_suffix(".new").replace(model)
    log.info("bot.trained", digest=digest, seconds=seconds)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Wait until no other process trains in this folder."""
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _drop_old(models: Path, keep: Path) -> None:
    by_age = sorted(models.glob("*.tar.gz"), key=lambda each: each.stat().st_mtime, reverse=True)
    for old in [each for each in by_age if each != keep][KEPT - 1:]:
        old.unlink(missing_ok=True)
        (models / old.name.replace(".tar.gz", ".json")).unlink(missing_ok=True)
