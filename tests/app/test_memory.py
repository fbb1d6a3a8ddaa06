"""The allocator's settings never stop a start, whatever the system."""

import sys

import pytest

from app import memory


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_memory_settings_work_or_do_nothing(monkeypatch, platform):
    if platform != sys.platform:
        monkeypatch.setattr(memory.sys, "platform", platform)
        assert (memory._libc() is None) is (platform != "linux")
    memory.limit_arenas()
    memory.give_back()
