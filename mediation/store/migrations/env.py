"""Runs migrations over the connection given at start, or the URL of alembic.ini by hand."""

import asyncio

from alembic import context
from sqlalchemy import Connection

from mediation.store import (  # noqa: F401 - the tables
    account_rows,
    callback_rows,
    case_rows,
    comfort_rows,
    conversation_rows,
    counter_rows,
    desk_place_rows,
    editing_rows,
    evaluation_rows,
    follow_up_rows,
    place_rows,
    round_rows,
    tool_rows,
)
from mediation.store.base import Base
from mediation.store.database import open_engine


def run(connection: Connection) -> None:
    """Run what was asked; SQLite changes a table by rebuilding it (batch)."""
    context.configure(connection=connection, target_metadata=Base.metadata,
                      render_as_batch=True, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


async def run_by_hand() -> None:
    """Open the database of `-x url=…`, or of alembic.ini."""
    url = context.get_x_argument(as_dictionary=True).get("url")
    engine = open_engine(url or context.config.get_main_option("sqlalchemy.url") or "")
    async with engine.begin() as connection:
        await connection.run_sync(run)
    await engine.dispose()


given = context.config.attributes.get("connection")
if given is None:
    asyncio.run(run_by_hand())
else:
    run(given)
