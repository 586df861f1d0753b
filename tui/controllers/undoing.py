"""The last step back, wherever it was taken, and forth again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from index.errors import UsageError
from index.model import MANY, Event, EventKind, StatementView
from tui.actions import CONCORDANCE
from tui.controllers.base import Controller
from tui.controllers.labelling import now

if TYPE_CHECKING:
    from index.library import Library


class Undoing(Controller):
    """Goes along the log of what people did."""

    def do_undo(self) -> None:
        """Undo the last change, wherever it was."""
        self.explorer.say("Undoing …")  # what it was, only the library knows
        self.start(lambda: self._turn_back(lambda library: library.annotations.undo(), "undone"), "save")

    def do_redo(self) -> None:
        """Redo what was undone last."""
        self.explorer.say("Doing it again …")
        self.start(lambda: self._turn_back(lambda library: library.annotations.redo(), "done again"), "save")

    async def _turn_back(self, call: Callable[[Library], tuple[Event, Event]], how: str) -> None:
        opened = self.explorer.reading.opened
        here = opened.article.id if opened is not None else None

        def turn(library: Library) -> tuple[Event, str, int | None, str | None, dict[str, StatementView]]:
            _, event = call(library)
            key, statement = place_of(library, event, here)
            return event, library.annotations.describe(event), key, statement, now(library, statement)

        try:
            event, words, key, statement, views = await self.ask(turn)
        except UsageError as error:
            self.explorer.say(error.capitalised)
            return
        statements = self.explorer.statements
        if event.kind is EventKind.RECODE:
            # It may stand in any article: what is shown now says what has become of it.
            await self.explorer.history.show_changes()
            self.explorer.say(f"{how}: {words}")
            return
        self.explorer.codebook.count_anew()
        if event.subject != MANY and all(map(self.explorer.labelling.is_told, views.values())):
            self.explorer.labelling.take(views)
            self.explorer.say(f"{how}: {words}")
            self.explorer.labelling.show_edits()
        if statements.on:
            await statements.read_again()
        place = statements.pages.place_of(statement) if statement is not None else None
        if self.explorer.pane == CONCORDANCE and place is not None:
            # Where statements are listed, the one that it was about is shown in its line.
            key = None
            if event.subject != MANY:
                self.explorer.lines.go(place)
        elsewhere = key is not None and key != self.explorer.reading.key
        if key is not None and elsewhere:
            self.explorer.reading.open(key, statement=statement)
        else:
            await self.explorer.reading.refresh()
            if statement is not None and self.explorer.positions.select(statement):
                self.explorer.reading.select(statement)
        await self.explorer.watching.count()
        where = " — in this article" if elsewhere and event.subject != MANY else ""
        self.explorer.say(f"{how}: {words}{where}")


def place_of(library: Library, event: Event, here: str | None = None) -> tuple[int | None, str | None]:
    """The key of the article that an event is about, and the id of its statement; None where it has none.

    Of an event about several, the first that is about the article `here` is meant, else the first.
    """
    parts = list(event.parts())
    if not parts:
        return None, None
    part = next((one for one in parts if one.about.get("article") == here), parts[0])
    kind, _, identifier = part.subject.partition(":")
    statement = identifier if kind == "statement" else None
    article = identifier if kind == "article" else part.about.get("article")
    if not isinstance(article, str):
        return None, statement
    try:
        return library.articles.get(article).key, statement
    except UsageError:
        return None, statement
