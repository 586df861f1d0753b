"""Suggestions by the many: all that are marked, found or in the article become labels, or are retired; and the last
decision made of all that is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.actions import CONCORDANCE
from tui.controllers.base import MODAL, Controller
from tui.wish import Wish

if TYPE_CHECKING:
    from index.library import Library
    from index.model import StatementView


def is_ghost(view: StatementView) -> bool:
    """Whether a statement is the machine's alone: nobody labelled it, nobody made it."""
    return not view.labels and not view.retired and view.statement.made_by is None


class Suggestions(Controller):
    """What is done to several suggestions at once, each time after a look at what would change."""

    def do_accept_all(self) -> None:
        """Accept what is suggested for all marked statements, else for all of the search, or of the article."""
        self.start(lambda: self._all(Wish(accept=True)), MODAL, exclusive=True)

    def do_retire_all(self) -> None:
        """Retire all marked statements, else the unlabelled ones of the search, or of the article."""
        self.start(lambda: self._all(Wish(retire=True)), MODAL, exclusive=True)

    async def _all(self, wish: Wish) -> None:
        explorer = self.explorer
        marked = await explorer.several.statements() if explorer.pane == CONCORDANCE else []
        if marked:
            await explorer.several.do(wish, marked)
            return
        views = await self._here()
        ids = [
            view.id
            for view in views
            if is_ghost(view) or (wish.accept and not any(label.by == explorer.open_desk.by for label in view.labels))
        ]
        if wish.accept:
            ids = [view.id for view in views if view.id in set(ids) and view.statement.suggested is not None]
        if not ids:
            explorer.say("Nothing is suggested here that has no label of yours." if wish.accept else
                "Every statement here has a label, or was made by hand; retire those one by one.")  # fmt: skip
            return
        await explorer.several.do(Wish(accept=wish.accept, retire=wish.retire, kind="suggestion"), ids)

    async def _here(self) -> list[StatementView]:
        """The statements of what is shown: of the search where statements are listed, else of the open article."""
        explorer = self.explorer
        if explorer.pane != CONCORDANCE:
            opened = explorer.reading.opened
            return [view for view in opened.views if not view.retired] if opened is not None else []
        query = explorer.statements.query or ""

        def read(library: Library) -> list[StatementView]:
            ids = list(library.search.statement_ids(library.search.parse(query)))
            return list(library.statements.several(ids).values())

        return await self.ask(read)

    def do_repeat_marked(self) -> None:
        """Decide of all marked statements what was decided last."""
        explorer = self.explorer
        wish = explorer.coding.last_wish
        if wish is None:
            explorer.say("There is nothing to repeat for several: label, accept or retire a statement first.")
        elif not explorer.lines.marked:
            where, mark = explorer.keys_shown("lists", "statements"), explorer.keys_shown("lists", "mark_row")
            explorer.say(f"Mark statements first: {where} lists them, {mark} marks one.")
        else:
            explorer.several.wish(wish)
