"""What changed between two versions of an article, word by word, and the labelled statements that it touches."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from index.text import clean_line, quoted
from tui.arrangement import TWO
from tui.cases import named
from tui.controllers.searching import counted
from tui.keymap import Dispatcher, key_of
from tui.lines import Line, Piece, flowed, spread, wrapped
from tui.moved import ADDED, ORPHAN, REMOVED, changed_paragraphs, drawn, method_words
from tui.screens.help import move_or_leave
from tui.screens.working import Working
from tui.widgets.leaves import Drawn, Leaves

if TYPE_CHECKING:
    from index.config import Config
    from index.library import Difference, Touched
    from tui.keymap import Keymap

NUMBERED = 9
"""Statements that a digit opens."""

Other = Callable[[int], Awaitable["Difference"]]
"""The difference between the version with this number (from 1) and the one before it."""


class DifferenceScreen(Working[str | None]):
    """The panel; gives the statement that is to be opened."""

    around = (4, 9)

    def __init__(self, found: Difference, config: Config, keymap: Keymap, other: Other, versions: int) -> None:
        """`other` gives the changes of another of the `versions`."""
        super().__init__()
        self._found, self._config, self._other, self._versions = found, config, other, versions
        self.heading = clean_line(found.new.title).strip()
        self._dispatcher = Dispatcher(keymap)
        self.keys = self._line_of_keys()

    def _line_of_keys(self) -> Sequence[tuple[str, str]]:
        statements = min(NUMBERED, len(self._found.statements))
        keys: list[tuple[str, str]] = []
        if statements:
            keys.append(("1" if statements == 1 else f"1–{statements}", "open statement"))
        if self._versions > 2:
            keys.append(("[ ]", "versions"))
        return (("j k", "scroll"), *keys, ("q", "back"))

    def body(self) -> Sequence[Widget]:
        self.between = Static("", classes="said", markup=False)
        self.page = Leaves()
        return (self.between, self.page, self.said)

    def on_mount(self) -> None:
        self.page.focus()
        self.show(self._found)

    def show(self, found: Difference) -> None:
        """Show the changes between two versions."""
        self._found = found
        first, last = found.numbers
        dates = f" of {found.old.added[:10]}", f" of {found.new.added[:10]}"
        if self.size.width < TWO:
            dates = "", ""
        words = f"version {first}{dates[0]} → version {last}{dates[1]}"
        self.between.update(Content(f"{words} · {counted(len(found.changes), 'change')}"))
        self.show_keys(self._line_of_keys())
        self.page.show(self._leaves(found))
        self.fit(self.page)

    def _leaves(self, found: Difference) -> list[Drawn]:
        leaves: list[Drawn] = []
        for place, one in enumerate(found.statements, 1):
            leaves.append(lambda width, place=place, one=one: self._touched(place, one, width))  # type: ignore[misc]
        if not found.changes:
            leaves.append(lambda width: [[(" No word changed, only the space between them.", "dim")]])
        return leaves + [drawn(one) for one in changed_paragraphs(found.old.text, found.new.text, found.changes)]

    def _touched(self, place: int, one: Touched, width: int) -> list[Line]:
        """A labelled statement that was touched: whose it is, how it was found again, its words before and now."""
        pieces: list[Piece] = [(f" {place if place <= NUMBERED else ' '} ", "accent bold"), (named(one.view), "strong")]
        for given in one.view.labels:
            label = self._config.label(given.stance)
            tone = label.colour if label else "grey"
            pieces += [("  ", "plain"), (f"{label.glyph if label else '•'} {given.stance}", tone)]
            pieces.append((f" ✓ {given.by}", "dim"))
        lines: list[Line] = [spread(pieces, [], width)]
        moved = one.new.moved if one.new is not None else None
        said = method_words(one.method, moved.score if moved is not None else None)
        tone = "warning" if one.method in (ORPHAN, "fuzzy") else "dim"
        lines += [[("   ", "plain"), (part, tone)] for part in wrapped(said, max(8, width - 4), 2)]
        old = one.old.content.text
        new = one.new.content.text if one.new is not None else None
        if new == old:
            words = flowed([(quoted(old), "plain")], max(8, width - 4), 4)
        else:
            words = flowed([(old, REMOVED)], max(8, width - 4), 4)
            words += flowed([(new, ADDED)], max(8, width - 4), 4) if new is not None else []
        return [*lines, *([("   ", "plain"), *line] for line in words), []]

    # -- keys ------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        key = key_of(event.key, event.character)
        if key.isdecimal() and 0 < int(key) <= len(self._found.statements):
            event.stop()
            self.dismiss(self._found.statements[int(key) - 1].view.id)
        elif key in ("[", "]"):
            event.stop()
            self._turn(1 if key == "]" else -1)
        elif move_or_leave(self._dispatcher, self.page, event) in ("back", "quit", "what_changed"):
            self.dismiss(None)

    def _turn(self, step: int) -> None:
        number = self._found.numbers[1] + step
        if not 2 <= number <= self._versions:
            return

        async def read() -> None:
            self.show(await self._other(number))
            self.say("")

        self.do(read, "versions", exclusive=True)
