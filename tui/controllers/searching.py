"""The list of articles: all of them, or what a query finds as it is typed."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from index.errors import QueryError
from index.model import ArticleRow
from tui.controllers.base import NO_ENTITY, Controller
from tui.controllers.ordering import Order, Ordering
from tui.excerpts import Excerpt
from tui.lines import Line, wrapped
from tui.listed import PAGE, Listed, beginning, folded
from tui.messages import ExcerptsWanted

if TYPE_CHECKING:
    from index.library import Library, Results
    from tui.screens.explorer import Explorer

Asked = TypeVar("Asked")

FEW = 2
"""With so many results, or fewer, a query may have been meant otherwise."""

SHORT = 4
"""Words of a query for which one need not wait to see how it was meant: the list is painted once, with that in it."""

PAUSE = 0.001
"""Seconds without a key after which a search is run: one that runs already is stopped by the next key."""

UNFINISHED = 0.6
"""Seconds without a key after which something is said to be wrong that stands where somebody types: nothing jumps while
one writes `fee OR price`."""

PENDING = 4
"""Pages of rows that may wait to be read: who scrolls past more of them does not look at the first any more."""

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

_USUAL = Order()


class Searching(Controller):
    """Query, results, and the rows of the list."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self.query = ""
        self.results: Results | None = None
        self.suggestion: str | None = None
        self.listed = Listed(())
        self.total: int | None = 0
        self.stories = 0
        self.asks_of_reading = False
        self._wanted = ""
        self._whole: Found | None = None
        self._pages: list[tuple[Listed, int]] = []

    @property
    def rows(self) -> Listed:
        """The rows of the list."""
        return self.listed

    # -- typing ----------------------------------------------------------------------------------------

    def typed(self, query: str) -> None:
        """The query has changed: search for it when the typing pauses."""
        if query.strip() != self._wanted.strip():
            self._go(query, PAUSE)

    def search_for(self, query: str) -> None:
        """Search for `query` at once, and show it in the search line."""
        self.explorer.search_line.put(query)
        self.explorer.panes.place()
        self.explorer.completing.remember(query)
        self._go(query, 0.0)

    def leave(self) -> None:
        """Give the whole list back; the article that is open stays open."""
        self.explorer.search_line.put("")
        self._go("", 0.0)
        self.explorer.enter(self.explorer.home)

    def again(self, *, top: bool = False, to: int | None = None) -> None:
        """Show the list anew, in another order or with other stories open: from its top, or `to` an article."""
        self._whole = None
        self.start(lambda: self._show_again(top, to), "search", exclusive=True)

    def _go(self, query: str, pause: float) -> None:
        self._wanted = query
        self.explorer.statements.stop_counting()
        self.start(lambda: self._search(query, pause=pause), "search", exclusive=True)

    async def _search(self, query: str, *, pause: float) -> None:
        if pause:
            await asyncio.sleep(pause)
        try:
            found = await self._find(query)
        except QueryError as error:
            if pause and self._is_being_typed(error, query):
                await asyncio.sleep(UNFINISHED)
            self.explorer.search_line.broken(error)
            if not self.listed:  # why another query found nothing is not said of this one
                self.explorer.articles.show(self.listed)
            self.explorer.widget_of(self.explorer.home).add_class("-stale")
            self.explorer.panes.place()
            return
        if query.strip() != self.explorer.search_line.query_text.strip():
            return
        # A new query begins at its best hit; giving the list back keeps the article that one is at.
        self._take(query, found, keep=found.results is None)
        if found.results is None and self.explorer.reading.key is not None:
            self.explorer.articles_follow(self.explorer.reading.key)
        await self.explorer.reading.show_hits()

    def _is_being_typed(self, error: QueryError, query: str) -> bool:
        """Whether what is wrong may only not be finished: it stands where somebody types."""
        cursor = self.explorer.search_line.field.cursor_position
        return self.explorer.search_line.is_open and error.start < cursor and not query[error.end : cursor].strip()

    async def _find(self, query: str) -> Found:
        """What a query finds; as soon as nobody waits for it any more, the search ends."""
        if not query.strip() and self._whole is not None:
            return self._whole
        order, is_open = self.explorer.ordering.order, self.explorer.ordering.is_open
        articles = self.explorer.articles
        near = articles.keys_on_screen() if query == self.query else ()
        room = articles.most_rows
        return await self._ask(lambda library, stopped: find(library, query, stopped, order, is_open, near, room))

    async def _ask(self, call: Callable[[Library, Callable[[], bool]], Asked]) -> Asked:
        """What `call` makes of the library; it is told when nobody waits for it any more."""
        stop = threading.Event()
        try:
            return await self.ask(lambda library: call(library, stop.is_set))
        finally:
            # The next key cancels this search: the one that runs on the library's thread then ends early.
            stop.set()

    def _look_for_suggestion(self, query: str, few: bool) -> None:
        """Once the list is painted: see whether a long query that found few was meant otherwise."""
        self.explorer.workers.cancel_group(self.explorer, "suggest")
        if few and not _is_short(query):
            self.start(lambda: self._suggest(query), "suggest", exclusive=True)

    async def _suggest(self, query: str) -> None:
        results = self.results
        if results is None:
            return
        await asyncio.sleep(PAUSE)
        meant = await self._ask(lambda library, stopped: library.search.suggestion(results, stopped=stopped))
        if meant is not None and self.results is results and query == self.query:
            self.suggestion = meant
            self.explorer.search_line.suggest(meant, said_elsewhere=not self.listed)
            if not self.listed:
                self.explorer.articles.show(self.listed, message=self.message())
            self.explorer.panes.place()

    async def refresh(self) -> None:
        """Read the rows again, because the library has changed, and keep the place."""
        query, self._whole = self.query, None
        found = await self._find(query)
        if query == self.query:
            self._take(query, found, keep=True)
            self.explorer.narrowing.follow(anew=True)

    async def _show_again(self, top: bool, to: int | None) -> None:
        found = await self._find(self.query)
        self._take(self.query, found, keep=not top)
        if to is not None:
            self.explorer.articles_follow(to)

    async def begin(self) -> None:
        """Show the first page of a long list, until all of it is read: one can move in it at once."""
        found = await self.ask(first_page)
        if found is not None and not self._wanted:
            self._take("", found, keep=True)

    # -- rows ------------------------------------------------------------------------------------------

    def _wanted_page(self, listed: Listed, page: int) -> None:
        """Have a page of rows read: the one that was asked for last comes first."""
        self._pages.append((listed, page))
        while len(self._pages) > PENDING:
            forgotten, number = self._pages.pop(0)
            forgotten.forget(number)
        if len(self._pages) == 1:
            self.start(self._read_pages, "rows")

    async def _read_pages(self) -> None:
        """Read the pages that wait; between two of them a search may begin."""
        while self._pages:
            listed, page = self._pages[-1]
            if listed is self.listed:
                keys = listed.keys_of(page)
                try:
                    rows = await self.ask(lambda library, keys=keys: library.articles.rows(keys))  # type: ignore[misc]
                except BaseException:
                    for one, number in self._pages:
                        one.forget(number)
                    self._pages.clear()
                    raise
                listed.read(page, rows)
                if listed is self.listed:
                    self.explorer.articles.redraw_rows()
                    self.explorer.articles.look_for_excerpts()
            if (listed, page) in self._pages:
                self._pages.remove((listed, page))

    async def read_titles(self) -> Sequence[ArticleRow]:
        """The rows of all articles of the list, for who chooses one by its title."""
        keys = self.listed.keys
        return await self.ask(lambda library: library.articles.rows(keys))

    # -- showing ---------------------------------------------------------------------------------------

    def _take(self, query: str, found: Found, *, keep: bool) -> None:
        """Show what was found; the cursor stays on the article that it is on where it is to be kept."""
        explorer = self.explorer
        same = query == self.query
        self.query, self.results = query, found.results
        few = found.results is not None and found.results.total <= FEW
        if few and found.results is not None and _is_short(query):
            self.suggestion = found.results.suggestion
        elif not (same and few):
            self.suggestion = None
        self.listed, self.total, self.stories = found.rows, found.total, found.stories
        self.asks_of_reading = found.asks_of_reading
        if not same:
            explorer.reading.note_held()
        found.rows.wanted = self._wanted_page
        if not query.strip():
            self._whole = found
        explorer.articles.remove_class("-stale")
        explorer.search_line.found(self.found(), self.suggestion, said_elsewhere=not found.rows)
        explorer.articles.begin_excerpts(Ordering.ranked(found.results), found.excerpts, keep=same)
        explorer.show_rows(found.rows, self.message(), keep=keep)
        here = explorer.articles.current
        if here is not None and here.key == explorer.reading.key:
            explorer.reading.follow(here.key)  # the list, in which the cursor stays where it was, says nothing
        explorer.panes.place()
        explorer.update_bars()
        explorer.articles.call_after_refresh(explorer.articles.look_for_excerpts)
        explorer.narrowing.follow()
        self._look_for_suggestion(query, few)

    def load_excerpts(self, event: ExcerptsWanted) -> None:
        """Read the excerpts of the rows that are on the screen."""
        results = self.results
        if results is not None:
            self.start(lambda: self._load_excerpts(results, event.keys), "excerpts", exclusive=True)

    async def _load_excerpts(self, results: Results, keys: Sequence[int]) -> None:
        found = await self.ask(lambda library: library.search.snippets(keys, results.node))
        if self.results is results:
            self.explorer.articles.take_excerpts(found)

    def found(self) -> tuple[str, ...]:
        """What was found, in words: first all of them, then fewer for less room."""
        results, order = self.results, self.explorer.ordering.order
        total = self.total
        if total is None:
            return ("",)
        articles = counted(total, "article")
        if self.stories < total:
            articles += f" · {_stories(self.stories)}"
        way = order.words(Ordering.ranked(results))
        if results is None:
            return (articles,) if order == Order() else (f"{articles} · {way}", f"{total:,} {way}")
        words = f"{articles} · {counted(results.statements, 'statement')}"
        if results.indexing:
            return (f"{words} · still indexing", f"{total:,} · indexing")
        return (f"{words} · {way}", f"{articles} · {way}", f"{total:,} {way}", f"{total:,}")

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
        if self.suggestion:
            meant = wrapped(self.suggestion, room - 5, 4)
            lines += [[(" Did you mean", "plain")], [(" Tab ", "accent bold"), (meant[0], "strong")]]
            lines += [*([(f"     {part}", "strong")] for part in meant[1:]), []]
        if self.results is not None and self.results.indexing:
            lines += [[(f" {part}", "dim")] for part in wrapped("The index is not complete yet.", room, 3)]
            lines.append([])
        return (*lines, [(" Esc ", "accent bold"), ("gives the list back", "dim")])

    # -- actions ---------------------------------------------------------------------------------------

    def do_search(self) -> None:
        """Go to the search line."""
        self.explorer.open_search()

    def do_search_entity(self) -> None:
        """Search the library for the entity under the cursor."""
        group = self.explorer.entities.current
        if group is None:
            self.explorer.say(NO_ENTITY)
        else:
            name = group.name.replace('"', " ")
            self.search_for(f'entity:"{name}"')
            self.explorer.enter(self.explorer.home)


