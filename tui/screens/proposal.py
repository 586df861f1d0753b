"""Accepting an issue that is proposed: its wording, which may be changed first."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from index.model import Proposal
from tui.screens.modal import Modal


class AcceptProposal(Modal[str | None]):
    """One line of text, the proposition. Enter gives it, Escape leaves."""

    heading = "Accept the proposed issue"
    keys = (("Enter", "accept"), ("Esc", "back"))

    def __init__(self, proposal: Proposal) -> None:
        super().__init__()
        self._proposal = proposal

    def body(self) -> Sequence[Widget]:
        self.field = Input(
            self._proposal.proposition,
            placeholder="something that one can be for or against",
            classes="field",
            select_on_focus=False,
        )
        self.field.cursor_blink = False
        words = "It becomes an issue of this library, for all statements that it is proposed for, in every article."
        return (Static(Content(words), classes="said"), self.field)

    def on_mount(self) -> None:
        self.field.focus()
        self.field.cursor_position = len(self._proposal.proposition)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        said = " ".join(event.value.split())
        if said:
            self.dismiss(said)

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
