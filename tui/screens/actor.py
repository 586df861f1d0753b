"""What one actor said in all articles, by date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events

from index.model import StatementView
from tui.actions import EVERYWHERE
from tui.controllers.searching import counted
from tui.keymap import Keymap
from tui.lines import Line, short_date, spread
from tui.recoding import MERGE, RENAME, SPLIT
from tui.screens.shapes import Reading
from tui.widgets.blocks import Blocks
from tui.widgets.marked_list import MARK
from tui.widgets.positions import Describer, StatementRow


@dataclass(frozen=True)
class ArticleHeading:
    """The article that the statements below it stand in."""

    title: str
    date: str | None
    outlet: str | None


Row = ArticleHeading | StatementRow


def by_article(views: Sequence[StatementView]) -> list[Row]:
    """The rows: each article, then what was said in it."""
    rows: list[Row] = []
    article = None
    for view in views:
        if view.article != article:
            rows.append(ArticleHeading(view.title, view.date, view.outlet))
            article = view.article
        rows.append(StatementRow(view))
    return rows


class Said(Blocks[Row]):
    """The statements."""

    def __init__(self, describer: Describer) -> None:
        super().__init__()
        self._describer = describer
        self.marked: set[str] = set()

    def toggle_mark(self, statement: str) -> None:
        """Mark a statement, or take its mark off, and go to the next one."""
        self.marked ^= {statement}
        self.show(self.items, cursor=self.cursor, keep=True)
        self.move("down")

    def can_select(self, item: Row) -> bool:
        return isinstance(item, StatementRow)

    def lay_out(self, item: Row, width: int) -> list[Line]:
        if isinstance(item, StatementRow):
            lines = self._describer.lines(item, width)
            if item.view.id not in self.marked:
                return lines
            (first, tone), *head = lines[0]
            return [[(MARK.strip(), "accent bold"), (first[1:], tone), *head], *lines[1:]]
        where = " · ".join(part for part in (short_date(item.date), item.outlet or "outlet unknown") if part)
        head = spread([(f" {' '.join(item.title.split())}", "strong")], [(f"{where} ", "dim")], width)
        return [head] if item is self.items[0] else [[], head]


@dataclass(frozen=True)
class Recoded:
    """What is to be done to the actor: rename, merge or split; and which statements are meant by that."""

    deed: str
    ids: tuple[str, ...]


RECODING = {"R": RENAME, "M": MERGE, "S": SPLIT}
"""Keys for that."""


class ActorScreen(Reading[StatementView | Recoded | None]):
    """Everything that one actor said. Enter opens the article at the statement; Space marks it for a split."""

    keys: Sequence[tuple[str, str]] = (("Enter", "open"), ("q", "back"))

    def __init__(
        self,
        name: str,
        views: Sequence[StatementView],
        describer: Describer,
        keymap: Keymap,
        why: Callable[[StatementView], None],
    ) -> None:
        """`why` says why the statement under the cursor was found."""
        super().__init__(keymap, {"why": self._say_why})
        whys = [(keys[0], "why")] if (keys := keymap.keys_of(EVERYWHERE, "why")) else []
        recoding = [("R", "rename"), ("M", "merge"), ("Space", "mark"), ("S", "split")]
        self.keys = (*self.keys[:-1], *whys, *recoding, self.keys[-1])
        articles = len({view.article for view in views})
        self.heading = f"{name} · {counted(len(views), 'statement')} in {counted(articles, 'article')}"
        self._views, self._why = views, why
        self.list: Said = Said(describer)

    def on_mount(self) -> None:
        self.list.show(by_article(self._views), message=([(" Nothing of it is known.", "dim")],))

    def on_key(self, event: events.Key) -> None:
        # Every other key goes on to the class that this one extends: Textual calls both.
        if event.key == "space" or event.character in RECODING:
            event.stop()
            event.prevent_default()
            self._recode(event.character if event.character in RECODING else None)

    def _say_why(self) -> None:
        if isinstance(row := self.list.current, StatementRow):
            self._why(row.view)

    def _recode(self, key: str | None) -> None:
        """Mark the statement under the cursor, or leave with what is to be done."""
        row = self.list.current
        if not isinstance(row, StatementRow):
            return
        if key is None:
            self.list.toggle_mark(row.view.id)
            return
        ids = [view.id for view in self._views if view.id in self.list.marked]
        self.dismiss(Recoded(RECODING[key], tuple(ids or [row.view.id])))

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        event.stop()
        if isinstance(event.item, StatementRow):
            self.dismiss(event.item.view)
