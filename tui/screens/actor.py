"""What one actor said in all articles, by date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.widget import Widget

from index.model import StatementView
from tui.actions import EVERYWHERE
from tui.controllers.searching import counted
from tui.keymap import Dispatcher, Keymap
from tui.lines import Line, short_date, spread
from tui.screens.help import move_or_leave
from tui.screens.modal import Modal
from tui.widgets.blocks import Blocks
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

    def can_select(self, item: Row) -> bool:
        return isinstance(item, StatementRow)

    def lay_out(self, item: Row, width: int) -> list[Line]:
        if isinstance(item, StatementRow):
            return self._describer.lines(item, width)
        where = " · ".join(part for part in (short_date(item.date), item.outlet or "outlet unknown") if part)
        head = spread([(f" {' '.join(item.title.split())}", "strong")], [(f"{where} ", "dim")], width)
        return [head] if item is self.items[0] else [[], head]


class ActorScreen(Modal[StatementView | None]):
    """Everything that one actor said. Enter opens the article at the statement."""

    keys: Sequence[tuple[str, str]] = (("Enter", "open the article there"), ("j k", "move"), ("q", "back"))

    def __init__(
        self,
        name: str,
        views: Sequence[StatementView],
        describer: Describer,
        keymap: Keymap,
        why: Callable[[StatementView], None],
    ) -> None:
        """`why` says why the statement under the cursor was found."""
        super().__init__()
        if keys := keymap.keys_of(EVERYWHERE, "why"):
            self.keys = (*self.keys[:-1], (keys[0], "why"), self.keys[-1])
        articles = len({view.article for view in views})
        self.heading = f"{name} · {counted(len(views), 'statement')} in {counted(articles, 'article')}"
        self._views, self._describer, self._why = views, describer, why
        self._dispatcher = Dispatcher(keymap)

    def body(self) -> Sequence[Widget]:
        self.list = Said(self._describer)
        return (self.list,)

    def on_mount(self) -> None:
        self.list.show(by_article(self._views), message=([(" Nothing of it is known.", "dim")],))
        self.list.focus()
        self.fit(self.list)

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter" or event.character == "l":
            event.stop()
            self.list.choose()
            return
        action = move_or_leave(self._dispatcher, self.list, event)
        if action in ("back", "quit"):
            self.dismiss(None)
        elif action == "why" and isinstance(row := self.list.current, StatementRow):
            self._why(row.view)

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        event.stop()
        if isinstance(event.item, StatementRow):
            self.dismiss(event.item.view)
