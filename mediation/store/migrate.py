"""Brings the database to the newest tables; safe to run at every start."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from mediation.store.database import open_engine

MIGRATIONS = Path(__file__).parent / "migrations"


async def migrate(url: str) -> None:
    """Apply the missing migrations, in one transaction."""
    engine = open_engine(url, busy_seconds=30.0)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_upgrade)
    finally:
        await engine.dispose()


def _upgrade(connection: Connection) -> None:
    command.upgrade(configured(connection), "head")


def configured(connection: Connection) -> Config:
    """Return Alembic's configuration over an open connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
