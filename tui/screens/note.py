"""Writing a note on a statement."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence

from textual import events, on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from index.model import StatementView
from tui.screens.modal import Modal


class Note(Modal[str | None]):
    """One line of text. Enter gives it, Escape leaves and keeps what was typed as a draft."""

    heading = "Note"
    keys = (("Enter", "save"), ("Esc", "back, the draft is kept"))

    def __init__(self, view: StatementView, draft: MutableMapping[str, str]) -> None:
        """What is typed goes into `draft` as "text" at once; what stands there already is gone on with."""
        super().__init__()
        self._view, self._draft = view, draft
        self._text = draft.get("text", view.note or "")
        if "text" in draft:
            self.heading = "Note · as you left it, not saved yet"

    def body(self) -> Sequence[Widget]:
        self.field = Input(self._text, placeholder="what you want to remember", classes="field", select_on_focus=False)
        self.field.cursor_blink = False
        statement = self._view.statement
        words = " ".join(statement.content.text.split())
        return (Static(Content(f"{statement.actor or 'source not named'}: {words}"), classes="said"), self.field)

    def on_mount(self) -> None:
        self.field.focus()
        self.field.cursor_position = len(self._text)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        if event.value != (self._view.note or ""):
            self._draft["text"] = event.value
        else:
            self._draft.pop("text", None)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
