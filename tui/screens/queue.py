"""What is labelled next: of which statements, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.text import clean_line
from tui.controllers.queueing import ORDERS, WORDS, Wanted
from tui.controllers.searching import counted
from tui.lines import Line, shorten, spread
from tui.screens.shapes import Choosing
from tui.widgets.blocks import Blocks

_HELP = {
    "uncertainty": "where a label tells most",
    "article": "quickest to read",
    "random": "by a seed: for a sample that stands for all",
}


@dataclass(frozen=True, slots=True)
class SecondLook:
    """A second look at one's own labels was chosen."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What the rows below are about."""

    title: str


@dataclass(frozen=True, slots=True)
class Scope:
    """A query whose statements are labelled; "" for all."""

    query: str
    title: str


@dataclass(frozen=True, slots=True)
class Start:
    """A choice with a digit: the queue it begins, or a second look."""

    key: str
    title: str
    remark: str
    wanted: Wanted | SecondLook


Row = Heading | Scope | Start


class QueueList(Blocks[Row]):
    """The choices; `scope` is the query that is chosen."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def can_select(self, item: Row) -> bool:
        return not isinstance(item, Heading)

    def lay_out(self, item: Row, width: int) -> list[Line]:
        match item:
            case Heading():
                title: Line = [(f" {item.title}", "dim")]
                return [title] if item is self.items[0] else [[], title]
            case Scope():
                chosen = item.query == self.scope
                mark = ("● " if chosen else "○ ", "accent" if chosen else "faint")
                title_ = shorten(clean_line(item.title), max(4, width - 8))
                return [[("   ", "plain"), mark, (title_, "strong" if chosen else "plain")]]
            case Start():
                remark = [(f"{item.remark} ", "dim")] if width >= 50 else []
                return [spread([(f" {item.key} ", "accent bold"), (f" {item.title}", "plain")], remark, width)]


class QueueScreen(Choosing[Wanted | SecondLook | None]):
    """The panel: a digit or Enter begins, Enter on a search makes it the one whose statements are labelled."""

    heading = "What is labelled next?"
    keys: Sequence[tuple[str, str]] = (("1–4", "begin"), ("Enter", "choose"), ("q", "back"))
    around = (4, 9)

    def __init__(self, running: Wanted | None, query: str, saved: Sequence[str], *, due: int, left: int | None) -> None:
        """`running` is the queue that one is in, with so many `left`; `due` are the second looks."""
        super().__init__(self._begin)
        self._present, self._left, self._due = running, left, due
        self._scopes = [Scope("", "all statements")]
        if query:
            self._scopes.append(Scope(query, f"the search: {query}"))
        self._scopes += [Scope(f'query:"{name}"', f"saved: {name}") for name in saved]
        known = {scope.query for scope in self._scopes}
        scope = running.query if running is not None and running.query in known else query
        self.list: QueueList = QueueList(scope)
        if not due:
            self.keys = (("1–3", "begin"), *self.keys[1:])

    def on_mount(self) -> None:
        self._show(None)

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        if self._present is not None and self._left:
            rows += [Heading("the queue you are in"), Start("g", f"go on: {self._present.words}",
                counted(self._left, "statement"), self._present)]  # fmt: skip
        rows += [Heading("of these statements"), *self._scopes, Heading("in this order")]
        seed = self._present.seed if self._present is not None else 0
        for place, order in enumerate(ORDERS, 1):
            wanted = Wanted(self.list.scope, order, seed if order == "random" else 0)
            rows.append(Start(str(place), WORDS[order], _HELP[order], wanted))
        if self._due:
            rows += [Heading("your own labels again"), Start("4", "a second look, the first label hidden",
                counted(self._due, "statement"), SecondLook())]  # fmt: skip
        return rows

    def _show(self, cursor: int | None) -> None:
        rows = self._rows()
        if cursor is None:
            cursor = next(place for place, row in enumerate(rows) if isinstance(row, Start))
        self.list.show(rows, cursor=cursor, keep=True)
        self.fit(self.list)

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        event.stop()
        self._take(event.item)

    def _take(self, row: Row) -> None:
        if isinstance(row, Scope):
            self.list.scope = row.query
            self._show(self.list.cursor)
        elif isinstance(row, Start):
            wanted = row.wanted
            self.dismiss(replace(wanted) if isinstance(wanted, Wanted) else wanted)

    def _begin(self, key: str) -> None:
        row = next((one for one in self.list.items if isinstance(one, Start) and one.key == key), None)
        if row is not None:
            self._take(row)
