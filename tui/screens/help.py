"""The keys of a pane, of moving, and everywhere; in the positions also what the labels mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.widget import Widget

from index.config import Codebook
from tui import actions
from tui.hints import SECTIONS_OF
from tui.keymap import Bound, Dispatcher, Keymap, key_of
from tui.lines import Line, wrapped
from tui.screens.modal import Modal
from tui.widgets.blocks import Blocks

KEY_WIDTH = 14


@dataclass(frozen=True)
class HelpLine:
    """A heading (without help), a key and what it does, or a label of the codebook."""

    key: str
    title: str
    help: str = ""
    tone: str = "accent bold"


def help_lines(keymap: Keymap, section: str, codebook: Codebook) -> list[HelpLine]:
    """Everything that can be pressed in a pane, nearest first."""
    lines: list[HelpLine] = []
    for place in SECTIONS_OF[section]:
        lines.append(HelpLine("", actions.SECTION_TITLES[place]))
        if place == actions.POSITIONS:
            lines += [
                HelpLine(f"{label.key} {label.glyph} {label.id}", label.id, label.meaning, f"{label.colour} bold")
                for label in codebook.labels
            ]
        for action in actions.of_pane(place):
            keys = "  ".join(keymap.keys_of(place, action.name)) or ":"
            lines.append(HelpLine(keys, action.title, action.help))
    return lines


class HelpList(Blocks[HelpLine]):
    """The lines of the help."""

    def lay_out(self, item: HelpLine, width: int) -> list[Line]:
        if not item.key:
            head: Line = [(f" {item.title}", "strong")]
            return [head] if item is self.items[0] else [[], head]
        key = item.key if len(item.key) < KEY_WIDTH else item.key.split("  ")[0]
        room = max(10, width - KEY_WIDTH - 2)
        first, *rest = wrapped(item.help, room, 12)
        lead = " " * (KEY_WIDTH + 1)
        return [[(f" {key:<{KEY_WIDTH}}", item.tone), (first, "plain")], *([(lead + part, "plain")] for part in rest)]

    def can_select(self, item: HelpLine) -> bool:
        return bool(item.key)


class Help(Modal[None]):
    """The help. It moves as the lists do, and goes with `q`, Escape or the key that opened it."""

    heading = ""
    keys = (("j k", "move"), ("q", "back"))

    def __init__(self, keymap: Keymap, section: str, codebook: Codebook) -> None:
        super().__init__()
        self.heading = f"Keys · {actions.SECTION_TITLES[section].lower()}"
        self._dispatcher = Dispatcher(keymap)
        self._lines = help_lines(keymap, section, codebook)

    def body(self) -> Sequence[Widget]:
        self.list = HelpList()
        return (self.list,)

    def on_mount(self) -> None:
        self.list.show(self._lines)
        self.list.focus()
        self.fit(self.list)

    def on_key(self, event: events.Key) -> None:
        result = move_or_leave(self._dispatcher, self.list, event)
        if result in ("back", "help"):
            self.dismiss(None)


def move_or_leave(dispatcher: Dispatcher, blocks: Blocks[Any], event: events.Key) -> str | None:
    """Move in a list as everywhere; the name of any other action that the key stands for."""
    event.stop()
    event.prevent_default()
    result = dispatcher.feed((actions.MOVING, actions.EVERYWHERE), key_of(event.key, event.character))
    if isinstance(result, Bound):
        if result.pane == actions.MOVING:
            blocks.move(result.name)
            return None
        return result.name
    return None
