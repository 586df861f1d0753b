"""The main screen: its panes, where they stand, and who does which action.

What an action does, and which key stands for it, is in the controllers; what the panes draw is in the widgets.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from index.model import ArticleRow, Entity, StatementView
from tui.actions import ARTICLE, CONCORDANCE, ENTITIES, FACETS, LABEL, LIST, MARKING, MOVING, POSITIONS
from tui.controllers.bars import Bars
from tui.controllers.base import Controller
from tui.controllers.blinding import Blinding
from tui.controllers.codebook import Codebook
from tui.controllers.completing import Completing
from tui.controllers.concordance import Statements
from tui.controllers.labelling import Labelling
from tui.controllers.later import Later
from tui.controllers.naming import Naming
from tui.controllers.narrowing import Narrowing
from tui.controllers.navigation import Navigation
from tui.controllers.ordering import Ordering
from tui.controllers.panes import Panes
from tui.controllers.pressing import Pressing
from tui.controllers.reading import Reading
from tui.controllers.searching import Searching
from tui.controllers.several import Several
from tui.controllers.stepping import Stepping
from tui.controllers.undoing import Undoing
from tui.controllers.watching import Watching, add_command
from tui.database import Database
from tui.desk import Desk
from tui.drafts import Drafts
from tui.keymap import Bound, Keymap, key_of
from tui.lines import Line
from tui.messages import ActionWanted, ActorWanted, ExcerptsWanted, QueryChanged, QueryEntered, RuleDragged
from tui.screens.whole import Whole
from tui.session import Session
from tui.widgets.article_list import ArticleList
from tui.widgets.article_view import ArticleView
from tui.widgets.bottom_bar import BottomBar
from tui.widgets.concordance import ConcordanceList, LineDetail
from tui.widgets.entities import Entities, EntityGroup
from tui.widgets.facets import Facets
from tui.widgets.positions import Describer, Positions, StatementRow
from tui.widgets.rule import HorizontalRule, VerticalRule
from tui.widgets.search_line import SearchLine
from tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from index.config import Config
    from index.library import Library
    from tui.app import Sayso
    from tui.controllers.adjudicating import Adjudicating
    from tui.controllers.agreeing import Agreeing
    from tui.controllers.coding import Coding
    from tui.controllers.correcting import Correcting
    from tui.controllers.history import History
    from tui.controllers.orphans import Orphans
    from tui.controllers.queueing import Queueing
    from tui.controllers.recoding import Recoding
    from tui.controllers.saved import Saved
    from tui.controllers.suggestions import Suggestions
    from tui.controllers.tagging import Tagging


class Explorer(Whole[None]):
    """Everything that is on the screen, and the library behind it."""

    CSS_PATH = "explorer.tcss"
    AUTO_FOCUS = ""

    adjudicating: Later[Adjudicating] = Later()
    agreeing: Later[Agreeing] = Later()
    coding: Later[Coding] = Later()
    correcting: Later[Correcting] = Later()
    history: Later[History] = Later()
    orphans: Later[Orphans] = Later()
    queueing: Later[Queueing] = Later()
    recoding: Later[Recoding] = Later()
    saved: Later[Saved] = Later()
    suggestions: Later[Suggestions] = Later()
    tagging: Later[Tagging] = Later()

    def __init__(
        self,
        database: Database,
        session: Session,
        *,
        name: str,
        fill: Callable[[Library], object] | None = None,
        analysis_command: list[str] | None = None,
    ) -> None:
        """`name` is the library's, `fill` what a new one is filled with, `analysis_command` starts the analysis.

        The library is opened after the first picture; until then there is no desk, and keys wait.
        """
        super().__init__()
        self.library_name = name
        self.database, self.session, self.fill, self.analysis_command = database, session, fill, analysis_command
        self.drafts = Drafts(session.drafts, self.set_timer, lambda: self.sayso.remember())
        self.desk: Desk | None = None
        self.pane = LIST
        self.panes, self.reading, self.searching = Panes(self), Reading(self), Searching(self)
        self.labelling, self.navigation, self.watching = Labelling(self), Navigation(self), Watching(self)
        self.blinding, self.stepping, self.naming = Blinding(self), Stepping(self), Naming(self)
        self.statements, self.several, self.codebook = Statements(self), Several(self), Codebook(self)
        self.ordering, self.narrowing, self.completing = Ordering(self), Narrowing(self), Completing(self)
        self.pressing, self.bars, self.undoing = Pressing(self), Bars(self), Undoing(self)
        self._controllers: tuple[Controller, ...] = (
            self.panes, self.reading, self.stepping, self.searching, self.labelling, self.navigation, self.watching,
            self.statements, self.several, self.ordering, self.narrowing, self.codebook, self.naming,
            self.undoing,
        )  # fmt: skip

    async def load_the_rest(self) -> None:
        """Load the controllers that no start waits for, before a key asks for one of them; keys come in between."""
        for name in _LATER:
            getattr(self, name)
            await asyncio.sleep(0)

    def _handler(self, action: str) -> Callable[[], None]:
        """The method of a controller that does an action."""
        controllers = chain(self._controllers, (getattr(self, name) for name in _LATER))
        found: Iterator[Callable[[], None] | None] = (getattr(one, f"do_{action}", None) for one in controllers)
        return next(handler for handler in found if handler is not None)

    # -- the library -----------------------------------------------------------------------------------

    @property
    def open_desk(self) -> Desk:
        """What is known of the library; there is no action before it is open."""
        assert self.desk is not None
        return self.desk

    @property
    def sayso(self) -> Sayso:
        """The application."""
        from tui.app import Sayso

        assert isinstance(self.app, Sayso)
        return self.app

    @property
    def config(self) -> Config:
        """The configuration in force."""
        return self.open_desk.config

    @property
    def keymap(self) -> Keymap:
        """Which keys mean what."""
        return self.open_desk.keymap

    @property
    def describer(self) -> Describer:
        """Draws statements."""
        return self.open_desk.describer

    @property
    def writable(self) -> bool:
        """Whether anything can be saved."""
        return self.desk is not None and self.desk.writable

    def attach(self, library: Library) -> None:
        """Begin with a library that was just opened; the keys that were pressed meanwhile go on now."""
        self.desk = Desk.of(library)
        self.pressing.follow(self.keymap)
        self.article.measure = self.config.panes.measure
        self.panes.place()
        self.update_bars()

    def take(self, desk: Desk) -> None:
        """Go on with another desk, where labels and their keys have changed."""
        self.desk = desk
        self.pressing.follow(desk.keymap)
        self.update_bars()

    async def reopen(self) -> None:
        """Open the library anew, by what is remembered now: of whom its labels are."""
        self.desk = Desk.of(await self.database.reopen())
        self.queueing.forget()
        await self.watching.refresh()

    # -- panes -----------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        self.top_bar, self.search_line = TopBar(id="top"), SearchLine(id="search")
        self.articles, self.entities = ArticleList(id="list"), Entities(id="entities")
        self.facets = Facets(id="facets")
        self.article = ArticleView(id="article")
        self.positions = Positions(lambda: self.describer, id="positions")
        self.bottom_bar, self.left = BottomBar(id="bottom"), Vertical(id="left")
        self.listing = Vertical(id="listing")
        self.lines = ConcordanceList(lambda: self.describer, lambda: self.labelling.by_statement, id="lines")
        self.detail = LineDetail(id="detail")
        self.rules = {name: HorizontalRule(id=f"rule-{name}") for name in ("top", "entities", "bottom")}
        self.dividers = {LIST: VerticalRule(LIST, id="divide-list"), POSITIONS: VerticalRule(POSITIONS, id="divide")}
        self.dividers[FACETS] = VerticalRule(FACETS, id="divide-facets")
        yield self.top_bar
        yield self.search_line
        yield self.rules["top"]
        with Horizontal(id="panes"):
            with self.left:
                yield self.articles
                yield self.rules["entities"]
                yield self.entities
                yield self.dividers[FACETS]
                yield self.facets
            yield self.dividers[LIST]
            yield self.article
            yield self.dividers[POSITIONS]
            yield self.positions
            with self.listing:
                yield self.lines
                yield self.detail
        yield self.rules["bottom"]
        yield self.bottom_bar

    def on_mount(self) -> None:
        # Textual would hide it after the first picture, and lay out and paint all of the screen anew for that.
        for toasts in self.query("ToastRack"):
            toasts.display = False
        self.panes.place()
        self.enter(LIST)
        self.show_rows((), self.searching.message(), keep=False)
        self.update_bars()
        self.call_later(self.watching.begin)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        # Before the first picture all have just been given their styles, as they were mounted.
        if self.desk is None:
            event.refresh_styles = False

    def on_resize(self) -> None:
        self.search_line.lay_out()
        self.panes.place()

    def widget_of(self, pane: str) -> Widget:
        """The widget of a pane."""
        widgets = {LIST: self.articles, FACETS: self.facets, ENTITIES: self.entities, ARTICLE: self.article}
        widgets[CONCORDANCE] = self.lines
        return widgets.get(pane, self.positions)

    @property
    def home(self) -> str:
        """The pane of what is listed: articles, or statements."""
        return CONCORDANCE if self.statements.on else LIST

    @property
    def selected(self) -> StatementView | None:
        """The statement that one is at: in the list of statements, else in the positions."""
        if self.pane == CONCORDANCE:
            row = self.statements.current
            return row.view if row is not None else None
        return self.positions.statement

    def enter(self, pane: str) -> None:
        """Go to a pane: show it where it is hidden, and give it the keys."""
        self.pane = pane
        self.panes.place()
        self.widget_of(pane).focus(scroll_visible=False)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        for pane in (LIST, FACETS, ENTITIES, ARTICLE, POSITIONS, CONCORDANCE):
            if event.widget is self.widget_of(pane) and pane != self.pane:
                self.pane = pane
                self.panes.place()
        if event.widget is not self.article:
            self.labelling.stop_marking()
        self.stepping.light(self.entities.current if event.widget is self.entities else None)
        self.pressing.forget()
        self.update_bars()

    # -- rows ------------------------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[ArticleRow], message: Sequence[Line], *, keep: bool) -> None:
        """Show these articles in the list; with `keep` the cursor stays on the article where it was."""
        self.articles.show(rows, keep=keep, message=message)
        if not keep and self.articles.has_marks:
            self.articles.take_marks_off()
        self.statements.follow(self.searching.query)

    def articles_follow(self, key: int) -> None:
        """Put the list's cursor on an article, where the list has it."""
        self.articles.go_to_key(key)

    # -- bars ------------------------------------------------------------------------------------------

    @property
    def section(self) -> str:
        """The section of the keymap that is nearest: the pane's, or that of marking."""
        return MARKING if self.pane == ARTICLE and self.article.marking is not None else self.pane

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """Say something in the bottom line."""
        self.bottom_bar.say(sentence, bad=bad)

    def keys_shown(self, pane: str, name: str) -> str:
        """The first key of an action as a person reads it; the palette's way where it has none."""
        keys = self.keymap.keys_of(pane, name) if self.desk is not None else []
        return keys[0] if keys else f":{name}"

    def update_bars(self) -> None:
        """Show in the first and last line what holds now."""
        self.bars.update()

    # -- keys ------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        key = key_of(event.key, event.character)
        if not self.search_line.is_open:
            self.pressing.press(key)
        elif not self.pressing.while_searching(key):
            return
        event.stop()
        event.prevent_default()

    def perform(self, bound: Bound) -> None:
        """Do an action of the registry."""
        if bound.pane == MOVING:
            self.move(bound.name)
        elif self.several.takes(bound):
            pass
        elif bound.name.startswith(f"{LABEL}:"):
            self.labelling.set_label(bound.name.removeprefix(f"{LABEL}:"))
        elif bound.pane == MARKING and bound.name.startswith("end_"):
            self.labelling.extend(bound.name)
        else:
            self._handler(bound.name)()
        self.update_bars()

    def move(self, how: str) -> None:
        """Move in the focused pane."""
        pane = self.widget_of(self.pane)
        if isinstance(pane, ArticleView | ArticleList | ConcordanceList | Entities | Facets | Positions):
            pane.move(how)

    def open_search(self) -> None:
        """Give the keys to the search line; what is typed replaces the query that stands there, an arrow keeps it."""
        self.search_line.display = True
        self.pane = self.home
        self.panes.place()
        self.search_line.field.focus()
        self.search_line.field.select_all()
        self.completing.opened()

    # -- what the panes tell ---------------------------------------------------------------------------

    @on(QueryChanged)
    def _query_changed(self, event: QueryChanged) -> None:
        self.searching.typed(event.query)
        self.completing.typed(event.query, event.by_hand)

    @on(QueryEntered)
    def _query_entered(self, event: QueryEntered) -> None:
        self.completing.close()
        self.completing.remember(event.query)
        self.enter(self.home)

    @on(ExcerptsWanted)
    def _excerpts_wanted(self, event: ExcerptsWanted) -> None:
        self.searching.load_excerpts(event)

    @on(Facets.Chosen, "#facets")
    def _facet_chosen(self, event: Facets.Chosen) -> None:
        self.narrowing.do_narrow()

    @on(ActionWanted)
    def _action_wanted(self, event: ActionWanted) -> None:
        self.perform(Bound(event.pane, event.name))

    @on(RuleDragged)
    def _rule_dragged(self, event: RuleDragged) -> None:
        if event.pane != FACETS:
            size = event.to if event.pane == LIST else self.size.width - event.to - 1
            self.panes.resize(event.pane, size)

    @on(ArticleList.Highlighted, "#list")
    def _row_highlighted(self, event: ArticleList.Highlighted) -> None:
        self.reading.follow(event.item.key)

    @on(ArticleList.Chosen, "#list")
    def _row_chosen(self, event: ArticleList.Chosen) -> None:
        self.reading.open(event.item.key, pane=ARTICLE)

    @on(ConcordanceList.Highlighted, "#lines")
    def _line_highlighted(self, event: ConcordanceList.Highlighted) -> None:
        self.statements.moved()

    @on(ConcordanceList.Chosen, "#lines")
    def _line_chosen(self, event: ConcordanceList.Chosen) -> None:
        self.statements.do_open_line()

    @on(ArticleView.MarkChosen)
    def _mark_chosen(self, event: ArticleView.MarkChosen) -> None:
        self.enter(ARTICLE)
        if event.statement is not None:
            self.positions.select(str(event.statement.ref))
            self.reading.show_evidence(self.reading.view(str(event.statement.ref)))
        if event.entity is not None and isinstance(event.entity.ref, Entity):
            self.entities.select(event.entity.ref.name)
        self.update_bars()

    @on(ArticleView.SpanMarked)
    def _span_marked(self, event: ArticleView.SpanMarked) -> None:
        if event.by_mouse and self.pane != ARTICLE:
            self.enter(ARTICLE)
        self.update_bars()

    @on(Entities.Highlighted, "#entities")
    def _entity_highlighted(self, event: Entities.Highlighted) -> None:
        if event.by_hand and isinstance(event.item, EntityGroup):
            self.stepping.light(event.item)

    @on(Positions.Highlighted, "#positions")
    def _statement_highlighted(self, event: Positions.Highlighted) -> None:
        if event.by_hand and isinstance(event.item, StatementRow):
            self.reading.select(event.item.view.id)
        self.update_bars()

    @on(Positions.Chosen, "#positions")
    def _statement_chosen(self, event: Positions.Chosen) -> None:
        if isinstance(event.item, StatementRow):
            self.reading.select(event.item.view.id)

    @on(ActorWanted)
    def _actor_wanted(self, event: ActorWanted) -> None:
        self.navigation.open_actor(event.actor_id, event.name)

    def add_command(self, path: Path) -> list[str]:
        """How a path is added to this library."""
        return add_command(self.database.folder, path)


_LATER = tuple(name for name, value in vars(Explorer).items() if isinstance(value, Later))
"""The controllers that are loaded later."""
