"""The first and the last line: what holds in the library, and which keys matter here."""

from __future__ import annotations

from tui import hints
from tui.actions import CONCORDANCE, LIST, MARKING
from tui.controllers.base import Controller
from tui.widgets.positions import StatementRow
from tui.widgets.top_bar import TopState


class Bars(Controller):
    """What the lines show."""

    def update(self) -> None:
        """Show what holds now."""
        explorer = self.explorer
        if explorer.desk is None:
            explorer.top_bar.tell(TopState(library=explorer.library_name))
            return
        watching, progress = explorer.watching, explorer.watching.progress
        query = explorer.searching.query.strip()
        explorer.top_bar.tell(
            TopState(
                library=explorer.library_name,
                showing=("search" if query else "all articles") + (" ▸ statements" if explorer.home != LIST else ""),
                labelled=(progress.own, progress.statements) if progress.articles else None,
                anybody=progress.labelled,
                analysing=watching.analysing,
                failed=progress.failed,
                stopped=watching.stopped,
                unsaved=len(explorer.labelling.unsaved),
                saving=len(explorer.labelling.edits) > len(explorer.labelling.unsaved),
                read_only=not explorer.writable,
                adding=watching.adding,
                recheck=explorer.codebook.recheck,
                blind=explorer.blinding.hidden,
            )
        )
        section = hints.EMPTY if explorer.section == LIST and not explorer.articles.items else explorer.section
        listed = explorer.pane == CONCORDANCE
        view = explorer.selected
        at = view is not None if listed else isinstance(explorer.positions.current, StatementRow)
        here = explorer.writable and at
        proposed = here and not listed and view is not None and view.proposed is not None
        labels = explorer.config.codebook.labels
        recheck = here and explorer.codebook.is_to_recheck(view)
        taking = self._taking() if section == MARKING else ""
        found = hints.hints(
            explorer.keymap, section, labels, label_here=here, proposed=proposed, recheck=recheck, taking=taking
        )
        explorer.bottom_bar.hint(found, hints.help_hint(explorer.keymap))
        explorer.rules["entities"].label(explorer.panes.entities_title())

    def _taking(self) -> str:
        """What a marked span is for, where it makes no new statement."""
        if self.explorer.orphans.placing:
            return "place here"
        return "move here" if self.explorer.coding.moving else ""
