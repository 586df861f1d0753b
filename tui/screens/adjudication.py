"""Settling what annotators labelled differently: the queue, the quotation, each one's label, and the codebook."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from index.model import StatementView
from tui.actions import ADJUDICATION
from tui.cases import CODERS, Case, Coming, definitions, drawn, is_open, queue_line
from tui.keymap import key_of
from tui.lines import Line
from tui.screens.working import Keyed
from tui.widgets.blocks import Blocks
from tui.widgets.leaves import Leaves

if TYPE_CHECKING:
    from index.library import Settled
    from tui.controllers.adjudicating import Adjudicating

BESIDE = 72
"""From this width on the codebook's words stand beside the statement, below it in a narrower screen."""

WITH_QUEUE = 110
"""From this width on the queue stands beside the statement."""


STEPS = {"down": 1, "up": -1}
"""Movements that go from one conflict to another, as in a list; the larger ones scroll the text."""


class Queue(Blocks[StatementView]):
    """The conflicts; the one that is shown is under the cursor."""

    can_focus = False

    def __init__(self, adjudicating: Adjudicating) -> None:
        super().__init__(id="queue")
        self._adjudicating = adjudicating

    def lay_out(self, item: StatementView, width: int) -> list[Line]:
        return [*queue_line(item, self._adjudicating.explorer.config, width), []]


