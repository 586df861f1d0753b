"""Every frame that an application under test paints, as early as it could be painted, and a library that holds back.

A terminal shows what was painted last when its next frame is due: on a machine that is fast or slow, at any moment. So
the application is made to paint whenever anything at all has changed, and what must be on the screen in the next frame
has to be in the first one of these.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from textual._compositor import CompositorUpdate
from textual.message import Message
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from bench.painting import Painting
from index.library_parts.core import Core
from tests.tui import stillness
from tests.tui.painting import PAINT
from tests.tui.running import press
from tui.app import Sayso

Frame = tuple[str, ...]
"""The lines of the screen."""

_DISPATCH = MessagePump._dispatch_message


class Frames:
    """The frames of one application, each as the whole of the screen."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, columns: int, lines: int) -> None:
        """From now on any application paints at once. `columns` and `lines` are the size of its screen."""
        self.size = columns, lines
        self.painted: list[Frame] = []
        self._painting = Painting(columns, lines)
        self._open = threading.Event()
        self._open.set()
        frames = self

        def display(app: Sayso, screen: Screen[Any], update: object) -> None:
            if isinstance(update, CompositorUpdate) and not app._batch_count:
                frames._painting.paint(update.render_segments(app.console).encode())
                frames.painted.append(tuple("".join(line) for line in frames._painting.signs))

        monkeypatch.setattr(Sayso, "_display", display)
        monkeypatch.setattr(Screen, "_compositor_refresh", PAINT)
        monkeypatch.setattr(MessagePump, "_dispatch_message", _dispatch)
        for name in ("record", "turn"):
            monkeypatch.setattr(Core, name, self._held(getattr(Core, name)))

    def _held(self, commit: Callable[..., Any]) -> Callable[..., Any]:
        def held(*given: Any, **named: Any) -> Any:
            assert self._open.wait(60)
            return commit(*given, **named)

        return held

    @contextmanager
    def held(self) -> Iterator[None]:
        """Within the block nothing is committed, and a key is handled when all is done but what waits for that."""
        self._open.clear()
        resting, stillness.RESTING = stillness.RESTING, stillness.RESTING | {"save", "decide", "open", "read"}
        try:
            yield
        finally:
            self._open.set()
            stillness.RESTING = resting

    async def after(self, pilot: Pilot[Any], *keys: str) -> list[Frame]:
        """Press keys; the frames that were painted after the last of them."""
        await press(pilot, *keys[:-1])
        first = len(self.painted)
        await press(pilot, keys[-1])
        return self.painted[first:]


async def _dispatch(pump: MessagePump, message: Message) -> None:
    """Let whoever it is for handle a message, and paint what has changed: a frame can be due behind any of them."""
    await _DISPATCH(pump, message)
    app = pump.app
    screen = app.screen if app.is_running and app.screen_stack else None
    if screen is not None and screen.is_mounted and not app._batch_count and _changed(screen):
        screen._on_timer_update()


def _changed(screen: Screen[Any]) -> bool:
    """Whether anything is to be painted of a screen."""
    told = screen._layout_required or screen._scroll_required or screen._repaint_required or screen._dirty_widgets
    return bool(told) or any(one._repaint_required for one in screen.walk_children(Widget) if one.display)
