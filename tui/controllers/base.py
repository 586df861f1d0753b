"""What the controllers share: the screen they act on, and calls to the library that cannot bring it down."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual.worker import Worker

from index.errors import SaysoError

if TYPE_CHECKING:
    from index.library import Library
    from tui.screens.explorer import Explorer

Answer = TypeVar("Answer")

MODAL = "modal"
"""The group of what opens a panel over the main screen."""

PANEL = "panel"
"""The group of what opens a panel over another one."""

Work = Callable[[], Coroutine[Any, Any, None]]
"""What is to be done, begun only when its turn comes: one that is cancelled before never begins."""

READ_ONLY = "This library can only be read: its folder cannot be written."

NO_ENTITY = "Nothing is named here; mark it in the article to say that something is."

READING = 10.0
"""Seconds that keys wait for an article to be read: a label must not be lost, nor be another statement's."""


class Controller:
    """One subject of the main screen. Its methods `do_NAME` are the actions of the registry."""

    def __init__(self, explorer: Explorer) -> None:
        self.explorer = explorer

    async def ask(self, call: Callable[[Library], Answer]) -> Answer:
        """What `call` makes of the library, on the library's thread."""
        return await self.explorer.database.run(call)

    def start(self, work: Work, group: str, *, exclusive: bool = False) -> Worker[None]:
        """Run `work` beside the screen; with `exclusive` it takes the place of what the group was doing.

        Of the groups MODAL and PANEL it opens a panel, and what is typed meanwhile is for that.
        An error in it is said in the bottom line, and the explorer goes on.
        """
        guarded: Work = partial(self._guarded, work)
        worker: Worker[None] = self.explorer.run_worker(guarded, group=group, exclusive=exclusive, exit_on_error=False)
        if group in (MODAL, PANEL):
            self.explorer.sayso.keys.wait_for(worker)
        return worker

    def open_labels(self, panel: Work) -> None:
        """Open a panel that tells what others labelled; where that is hidden, only this is said."""
        if not self.explorer.blinding.tells("labels"):
            self.start(panel, MODAL, exclusive=True)

    def may_write(self) -> bool:
        """Whether the library can be written; where it cannot, that is said in the bottom line."""
        if not self.explorer.writable:
            self.explorer.say(READ_ONLY, bad=True)
        return self.explorer.writable

    async def _guarded(self, work: Work) -> None:
        try:
            await work()
        except Exception as error:  # whatever it is, the reader keeps the screen and learns of it
            self.explorer.say(reason_of(error), bad=True)


def reason_of(error: Exception) -> str:
    """An error as one sentence for a person."""
    if isinstance(error, SaysoError):
        return f"{error.title}: {error.sentence}"
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
