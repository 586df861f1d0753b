"""What the screens over the main screen have in common: a quiet panel with a title and a line of keys."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from textual.app import App, ComposeResult
from textual.await_complete import AwaitComplete
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from tui.arrangement import TWO
from tui.messages import PanelOpened
from tui.screens.whole import Whole
from tui.widgets.blocks import Blocks

Result = TypeVar("Result")


class Modal(Whole[Result], ModalScreen[Result], Generic[Result]):
    """A panel in the middle of the screen, over the whole of a small one."""

    CSS_PATH = "modal.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (TWO, "-wide")]
    heading = ""
    _fitted: Blocks[Any] | None = None
    keys: Sequence[tuple[str, str]] = ()
    around = (6, 9)
    """Lines that are kept free of a list: in a narrow screen, and in a wide one."""

    has_keys = False
    """Whether what is typed may be given to it: before, its field does not have the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.made = time.monotonic()

    def on_screen_resume(self) -> None:
        self.call_after_refresh(self._opened)

    def _opened(self) -> None:
        self.has_keys = True
        self.post_message(PanelOpened())

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave with a result. Nothing is painted before whoever waits for it has shown what comes of it: a label is
        there in the frame in which the panel is gone."""
        app = self.app
        app._begin_batch()
        try:
            return super().dismiss(result)
        finally:
            # What waits was woken by the result, and runs before this is called.
            app.call_later(_paint_again, app)

    def fit(self, blocks: Blocks[Any]) -> None:
        """Give a list the lines that it needs, as far as the screen has them."""
        self._fitted = blocks
        self.call_after_refresh(self._fit)

    def on_resize(self) -> None:
        if self._fitted is not None:
            self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        if self._fitted is not None:
            around = self.around[self.size.width >= TWO]
            self._fitted.styles.height = max(1, min(self._fitted.virtual_size.height, self.size.height - around))

    def body(self) -> Sequence[Widget]:
        """What stands between the title and the keys."""
        return ()

    def compose(self) -> ComposeResult:
        with Vertical(id="panel"):
            if self.heading:
                yield Static(Content(self.heading), id="heading", markup=False)
            yield from self.body()
            if self.keys:
                yield KeysLine(self.keys)

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Replace the line of keys, where it depends on what is chosen."""
        self.query_one("#keys", KeysLine).show_keys(keys)


class KeysLine(Static):
    """The line of a panel's keys: as many as there is room for, and always the one that leads back."""

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__("", id="keys", markup=False)
        self._keys = keys

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show other keys."""
        self._keys = keys
        self.refresh()

    def render(self) -> Content:
        width = self.content_size.width
        keys = fitting(self._keys, width)
        line = _line_of(keys)
        if line.cell_length - 2 > width:
            line = _line_of(keys, close=True)
        return line.rstrip() if line.cell_length > width else line


def fitting(keys: Sequence[tuple[str, str]], width: int) -> Sequence[tuple[str, str]]:
    """The keys that fit into `width` cells (0: not known yet) if they stand close together: the first ones, and in any
    case what leads back."""
    if not width or _line_of(keys, close=True).cell_length - 1 <= width:
        return keys
    # Where there is little room, "back, kept as a draft" is "back".
    kept = [(key, what.partition(",")[0]) for key, what in keys]
    while len(kept) > 1 and _line_of(kept, close=True).cell_length - 1 > width:
        others = [place for place, (_, what) in enumerate(kept) if not _leads_back(what)]
        del kept[others[-1] if others else -1]
    return kept


def _leads_back(what: str) -> bool:
    return what.split(",")[0] == "back"


def _paint_again(app: App[object]) -> None:
    app._end_batch()
    app.screen.check_idle()


def _line_of(keys: Sequence[tuple[str, str]], *, close: bool = False) -> Content:
    behind = " " if close else "  "
    return Content.assemble(
        *[part for key, what in keys for part in ((f" {key}", "bold $accent"), (f" {what}{behind}", "$sayso-dim"))]
    )
