"""Corrected articles: what changed in them, and statements whose words went, which a person places again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.model import Span, StatementView
from tui.actions import ARTICLE, POSITIONS
from tui.cases import named
from tui.controllers.base import MODAL, Controller
from tui.edits import Edit
from tui.moved import follow
from tui.wish import Wish

if TYPE_CHECKING:
    from index.library import Library, Orphan
    from tui.screens.explorer import Explorer

PLACE = "place"
"""What an edit decides that says where a statement stands."""


@dataclass(frozen=True, slots=True)
class Placing:
    """An orphan whose place in the text is being marked."""

    view: StatementView


class Orphans(Controller):
    """Orphans, and the versions of an article."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self.placing: Placing | None = None

    # -- orphans ---------------------------------------------------------------------------------------

    def do_orphans(self) -> None:
        """Show the statements whose words are no longer in their article."""
        self.start(self._orphans, MODAL, exclusive=True)

    async def _orphans(self) -> None:
        from tui.screens.orphans import OrphanScreen

        query = self.explorer.searching.query.strip()
        orphans = await self.ask(lambda library: list(library.corrections.orphans(query)))
        screen = OrphanScreen(self, orphans, query)
        one = await self.explorer.app.push_screen_wait(screen)
        if screen.changed:
            await self.explorer.adjudicating.show_changes(screen.changed)
        if one is not None:
            await self._begin(one)

    async def agrees_to_retire(self, statement: str) -> bool:
        """Show what comes of retiring an orphan that has labels; whether that is wanted."""
        from tui.screens.preview import BulkPreview

        wish, explorer = Wish(retire=True), self.explorer
        found = await self.ask(lambda library: wish.preview(library, [statement]))
        return await explorer.app.push_screen_wait(BulkPreview(wish, found, explorer.describer))

    async def retire(self, statement: str, query: str) -> list[Orphan]:
        """Retire an orphan; the others."""

        def call(library: Library) -> list[Orphan]:
            library.annotations.retire(statement)
            return list(library.corrections.orphans(query))

        return await self.ask(call)

    async def undo(self, query: str) -> tuple[str, list[Orphan]]:
        """Undo one's last step, of whatever it was: it in words, and the orphans that there are then."""

        def call(library: Library) -> tuple[str, list[Orphan]]:
            words = library.annotations.describe(library.annotations.undo()[1])
            return words, list(library.corrections.orphans(query))

        return await self.ask(call)

    async def _begin(self, one: Orphan) -> None:
        """Open the article of an orphan and mark what stands in the place of its words, for a person to set right."""

        def place(library: Library) -> tuple[int, Span]:
            found = library.corrections.difference(one.view.article, one.view.statement.version)
            content = one.view.statement.content
            return library.statements.article_key(one.view.id), follow(
                found.changes, Span(content.start, content.end), len(found.new.text)
            )

        explorer = self.explorer
        key, span = await self.ask(place)
        await explorer.reading.open_now(key)
        explorer.enter(ARTICLE)
        explorer.article.go_to(span.start)
        explorer.article.start_marking(span if span.end > span.start else None)
        self.placing = Placing(one.view)
        explorer.update_bars()
        explorer.say(f"Mark where {named(one.view)} says it now; Enter takes it, Escape leaves it an orphan.")

    def place(self, span: Span) -> None:
        """Say that the orphan whose place is being marked stands there."""
        if self.placing is None:
            return
        view = self.placing.view
        self.explorer.labelling.stop_marking()

        def call(library: Library) -> object:
            return library.corrections.place(view.id, (span,))

        self.explorer.labelling.save(Edit(view.id, f"placed in the corrected text: {named(view)}", call, decides=PLACE))
        self.explorer.enter(POSITIONS)

    def stopped_marking(self) -> None:
        """Nothing is placed any more."""
        self.placing = None

    # -- what changed ----------------------------------------------------------------------------------

    def do_what_changed(self) -> None:
        """Show what changed in the open article from its version before to this one."""
        opened = self.explorer.reading.opened
        if opened is None:
            self.explorer.say("Open an article first.")
        else:
            self.start(lambda: self._what_changed(opened.article.id), MODAL, exclusive=True)

    async def _what_changed(self, article: str) -> None:
        number = await self.ask(lambda library: len(library.articles.versions(article)))
        if number < 2:
            self.explorer.say("There is one version of this article: nothing was corrected.")
            return
        statement = await self.show_difference(article)
        if statement is not None:
            await self.explorer.adjudicating.go_to(statement)

    async def show_difference(self, article: str, old: str | None = None) -> str | None:
        """Show what changed in an article, from the version `old`, else from the one before; a statement to be opened.

        Raises UsageError where nothing was corrected.
        """
        from tui.screens.difference import DifferenceScreen

        explorer = self.explorer
        found, versions = await self.ask(
            lambda library: (library.corrections.difference(article, old), len(library.articles.versions(article)))
        )
        return await explorer.app.push_screen_wait(
            DifferenceScreen(
                found,
                explorer.config,
                explorer.keymap,
                lambda number: self.ask(
                    lambda library: library.corrections.difference(article, str(number - 1), str(number))
                ),
                versions,
            )
        )
