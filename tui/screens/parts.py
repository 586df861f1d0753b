"""Which part of a statement is to be changed: all of them with what they are now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual import on

from index.model import StatementView
from tui.lines import Line, shorten
from tui.screens.shapes import Choosing
from tui.widgets.blocks import Blocks


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a statement, and the key that picks it."""

    key: str
    name: str


PARTS = (
    Part("a", "actor"),
    Part("s", "source"),
    Part("u", "cue"),
    Part("c", "content"),
    Part("i", "issue"),
    Part("t", "stance"),
    Part("f", "form"),
    Part("v", "voice"),
    Part("m", "via"),
)

_NAME = 9


def present(view: StatementView, part: Part, propositions: Mapping[str, str]) -> str:
    """What a part is now, in words; "" where it is not known."""
    statement = view.statement
    match part.name:
        case "actor":
            return statement.actor or ""
        case "source" | "cue" | "content":
            return " ".join(getattr(statement, part.name).text.split())
        case "issue":
            return propositions.get(view.issue or "", view.issue or "")
        case "stance":
            suggested = view.label is None and view.stance is not None
            return f"{view.stance or ''}{' (suggested)' if suggested else ''}"
        case "via":
            return ", ".join(statement.via) or "nobody: it came directly"
    return str(getattr(statement, part.name))


class _List(Blocks[Part]):
    can_focus = True

    def __init__(self, view: StatementView, propositions: Mapping[str, str]) -> None:
        super().__init__()
        self._view, self._propositions = view, propositions

    def lay_out(self, item: Part, width: int) -> list[Line]:
        said = present(self._view, item, self._propositions)
        room = max(4, width - _NAME - 5)
        tone = "plain" if said else "faint"
        return [
            [(f" {item.key} ", "accent"), (f" {item.name:<{_NAME}}", "dim"), (shorten(said or "not known", room), tone)]
        ]


class Parts(Choosing[Part | None]):
    """The panel: a part's own letter, or Enter, picks it."""

    heading = "What is to be changed?"
    keys = (("a…v", "that part"), ("Enter", "this one"), ("Esc", "back"))
    around = (2, 9)

    def __init__(self, view: StatementView, propositions: Mapping[str, str]) -> None:
        super().__init__(self._pick)
        self.list = _List(view, propositions)

    def on_mount(self) -> None:
        self.list.show(PARTS)

    @on(Blocks.Chosen)
    def _chosen(self, event: Blocks.Chosen) -> None:
        event.stop()
        self.dismiss(event.item)

    def _pick(self, key: str) -> None:
        part = next((part for part in PARTS if part.key == key), None)
        if part is not None:
            self.dismiss(part)
