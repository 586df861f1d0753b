"""Frames in which all stands that is known: what one key did is never seen by halves."""

from __future__ import annotations

from textual.screen import Screen, ScreenResultType
from textual.widget import Widget


class Whole(Screen[ScreenResultType]):
    """A screen whose frames hold all that has changed until then.

    A widget that is to be drawn anew tells its screen so by a message. A frame that is due before that has come would
    show what was there before, or a part of what a key did.
    """

    def _on_timer_update(self) -> None:
        for widget in self.walk_children(Widget) if self in self._compositor else ():
            if widget._repaint_required and widget.is_mounted and widget.display:
                widget._repaint_required = False
                self._dirty_widgets.add(widget)
        super()._on_timer_update()
