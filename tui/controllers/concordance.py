"""Statements in the place of articles: those that the query speaks of, in pages, from which one labels directly."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.model import StatementView
from tui.actions import ARTICLE, CONCORDANCE, LIST
from tui.controllers.base import Controller
from tui.controllers.searching import counted
from tui.line_pages import PAGE, LinePages, LineRow
from tui.lines import Line, wrapped

if TYPE_CHECKING:
    from index.library import Concordance, Library
    from index.library_parts.results import LineSort
    from tui.screens.explorer import Explorer

SORTS: tuple[LineSort, ...] = ("date", "actor", "stance", "issue")
"""The orders, in which the key goes through them."""

QUIET = 1.0
"""Seconds without a change in the library after which utterances are counted again."""


class Statements(Controller):
    """The concordance."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self.on = False
        self.pages = LinePages(0)
        self.found: Concordance | None = None
        self.query: str | None = None
        self.sort: LineSort = "date"
        self.reverse = False
        self._asked: set[int] = set()
        self._counting: threading.Event | None = None

    @property
    def current(self) -> LineRow | None:
        """The row under the cursor, where statements are listed and it is read."""
        row = self.explorer.lines.current if self.explorer.pane == CONCORDANCE else None
        return row if row is not None and row.line is not None else None

    # -- articles or statements ------------------------------------------------------------------------

    def do_statements(self) -> None:
        """List statements, or articles again."""
        if self.on:
            self.leave()
        else:
            self.begin()

    def begin(self) -> None:
        """List statements."""
        self.on = True
        self.explorer.enter(CONCORDANCE)
        self.load()

    def leave(self) -> None:
        """List articles again; the cursor is on the article of the statement that one was at."""
        row = self.current
        self.on = False
        self.explorer.lines.take_marks_off()
        self.explorer.enter(LIST)
        searching = self.explorer.searching
        self.explorer.search_line.found(searching.found(), searching.suggestion)
        if row is not None and row.line is not None:
            self.explorer.articles_follow(row.line.article)

    def follow(self, query: str) -> None:
        """The articles are shown anew: list the statements of another query, or what has become of these."""
        self.explorer.lines.remove_class("-stale")
        if not self.on:
            return
        if query.strip() != (self.query or "").strip() or self.query is None:
            self.load()
        else:
            self._tell()
            self.start(self._follow, "concordance-again", exclusive=True)

    # -- reading ---------------------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the statements of the present query, from the first one on."""
        query = self.explorer.searching.query
        self.start(lambda: self._load(query), "concordance", exclusive=True)

    async def _load(self, query: str) -> None:
        stop = threading.Event()
        try:
            found, views = await self.ask(lambda library: self._page(library, query, 0, PAGE, stop=stop))
        finally:
            stop.set()
        explorer = self.explorer
        if not self.on or query.strip() != explorer.searching.query.strip():
            return
        self.query, self.found = query, found
        self._asked = {0}
        self.pages = LinePages(found.total, self._want)
        self.pages.read(0, found.lines, views)
        explorer.lines.take_marks_off()
        explorer.lines.show(self.pages, keep=False, message=self._message())
        self._tell()
        await self._count()

    def _page(
        self,
        library: Library,
        query: str,
        start: int,
        limit: int,
        *,
        around: str | None = None,
        held: frozenset[str] = frozenset(),
        stop: threading.Event | None = None,
    ) -> tuple[Concordance, dict[str, StatementView]]:
        found = library.search.concordance(
            query,
            sort=self.sort,
            reverse=self.reverse,
            limit=limit,
            offset=start,
            around=around,
            held=held,
            count=False,
            stopped=stop.is_set if stop is not None else None,
        )
        return found, library.statements.several([line.statement for line in found.lines])

    async def _count(self) -> None:
        """Count the utterances, after the lines are shown; as soon as something else is asked for, it ends."""
        from index.library_parts.results import MOST_COMPARED

        pages, query, found = self.pages, self.query, self.found
        if query is None or found is None or not 0 < found.total <= MOST_COMPARED:
            return
        self.stop_counting()
        stop = self._counting = threading.Event()
        held = pages.held
        from index.search.engine import Stopped

        try:
            counted = await self.ask(
                lambda library: library.search.concordance(query, limit=1, held=held, stopped=stop.is_set)
            )
        except Stopped:
            return
        finally:
            stop.set()
        if pages is self.pages and self.found is found:
            self.found = replace(found, utterances=counted.utterances)
            pages.take_times(counted.times)
            self.draw()

    def stop_counting(self) -> None:
        """Let whatever else is asked go before the count of utterances."""
        if self._counting is not None:
            self._counting.set()

    async def _follow(self) -> None:
        """Show what has become of these statements: what others added or labelled, each cursor and mark kept."""
        pages, rows, query = self.pages, self.explorer.lines, self.query
        if query is None:
            return
        row, held, marked = rows.current, pages.held, frozenset(rows.marked)
        here = row.line.statement if row is not None and row.line is not None else None
        start = rows.cursor // PAGE * PAGE
        found, views = await self.ask(lambda library: self._page(library, query, start, PAGE, around=here, held=held))
        if pages is not self.pages or query != self.query:
            return
        if pages.stands(found):
            await self.read_again()
            return
        there = (
            await self.ask(lambda library: library.search.statement_ids(library.search.parse(query))) if marked else {}
        )
        if pages is not self.pages:
            return
        fresh = LinePages(found.total, self._want)
        page = found.offset // PAGE
        fresh.read(page, found.lines, views)
        fresh.changed, self._asked = set(held), {page}
        self.pages, self.found = fresh, found
        rows.replace(fresh, {one for one in marked if one in there or one in held}, self._message())
        self._tell()
        await asyncio.sleep(QUIET)
        await self._count()

    def _want(self, page: int) -> None:
        """A row was looked at that is not read: read its page, once."""
        if page not in self._asked:
            self._asked.add(page)
            self.start(lambda: self.read_page(page), "concordance-page")

    async def read_page(self, page: int) -> None:
        """Read one page, where it is not read yet."""
        pages, query = self.pages, self.query
        if query is None or pages.is_read(page):
            return
        start, limit = pages.window(page)
        try:
            held = pages.held
            found, views = await self.ask(lambda library: self._page(library, query, start, limit, held=held))
        except BaseException:
            self._asked.discard(page)
            raise
        if pages is self.pages:
            pages.read(page, found.lines, views)
            self.explorer.lines.redraw_rows()
            self._tell()

    async def read_between(self, first: int, last: int) -> None:
        """Read all rows from one place to another."""
        for page in range(first // PAGE, last // PAGE + 1):
            await self.read_page(page)

    async def read_again(self) -> None:
        """Read how the statements near the cursor stand now; each keeps its place."""
        pages, cursor = self.pages, self.explorer.lines.cursor
        ids = [row.line.statement for row in pages.known() if row.line and abs(row.place - cursor) <= PAGE]
        if ids:
            views = await self.ask(lambda library: library.statements.several(ids))
            self.show_views(pages, views)

    async def read_statements(self, ids: Sequence[str]) -> None:
        """Read how these statements stand now."""
        pages = self.pages
        known = [one for one in ids if pages.place_of(one) is not None]
        if known:
            views = await self.ask(lambda library: library.statements.several(known))
            self.show_views(pages, views)

    def show_views(self, pages: LinePages, views: dict[str, StatementView]) -> None:
        """Show how statements stand now."""
        pages.update(views)
        if pages is self.pages:
            self.draw()

    # -- showing ---------------------------------------------------------------------------------------

    def draw(self) -> None:
        """Draw the rows anew, because an edit of one has begun or ended."""
        self.explorer.lines.redraw_rows()
        self._tell()

    def _tell(self) -> None:
        """Say what was found, and what there is no room for in the row."""
        if not self.on:
            return
        explorer, found = self.explorer, self.found
        row = explorer.lines.current
        edit = explorer.labelling.by_statement.get(row.line.statement) if row is not None and row.line else None
        explorer.detail.tell(explorer.describer, row, edit)
        if found is not None and not explorer.search_line.is_broken:
            explorer.search_line.found(self._found(found), explorer.searching.suggestion)
        explorer.update_bars()

    def _found(self, found: Concordance) -> tuple[str, ...]:
        """What was found, in words: first all of them, then fewer for less room."""
        from index.library_parts.results import MOST_COMPARED

        statements, articles = counted(found.total, "statement"), counted(found.articles, "article")
        order = f"by {self.sort}{' ↑' if self.reverse else ''}"
        said = ""
        if found.utterances is not None and found.utterances < found.total:
            said = f" · {counted(found.utterances, 'utterance')}"
        elif found.total > MOST_COMPARED:
            said = " · reprints included"
        return f"{statements}{said} · {articles} · {order}", f"{statements} · {order}", statements, f"{found.total:,}"

    def _message(self) -> tuple[Line, ...]:
        """What stands in the list where it is empty."""
        why = self.found.emptied_by if self.found is not None else None
        lines: list[Line] = [[], [(" No statement is found", "strong")], []]
        if why:
            room = max(16, self.explorer.size.width - 4)
            lines += [[(f" {part}", "plain")] for part in wrapped(f"{why[:1].upper()}{why[1:]}.", room, 6)]
            lines.append([])
        keys = self.explorer.keys_shown("lists", "statements")
        return (*lines, [(f" {keys} ", "accent bold"), ("lists articles again", "dim")])

    def moved(self) -> None:
        """The cursor came to another line."""
        self._tell()

    # -- actions ---------------------------------------------------------------------------------------

    def do_open_line(self) -> None:
        """Read the article at this statement."""
        row = self.current
        if row is None or row.line is None:
            self.explorer.say("There is no statement here to read.")
        else:
            self.explorer.reading.open(row.line.article, statement=row.line.statement, pane=ARTICLE)

    def do_sort_lines(self) -> None:
        """Sort by the next thing."""
        self.sort = SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)]
        self.load()
        self.explorer.say(f"Sorted by {self.sort}.")

    def do_turn_lines(self) -> None:
        """Turn the order round."""
        self.reverse = not self.reverse
        self.load()
        self.explorer.say(f"Sorted by {self.sort}, {'the last first' if self.reverse else 'the first first'}.")
