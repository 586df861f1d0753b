"""Why a statement was found: its evidence, the rule, the chain it stands in, issue, stance, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.widget import Widget

from index import reasons
from index.model import Statement, StatementView
from index.reasons import Reason
from tui.keymap import Dispatcher, Keymap
from tui.lines import Line, Piece, wrapped
from tui.screens.help import move_or_leave
from tui.screens.modal import Modal
from tui.widgets.page import Page

if TYPE_CHECKING:
    from index.config import CodebookLabel

LABEL = 12
"""Cells that a topic has before what is said of it."""

BESIDE = 56
"""From this width on topics stand beside what is said of them, below it above."""

MOST = 40
"""Lines that one sentence takes at most."""

TONES = {reasons.SOURCE: "strong", reasons.CUE: "cue", reasons.CONTENT: "evidence"}
"""Source, cue and content look as they do in the article."""

PARTED = (reasons.RULE, reasons.VOICE, reasons.ISSUE, reasons.CONFIDENCE)
"""Topics before which a line stays free."""


class Reasons(Page[Reason]):
    """The reasons, one below the other. `label` is how the codebook draws the statement's stance."""

    def __init__(self, label: CodebookLabel | None) -> None:
        super().__init__()
        self._label = label

    def lay_out(self, item: Reason, width: int) -> list[Line]:
        beside = width >= BESIDE
        lead = LABEL if beside else 2
        room = max(8, width - lead - 1)
        said = [*self._says(item, room), *([(f"{part}", "dim")] for one in item.because for part in _noted(one, room))]
        if beside:
            topic: Piece = (f"{item.topic:<{LABEL}}", "dim")
            lines: list[Line] = [[topic, *said[0]], *([(" " * LABEL, "plain"), *line] for line in said[1:])]
        else:
            lines = [[(item.topic, "accent")], *([("  ", "plain"), *line] for line in said)]
        return [[], *lines] if beside and item.topic in PARTED else lines

    def _says(self, item: Reason, room: int) -> list[list[Piece]]:
        if item.steps:
            return _steps(item.steps, room)
        tone = TONES.get(item.topic, "plain") if item.says.startswith("“") else "plain"
        if item.topic == reasons.STANCE and self._label is not None:
            tone = f"{self._label.colour} bold"
            return [[(part, tone)] for part in wrapped(f"{self._label.glyph} {item.says}", room, MOST)]
        return [[(part, tone)] for part in wrapped(item.says, room, MOST)]


def _noted(sentence: str, room: int) -> list[str]:
    return wrapped(sentence, room, MOST)


def _steps(steps: Sequence[str], room: int) -> list[list[Piece]]:
    """A chain, each step below the one that holds it and further in; the last is what is said."""
    lines: list[list[Piece]] = []
    for depth, step in enumerate(steps):
        lead = min(2 * depth, room // 2)
        tone = "evidence" if depth == len(steps) - 1 else "strong" if depth == len(steps) - 2 else "plain"
        for number, part in enumerate(wrapped(step, max(6, room - lead), MOST)):
            arrow = "↳ " if depth and not number else "  " if depth else ""
            lines.append([(" " * max(0, lead - 2), "plain"), (arrow, "dim"), (part, tone)])
    return lines


class Why(Modal[None]):
    """The panel. It scrolls as the article does, and goes with `q`, Escape or the key that opened it."""

    keys = (("j k", "scroll"), ("q", "back"))
    around = (2, 8)

    def __init__(
        self,
        view: StatementView,
        *,
        others: Sequence[Statement],
        propositions: Mapping[str, str],
        label: CodebookLabel | None,
        keymap: Keymap,
    ) -> None:
        """`others` are the statements of the same article, `label` is how the codebook draws the stance."""
        super().__init__()
        self.heading = f"Why · {reasons.said(view.statement)}"
        self._reasons = reasons.reasons(view.statement, others=others, propositions=propositions, view=view)
        self._label = None if view.conflict else label
        self._dispatcher = Dispatcher(keymap)

    def body(self) -> Sequence[Widget]:
        self.list = Reasons(self._label)
        return (self.list,)

    def on_mount(self) -> None:
        self.list.show(self._reasons)
        self.list.focus()
        self.fit(self.list)

    def on_key(self, event: events.Key) -> None:
        if move_or_leave(self._dispatcher, self.list, event) in ("back", "why", "quit"):
            self.dismiss(None)
