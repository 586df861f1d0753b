"""The explorer as an application: its looks, its one screen, and how it ends."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import App
from textual.binding import Binding

from index import first_run
from index.errors import SaysoError
from tui import endings, session, themes, worker_link
from tui.database import Database
from tui.harmless import Harmless
from tui.keys_in_turn import Handled, Keyed, KeysInTurn
from tui.messages import PanelOpened
from tui.screens.explorer import Explorer

if TYPE_CHECKING:
    from textual.filter import LineFilter

    from index.library import Library


_STARTED = 1.0
"""Seconds after which the list stands there, so that what is garbage meanwhile may be looked for."""

_IDLE = 1.0
"""Seconds without a key after which nobody waits for anything."""

_THRESHOLDS = (10_000, 20, 20)
"""When garbage is collected while somebody types without a pause: late, for it takes as long as a search."""


class Sayso(App[None], inherit_bindings=False):
    """The explorer on one library."""

    TITLE = "Sayso"
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    BINDINGS = [Binding("ctrl+c", "interrupt", show=False, priority=True)]

    def __init__(
        self,
        folder: Path,
        opener: Callable[[], Library],
        *,
        fill: Callable[[Library], object] | None = None,
        analysis_command: list[str] | None = None,
    ) -> None:
        """`opener` opens the library in `folder`, after the first picture.

        `fill` is what a new library is filled with, `analysis_command` how the analysis is started.
        """
        self._no_color = bool(os.environ.get("NO_COLOR"))
        super().__init__(ansi_color=True if self._no_color else None)
        self.folder = folder.absolute()
        self.session = session.load(folder)
        self.database = Database(self.folder, opener)
        self.keys = KeysInTurn(self, super().on_event)
        self.failure: SaysoError | None = None
        self._harmless = Harmless()
        self._explorer: Explorer | None = None
        self._fill, self._analysis_command = fill, analysis_command
        self._sorts_garbage = False
        self._pressed = 0.0
        for theme in themes.THEMES:
            self.register_theme(themes.for_colours(theme, self.console.color_system))
        self.wear(self.session.theme or self.session.look or themes.DARK)

    async def on_event(self, event: events.Event) -> None:
        """Keys go on in their turn, everything else at once."""
        if isinstance(event, Keyed) and not event.is_forwarded:
            self._pressed = time.monotonic()
            await self.keys.take(event)
        else:
            await super().on_event(event)

    @on(Handled)
    async def _key_handled(self, event: Handled) -> None:
        await self.keys.handled(event.number)

    @on(PanelOpened)
    async def _panel_opened(self) -> None:
        await self.keys.opened()

    def get_default_screen(self) -> Explorer:
        """The main screen."""
        self._explorer = Explorer(
            self.database,
            self.session,
            name=self.folder.name or str(self.folder),
            fill=self._fill,
            analysis_command=self._analysis_command,
        )
        return self._explorer

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What each line goes through before it is drawn."""
        return (self._harmless, *super().get_line_filters())

    def wear(self, theme: str) -> None:
        """Take on a theme, or the one for few colours where the terminal has no more."""
        self.theme = themes.fitting(theme, self.console.color_system, no_color=self._no_color)

    def opened(self, library: Library) -> None:
        """Take on the theme of the library's configuration, where a person has not chosen another."""
        self.session.look = library.config.panes.theme
        if self.session.theme is None:
            self.wear(self.session.look)

    def fail(self, error: SaysoError) -> None:
        """End, because the library cannot be opened; `explore` raises the error."""
        self.failure = error
        self.exit(return_code=error.exit_code)

    def on_mount(self) -> None:
        self.set_timer(_STARTED, self._collect_garbage)
        endings.draw_on_return(self)
        if not self.is_headless:
            endings.listen(self.end)

    def _collect_garbage(self) -> None:
        """Once it has started: what was imported is never looked through, the rest as usual."""
        if not gc.isenabled():
            self._sorts_garbage = True
            gc.freeze()
            gc.enable()

    def prepared(self) -> None:
        """What searches need is loaded, and stays: nor is that looked through, which takes longer than a search.

        All the rest is looked through when nobody types, see `tidy`.
        """
        self._collect_garbage()
        if self._sorts_garbage:
            gc.collect()
            gc.freeze()
            gc.set_threshold(*_THRESHOLDS)

    def tidy(self) -> None:
        """Collect garbage, if nobody has pressed a key for a while and there may be some."""
        if self._sorts_garbage and time.monotonic() - self._pressed > _IDLE and gc.get_count()[1]:
            gc.collect()

    def _fatal_error(self) -> None:
        """End after an error in the program itself. The values of variables are left out: they hold article text."""
        from rich.segment import Segments
        from rich.traceback import Traceback

        trace = Traceback(show_locals=False, width=None)
        self._exit_renderables.append(Segments(self.console.render(trace, self.console.options)))
        self._close_messages_no_wait()

    def end(self, code: int) -> None:
        """End because of a signal: what was typed is kept, the terminal given back."""
        self.remember()
        endings.hurry(code)
        self.exit(return_code=code)

    def action_interrupt(self) -> None:
        """Ctrl-C: say how one leaves, or leave what stands over the main screen."""
        screen = self.screen
        if isinstance(screen, Explorer):
            screen.say(f"{screen.keys_shown('everywhere', 'quit')} leaves Sayso.")
        else:
            screen.dismiss(None)

    def remember(self) -> None:
        """Write what is remembered from one time to the next."""
        library = self.database.library
        if library is not None and library.writable:
            self.session.save(self.folder)

    async def on_unmount(self) -> None:
        self.remember()
        if self._explorer is not None:
            await self._explorer.reading.save_held()
            await self._explorer.watching.close()


def explore(library_folder: Path, by: str | None) -> int:
    """Open the explorer on a library, which is made and filled where there is none; its exit code.

    Raises SaysoError where the library cannot be opened.
    """

    def opener() -> Library:
        return first_run.open_library(library_folder, by=by)

    command = worker_link.command(library_folder)
    wanted = first_run.is_wanted(library_folder)
    fill = first_run.fill_with_seeds if wanted else None
    app = Sayso(library_folder, opener, fill=fill, analysis_command=command)
    try:
        app.run()
    finally:
        endings.arrived()
        app.database.close()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
