"""What helps while one types a search: completions, proposals, and the searches of before."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tui.controllers.base import Controller

if TYPE_CHECKING:
    from index.library import Library
    from index.search.completion import Completion
    from tui.screens.explorer import Explorer

PAUSE = 0.04
"""Seconds without a key after which completions are looked for: the search itself comes first."""


class Completing(Controller):
    """The keys of the search line that are more than typing."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self._history: list[str] = []
        self._at = -1
        self._typed = ""

    # -- completions -----------------------------------------------------------------------------------

    def typed(self, query: str, by_hand: bool) -> None:
        """The search line has changed: look for what it may go on with, where somebody typed it."""
        if by_hand and self.explorer.search_line.is_open:
            self._at = -1
            self.start(lambda: self._look(query), "complete", exclusive=True)
        else:
            self.close()

    async def _look(self, query: str) -> None:
        await asyncio.sleep(PAUSE)
        line = self.explorer.search_line
        cursor = line.field.cursor_position
        found = await self.ask(lambda library: completions(library, query, cursor))
        if query == line.query_text and cursor == line.field.cursor_position and line.is_open:
            line.complete(found)
            self.explorer.panes.place()

    def close(self) -> None:
        """Put the completions away."""
        self.explorer.workers.cancel_group(self.explorer, "complete")
        if self.explorer.search_line.completions.display:
            self.explorer.search_line.complete(())
            self.explorer.panes.place()

    def _take(self) -> None:
        from index.search.completion import applied

        line = self.explorer.search_line
        chosen = line.completions.current
        if chosen is not None:
            query, cursor = applied(line.query_text, chosen)
            line.complete(())
            line.put(query, cursor, by_hand=True)
            self.explorer.panes.place()

    # -- keys ------------------------------------------------------------------------------------------

    def press(self, key: str) -> bool:
        """Take a key that was pressed in the search line; False where it means nothing here."""
        line = self.explorer.search_line
        offered = line.completions
        if offered.display:
            if key in ("down", "up"):
                offered.choose_next(1 if key == "down" else -1)
                return True
            if key == "tab" or (key == "enter" and offered.touched):
                self._take()
                return True
            if key == "escape":
                self.close()
                return True
        if key == "tab" and line.proposal is not None:
            line.put(line.proposal, by_hand=True)
            return True
        if key in ("up", "down") and (not line.edited or not line.query_text):
            return self._walk(1 if key == "up" else -1)
        return False

    def take_proposal(self) -> bool:
        """Search for what was probably meant; False where nothing is proposed."""
        proposal = self.explorer.search_line.proposal
        if proposal is not None:
            self.explorer.searching.search_for(proposal)
        return proposal is not None

    # -- history ---------------------------------------------------------------------------------------

    def opened(self) -> None:
        """The search line was opened: what was searched for before is a key away."""
        self._at = -1
        self.start(self._read_history, "history", exclusive=True)

    async def _read_history(self) -> None:
        self._history = await self.ask(lambda library: library.history.all())

    def remember(self, query: str) -> None:
        """Keep a search that somebody went on with."""
        if query.strip():
            self.start(lambda: self._remember(query), "remember")

    async def _remember(self, query: str) -> None:
        await self.ask(lambda library: library.history.add(query))

    def _walk(self, step: int) -> bool:
        """Go to an earlier search, or back to a later one; False where there is none that way."""
        line = self.explorer.search_line
        if self._at < 0:
            self._typed = line.query_text
        earlier = [query for query in self._history if query != self._typed]
        at = self._at + step
        if not -1 <= at < len(earlier):
            return self._at >= 0
        self._at = at
        line.put(earlier[at] if at >= 0 else self._typed)
        return True


def completions(library: Library, query: str, cursor: int) -> list[Completion]:
    """What is worth offering at the cursor: nothing before a letter is typed, nor what stands there already."""
    found = library.search.complete(query, cursor)
    if not found:
        return []
    typed = query[found[0].start : cursor]
    if not typed and query[:cursor].rstrip(" {(")[-1:] not in (":", ","):
        return []
    if len(typed) < 2 and found[0].kind in ("word", "field") and not query[:cursor].endswith(":"):
        found = [one for one in found if one.kind == "field"]
    return [] if [one.text.lower() for one in found] == [typed.lower()] else found
