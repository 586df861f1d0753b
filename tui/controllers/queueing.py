"""The queue: which statement is labelled next, the second look at one's own labels, times, and how far all is."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from index.errors import SaysoError, UsageError
from tui.actions import EVERYWHERE, POSITIONS
from tui.cases import Case
from tui.controllers.base import MODAL, Controller
from tui.controllers.searching import counted
from tui.session import KeptQueue

if TYPE_CHECKING:
    from index.library import Library
    from index.library_parts.queue import Queue
    from index.model import StatementView
    from tui.screens.explorer import Explorer

Order = Literal["uncertainty", "article", "random"]
ORDERS: tuple[Order, ...] = ("uncertainty", "article", "random")
WORDS = {"uncertainty": "least sure first", "article": "as the articles stand", "random": "at random"}
"""The orders, in words."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a queue is made of: the statements that `query` speaks of, in an order; `seed` is that of a random one."""

    query: str = ""
    order: Order = "uncertainty"
    seed: int = 0

    @property
    def words(self) -> str:
        """What it is, for a person."""
        order = f"at random, seed {self.seed}" if self.order == "random" else WORDS[self.order]
        return f"{order}{f', of “{self.query}”' if self.query else ''}"


class Queueing(Controller):
    """The queue that one labels along, and what is around it."""

    def __init__(self, explorer: Explorer, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(explorer)
        self.queue: Queue | None = None
        self.wanted = Wanted()
        self.shown: list[str] = []
        self._place = -1
        self._clock = clock
        self._looked_at: tuple[str, float] | None = None

    # -- choosing --------------------------------------------------------------------------------------

    def do_queue(self) -> None:
        """Choose what is labelled next, and in which order."""
        self.start(self._choose, MODAL, exclusive=True)

    async def _choose(self) -> None:
        from tui.screens.queue import QueueScreen, SecondLook

        query = self.explorer.searching.query.strip()

        def known(library: Library) -> tuple[list[str], int, int | None]:
            left = len(self.queue) if self.queue is not None else None
            return list(library.saved.queries()), len(library.second_look.due()), left

        await self._resume()
        saved, due, left = await self.ask(known)
        screen = QueueScreen(self.wanted if self.queue is not None else None, query, saved, due=due, left=left)
        choice = await self.explorer.app.push_screen_wait(screen)
        if isinstance(choice, SecondLook):
            await self.second_look()
        elif isinstance(choice, Wanted):
            if choice.order == "random" and (self.queue is None or choice != self.wanted):
                seed = await self._ask_seed(choice.seed)
                if seed is None:
                    return
                choice = Wanted(choice.query, choice.order, seed)
            if self.queue is None or choice != self.wanted:
                await self.begin(choice)
            await self._next(skip=False)

    async def _ask_seed(self, present: int) -> int | None:
        from tui.screens.ask import Ask

        given: list[int] = []

        async def take(text: str) -> None:
            if not text.strip().isdecimal() or len(text.strip()) > 9:
                raise UsageError("a seed is a number: the same one gives the same order, on any machine")
            given.append(int(text))

        ask = Ask("The seed of the random order", take, text=str(present), prompt="a number")
        return given[-1] if await self.explorer.app.push_screen_wait(ask) and given else None

    async def begin(self, wanted: Wanted, skipped: Sequence[str] = ()) -> None:
        """Make a queue, at whose end those stand that were `skipped` before; the order stays while one labels.

        Raises QueryError.
        """
        self.explorer.say("Making the queue …")
        self.queue = await self.ask(
            lambda library: library.queue.make(wanted.query, order=wanted.order, seed=wanted.seed, skipped=skipped)
        )
        self.wanted = wanted
        self.shown, self._place = [], -1
        self._keep()

    async def _resume(self) -> bool:
        """Go on with the queue that this annotator was in when the explorer was last left; whether there is one now."""
        kept = self.explorer.session.queues.get(self.explorer.open_desk.by)
        if self.queue is not None or kept is None:
            return self.queue is not None
        try:
            order = next(one for one in ORDERS if one == kept.order)
            await self.begin(Wanted(kept.query, order, kept.seed), kept.skipped)
        except SaysoError:  # what it asked for is no query any more: a saved search that was removed
            del self.explorer.session.queues[self.explorer.open_desk.by]
            return False
        return True

    def _keep(self) -> None:
        """Remember where one is, for the next time."""
        assert self.queue is not None
        wanted, queues = self.wanted, self.explorer.session.queues
        queues[self.explorer.open_desk.by] = KeptQueue(wanted.query, wanted.order, wanted.seed, self.queue.put_off)
        self.explorer.sayso.remember()

    def forget(self) -> None:
        """Leave the queue: it was another annotator's, or of a library that was closed."""
        self.queue, self.wanted = None, Wanted()
        self.shown, self._place = [], -1

    # -- going along it --------------------------------------------------------------------------------

    def do_next_in_queue(self) -> None:
        """Go to the next statement of the queue; one that was shown and not labelled is put off."""
        self.start(lambda: self._next(skip=True), "queue", exclusive=True)

    def do_previous_in_queue(self) -> None:
        """Go back to the statement of the queue that was shown before."""
        if self._place <= 0:
            self.explorer.say("Nothing of the queue was shown before.")
            return
        self._place -= 1
        one = self.shown[self._place]
        self.start(lambda: self.explorer.adjudicating.go_to(one), "queue", exclusive=True)

    async def _next(self, *, skip: bool) -> None:
        if self._place + 1 < len(self.shown):
            self._place += 1
            await self.explorer.adjudicating.go_to(self.shown[self._place])
            return
        if self.queue is None and not await self._resume():
            await self.begin(self.wanted)
        queue, last = self.queue, self.shown[-1] if self.shown else None
        assert queue is not None

        def step(_: Library) -> tuple[StatementView | None, int]:
            view = queue.next()
            if skip and view is not None and view.id == last:
                queue.skip()
                view = queue.next()
            return view, len(queue)

        view, left = await self.ask(step)
        self._keep()
        if view is None:
            self.explorer.say(f"Nothing is left to label in this queue: {self.wanted.words}.")
            return
        if not self.shown or self.shown[-1] != view.id:
            self.shown.append(view.id)
        self._place = len(self.shown) - 1
        key = await self.ask(lambda library: library.statements.article_key(view.id))
        self.explorer.reading.open(key, statement=view.id, pane=POSITIONS)
        keys = self.explorer.keys_shown(EVERYWHERE, "next_in_queue")
        self.explorer.say(f"{counted(left, 'statement')} to label, {self.wanted.words} · {keys} goes on")

    # -- times -----------------------------------------------------------------------------------------

    def looks_at(self, statement: str) -> None:
        """A statement was selected: from now on it is looked at."""
        if self._looked_at is None or self._looked_at[0] != statement:
            self._looked_at = statement, self._clock()

    def decided(self, statement: str) -> None:
        """A stance was set: note how long that took, where times are kept."""
        if self._looked_at is None or self._looked_at[0] != statement:
            return
        seconds = self._clock() - self._looked_at[1]
        self._looked_at = None
        self.start(lambda: self._note(statement, seconds), "pace")

    async def _note(self, statement: str, seconds: float) -> None:
        await self.ask(lambda library: library.pace.note(statement, seconds) if library.pace.on else None)

    # -- the second look -------------------------------------------------------------------------------

    def do_second_look(self) -> None:
        """Label some of one's own statements again, with the first label hidden."""
        self.start(self.second_look, MODAL, exclusive=True)

    async def second_look(self) -> None:
        """Show those that are due, one after the other."""
        from tui.screens.second_look import SecondLookScreen

        due = await self.ask(lambda library: library.second_look.due())
        if not self.may_write():
            return
        if not due:
            again = self.explorer.config.labelling.again
            why = "nothing of yours is due" if again else "it is off: labelling.again in config.yaml is the share"
            self.explorer.say(f"No second look: {why}.")
        else:
            await self.explorer.app.push_screen_wait(SecondLookScreen(self, due))

    async def blind(self, statement: str) -> Case:
        """A statement without anything that tells how it was labelled, with its text."""

        def read(library: Library) -> Case:
            view = library.second_look.blind(library.statements.get(statement))
            return Case(view, library.articles.version(view.statement.version).shown)

        return await self.ask(read)

    async def label_again(self, statement: str, stance: str) -> None:
        """Set this annotator's stance at the second look."""
        await self.ask(lambda library: library.second_look.label(statement, stance))

    # -- how far it is ---------------------------------------------------------------------------------

    def do_progress(self) -> None:
        """Show how far everybody is, by annotator, issue and article."""
        self.start(self._progress, MODAL, exclusive=True)

    async def _progress(self) -> None:
        from index.search.tree import NO_ISSUE
        from tui.screens.progress import ArticleChosen, IssueChosen, ProgressScreen

        overview = await self.ask(lambda library: library.coded.overview())
        explorer = self.explorer
        choice = await explorer.app.push_screen_wait(ProgressScreen(overview, explorer))
        if isinstance(choice, ArticleChosen):
            key = await self.ask(lambda library: library.articles.get(choice.article).key)
            explorer.reading.open(key, pane=POSITIONS)
        elif isinstance(choice, IssueChosen):
            if not explorer.statements.on:
                explorer.statements.begin()
            explorer.searching.search_for(f"issue:{choice.issue or NO_ISSUE} is:unlabelled")
            explorer.enter(explorer.home)
