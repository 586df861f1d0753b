"""The explorer ends when its terminal is gone, also where nobody sends a signal."""

from __future__ import annotations

import asyncio
import os
import pty

import pytest

from tui import endings


def test_a_terminal_that_is_gone_is_noticed() -> None:
    main, child = pty.openpty()
    assert not endings.terminal_is_gone(child)
    os.close(main)
    assert endings.terminal_is_gone(child)
    os.close(child)


async def test_the_end_comes_with_the_code_of_a_hang_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endings, "LOOK_EVERY", 0.01)
    looks = iter([False, False, True])
    monkeypatch.setattr(endings, "terminal_is_gone", lambda: next(looks))
    ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    endings._watch_terminal(asyncio.get_running_loop(), ended.set_result)
    assert await asyncio.wait_for(ended, 5) == 129
