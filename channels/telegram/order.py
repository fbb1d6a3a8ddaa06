"""Handles the updates of one chat one after the other, and different chats side by side."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable
from typing import Any, cast
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

MAX_AT_ONCE = 1024
MAX_REMEMBERED = 4096


class InOrder(BaseUpdateProcessor):
    """A lock a chat; an update that Telegram sends twice is handled once."""

    __slots__ = ("_locks", "_seen")

    def __init__(self) -> None:
        super().__init__(MAX_AT_ONCE)
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._seen: OrderedDict[int, None] = OrderedDict()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the chat's earlier updates, then handle this one."""
        if not isinstance(update, Update) or self._is_repeated(update.update_id):
            cast("Any", coroutine).close()
            return
        chat = update.effective_chat
        lock = self._locks.setdefault(chat.id if chat else 0, asyncio.Lock())
        async with lock:
            await coroutine

    async def initialize(self) -> None:
        """Do nothing: there is nothing to open."""

    async def shutdown(self) -> None:
        """Do nothing: there is nothing to close."""

    def _is_repeated(self, update_id: int) -> bool:
        if update_id in self._seen:
            return True
        self._seen[update_id] = None
        if len(self._seen) > MAX_REMEMBERED:
            self._seen.popitem(last=False)
        return False
