"""Keeps glibc's allocator from hoarding memory: few arenas, and free pages given back."""

import ctypes
import sys

M_ARENA_MAX = -8  # mallopt's name for it, from malloc.h
ARENAS = 2


def limit_arenas() -> None:
    """Bound the allocator's arenas, before threads start (glibc only; elsewhere, nothing)."""
    mallopt = getattr(_libc(), "mallopt", None)
    if mallopt is not None:
        mallopt(M_ARENA_MAX, ARENAS)


def give_back() -> None:
    """Return free pages to the system, after work that took many (glibc only)."""
    trim = getattr(_libc(), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None) if sys.platform.startswith("linux") else None
