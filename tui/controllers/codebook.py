"""The codebook in sight, and what is to be looked at again because it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import rechecks
from tui.controllers.base import MODAL, PANEL, Controller
from tui.controllers.searching import counted
from tui.desk import Desk
from tui.edits import CONFIRMATION, Edit

if TYPE_CHECKING:
    from index.library import Library
    from index.model import StatementView
    from tui.screens.explorer import Explorer


class Codebook(Controller):
    """What labels and issues mean."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self.recheck = 0
        self._counted: str | None = None
        self._steps = 0

    # -- in sight --------------------------------------------------------------------------------------

    def do_codebook(self) -> None:
        """Show what the selected statement's stance and issue mean, and all others."""
        view = self.explorer.selected
        described = self.explorer.describer.label(view) if view is not None else None
        self.show(described.id if described is not None else None, view.issue if view is not None else None)

    def show(self, label: str | None, issue: str | None) -> None:
        """Show what a label and an issue mean."""
        self.start(lambda: self._show(label, issue), PANEL if self._is_over_panel else MODAL, exclusive=True)

    @property
    def _is_over_panel(self) -> bool:
        return len(self.explorer.app.screen_stack) > 1

    async def _show(self, label: str | None, issue: str | None) -> None:
        from tui.screens.codebook import CodebookScreen, Meanings

        meanings, alone = await self.ask(Meanings.of), not self._is_over_panel
        found = await self.explorer.app.push_screen_wait(
            CodebookScreen(meanings, self.explorer.keymap, label=label, issue=issue, recodes=alone)
        )
        if found is not None:
            await self.explorer.recoding.recode(found.deed, found.thing)

    # -- as it changes ---------------------------------------------------------------------------------

    async def follow(self) -> None:
        """Take up what the codebook in force says of labels and issues, where that has changed."""
        explorer = self.explorer

        def now(library: Library) -> tuple[Desk | None, dict[str, str]]:
            issues = {issue.id: issue.proposition for issue in library.annotations.issues()}
            same = library.config.codebook.labels == explorer.config.codebook.labels
            return None if same else Desk.of(library), issues

        desk, issues = await self.ask(now)
        if desk is not None:
            explorer.take(desk)
        explorer.describer.propositions = issues
        if desk is not None:
            explorer.reading.show_positions()
            if explorer.statements.on:
                explorer.statements.draw()

    def count(self, library: Library) -> int:
        """How many of this annotator's labels are to be looked at again.

        A label is given under the definitions in force: where there was none and these are the same, there is none.
        """
        version = library.codebook.version
        if version != self._counted or self.recheck:
            self._counted = version
            return library.codebook.to_recheck().get(library.by, 0)
        return 0

    def count_anew(self) -> None:
        """Forget what was counted: something was turned back, or came from elsewhere."""
        self._counted = None

    # -- looking again ---------------------------------------------------------------------------------

    def do_recheck(self) -> None:
        """List the statements with a label of this annotator's that is to be looked at again."""
        from index.search.completion import value_text

        explorer = self.explorer
        if not explorer.statements.on:
            explorer.statements.do_statements()
        explorer.searching.search_for(f"{{is:recheck by:{value_text(explorer.open_desk.by)}}}")

    def is_to_recheck(self, view: StatementView | None) -> bool:
        """Whether a statement has a label of this annotator's that is to be looked at again."""
        return view is not None and rechecks.own(view, self.explorer.open_desk.by) is not None

    def do_confirm(self) -> None:
        """Say of the selected statement's label that it holds under the present definition."""
        view = self.explorer.labelling.chosen()
        if view is None:
            return
        label = rechecks.own(view, self.explorer.open_desk.by)
        if label is None:
            self.explorer.say("There is no label of yours here that is to be looked at again.")
            return
        words = f"confirmed {label.stance}: {view.statement.actor or 'source not named'}"
        self.explorer.labelling.save(
            Edit(view.id, words, lambda library: library.confirm([view.id]), decides=CONFIRMATION)
        )

    async def confirm_marked(self) -> None:
        """The same of all marked statements with such a label, as one step."""
        marked = await self.explorer.several.statements()
        views = await self.ask(lambda library: library.statements.several(marked))
        ids = [one for one in marked if self.is_to_recheck(views.get(one))]
        if not ids:
            self.explorer.say("None of the marked statements has a label of yours that is to be looked at again.")
            return
        self._steps += 1
        words = f"confirmed: {counted(len(ids), 'label')}"
        self.explorer.lines.take_marks_off()
        self.explorer.labelling.save(
            Edit(f"confirm:{self._steps}", words, lambda library: library.confirm(ids), several=tuple(ids))
        )