@dataclass(frozen=True)
class Found:
    """The rows of the list; what a query found, None without one; the excerpts of the first rows, by key.

    `total` is how many articles were found, None until they are counted, `stories` how many stories they tell;
    `asks_of_reading` is whether reading
    one changes what is found.
    """

    rows: Listed
    results: Results | None = None
    excerpts: Mapping[int, Excerpt] = field(default_factory=dict)
    total: int | None = 0
    stories: int = 0
    asks_of_reading: bool = False


def find(
    library: Library,
    query: str,
    stopped: Callable[[], bool] | None = None,
    order: Order = _USUAL,
    is_open: Callable[[int], bool] = lambda key: False,
    near: Sequence[int] = (),
    room: int = 0,
) -> Found:
    """What is listed for a query; its first page is read, and the rows of the articles `near`.

    Where it is ranked, the first `room` rows have excerpts. How a long query was probably meant is left for later.
    Raises QueryError, and Stopped once `stopped` says so.
    """
    plain = not query.strip()
    results = None
    excerpts: Mapping[int, Excerpt] = {}
    if plain and order == _USUAL:
        keys: Sequence[int] = library.articles.order()
        reading = False
    else:
        results = library.search.run(
            query, sort=order.sort, reverse=order.reverse, suggest=_is_short(query), stopped=stopped
        )
        keys = results.keys
        reading = library.search.asks_of_reading(results.node)
    told = folded(library, keys, is_open)
    rows = library.articles.rows(list(dict.fromkeys([*told.keys[:PAGE], *near])))
    listed = Listed(told.keys, rows, told.folds)
    if not plain and results is not None and Ordering.ranked(results):
        excerpts = library.search.snippets(told.keys[:room], results.node)
    total = len(keys) if results is None else results.total
    return Found(listed, None if plain else results, excerpts, total, told.stories, reading)


def first_page(library: Library) -> Found | None:
    """The beginning of what `find` lists without a query; None where that is no more than a page."""
    told = beginning(library)
    if told is None:
        return None
    rows = library.articles.rows(told.keys)
    return Found(Listed(told.keys, rows, told.folds), total=None)  # to count all takes longer than to show these


def _is_short(query: str) -> bool:
    """Whether what a query probably meant is found at once: it takes some milliseconds for each unknown word."""
    return len(query.split()) <= SHORT


def _stories(number: int) -> str:
    """`1 story`, `9 stories`."""
    return f"{number:,} {'story' if number == 1 else 'stories'}"


def counted(number: int, thing: str) -> str:
    """`1 article`, `2,048 articles`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
