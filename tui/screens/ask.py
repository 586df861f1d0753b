"""Asking for one line of words: a name, a query. What is wrong with it is said under it, and it stays."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from textual import events, on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from index.errors import SaysoError
from index.text import clean_line
from tui.screens.modal import Modal


class Ask(Modal[bool]):
    """A field. Enter saves what is typed and leaves; where it cannot be saved, the reason is shown."""

    keys = (("Enter", "save"), ("Esc", "back"))

    def __init__(
        self,
        heading: str,
        save: Callable[[str], Awaitable[object]],
        *,
        text: str = "",
        prompt: str = "",
        said: str = "",
    ) -> None:
        """`save` is called with what was typed, and raises SaysoError; `said` stands above the field."""
        super().__init__()
        self.heading = heading
        self._save, self._text, self._prompt, self._said = save, text, prompt, said
        self._saving = False

    def body(self) -> Sequence[Widget]:
        self.field = Input(self._text, placeholder=self._prompt, classes="field", select_on_focus=False)
        self.field.cursor_blink = False
        self.trouble = Static("", classes="trouble", markup=False)
        self.trouble.display = False
        said = [Static(Content(clean_line(self._said)), classes="said")] if self._said else []
        return (*said, self.field, self.trouble)

    def on_mount(self) -> None:
        self.field.focus()
        self.field.cursor_position = len(self._text)

    @on(Input.Submitted)
    async def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._saving:
            return
        self._saving = True
        try:
            await self._save(event.value)
        except SaysoError as error:
            self.trouble.update(Content(error.capitalised))
            self.trouble.display = True
        else:
            self.dismiss(True)
        finally:
            self._saving = False

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            event.stop()
            self.dismiss(False)
