"""Saved searches: the pane that lists them with what each finds now, and saving the present one."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.errors import QueryError
from tui.controllers.base import Controller

if TYPE_CHECKING:
    from index.library import Library, SavedSearch
    from tui.screens.explorer import Explorer
    from tui.screens.saved import SavedScreen


@dataclass(frozen=True, slots=True)
class Counts:
    """The articles that are unread, and those with a statement without a label."""

    unread: Set[int]
    unlabelled: Set[int]


def count(library: Library, one: SavedSearch, among: Counts) -> SavedSearch:
    """A saved search with what it finds now, or with the reason why it cannot be answered."""
    try:
        keys = library.search.keys(library.search.parse(one.query))
    except QueryError as error:
        return replace(one, broken=error.sentence)
    return replace(
        one, total=len(keys), unread=len(keys & among.unread), unlabelled=len(keys & among.unlabelled), broken=None
    )


class Saved(Controller):
    """Saved searches."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)

    # -- the pane --------------------------------------------------------------------------------------

    def do_saved_searches(self) -> None:
        """Show the saved searches."""
        self.start(self._show, "modal", exclusive=True)

    async def _show(self) -> None:
        from tui.screens.saved import SavedScreen

        explorer = self.explorer
        screen = SavedScreen(self, explorer.keymap, explorer.config.codebook, writable=explorer.writable)
        choice = await explorer.app.push_screen_wait(screen)
        if choice is None:
            return
        statements = explorer.statements.on if choice.statements is None else choice.statements
        if statements != explorer.statements.on:
            explorer.statements.do_statements()
        elif explorer.pane != explorer.home:
            explorer.enter(explorer.home)
        explorer.searching.search_for(choice.query)

    async def queries(self) -> list[SavedSearch]:
        """The saved searches by name, not counted yet."""
        from index.library import SavedSearch

        found = await self.ask(lambda library: library.saved.queries())
        return [SavedSearch(name, query) for name, query in found.items()]

    async def fill(self, screen: SavedScreen) -> None:
        """Show the saved searches at once, then what each finds as it is counted, one call for each."""
        found = await self.queries()
        screen.show(found, counted=False)
        if not found:
            return

        def all_of(library: Library) -> Counts:
            search = library.search
            return Counts(search.keys(search.parse("is:unread")), library.saved.unlabelled())

        among = await self.ask(all_of)
        for one in found:
            # Other work of the library's thread comes between two of them.
            answer = await self.ask(lambda library, one=one: count(library, one, among))  # type: ignore[misc]
            if not screen.is_attached:
                return
            screen.counted(answer)

    # -- changing them ---------------------------------------------------------------------------------

    def do_save_search(self) -> None:
        """Ask for a name, and save the present query under it."""
        query = self.explorer.search_line.query_text.strip()
        if not query:
            self.explorer.say("There is no search to save: / begins one.")
        elif self.may_write():
            self.start(lambda: self._save(query), "modal", exclusive=True)

    async def _save(self, query: str) -> None:
        from tui.screens.ask import Ask

        named: list[str] = []

        async def save(name: str) -> None:
            await self.ask(lambda library: library.saved.save(name, query))
            named.append(" ".join(name.split()))

        if await self.explorer.app.push_screen_wait(Ask("Save this search", save, prompt="its name", said=query)):
            self.explorer.say(f"✓ saved · the search “{named[0]}”")

    async def rename(self, screen: SavedScreen, one: SavedSearch) -> None:
        """Ask for another name."""
        from tui.screens.ask import Ask

        async def save(name: str) -> None:
            await self.ask(lambda library: library.saved.rename(one.name, name))

        heading = f"Rename “{one.name}”"
        if await self.explorer.app.push_screen_wait(Ask(heading, save, text=one.name, said=one.query)):
            await self.fill(screen)

    async def edit(self, screen: SavedScreen, one: SavedSearch) -> None:
        """Ask for another query."""
        from tui.screens.ask import Ask

        async def save(query: str) -> None:
            await self.ask(lambda library: library.saved.save(one.name, query))

        if await self.explorer.app.push_screen_wait(Ask(f"The query of “{one.name}”", save, text=one.query)):
            await self.fill(screen)

    async def remove(self, screen: SavedScreen, one: SavedSearch) -> None:
        """Remove it; undo brings it back."""
        await self.ask(lambda library: library.saved.remove(one.name))
        await self.fill(screen)
        undo = self.explorer.keys_shown("everywhere", "undo")
        screen.say(f"Removed “{one.name}”; {undo} brings it back.")

    async def undo(self, screen: SavedScreen) -> None:
        """Take back the last change, of whatever it was."""
        words = await self.ask(lambda library: library.annotations.describe(library.annotations.undo()[1]))
        await self.fill(screen)
        screen.say(f"undone: {words}")
