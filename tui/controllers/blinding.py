"""Labelling blind: what is hidden while one labels, and the sign that it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import QueryError
from tui.controllers.base import Controller

if TYPE_CHECKING:
    from index.library import Library

HIDEABLE = ("suggestions", "labels", "outlets", "actors")
"""What can be hidden; without a word, the first two are."""

WORDS = {
    "suggestions": "suggestions",
    "labels": "others’ labels",
    "outlets": "outlets",
    "actors": "actors",
}
OFF = "off"


def kinds_of(argument: str) -> tuple[str, ...] | None:
    """What the words after the command hide: (): nothing; None where a word is none of them."""
    words = argument.replace(",", " ").split()
    if words == [OFF]:
        return ()
    if any(word not in HIDEABLE for word in words):
        return None
    return tuple(kind for kind in HIDEABLE if kind in words) or HIDEABLE[:2]


class Blinding(Controller):
    """What is hidden now."""

    hidden: tuple[str, ...] = ()

    def hide(self, argument: str) -> None:
        """Hide what `argument` names, and nothing else: of `HIDEABLE`, or `OFF`."""
        kinds = kinds_of(argument)
        if kinds is None:
            self.explorer.say(f"What can be hidden: {', '.join(HIDEABLE)}; or {OFF}.")
        else:
            self.start(lambda: self._hide(kinds), "blind", exclusive=True)

    def tells(self, kind: str) -> bool:
        """Whether `kind` is hidden, so that what would show it is not opened: that is said then."""
        if kind in self.hidden:
            self.explorer.say(f"Hidden are {WORDS[kind]}, which this would tell; :blind off shows them.")
        return kind in self.hidden

    async def _hide(self, kinds: tuple[str, ...]) -> None:
        from tui.controllers.reading import load

        explorer = self.explorer
        query = explorer.searching.query

        def hide(library: Library) -> bool:
            library.blind.set(kinds)
            try:
                library.search.parse(query)
            except QueryError:
                return True
            return False

        tells = await self.ask(hide)
        self.hidden = kinds
        if kinds:
            explorer.statements.sort = "date"  # another order could tell what is hidden
        key = explorer.reading.key
        if key is not None:
            opened = await self.ask(lambda library: load(library, key))
            explorer.reading.show(opened, explorer.reading.selected_id)
        if tells:
            explorer.searching.leave()
        else:
            if explorer.statements.on:
                explorer.statements.load()
            await explorer.searching.refresh()
        await explorer.watching.count()
        explorer.update_bars()
        shown = ", ".join(WORDS[kind] for kind in kinds)
        left = " The search was left: it would tell." if tells else ""
        off = f"Blind: hidden are {shown}; :blind off shows them.{left}"
        explorer.say(off if kinds else "Everything is shown again.")
