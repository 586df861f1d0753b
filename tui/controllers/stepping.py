"""Going through what is marked in the open article: entities, statements, hits, and what is highlighted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.model import Entity, Span
from tui.actions import POSITIONS
from tui.controllers.base import NO_ENTITY, Controller
from tui.marks import hit_marks
from tui.widgets.article_page import CHAIN, ENTITY, EVIDENCE, HIT, STATEMENT
from tui.widgets.entities import EntityGroup

if TYPE_CHECKING:
    from tui.screens.explorer import Explorer

HIGHLIGHTS: tuple[tuple[str, frozenset[str]], ...] = (
    ("everything", frozenset()),
    ("entities", frozenset({CHAIN, EVIDENCE, STATEMENT, HIT})),
    ("statements", frozenset({ENTITY, HIT})),
    ("hits", frozenset({CHAIN, ENTITY, EVIDENCE, STATEMENT})),
    ("nothing", frozenset({CHAIN, ENTITY, EVIDENCE, STATEMENT, HIT})),
)
"""What is highlighted, in words, and the layers that are then hidden."""


class Stepping(Controller):
    """From mark to mark."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self.highlights = 0

    def do_next_entity(self) -> None:
        self._step(ENTITY, 1)

    def do_previous_entity(self) -> None:
        self._step(ENTITY, -1)

    def do_next_hit(self) -> None:
        self._step(HIT, 1)

    def do_previous_hit(self) -> None:
        self._step(HIT, -1)

    def _step(self, layer: str, step: int) -> None:
        article = self.explorer.article
        mark = article.next_mark(layer, step)
        if mark is None:
            things = "entities" if layer == ENTITY else "hits"
            self.explorer.say(
                f"No more {things} that way." if article.marks_of(layer) else f"There are no {things} here."
            )
        elif isinstance(mark.ref, Entity):
            self.explorer.entities.select(mark.ref.name)

    def do_next_statement(self) -> None:
        self._step_statement(1)

    def do_previous_statement(self) -> None:
        self._step_statement(-1)

    def _step_statement(self, step: int) -> None:
        views = self.explorer.reading.in_text()
        ids = [view.id for view in views]
        selected = self.explorer.reading.selected_id
        if not views:
            self.explorer.say("No statement is known in this article.")
            return
        beginning = 0 if step > 0 else len(ids) - 1
        place = ids.index(selected) + step if selected in ids else beginning
        if not 0 <= place < len(ids):
            self.explorer.say("No more statements that way; ]u goes on to the next article.")
            return
        self.explorer.positions.select(ids[place])
        self.explorer.reading.select(ids[place])
        self.explorer.update_bars()

    def do_select_statement(self) -> None:
        """Select the statement at the reading position, or the first on the screen; go to it in the positions."""
        mark = self.explorer.article.statement_here()
        if mark is None:
            self.explorer.say("No statement is known at this place.")
            return
        self.explorer.positions.select(str(mark.ref))
        self.explorer.reading.select(str(mark.ref))
        self.explorer.enter(POSITIONS)

    def do_highlights(self) -> None:
        """Show the next set of highlights."""
        self.highlights = (self.highlights + 1) % len(HIGHLIGHTS)
        words, hidden = HIGHLIGHTS[self.highlights]
        self.explorer.article.hide_layers(hidden)
        self.explorer.say(f"Highlighted: {words}.")

    # -- entities --------------------------------------------------------------------------------------

    def light(self, group: EntityGroup | None) -> None:
        """Light one entity wherever it stands in the text, in the place of the hits; None brings those back."""
        if self.explorer.reading.opened is not None:
            self.explorer.article.set_layer(
                HIT, hit_marks(group.mentions if group is not None else self.explorer.reading.hits)
            )

    def do_next_mention(self) -> None:
        self._mention(1)

    def do_previous_mention(self) -> None:
        self._mention(-1)

    def _mention(self, step: int) -> None:
        group, article = self.explorer.entities.current, self.explorer.article
        if group is None:
            self.explorer.say(NO_ENTITY)
            return
        if tuple(Span(mark.start, mark.end) for mark in article.marks_of(HIT).marks) != group.mentions:
            self.light(group)
        mark = article.next_mark(HIT, step)
        if mark is None:
            # Round and round: behind the last mention comes the first.
            marks = article.marks_of(HIT).marks
            mark = marks[0 if step > 0 else -1]
            article.select(mark)
        number = group.mentions.index(Span(mark.start, mark.end)) + 1
        self.explorer.say(f"{group.name}: mention {number} of {len(group.mentions)}")

    def do_entity_order(self) -> None:
        """Order the entities by number, or by place in the text."""
        session = self.explorer.session
        session.by_place = not session.by_place
        if self.explorer.reading.opened is not None:
            self.explorer.entities.show_entities(self.explorer.reading.opened.entities, by_place=session.by_place)
        self.explorer.say("Entities in the order of the text." if session.by_place else "Entities by number.")
