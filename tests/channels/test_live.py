"""Waking: a ring is never lost, and closing ends every wait."""

import asyncio
import threading

from channels.live import Live


async def test_a_ring_before_the_wait_is_kept() -> None:
    live = Live()
    with live.listen("a") as bell:
        live.wake("a")
        assert await bell.wait(1)
        assert not await bell.wait(0.01)


async def test_only_the_listeners_of_the_conversation_and_of_all_are_woken() -> None:
    live = Live()
    with live.listen("a") as mine, live.listen("b") as other, live.listen(None) as everyone:
        live.wake("a")
        assert await mine.wait(1)
        assert await everyone.wait(1)
        assert not await other.wait(0.01)
    assert live.listener_count() == 0


async def test_another_thread_may_wake() -> None:
    live = Live()
    with live.listen("a") as bell:
        thread = threading.Thread(target=live.wake, args=("a",))
        thread.start()
        assert await bell.wait(1)
        thread.join()


async def test_closing_wakes_everyone() -> None:
    live = Live()
    with live.listen("a") as bell, live.listen(None) as everyone:
        live.close()
        assert await asyncio.gather(bell.wait(1), everyone.wait(1)) == [True, True]
        assert live.is_closing


async def test_hanging_up_ends_the_streams_of_one_conversation_only() -> None:
    live = Live()
    with live.listen("a") as mine, live.listen("b") as other:
        live.hang_up("a")
        assert await mine.wait(1)
        assert (mine.is_over, other.is_over) == (True, False)
