"""What a change of many statements at once would do, before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.controllers.searching import counted
from tui.lines import Line, spread, wrapped
from tui.screens.shapes import Confirming
from tui.widgets.concordance import one_line
from tui.widgets.page import Page
from tui.widgets.positions import Describer, StatementRow, actor_key

if TYPE_CHECKING:
    from index.library_parts.bulk import Preview
    from index.model import StatementView
    from tui.wish import Wish


def counts(found: Preview, wish: Wish) -> list[tuple[str, int, str]]:
    """What comes of it: tone, number, words; what does not occur is left out."""
    same = "have a label of yours, which stays" if wish.accept else "are so already"
    lines = [
        ("strong", found.changes, f"change, in {counted(found.articles, 'article')}"),
        *(("plain", number, f"become {stance}") for stance, number in found.stances.items() if wish.accept),
        ("dim", found.unchanged, same),
        ("dim", found.bare, "have no suggestion"),
        ("plain", found.replaced, "of these replace another label of yours"),
        ("warning", found.conflicts, "of these someone else has labelled otherwise; their label stays"),
        ("warning", found.own, "of these you have labelled; undo brings them back with the label"),
        ("warning", found.others, "of these someone else has labelled; that is a conflict to be adjudicated"),
        ("warning", found.again, f"{'label' if found.again == 1 else 'labels'} of others will ask for another look"),
        ("warning", found.decisions, "decided between labels by others, and will ask for another look"),
        ("dim", found.retired, "were retired, and stay as they are"),
    ]
    return lines[:1] + [line for line in lines[1:] if line[1]]


class Samples(Page["StatementView | tuple[str, int, str]"]):
    """The numbers, then some of the statements that would change."""

    def __init__(self, describer: Describer) -> None:
        super().__init__()
        self._describer = describer

    def lay_out(self, item: StatementView | tuple[str, int, str], width: int) -> list[Line]:
        if isinstance(item, tuple):
            tone, number, words = item
            first, *rest = wrapped(words, max(8, width - 9), 4)
            lead = " " * 9
            return [[(f"{number:>7,}  ", f"{tone} bold"), (first, tone)], *([(lead + part, tone)] for part in rest)]
        stance = self._describer.head(StatementRow(item), width)[:2]
        head = spread([(f" {one_line(actor_key(item)[1])} ", "plain"), *stance], [], width)
        content = spread([(f"   {one_line(item.statement.content.text)}", "dim")], [], width)
        begins = item is next(one for one in self.items if not isinstance(one, tuple))
        return [*([[]] if begins else []), head, content]


class BulkPreview(Confirming):
    """Enter does it, Escape does nothing."""

    def __init__(self, wish: Wish, found: Preview, describer: Describer) -> None:
        super().__init__()
        self._found = found
        self.heading = wish.asks(counted(found.changes + found.unchanged + found.bare + found.retired, wish.kind))
        if not found.changes:
            self.keys, self.may = (("Esc", "back: there is nothing to change"),), False
        self._counts = counts(found, wish)
        self.list = Samples(describer)

    def on_mount(self) -> None:
        self.list.show([*self._counts, *self._found.samples])
