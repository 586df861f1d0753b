"""The explorer as an application: its looks, its one screen, and how it ends."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.binding import Binding

from tui import session, themes, worker_link
from tui.database import Database
from tui.screens.explorer import Explorer

if TYPE_CHECKING:
    from index.library import Library

INTERRUPTED = 130
ENDINGS = {"SIGTERM": 143, "SIGHUP": 129, "SIGINT": INTERRUPTED}
"""The signals that end the explorer, each with its exit code."""

PATIENCE = 3.0
"""Seconds after such a signal in which the terminal must be given back, else the process ends all the same."""


class Sayso(App[None], inherit_bindings=False):
    """The explorer on one library."""

    TITLE = "Sayso"
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    BINDINGS = [Binding("ctrl+c", "interrupt", show=False, priority=True)]

    def __init__(
        self,
        library: Library,
        *,
        fill: Callable[[Library], object] | None = None,
        analysis_command: list[str] | None = None,
    ) -> None:
        """`fill` is what a new library is filled with, `analysis_command` how the analysis is started."""
        no_color = bool(os.environ.get("NO_COLOR"))
        super().__init__(ansi_color=True if no_color else None)
        self.session = session.load(library.folder)
        self.database = Database(library)
        self._fill, self._analysis_command = fill, analysis_command
        for theme in themes.THEMES:
            self.register_theme(theme)
        wanted = self.session.theme or library.config.panes.theme
        self.theme = themes.fitting(wanted, self.console.color_system, no_color=no_color)

    def get_default_screen(self) -> Explorer:
        """The main screen."""
        return Explorer(self.database, self.session, fill=self._fill, analysis_command=self._analysis_command)

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()
        for name, code in ENDINGS.items():
            number = getattr(signal, name, None)
            if number is not None and not self.is_headless:
                loop.add_signal_handler(number, self.end, code)

    def end(self, code: int) -> None:
        """End because of a signal: what was typed is kept, the terminal given back."""
        self.remember()
        # A terminal that is gone can block what gives it back; the session is saved already.
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)
        signal.signal(signal.SIGALRM, lambda number, frame: os._exit(code))
        self.exit(return_code=code)

    def action_interrupt(self) -> None:
        """Ctrl-C: copy what is selected, else say how one leaves."""
        screen = self.screen
        if isinstance(screen, Explorer):
            screen.say(f"{screen.keys_shown('everywhere', 'quit')} leaves Sayso.")
        else:
            screen.dismiss(None)

    def remember(self) -> None:
        """Write what is remembered from one time to the next."""
        if self.database.library.writable:
            self.session.save(self.database.library.folder)

    async def on_unmount(self) -> None:
        self.remember()


def explore(library_folder: Path, by: str | None) -> int:
    """Open the explorer on a library, which is made and filled where there is none; its exit code."""
    from index.library import Library

    new = not (library_folder / "library.db").exists()
    library = Library.open(library_folder, by=by, create=True)
    fill: Callable[[Library], object] | None = None
    if new:
        from index.first_run import fill_with_seeds

        fill = fill_with_seeds
    app = Sayso(library, fill=fill, analysis_command=worker_link.command(library_folder))
    try:
        app.run()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        app.database.close()
    sys.stdout.flush()
    return app.return_code or 0
