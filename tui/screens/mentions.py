"""What a correction of names would change, before it is made in more than one article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.controllers.searching import counted
from tui.lines import Line, short_date, spread
from tui.screens.shapes import Confirming
from tui.widgets.concordance import one_line
from tui.widgets.entities import TYPE_WORDS
from tui.widgets.page import Page

if TYPE_CHECKING:
    from index.library import EntityPreview
    from index.library_parts.entity_corrections import Change


def becomes(change: Change) -> str:
    """What would become of a mention, in words."""
    before, after = change.before, change.after
    if after is None:
        return "as it was found" if before is None else "is taken back or removed"
    said = [f"“{after.name}”"] if before is None or before.name != after.name else []
    said += [TYPE_WORDS[after.type]] if before is None or before.type != after.type else []
    if before is not None and before.actor_id != after.actor_id:
        said.append(f"the actor {after.actor_id}" if after.actor_id else "no known actor")
    return ", ".join(said)


class Samples(Page["Change | tuple[str, str]"]):
    """The numbers, then some of the mentions that would change."""

    def lay_out(self, item: Change | tuple[str, str], width: int) -> list[Line]:
        if isinstance(item, tuple):
            words, tone = item
            return [[(f"  {words}", tone)]]
        place = item.place
        head = spread([(f" “{one_line(item.text)}” → ", "plain"), (becomes(item), "accent")], [], width)
        where = " · ".join((one_line(place.title) or "(no headline)", short_date(place.date, year=True) or "no date"))
        begins = item is next(one for one in self.items if not isinstance(one, tuple))
        return [*([[]] if begins else []), head, spread([(f"   {where}", "dim")], [], width)]


class MentionsPreview(Confirming):
    """Enter does it, Escape does nothing."""

    def __init__(self, heading: str, found: EntityPreview) -> None:
        super().__init__()
        self.heading = heading
        self._found, self.list = found, Samples()

    def on_mount(self) -> None:
        found = self._found
        where = f"{counted(found.changes, 'mention')} in {counted(found.articles, 'article')} change"
        lines = [(where, "strong")]
        if found.unchanged:
            lines.append((f"{counted(found.unchanged, 'mention')} so already", "dim"))
        self.list.show([*lines, *found.samples])
