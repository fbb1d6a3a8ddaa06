"""Reads the lines typed in a terminal, without holding up the rest of the program."""

import asyncio
import os
import sys
import threading

BLOCK_BYTES = 65536


class TypedLines:
    """The lines of a file descriptor, the standard input by default.

    A thread that Python does not wait for reads them, so that Ctrl-C leaves at once.
    """

    def __init__(self, descriptor: int | None = None) -> None:
        self._descriptor = sys.stdin.fileno() if descriptor is None else descriptor
        self._kept = bytearray()

    async def next(self) -> str | None:
        """Return the next line without its end, or None when there is no more."""
        while b"\n" not in self._kept:
            data = await self._read()
            if not data:
                return self._take(len(self._kept)) if self._kept else None
            self._kept.extend(data)
        return self._take(self._kept.index(b"\n") + 1)

    async def _read(self) -> bytes:
        loop = asyncio.get_running_loop()
        arrived: asyncio.Future[bytes] = loop.create_future()

        def settle(data: bytes) -> None:
            if not arrived.done():
                arrived.set_result(data)

        def read() -> None:
            data = os.read(self._descriptor, BLOCK_BYTES)
            if not loop.is_closed():
                loop.call_soon_threadsafe(settle, data)

        threading.Thread(target=read, daemon=True).start()
        return await arrived

    def _take(self, length: int) -> str:
        line = bytes(self._kept[:length]).decode("utf-8", "replace").rstrip("\r\n")
        del self._kept[:length]
        return line
