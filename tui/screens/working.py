"""What panels have in common from which something is done: it runs beside them, and they say how it went."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Generic

from textual.content import Content
from textual.widgets import Static
from textual.worker import Worker

from index.errors import SaysoError
from tui.controllers.base import reason_of
from tui.screens.modal import Modal, Result


class Working(Modal[Result], Generic[Result]):
    """A panel with a line of its own for what went wrong, or well: `said`, which its body contains."""

    group = "work"
    """The group of what is done, unless another one is named."""

    def __init__(self) -> None:
        super().__init__()
        self.said = Static("", classes="remark", markup=False)
        self.said.display = False

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """Say something in that line, which is there only where something is said."""
        self.said.set_class(bad, "-bad")
        self.said.update(Content(sentence))
        self.said.display = bool(sentence)

    def do(self, work: Callable[[], Awaitable[None]], group: str = "", *, exclusive: bool = False) -> Worker[None]:
        """Do something beside the panel; an exclusive one ends what is being done in its group."""

        async def guarded() -> None:
            try:
                await work()
            except Exception as error:  # whatever it is, the panel stays and says it
                self.failed(error)

        return self.run_worker(guarded, group=group or self.group, exclusive=exclusive, exit_on_error=False)

    def failed(self, error: Exception) -> None:
        """Say what is wrong."""
        self.say(error.capitalised if isinstance(error, SaysoError) else reason_of(error), bad=True)
