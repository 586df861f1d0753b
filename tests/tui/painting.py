"""Painting of an application under test: each time that it comes to rest, and not for every step on the way there.

A terminal shows sixty pictures a second at most. A test has hundreds of layouts a second, and painting all of them took
a third of the time of the explorer's tests. What is to be painted is gathered by Textual itself; so whatever an
application comes to rest with is painted, and an error in that fails the test.
"""

from __future__ import annotations

from weakref import WeakSet

from textual.screen import Screen

_WAITING: WeakSet[Screen[object]] = WeakSet()
PAINT = Screen._compositor_refresh


def paint_later(screen: Screen[object]) -> None:
    """In place of `Screen._compositor_refresh`: the screen on top is painted when all else is done."""
    app = screen.app
    if app.is_headless and not app.is_inline and screen is app.screen:
        # Which of its regions are to be painted, the compositor has been told.
        screen._dirty_widgets.clear()
        _WAITING.add(screen)
    else:
        PAINT(screen)


def painted(screen: Screen[object]) -> bool:
    """Paint what waits for it; whether anything did."""
    if screen not in _WAITING:
        return False
    _WAITING.discard(screen)
    PAINT(screen)
    return True
