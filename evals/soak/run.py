"""`make soak`: the race, the exchange under kills and the crowd; docs/results/soak.md says it."""

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path

from evals.machine import header
from evals.serving import ROOT
from evals.soak.crowd import Crowd, run_crowd
from evals.soak.exchange import Exchange, Plan, run_exchange
from evals.soak.postgres import PostgresServer, serving_postgres
from evals.soak.race import Race, run_race
from evals.soak.report import crowd_lines, exchange_lines, race_lines
from evals.soak.supervised import Supervised
from retrieval.versions import copy_in_use

CASES, PROCESSES = 500, 8
CROWD_SECONDS = 600
PLAN = Plan(helped=8, alone=3, messages=60, pause_seconds=2.0, cut_every=4.0,
            kills=("rasa", "app", "rasa", "app"), settle_seconds=60)
PARTS = ("race", "exchange", "crowd")
OUT = ROOT / "docs" / "results" / "soak.md"
Database = Callable[[Path], dict[str, str]]


def run(parts: tuple[str, ...] = PARTS, seconds: float = CROWD_SECONDS, out: Path = OUT) -> int:
    """Return 0 when nothing was lost, doubled, taken twice or late, and memory stayed flat."""
    is_whole = parts == PARTS and seconds == CROWD_SECONDS
    short = f"python -m evals soak --parts {' '.join(parts)} --seconds {seconds:.0f}"
    lines = header("Endurance", "make soak" if is_whole else short)
    verdicts: list[bool] = []
    with serving_postgres() as postgres:
        engines: dict[str, Database] = {
            "SQLite": lambda folder: {},
            f"PostgreSQL {postgres.version}": lambda folder: {
                "database_url": postgres.new_database()}}
        if "race" in parts:
            races = {name: _race(name, postgres) for name in engines}
            verdicts += [not each.faults() for each in races.values()]
            lines += race_lines(races)
        if "exchange" in parts:
            played = {name: _exchange(settings) for name, settings in engines.items()}
            verdicts += [not each.faults() for each in played.values()]
            lines += exchange_lines(played)
        if "crowd" in parts:
            crowds = {name: _crowd(settings, seconds) for name, settings in engines.items()}
            verdicts += [each.is_good for each in crowds.values()]
            lines += crowd_lines(crowds)
    page = "\n".join(lines) + "\n"
    out.write_text(page, encoding="utf-8")
    print(page)
    return 0 if all(verdicts) else 1


def _race(name: str, postgres: PostgresServer) -> Race:
    with tempfile.TemporaryDirectory(prefix="qfq-race-") as folder:
        url = (f"sqlite+aiosqlite:///{folder}/course.db" if name == "SQLite"
               else postgres.new_database())
        return asyncio.run(run_race(url, CASES, PROCESSES))


def _exchange(settings: Database) -> Exchange:
    with tempfile.TemporaryDirectory(prefix="qfq-soak-") as folder:
        data = _prepared(Path(folder))
        with Supervised.serving(data, **settings(data)) as served:
            return asyncio.run(run_exchange(served, PLAN))


def _crowd(settings: Database, seconds: float) -> Crowd:
    with tempfile.TemporaryDirectory(prefix="qfq-soak-") as folder:
        data = _prepared(Path(folder))
        with Supervised.serving(data, **settings(data)) as served:
            return run_crowd(served, seconds)


def _prepared(folder: Path) -> Path:
    """Give the service the index made at install, so that it does not make its own."""
    copy_in_use(ROOT / "var" / "index", folder / "data" / "index")
    return folder / "data"
