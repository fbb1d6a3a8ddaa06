"""Opens the database: one transaction a block, and plain errors instead of the driver's."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import structlog
from sqlalchemy import event, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

log = structlog.get_logger("mediation.store")
READS_ONLY = "qfq_reads_only"
PATIENCE_SECONDS = 10.0  # how long a writer waits for those before
Db = AsyncSession


class StoreUnavailable(RuntimeError):
    """The database did not answer, or stayed locked."""


class AlreadyWritten(RuntimeError):
    """Someone wrote the same thing first: a repeated message, an e-mail already known."""


class Store:
    """The database of one process."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._writers = async_sessionmaker(engine, expire_on_commit=False)
        readers = engine.execution_options(**{READS_ONLY: True})
        self._readers = async_sessionmaker(readers, expire_on_commit=False, autoflush=False)
        # SQLite has one writer at a time and tries again by chance: here each waits their turn.
        self._turn = asyncio.Lock() if engine.dialect.name == "sqlite" else None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Db]:
        """Give a session that only reads. Raises StoreUnavailable."""
        with _plain_errors():
            async with self._readers() as db:
                yield db

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Db]:
        """Give a session written at the end of the block, or not at all.

        On SQLite the write lock is taken first, so that what was read is still true when written;
        those of this process come one after the other, in the order they asked. Never nest.
        Raises StoreUnavailable or AlreadyWritten. Wait for no network inside.
        """
        with _plain_errors():
            async with self._in_turn(), self._writers() as db, db.begin():
                yield db

    @asynccontextmanager
    async def _in_turn(self) -> AsyncIterator[None]:
        if self._turn is None:
            yield
            return
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._turn.acquire()
        except TimeoutError:
            raise StoreUnavailable("too many writers") from None
        try:
            yield
        finally:
            self._turn.release()

    async def answers(self) -> bool:
        """Say whether the database can be read now."""
        try:
            async with self.reading() as db:
                await db.execute(text("SELECT 1"))
        except StoreUnavailable:
            return False
        return True

    async def forget_traces(self) -> None:
        """Empty SQLite's journal, where erased words would stay; nothing on other engines."""
        if self._engine.dialect.name != "sqlite":
            return
        try:
            async with self._engine.connect() as db:
                raw: Any = (await db.get_raw_connection()).driver_connection
                await raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except Exception as fault:  # tried again at the next erasure or purge
            log.warning("journal.not_emptied", cause=type(fault).__name__)

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()


class _plain_errors:  # noqa: N801 - read as a verb where it is used
    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, fault: BaseException | None, trace: object) -> None:
        if isinstance(fault, IntegrityError):
            raise AlreadyWritten(type(fault).__name__) from fault
        if isinstance(fault, SQLAlchemyError):
            raise StoreUnavailable(type(fault).__name__) from fault


def open_engine(url: str, busy_seconds: float = 5.0) -> AsyncEngine:
    """Open an engine; on SQLite: WAL, a bounded wait for the lock, erased bytes overwritten."""
    if not url.startswith("sqlite"):
        return create_async_engine(url, pool_pre_ping=True, hide_parameters=True)
    engine = create_async_engine(url, connect_args={"timeout": busy_seconds},
                                 hide_parameters=True)  # no words in the driver's errors

    @event.listens_for(engine.sync_engine, "connect")
    def _on_connect(connection: Any, _: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON",
                       "secure_delete=ON", f"busy_timeout={int(busy_seconds * 1000)}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _on_begin(connection: Connection) -> None:
        reads = connection.get_execution_options().get(READS_ONLY)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def open_store(url: str, busy_seconds: float = 5.0) -> Store:
    """Open the store of an SQLAlchemy URL. `migrate` first."""
    return Store(open_engine(url, busy_seconds))
