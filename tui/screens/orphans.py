"""Statements whose words are no longer in their corrected article: placed again by hand, or retired."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from index.text import clean_line
from tui.actions import EVERYWHERE, ORPHANS
from tui.cases import named
from tui.controllers.searching import counted
from tui.lines import Line, Piece, shorten, spread
from tui.moved import context
from tui.screens.working import Keyed
from tui.widgets.blocks import Blocks

if TYPE_CHECKING:
    from index.config import Config
    from index.library import Orphan
    from tui.controllers.orphans import Orphans

MOST = 7
"""Lines of an orphan's old text."""


class OrphanList(Blocks["Orphan"]):
    """The orphans, each with its old quotation."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self._config = config

    def lay_out(self, item: Orphan, width: int) -> list[Line]:
        view = item.view
        labels: list[Piece] = []
        for one in view.labels:
            label = self._config.label(one.stance)
            labels.append((f"{label.glyph if label else '•'} {one.stance} ", f"{label.colour if label else 'grey'}"))
            labels.append((f"✓ {shorten(one.by, 12)} ", "dim"))
        head = spread([(f" {named(view)}", "strong")], labels, width)
        where = shorten(clean_line(view.title).strip(), max(4, width - 4))
        said = context(item.before, view.statement.content.text, item.after, max(8, width - 4), MOST)
        return [head, *([("   ", "plain"), *line] for line in said), [(f"   {where}", "dim")], []]


class OrphanScreen(Keyed["Orphan | None"]):
    """The list of orphans; gives the one that is to be placed in the text."""

    group = "orphans"
    pane = ORPHANS
    opened_by = "orphans"

    heading = "Orphans"
    around = (3, 9)

    def __init__(self, correcting: Orphans, orphans: Sequence[Orphan], query: str) -> None:
        super().__init__(correcting.explorer.keymap, correcting.explorer.config.codebook)
        self._correcting, self._query = correcting, query
        self.orphans = list(orphans)
        self.changed: list[str] = []
        self.keys = self._line_of_keys()

    def _line_of_keys(self) -> Sequence[tuple[str, str]]:
        if not self.orphans:
            return (("q", "back"),)
        return (
            *self.hint("place_orphan", "place"), *self.hint("retire_orphan", "retire"),
            *self.hint("orphan_changes", "what changed"), ("q", "back"), ("u", "undo"),
        )  # fmt: skip

    def body(self) -> Sequence[Widget]:
        self.list = OrphanList(self._correcting.explorer.config)
        return (self.list, self.said)

    def on_mount(self) -> None:
        self.list.focus()
        self.show(self.orphans)

    def show(self, orphans: Sequence[Orphan]) -> None:
        """Show these; the cursor stays at its place."""
        self.orphans = list(orphans)
        number = counted(len(orphans), "statement") if orphans else "none"
        self.query_one("#heading", Static).update(Content(f"Orphans · {number}"))
        self.show_keys(self._line_of_keys())
        where = "in what the search finds" if self._query else "in this library"
        message: Sequence[Line] = (
            [(f" No orphan {where}", "strong")],
            [(" Every labelled statement stands in its article as it is now.", "dim")],
        )
        self.list.show(orphans, cursor=self.list.cursor, message=message, keep=True)
        self.fit(self.list)

    # -- what can be done ------------------------------------------------------------------------------

    def do_place_orphan(self) -> None:
        """Leave, and mark in the article where it stands now."""
        if self.list.current is not None and self._may_change():
            self.dismiss(self.list.current)

    def do_retire_orphan(self) -> None:
        """Retire it: it is no statement of this article any more. Where somebody labelled it, after a look."""
        one = self.list.current
        if one is None or not self._may_change():
            return

        async def retire() -> None:
            if one.view.labels and not await self._correcting.agrees_to_retire(one.view.id):
                return
            self.show(await self._correcting.retire(one.view.id, self._query))
            self.changed.append(one.view.id)
            explorer = self._correcting.explorer
            undo = explorer.keys_shown(EVERYWHERE, "undo")
            who = [label.by for label in one.view.labels if label.by != explorer.open_desk.by]
            kept = f"; {', '.join(who)} had labelled it: it is in adjudication now" if who else ""
            self.say(f"✓ saved · retired; {undo} brings it back{kept}")

        self.do(retire, group="saved")

    def do_orphan_changes(self) -> None:
        """Show what changed in its article since it was made."""
        one = self.list.current
        if one is not None:
            self.do(lambda: self._changes(one), group="saved")

    async def _changes(self, one: Orphan) -> None:
        await self._correcting.show_difference(one.view.article, one.view.statement.version)

    def _undo(self) -> None:
        async def undo() -> None:
            words, orphans = await self._correcting.undo(self._query)
            self.changed += [one.view.id for one in orphans]
            self.show(orphans)
            self.say(f"undone: {words}")

        if self._may_change():
            self.do(undo)

    def _may_change(self) -> bool:
        return self.may_write(self._correcting.explorer.writable)

    # -- keys ------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        if self.act(event, self.list.move) == "undo":
            self._undo()

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        event.stop()
        self.do_place_orphan()
