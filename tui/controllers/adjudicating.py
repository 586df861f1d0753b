"""Adjudication: what annotators labelled differently is decided, and coders see what became of their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.model import StatementView
from tui.actions import POSITIONS
from tui.cases import Case
from tui.controllers.base import Controller
from tui.controllers.undoing import place_of

if TYPE_CHECKING:
    from index.library import Library


class Adjudicating(Controller):
    """What the screen of adjudication asks of the library."""

    def do_adjudicate(self) -> None:
        """Show the conflicts of what the search finds, else of the library, one after the other."""
        self.open_labels(self._adjudicate)

    async def _adjudicate(self) -> None:
        from tui.screens.adjudication import AdjudicationScreen

        query = self.explorer.searching.query.strip()
        queue, settled = await self.ask(
            lambda library: (library.adjudication.queue(query), library.adjudication.settled(query))
        )
        screen = AdjudicationScreen(self, queue, settled, query)
        view = await self.explorer.app.push_screen_wait(screen)
        if screen.changed:
            await self.show_changes([one.id for one in screen.views])
        if view is not None:
            await self.go_to(view.id)

    def do_became_of_mine(self) -> None:
        """Show which of one's own labels were decided otherwise."""
        self.open_labels(self._became_of_mine)

    async def _became_of_mine(self) -> None:
        view = await self.show_became()
        if view is not None:
            await self.go_to(view.id)

    async def show_became(self) -> StatementView | None:
        """List one's own labels that were decided otherwise; the one to be opened."""
        from tui.screens.became import BecameScreen

        found = await self.ask(lambda library: library.adjudication.mine())
        return await self.explorer.app.push_screen_wait(BecameScreen(found, self.explorer))

    async def go_to(self, statement: str) -> None:
        """Open the article of a statement, at the statement."""
        key = await self.ask(lambda library: library.statements.article_key(statement))
        self.explorer.reading.open(key, statement=statement, pane=POSITIONS)

    async def show_changes(self, statements: list[str]) -> None:
        """Show in the panes what has changed of these statements."""
        explorer = self.explorer
        explorer.statements.pages.changed.update(statements)
        await explorer.reading.refresh()
        if explorer.statements.on:
            await explorer.statements.read_again()
        await explorer.watching.count()

    # -- what the screen asks --------------------------------------------------------------------------

    async def case(self, statement: str) -> Case:
        """A statement as it is now, with the text that it stands in."""
        return await self.ask(lambda library: read(library, statement))

    async def take(self, view: StatementView, coder: str, reason: str | None) -> Case:
        """Decide as an annotator labelled it. Raises SaysoError where that cannot be saved."""

        def call(library: Library) -> Case:
            library.adjudication.take(view.id, coder, reason=reason or reason_of(view))
            return read(library, view.id)

        return await self.ask(call)

    async def decide(self, view: StatementView, stance: str, reason: str | None) -> Case:
        """Decide on a stance of one's own."""

        def call(library: Library) -> Case:
            library.adjudication.decide(view.id, stance, reason=reason or reason_of(view))
            return read(library, view.id)

        return await self.ask(call)

    async def give_reason(self, view: StatementView, reason: str) -> Case:
        """Say why annotators differed on what was decided."""

        def call(library: Library) -> Case:
            library.adjudication.give_reason(view.id, reason)
            return read(library, view.id)

        return await self.ask(call)

    async def reopen(self, view: StatementView) -> Case:
        """Take back what was decided."""

        def call(library: Library) -> Case:
            library.adjudication.reopen(view.id)
            return read(library, view.id)

        return await self.ask(call)

    async def retire(self, view: StatementView) -> Case:
        """Decide that it is no statement."""

        def call(library: Library) -> Case:
            library.adjudication.retire(view.id)
            return read(library, view.id)

        return await self.ask(call)

    async def undo(self) -> tuple[str, str | None]:
        """Undo one's last step, of whatever it was: it in words, and the statement that it was about."""

        def call(library: Library) -> tuple[str, str | None]:
            _, event = library.annotations.undo()
            return library.annotations.describe(event), place_of(library, event)[1]

        return await self.ask(call)

    async def ask_reason(self, view: StatementView) -> str | None:
        """Let a person choose one of the configuration's reasons; None where they went back."""
        from tui.screens.reasons import ReasonScreen

        present = reason_of(view)
        return await self.explorer.app.push_screen_wait(
            ReasonScreen(self.explorer.config.adjudication.reasons, present)
        )


def reason_of(view: StatementView) -> str | None:
    """The reason that was given for what was decided; None where there is none."""
    return view.adjudicated.reason if view.adjudicated is not None else None


def read(library: Library, statement: str) -> Case:
    """A statement and the text of the version that it is shown in."""
    view = library.statements.get(statement)
    return Case(view, library.articles.version(view.statement.version).shown)
