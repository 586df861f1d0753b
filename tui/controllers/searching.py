"""The list of articles: all of them, or what a query finds as it is typed."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import QueryError
from index.model import ArticleRow
from tui.controllers.base import Controller
from tui.lines import Line, wrapped

if TYPE_CHECKING:
    from index.library import Library, Results
    from tui.screens.explorer import Explorer

PAUSE = 0.09
"""Seconds without a key after which a search is run."""

EMPTY_LIBRARY: tuple[Line, ...] = (
    [],
    [(" Nothing to read here yet", "strong")],
    [],
    [(" Three ways to add articles:", "plain")],
    [],
    [(" :", "accent bold"), ("add PATH", "plain bold")],
    [("   a file or a folder, here", "dim")],
    [(" sayso add PATH…", "plain bold")],
    [("   in a shell, any number", "dim")],
    [(" … | sayso add -", "plain bold")],
    [("   what another program", "dim")],
    [("   writes", "dim")],
)


class Searching(Controller):
    """Query, results, and the rows of the list."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self.query = ""
        self.results: Results | None = None
        self.matched: frozenset[str] = frozenset()
        self.rows: Sequence[ArticleRow] = ()

    # -- typing ----------------------------------------------------------------------------------------

    def typed(self, query: str) -> None:
        """The query has changed: search for it when the typing pauses."""
        if query.strip() != self.query.strip():
            self.start(lambda: self._search(query, pause=PAUSE), "search", exclusive=True)

    def search_for(self, query: str) -> None:
        """Search for `query` at once, and show it in the search line."""
        self.explorer.search_line.put(query)
        self.explorer.panes.place()
        self.start(lambda: self._search(query, pause=0.0), "search", exclusive=True)

    def leave(self) -> None:
        """Give the whole list back; the article that is open stays open."""
        self.explorer.search_line.put("")
        self.start(lambda: self._search("", pause=0.0), "search", exclusive=True)
        self.explorer.enter(self.explorer.home)

    async def _search(self, query: str, *, pause: float) -> None:
        if pause:
            await asyncio.sleep(pause)
        stop = threading.Event()
        try:
            found = await self.ask(lambda library: find(library, query, stop.is_set))
        except QueryError as error:
            self.explorer.search_line.broken(error)
            self.explorer.articles.add_class("-stale")
            self.explorer.lines.add_class("-stale")
            self.explorer.panes.place()
            return
        finally:
            # The next key cancels this search: the one that runs on the library's thread then ends early.
            stop.set()
        if query.strip() != self.explorer.search_line.query_text.strip():
            return
        self.query, self.results, self.matched = query, found.results, found.matched
        # A new query begins at its best hit; giving the list back keeps the article that one is at.
        self.show(found.rows, keep=found.results is None)
        if found.results is None and self.explorer.reading.key is not None:
            self.explorer.articles_follow(self.explorer.reading.key)
        await self.explorer.reading.show_hits()

    async def refresh(self) -> None:
        """Read the rows again, because the library has changed, and keep the place."""
        query = self.query
        found = await self.ask(lambda library: find(library, query))
        if query == self.query:
            self.results, self.matched = found.results, found.matched
            self.show(found.rows, keep=True)

    # -- showing ---------------------------------------------------------------------------------------

    def show(self, rows: Sequence[ArticleRow], *, keep: bool = False) -> None:
        """Show these rows; the cursor stays on the article that is open where it is among them."""
        explorer = self.explorer
        self.rows = rows
        explorer.articles.remove_class("-stale")
        explorer.search_line.found(self.found())
        explorer.show_rows(rows, self.message(), keep=keep)
        explorer.panes.place()
        explorer.update_bars()

    def found(self) -> str:
        """What was found, in words."""
        results = self.results
        if not self.query.strip() or results is None:
            return counted(len(self.rows), "article")
        words = f"{counted(results.total, 'article')} · {counted(results.statements, 'statement')}"
        return f"{words} · still indexing" if results.indexing else words

    def message(self) -> tuple[Line, ...]:
        """What stands in the list where it is empty."""
        if not self.query.strip():
            return EMPTY_LIBRARY if self.explorer.watching.settled else ([], [(" Reading the library …", "dim")])
        lines: list[Line] = [[], [(" Nothing found", "strong")], []]
        room = max(16, (self.explorer.panes.arrangement.list or self.explorer.size.width) - 4)
        why = self.results.emptied_by if self.results is not None else None
        if why:
            lines += [[(f" {part}", "plain")] for part in wrapped(f"{why[:1].upper()}{why[1:]}.", room, 6)]
            lines.append([])
        if self.results is not None and self.results.indexing:
            lines += [[(" The index is not complete yet.", "dim")], []]
        return (*lines, [(" Esc ", "accent bold"), ("gives the list back", "dim")])

    # -- actions ---------------------------------------------------------------------------------------

    def do_search(self) -> None:
        """Go to the search line."""
        self.explorer.open_search()

    def do_search_entity(self) -> None:
        """Search the library for the entity under the cursor."""
        group = self.explorer.entities.current
        if group is not None:
            name = group.name.replace('"', " ")
            self.search_for(f'entity:"{name}"')
            self.explorer.enter("list")


@dataclass(frozen=True)
class Found:
    """The rows of the list; what a query found, None without one; the statements that its clauses ask about."""

    rows: Sequence[ArticleRow]
    results: Results | None = None
    matched: frozenset[str] = frozenset()


def find(library: Library, query: str, stopped: Callable[[], bool] | None = None) -> Found:
    """The rows for a query, all rows for an empty one. Raises QueryError, and Stopped once `stopped` says so."""
    if not query.strip():
        return Found(library.articles.rows())
    results = library.search.run(query, stopped=stopped)
    matched = library.search.asked_about(results.node)
    return Found(library.articles.rows(results.keys), results, matched)


def counted(number: int, thing: str) -> str:
    """`1 article`, `2,048 articles`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
