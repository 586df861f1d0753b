"""The article that is open: its text, entities and positions, and moving through what is marked in it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from index.errors import UsageError
from index.model import AnalysisState, Article, Entity, Span, Statement, StatementView
from index.reasons import Family
from tui.actions import ARTICLE, CONCORDANCE, ENTITIES, LISTS, POSITIONS
from tui.controllers.base import READING, Controller
from tui.lines import Line
from tui.marks import chain_marks, entity_marks, evidence_marks, statement_marks
from tui.quoting import quotation, spans_of
from tui.widgets.article_page import CHAIN, ENTITY, EVIDENCE, STATEMENT

if TYPE_CHECKING:
    from index.library import Library
    from index.search.tree import Node
    from tui.screens.explorer import Explorer

FOLLOW = 0.05
"""Seconds that the cursor rests on a row of the list before its article is opened."""

FOLLOW_TYPING = 0.2
"""The same while somebody types a search, which finds another first article with every key."""

READ_AFTER = 2.0
"""Seconds after which an open article counts as read."""

NO_ARTICLE = "No article is listed here."


@dataclass(frozen=True)
class Opened:
    """An article with everything that the panes show of it; `foreign` is whether it is plainly not English.

    Only an article without statements is asked that. `matched` are the ids of the statements that the search asks
    about.
    """

    article: Article
    views: tuple[StatementView, ...]
    entities: tuple[Entity, ...]
    state: AnalysisState
    reason: str | None
    foreign: bool = False
    matched: frozenset[str] = field(default=frozenset(), compare=False)


def load(library: Library, key: int, node: Node | None = None) -> Opened:
    """Read an article, what is known of it, and what of it a query asks about."""
    from index.english import is_plainly_not_english

    article = library.articles.by_key(key)
    state, reason = library.analysis.state(key)
    views, entities = library.statements.of(key), library.statements.entities(key)
    masked = ((span.start, span.end) for span in article.masked)
    foreign = not views and is_plainly_not_english(article.text, masked)
    matched = library.search.asked_about(node, key) if node is not None else frozenset()
    return Opened(article, tuple(views), tuple(entities), state, reason, foreign, matched)


class Reading(Controller):
    """The open article."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self.opened: Opened | None = None
        self.chosen = False
        self.hits: Sequence[Span] = ()
        self._seconds_read = 0
        self._held: set[int] = set()
        self._asked: Node | None = None
        self._turned: str | None = None  # the statement that a search turned to, which nobody chose

    # -- opening ---------------------------------------------------------------------------------------

    @property
    def key(self) -> int | None:
        """The open article's key."""
        return self.opened.article.key if self.opened is not None else None

    def follow(self, key: int) -> None:
        """Open the article under the list's cursor, once the cursor rests."""
        if key != self.key:
            pause = FOLLOW_TYPING if self.explorer.search_line.is_open else FOLLOW
            self.start(lambda: self._open(key, pause=pause), "follow", exclusive=True)
        else:
            self.explorer.workers.cancel_group(self.explorer, "follow")
            node = self._node()
            if node is not None and node != self._asked:
                self.start(lambda: self._turn_to(key, node), "follow", exclusive=True)

    def _node(self) -> Node | None:
        """What the search asks now; None where nothing is searched."""
        results = self.explorer.searching.results
        return results.node if results is not None and results.query.strip() else None

    async def _turn_to(self, key: int, node: Node) -> None:
        """Select the first statement that a search asks for in the article that was open before it."""
        matched = await self.ask(lambda library: library.search.asked_about(node, key))
        self._asked = node  # not before: whoever follows once more meanwhile begins this anew
        if self.opened is None or self.key != key or (self.chosen and self.selected_id != self._turned):
            return
        statement = next((view.id for view in self.opened.views if view.id in matched), None)
        if statement is not None and self.explorer.positions.select(statement):
            self._turned = statement
            self.show_evidence(self.explorer.positions.statement)

    def open(self, key: int, *, statement: str | None = None, pane: str | None = None) -> None:
        """Open an article, select one of its statements, and go to a pane."""
        self.explorer.workers.cancel_group(self.explorer, "follow")
        opening = self.start(lambda: self._open(key, statement=statement, pane=pane), "open", exclusive=True)
        if statement is not None and pane == POSITIONS:  # the next key is a label for it
            self.explorer.sayso.keys.wait_for(opening, READING)

    async def open_now(self, key: int) -> None:
        """Open an article, and wait until it is shown."""
        self.explorer.workers.cancel_group(self.explorer, "follow")
        await self._open(key)

    async def _open(
        self, key: int, *, statement: str | None = None, pane: str | None = None, pause: float = 0.0
    ) -> None:
        if pause:
            await asyncio.sleep(pause)
        if key != self.key:
            node = self._node()
            opened = await self.ask(lambda library: load(library, key, node))
            self._asked = node  # not before: another article may be wanted meanwhile
            self.show(opened, statement)
            await self.show_hits()
        elif statement is not None:
            self.explorer.positions.select(statement)
            self.select(statement)
        if pane is not None:
            self.explorer.enter(pane)
        if pane in (ARTICLE, POSITIONS):
            await self._mark_read(key)

    async def _mark_read(self, key: int) -> None:
        if not self.explorer.writable:
            return
        if self.explorer.searching.asks_of_reading:
            # Noted at once, it would fall out of `is:unread` while it is read, and the next one after it.
            self._held.add(key)
        else:
            await self.ask(lambda library: library.articles.mark_read(key))

    def note_held(self) -> None:
        """Note what was read in a search that asks for it, now that the search is left."""
        if self._held:
            self.start(self.save_held, "held")

    async def save_held(self) -> None:
        """Write what `note_held` begins to write, and wait for it."""
        held, self._held = frozenset(self._held), set()
        if held:
            await self.ask(lambda library: library.articles.mark_read(held))

    def show(self, opened: Opened, statement: str | None = None) -> None:
        """Show an article that was just read from the library."""
        explorer = self.explorer
        self.opened = opened
        self.hits = ()
        self.chosen = statement is not None
        self._turned = None
        explorer.labelling.stop_marking()
        article = opened.article
        if statement is None:
            # What the search is about comes first.
            statement = self._turned = next((view.id for view in opened.views if view.id in opened.matched), None)
        explorer.article.show(article)
        self._show_found(statement, keep=False)
        explorer.session.article = article.id
        explorer.articles_follow(article.key)
        if opened.state is AnalysisState.WAITING:
            explorer.watching.first(article.key)
        self._seconds_read += 1
        mine = self._seconds_read
        explorer.set_timer(READ_AFTER, lambda: self._read_for_a_while(mine, article.key))

    def _read_for_a_while(self, mine: int, key: int) -> None:
        if mine == self._seconds_read and key == self.key:
            self.start(lambda: self._mark_read(key), "read")

    def forget_reading(self) -> None:
        """The open article does not count as read for having been open until now."""
        self._seconds_read += 1

    async def refresh(self) -> None:
        """Read the open article again, because the library has changed, and keep every place."""
        key = self.key
        if key is None:
            return
        try:
            opened = await self.ask(lambda library: load(library, key))
        except UsageError:  # it was removed
            self.close()
            return
        before = self.opened
        if before is None or before.article.key != key or self.key != key:
            return
        if opened.article.version != before.article.version:
            self.show(opened, self.selected_id)
            self.explorer.say("This article was corrected; its new text is shown.")
        elif opened != before:
            self.opened = opened
            if any(view.issue and view.issue not in self.explorer.describer.propositions for view in opened.views):
                # An issue was made meanwhile: it is shown by its words.
                await self.explorer.codebook.follow()
            self._show_found(self.selected_id, keep=True)

    def close(self) -> None:
        """Show that no article is open."""
        self.opened = None
        self.hits = ()
        self.explorer.article.show(None)
        self.explorer.positions.show((), message=())
        self.explorer.entities.show((), message=())

    def _show_found(self, statement: str | None, *, keep: bool) -> None:
        """Show entities and statements of the open article."""
        explorer, opened = self.explorer, self.opened
        if opened is None:
            return
        explorer.entities.show_entities(
            opened.entities, by_place=explorer.session.by_place, message=self._entities_message(opened)
        )
        explorer.entities.show_edits(explorer.correcting.pending())
        explorer.article.set_layer(ENTITY, entity_marks(opened.entities))
        if explorer.pane == ENTITIES:
            explorer.stepping.light(explorer.entities.current)
        self._show_statements(opened, statement, keep=keep)
        view = explorer.positions.statement
        if statement is not None and not keep and view is not None:
            self.select(view.id)
        else:
            self.show_evidence(view)
        explorer.update_bars()

    def show_positions(self) -> None:
        """Draw the positions anew, because an edit of one has begun or ended."""
        if self.opened is not None:
            self._show_statements(self.opened, self.selected_id, keep=True)

    def take(self, views: Mapping[str, StatementView]) -> None:
        """Take in how some statements stand now, without drawing them; one that was retired is no more."""
        opened = self.opened
        if opened is not None and any(view.id in views for view in opened.views):
            now = (views.get(view.id, view) for view in opened.views)
            self.opened = replace(opened, views=tuple(view for view in now if view.id not in views or not view.retired))

    def _show_statements(self, opened: Opened, selected: str | None, *, keep: bool) -> None:
        """Show the statements as they stand, and what is under way of them: in the positions, and beside the text."""
        edits = self.explorer.labelling.by_statement
        labelled = {one for one, edit in edits.items() if edit.stance is not None}
        labelled |= {view.id for view in opened.views if view.labels}
        in_text = (view.statement for view in opened.views if view.current)
        self.explorer.article.set_layer(STATEMENT, statement_marks(in_text, labelled))
        message = self._message(opened)
        self.explorer.positions.show_statements(opened.views, edits, selected=selected, message=message, keep=keep)
        self.show_rail()

    def _entities_message(self, opened: Opened) -> tuple[Line, ...]:
        if opened.state is AnalysisState.DONE:
            return ([(" Nothing is named here.", "dim")],)
        return ()

    def _message(self, opened: Opened) -> tuple[Line, ...]:
        """What stands in the positions where there are none."""
        if opened.state is AnalysisState.FAILED:
            reason = opened.reason or "no reason was given"
            words = [[(f" {part}", "warning")] for part in self.explorer.panes.wrap_for_positions(reason)]
            retry = self.explorer.keys_shown("everywhere", "retry")
            return (
                [(" The analysis failed", "strong")],
                [],
                *words,
                [],
                [(f" {retry} ", "accent bold"), ("tries again", "dim")],
            )
        if opened.state is AnalysisState.WAITING:
            return (
                [(" Not analysed yet", "strong")],
                [],
                [(f" {line}", "dim")] if (line := self.explorer.watching.busy_with(opened.article.key)) else [],
            )
        mark = self.explorer.keys_shown(ARTICLE, "mark")
        foreign: list[Line] = []
        if opened.foreign:
            from index.english import NOT_ENGLISH

            parts = self.explorer.panes.wrap_for_positions(f"{NOT_ENGLISH}.")
            foreign = [*([(f" {part}", "warning")] for part in parts), []]
        return (
            [(" Nobody is quoted here", "strong")],
            [],
            *foreign,
            [(f" {mark} ", "accent bold"), ("in the article marks a", "dim")],
            [("   statement by hand", "dim")],
        )

    # -- what is marked --------------------------------------------------------------------------------

    def show_rail(self) -> None:
        """Show the stances in the article's gutter, where the positions are not beside it."""
        views = self.opened.views if self.opened is not None else ()
        self.explorer.article.set_rail(self.explorer.panes.rail(views))

    async def show_hits(self) -> None:
        """Find and mark what the search found in the open article."""
        results, opened = self.explorer.searching.results, self.opened
        if opened is None:
            return
        spans: Sequence[Span] = ()
        if results is not None:
            text, node = opened.article.text, results.node
            spans = await self.ask(lambda library: library.search.hits(node, text))
        if self.opened is opened:
            self.hits = spans
            self.explorer.stepping.light(None)

    def show_evidence(self, view: StatementView | None) -> None:
        """Mark the evidence of a statement and of those that hold it, or none."""
        article = self.explorer.article
        if view is None or not view.current:
            article.set_layer(CHAIN, ())
            article.set_layer(EVIDENCE, ())
            return
        holders = Family(one.statement for one in self.in_text()).chain(view.statement)[:-1]
        article.set_layer(CHAIN, chain_marks(holders))
        article.set_layer(EVIDENCE, evidence_marks(view.statement))

    # -- selecting -------------------------------------------------------------------------------------

    @property
    def selected_id(self) -> str | None:
        """The id of the selected statement."""
        view = self.explorer.positions.statement
        return view.id if view is not None else None

    def select(self, statement_id: str) -> None:
        """Mark a statement's evidence and bring it into sight."""
        view = self.view(statement_id)
        if view is None:
            return
        self.chosen = True
        self.explorer.queueing.looks_at(statement_id)
        self.show_evidence(view)
        if view.current:
            spans = spans_of(view)
            self.explorer.article.go_to(min(span.start for span in spans), max(span.end for span in spans))
        else:
            self.explorer.say("This statement stands on an earlier version of the text.")

    def view(self, statement_id: str) -> StatementView | None:
        """A statement of the open article."""
        views = self.opened.views if self.opened is not None else ()
        return next((view for view in views if view.id == statement_id), None)

    def in_text(self) -> list[StatementView]:
        """The statements whose evidence stands in the text that is shown, in its order."""
        views = self.opened.views if self.opened is not None else ()
        return sorted((view for view in views if view.current), key=lambda view: view.statement.start)

    # -- actions ---------------------------------------------------------------------------------------

    def do_open(self) -> None:
        """Read the article under the list's cursor."""
        row = self.explorer.articles.current
        if row is None:
            self.explorer.say(NO_ARTICLE)
        else:
            self.open(row.key, pane=ARTICLE)

    def do_next_article(self) -> None:
        """Open the next article of the list."""
        self._step("down", "This is the last article of the list.")

    def do_previous_article(self) -> None:
        """Open the previous article of the list."""
        self._step("up", "This is the first article of the list.")

    def _step(self, way: str, end: str) -> None:
        articles = self.explorer.articles
        if self.explorer.pane == CONCORDANCE:
            back = self.explorer.keys_shown(LISTS, "statements")
            self.explorer.say(f"Statements are listed here; {back} lists articles, of which this opens another.")
            return
        before = articles.cursor
        articles.move(way)
        if articles.cursor == before:
            self.explorer.say(end if articles.items else NO_ARTICLE)

    # -- why it was found ------------------------------------------------------------------------------

    def do_why(self) -> None:
        """Say why the selected statement was found."""
        view = self.explorer.selected
        if view is None:
            self.explorer.say("Select a statement first: s in the article, or its row in the positions.")
            return
        if self.explorer.pane == CONCORDANCE:
            self.explorer.navigation.say_why(view)
            return
        self.show_why(view, [one.statement for one in (self.opened.views if self.opened is not None else ())])

    def show_why(self, view: StatementView, others: Sequence[Statement]) -> None:
        """Say why a statement was found; `others` are those of the same article."""
        from tui.screens.why import Why

        describer = self.explorer.describer
        self.explorer.app.push_screen(
            Why(
                view,
                others=others,
                propositions=describer.propositions,
                label=describer.label(view),
                keymap=self.explorer.keymap,
            )
        )

    # -- quoting ---------------------------------------------------------------------------------------

    def do_copy_quotation(self) -> None:
        """Copy the selected statement with its citation."""
        view = self.explorer.selected
        if view is None:
            self.explorer.say("Select a statement first: s in the article, or its row in the positions.")
            return
        self.explorer.app.copy_to_clipboard(quotation(view))
        self.explorer.say("Copied the quotation with its citation.")
