"""The order of the list, stories folded into one row, and articles like this one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.actions import LIST
from tui.controllers.base import Controller

if TYPE_CHECKING:
    from index.library_parts.results import Results, Sort
    from tui.screens.explorer import Explorer


@dataclass(frozen=True)
class Order:
    """How the list is sorted; `sort` None is by relevance where the query has words, else by date."""

    sort: Sort | None = None
    reverse: bool = False

    def after(self, ranked: bool) -> Order:
        """The next way to sort; `ranked` is whether the query has words, so that relevance means something."""
        ways: tuple[Sort | None, ...] = (None, "date", "statements") if ranked else (None, "statements")
        here = self.sort if self.sort in ways else None
        return Order(ways[(ways.index(here) + 1) % len(ways)])

    def words(self, ranked: bool) -> str:
        """The order in words: `↓ date` for the newest first, `↑ statements` for the fewest first."""
        sort = self.sort or ("relevance" if ranked else "date")
        return f"{'↑' if self.reverse else '↓'} {sort}"


class Ordering(Controller):
    """Sorting and folding. What was opened stays open from one search to the next."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self.order = Order()
        self._turned: frozenset[int] = frozenset()
        self._all_open = False

    def is_open(self, key: int) -> bool:
        """Whether the story that this article stands for is open."""
        return (key in self._turned) != self._all_open

    @staticmethod
    def ranked(results: Results | None) -> bool:
        """Whether a result has an order by relevance."""
        if results is None:
            return False
        from index.search.tree import alike, text_terms

        return bool(text_terms(results.node) or alike(results.node))

    # -- actions ---------------------------------------------------------------------------------------

    def do_sort(self) -> None:
        """Sort in the next way."""
        self._sorted(self.order.after(self.ranked(self.explorer.searching.results)))

    def do_reverse_sort(self) -> None:
        """Turn the order round."""
        self._sorted(Order(self.order.sort, not self.order.reverse))

    def _sorted(self, order: Order) -> None:
        self.order = order
        self.explorer.searching.again(top=True)

    def do_fold(self) -> None:
        """Open or close the story under the cursor."""
        row, searching = self.explorer.articles.current, self.explorer.searching
        first = searching.listed.first_of_story(row.key) if row is not None else None
        if first is None:
            self.explorer.say("No other article tells the same story.")
            return
        self._turned ^= {first}
        searching.again(to=first)

    def do_fold_all(self) -> None:
        """Open or close all stories."""
        row, searching = self.explorer.articles.current, self.explorer.searching
        if not searching.listed.folds:
            self.explorer.say("No two articles here tell the same story.")
            return
        first = searching.listed.first_of_story(row.key) if row is not None else None
        self._all_open, self._turned = not self._all_open, frozenset()
        searching.again(to=first)

    def do_more_like_this(self) -> None:
        """Search for what is most like the article under the cursor, or the one that is open."""
        explorer = self.explorer
        row, opened = explorer.articles.current, explorer.reading.opened
        in_list = explorer.pane == LIST and row is not None
        identifier = (
            row.id if in_list and row is not None and row.id else opened.article.id if opened is not None else None
        )
        if identifier is None:
            explorer.say("There is no article here yet.")
            return
        explorer.searching.search_for(f"like:{identifier}")
        explorer.enter(explorer.home)
