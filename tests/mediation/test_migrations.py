"""The migrations make exactly the tables the code declares."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from mediation.store import account_rows, case_rows, conversation_rows
from mediation.store.base import Base
from mediation.store.database import open_engine
from mediation.store.migrate import migrate


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Base.metadata))


async def test_migrating_twice_gives_the_tables_of_the_code(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'essai.db'}"
    await migrate(url)
    await migrate(url)
    engine = open_engine(url)
    async with engine.begin() as connection:
        assert await connection.run_sync(_differences) == []
        names = await connection.run_sync(lambda sync: set(inspect(sync).get_table_names()))
    await engine.dispose()
    declared = {each.__tablename__ for each in (
        account_rows.AccountRow, case_rows.CaseRow, conversation_rows.ConversationRow)}
    assert declared <= names
    assert names == set(Base.metadata.tables) | {"alembic_version"}


async def test_sqlite_is_opened_in_wal_mode(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'essai.db'}")
    async with engine.connect() as connection:
        mode = (await connection.exec_driver_sql("PRAGMA journal_mode")).scalar()
        keys = (await connection.exec_driver_sql("PRAGMA foreign_keys")).scalar()
    await engine.dispose()
    assert (mode, keys) == ("wal", 1)
