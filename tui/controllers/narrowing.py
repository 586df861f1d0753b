"""The facets of a result: what is in it, and narrowing it by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.actions import FACETS
from tui.controllers.base import Controller
from tui.widgets.facets import FacetLine, facet_lines

if TYPE_CHECKING:
    from index.library import Library
    from index.search.facets import Facet
    from tui.screens.explorer import Explorer

NOTHING = "There is nothing to narrow."


class Narrowing(Controller):
    """The facets pane. It is filled after the list, which never waits for it."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self.open = False
        self._facets: tuple[Facet, ...] = ()
        self._chosen: frozenset[str] = frozenset()
        self._query: str | None = None
        self._whole: set[str] = set()

    def follow(self, *, anew: bool = False) -> None:
        """Show the facets of what the list shows now, where they are open; `anew` because the library has changed."""
        query = self.explorer.searching.query
        if self.open and (anew or query != self._query):
            self.start(lambda: self._count(query), "facets", exclusive=True)

    async def _count(self, query: str, unfolded: str = "") -> None:
        whole = frozenset(self._whole)
        self._facets, self._chosen = await self.ask(lambda library: counted(library, query, whole))
        self._query = query
        self._show(unfolded)

    def _show(self, unfolded: str = "") -> None:
        lines = facet_lines(self._facets, self._chosen, self._whole)
        self.explorer.facets.show_facets(lines, ([(" Nothing to narrow.", "dim")],), unfolded=unfolded)
        self.explorer.update_bars()

    def close(self) -> None:
        """Put the facets away; the query stays as it is."""
        self.open = False
        self._query = None
        self._whole.clear()
        self.explorer.enter(self.explorer.home)

    # -- actions ---------------------------------------------------------------------------------------

    def do_facets(self) -> None:
        """Show the facets and go there; from there, put them away."""
        if self.open and self.explorer.pane == FACETS:
            self.close()
            return
        self.open = True
        self.explorer.enter(FACETS)
        self.follow()

    def do_narrow(self) -> None:
        """Narrow the search to the value under the cursor, or widen it again; show all of a facet, or fewer again."""
        line = self.explorer.facets.current
        if line is None:
            self.explorer.say(NOTHING)
            return
        if not line.clause:
            self._unfold(line)
            return
        self.start(lambda: self._narrow(line.clause), "narrow", exclusive=True)

    def _unfold(self, line: FacetLine) -> None:
        """Show all values of a facet, or the most frequent ones again."""
        if line.folds:
            self._whole.discard(line.facet)
            self._show()
            return
        self._whole.add(line.facet)
        query = self.explorer.searching.query
        self.start(lambda: self._count(query, line.facet), "facets", exclusive=True)

    async def _narrow(self, clause: str) -> None:
        query = self.explorer.searching.query
        self.explorer.searching.search_for(await self.ask(lambda library: turned(library, query, clause)))

    def do_next_facet(self) -> None:
        """Go to the next facet."""
        self._step(1)

    def do_previous_facet(self) -> None:
        """Go to the facet before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if not self.explorer.facets.step_facet(step):
            end = "This is the last facet." if step > 0 else "This is the first facet."
            self.explorer.say(end if self.explorer.facets.items else NOTHING)


def counted(
    library: Library, query: str, whole: frozenset[str] = frozenset()
) -> tuple[tuple[Facet, ...], frozenset[str]]:
    """The facets of a query's result (all of those in `whole`), and the clauses of theirs that the query has."""
    from index.search.narrowing import clauses_had

    facets = library.search.run(query, facets=True, whole=whole, limit=1).facets
    clauses = [value.clause for facet in facets for value in facet.values]
    return facets, clauses_had(query, clauses, parse=library.search.parse)


def turned(library: Library, query: str, clause: str) -> str:
    """The query without a clause that it has, else with it."""
    from index.search.narrowing import has_clause, with_clause, without_clause

    parse = library.search.parse
    change = without_clause if has_clause(query, clause, parse=parse) else with_clause
    return change(query, clause, parse=parse)