class AdjudicationScreen(Keyed[StatementView | None]):
    """The screen of adjudication. Gives the statement whose article is to be opened."""

    group = "decide"
    pane = ADJUDICATION
    opened_by = "adjudicate"
    also = frozenset({"undo", "why"})

    heading = "Adjudication"

    def __init__(
        self, adjudicating: Adjudicating, queue: Sequence[StatementView], settled: Settled, query: str
    ) -> None:
        super().__init__(adjudicating.explorer.keymap, adjudicating.explorer.config.codebook)
        self._adjudicating, self._settled, self._query = adjudicating, settled, query
        self.views = list(queue)
        self.place = 0
        self.case: Case | None = None
        self.changed = False
        self._choosing = self._busy = False
        self.keys = self._line_of_keys()

    # -- what is shown ---------------------------------------------------------------------------------

    def body(self) -> Sequence[Widget]:
        self.queue = Queue(self._adjudicating)
        self.page = Leaves(id="case")
        self.beside = Leaves(id="codebook")
        self.beside.can_focus = False
        return (Horizontal(self.queue, self.page, self.beside, id="desk"), self.said)

    def on_mount(self) -> None:
        self.page.focus()
        self._lay_out()
        self.queue.show(self.views)
        self.draw()
        self.go(0)

    def on_resize(self) -> None:
        super().on_resize()
        self._lay_out()
        self.call_after_refresh(self.draw)

    def _lay_out(self) -> None:
        self.queue.display = self.size.width >= WITH_QUEUE and len(self.views) > 1
        self.beside.display = self.size.width >= BESIDE and bool(self.views)

    def draw(self) -> None:
        """Show the case, how far it all is, and the keys that hold now."""
        explorer = self._adjudicating.explorer
        propositions = explorer.describer.propositions
        self.query_one("#heading", Static).update(Content.assemble(*self._title()))
        self.show_keys(self._line_of_keys())
        if self.case is None:
            self.page.show((), message=self._nothing() if not self.views else ())
            self.beside.show(())
            return
        beside = self.beside.display
        shown = drawn(self.case, explorer.config, propositions, codebook=not beside, height=self.size.height)
        self.page.show(shown, keep=True)
        if beside:
            parts = definitions(self.case, explorer.config, propositions)
            self.beside.show([lambda width, part=part: [*part(width), []] for part in parts])  # type: ignore[misc]

    def _title(self) -> list[tuple[str, str]]:
        left = sum(is_open(view) for view in self.views)
        words = f"Adjudication · {self.place + 1} of {len(self.views)}" if self.views else "Adjudication"
        if self.size.width < BESIDE:
            return [(words, ""), (f" · {left} open", "$sayso-dim")] if self.views else [(words, "")]
        done = self._settled.adjudicated - self._settled.outdated + len(self.views) - left
        numbers = f" · {left} open · {done} decided · {self._settled.agreed} agreed · {self._settled.waiting} waiting"
        return [(words, ""), (numbers, "$sayso-dim")]

    def _nothing(self) -> Sequence[Line]:
        keys = self._adjudicating.explorer.keys_shown(ADJUDICATION, "became")
        where = "in what the search finds" if self._query else "in this library"
        return (
            [(f" Nothing is in conflict {where}", "strong")],
            [],
            [(" What annotators labelled alike finishes itself;", "dim")],
            [(" what they labelled differently comes here.", "dim")],
            [],
            [(f" {keys} ", "accent bold"), ("what became of your own labels", "dim")],
        )

    def _line_of_keys(self) -> Sequence[tuple[str, str]]:
        if self._choosing:
            labels = self._adjudicating.explorer.config.codebook.labels
            return (*((label.key, label.id) for label in labels), ("Esc", "not"))
        if not self.views:
            return (*self.hint("became", "mine"), ("q", "back"))
        number = len(self.case.view.labels) if self.case is not None else CODERS
        return (
            (f"1–{min(number, CODERS)}", "take"), *self.hint("own_decision", "own"), *self.hint("reason", "reason"),
            *self.hint("next_conflict", "next"), ("q", "back"), *self.hint("reopen", "open again"),
            *self.hint("became", "mine"), *self.hint("read_conflict", "read there"), ("u", "undo"),
            *self.hint("retire_conflict", "retire"),
        )  # fmt: skip

    # -- from one to the next --------------------------------------------------------------------------

    def go(self, place: int) -> None:
        """Show the conflict at `place` of the queue."""
        if 0 <= place < len(self.views):
            self.place = place
            self.queue.go(place, by_hand=False)
            self.do(self._read)

    async def _read(self) -> None:
        view = self.views[self.place]
        case = await self._adjudicating.case(view.id)
        if self.views[self.place].id == case.view.id:
            self._put(case)
            self.page.scroll_to(y=0, animate=False)

    def _put(self, case: Case) -> None:
        self.views = [case.view if one.id == case.view.id else one for one in self.views]
        self.case = case
        self.queue.show(self.views, cursor=self.place, keep=True)
        self.draw()

    def do_next_conflict(self) -> None:
        """Go to the next conflict."""
        self._step(1)

    def do_previous_conflict(self) -> None:
        """Go to the previous conflict."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if 0 <= self.place + step < len(self.views):
            self.say("")
            self.go(self.place + step)
        elif self.views:
            self.say("This is the last one." if step > 0 else "This is the first one.")

    # -- deciding --------------------------------------------------------------------------------------

    def take(self, place: int) -> None:
        """Decide as the annotator with this number labelled it."""
        if self.case is None or place > len(self.case.view.labels):
            return
        view, reason = self.case.view, self.case.reason
        label = view.labels[place - 1]
        coming = Coming(label.stance, label.by)
        self._decide(lambda: self._adjudicating.take(view, label.by, reason), f"decided as {label.by}", coming)

    def do_own_decision(self) -> None:
        """Ask for the key of a label of one's own."""
        if self.case is not None and self._may_decide():
            self._choosing = True
            self.draw()

    def _own(self, key: str) -> None:
        self._choosing = False
        label = next((one for one in self._adjudicating.explorer.config.codebook.labels if one.key == key), None)
        if label is not None and self.case is not None:
            view, reason, stance = self.case.view, self.case.reason, label.id
            self._decide(lambda: self._adjudicating.decide(view, stance, reason), f"decided {stance}", Coming(stance))
        else:
            if key != "escape":
                self.say(f"{key} is no label’s key; nothing was decided.")
            self.draw()

    def do_reopen(self) -> None:
        """Take back what was adjudicated."""
        if self.case is not None and (self.case.view.adjudicated is not None or self.case.view.retired):
            view = self.case.view
            words = f"open again: {view.statement.actor or 'source not named'}"
            self._decide(lambda: self._adjudicating.reopen(view), words, Coming(words="open again"))

    def do_retire_conflict(self) -> None:
        """Decide that it is no statement."""
        if self.case is not None:
            view = self.case.view
            coming = Coming(words="decided: it is no statement")
            self._decide(lambda: self._adjudicating.retire(view), "decided that it is no statement", coming)

    def do_reason(self) -> None:
        """Say why they differ."""
        if self.case is not None and self._may_decide():
            self.do(self._choose_reason, group="saved")

    async def _choose_reason(self) -> None:
        if self.case is None:
            return
        view = self.case.view
        reason = await self._adjudicating.ask_reason(view)
        if reason is None or self.case.view.id != view.id:
            return
        if view.adjudicated is None:
            self._put(self.case.with_reason(reason))
        else:
            self._put(await self._adjudicating.give_reason(view, reason))
            self.changed = True
            self.say(f"✓ saved · {reason}")

    def _may_decide(self) -> bool:
        return self.may_write(self._adjudicating.explorer.writable)

    def _decide(self, call: Callable[[], Awaitable[Case]], words: str, coming: Coming) -> None:
        """Save a decision, which is shown at once; where it cannot be saved, what was there is shown again."""
        if self.case is None or not self._may_decide() or self._busy:
            return
        self.case = replace(self.case, coming=coming)
        self.draw()

        async def save() -> None:
            self._busy = True
            try:
                self._put(await call())
            finally:
                self._busy = False
                if self.case is not None:
                    self.case = replace(self.case, coming=None)
            self.changed = True
            self.say(f"✓ saved · {words}")

        self.do(save)

    def _undo(self) -> None:
        if not self._may_decide():
            return

        self.say("Undoing …")

        async def undo() -> None:
            words, statement = await self._adjudicating.undo()
            self.changed = True
            place = next((place for place, one in enumerate(self.views) if one.id == statement), None)
            if place is not None:
                self.place = place
            if self.views:
                self._put(await self._adjudicating.case(self.views[self.place].id))
            self.say(f"undone: {words}")

        self.do(undo)

    def do_became(self) -> None:
        """Show what became of one's own labels."""
        self.do(self._became, group="saved")

    async def _became(self) -> None:
        view = await self._adjudicating.show_became()
        if view is not None:
            self.dismiss(view)

    def do_read_conflict(self) -> None:
        """Leave, and open the article at the statement."""
        if self.case is not None:
            self.dismiss(self.case.view)

    # -- keys ------------------------------------------------------------------------------------------

    def failed(self, error: Exception) -> None:
        super().failed(error)
        self.draw()

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        key = key_of(event.key, event.character)
        if self._choosing:
            self._own(key)
            return
        if key.isdecimal() and key != "0" and not self._dispatcher.pressed:
            self.take(int(key))
            return
        match self.act(event, self._move, said_stays=True):
            case "undo":
                self._undo()
            case "why" if self.case is not None:
                self._adjudicating.explorer.navigation.say_why(self.case.view)

    def _move(self, movement: str) -> None:
        if movement in STEPS:
            self._step(STEPS[movement])
        else:
            self.page.move(movement)
