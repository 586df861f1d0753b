"""The history: what annotators did, in words, the newest first; filtered, gone to, and taken back step by step."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import events, on
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.worker import Worker

from index.config import Codebook
from tui.actions import HISTORY
from tui.arrangement import TWO
from tui.controllers.base import PANEL
from tui.fuzzy import match
from tui.keymap import FIELD_MOVES, Keymap, key_of
from tui.lines import Line, Piece, short_date, shorten, spread, wrapped
from tui.screens.working import Keyed
from tui.widgets.blocks import Blocks
from tui.widgets.concordance import one_line

if TYPE_CHECKING:
    from index.library import Step
    from tui.controllers.history import History

GLYPHS = {"done": " ", "undone": "↶", "lost": "✗", "": "·"}
"""What stands before a step: undone, and redo may bring it back; undone for good; and one that turned another."""

WIDE = 60
"""From this width on a step has one line."""

NAME = 12
"""Cells for an annotator's name at most."""

FURTHER = 12
"""Rows from the end at which older steps are read."""

LOOKED = 2000
"""Steps that are looked through at once for what is typed."""

_WORD = re.compile(r"\S+")
_BY_COMMAND = re.compile(r": `sayso undo \w+` takes that back first$")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which steps are shown: of an article or a statement, by an annotator, of a day, with such words."""

    article: str | None = None
    statement: str | None = None
    by: str | None = None
    day: str | None = None
    words: str = ""

    @property
    def title(self) -> str:
        """What is shown, in words."""
        where = "this statement" if self.statement else "this article" if self.article else ""
        day = short_date(self.day, year=True)
        return " · ".join(part for part in ("History", where, self.by or "", day) if part)


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step, and which letters of its words fit what is typed."""

    step: Step
    places: tuple[int, ...] = ()


Row = str | StepRow
"""A day, or a step of it."""


def rows_of(steps: Sequence[Step], words: str) -> list[Row]:
    """The steps that fit what is typed, each day with its heading."""
    rows: list[Row] = []
    day = ""
    for step in steps:
        places = fitting(words, f"{step.words} {step.by}")
        if places is None:
            continue
        if step.at[:10] != day:
            day = step.at[:10]
            rows.append(day)
        rows.append(StepRow(step, tuple(place for place in places if place < len(step.words))))
    return rows


def fitting(words: str, text: str) -> tuple[int, ...] | None:
    """Which letters of a text the words stand for; None where one of them is not in it.

    Letters may be left out within a word of the text only: in a whole sentence any of them are found somewhere.
    """
    found: set[int] = set()
    folded = text.casefold()
    for word in words.casefold().split():
        at = folded.find(word)
        if at >= 0:
            found.update(range(at, at + len(word)))
            continue
        within = ((one.start(), match(word, one.group())) for one in _WORD.finditer(text))
        start, fits = next(((start, fits) for start, fits in within if fits is not None), (0, None))
        if fits is None:
            return None
        found.update(start + place for place in fits.places)
    return tuple(sorted(found))


def refusal(step: Step, redo: str) -> str | None:
    """Why a step stays, in a sentence for somebody who sees the history, where the key `redo` brings back."""
    if step.why_not is None:
        return None
    said = _BY_COMMAND.sub("; take that back first", step.why_not).replace("`sayso redo`", redo)
    return f"{said[:1].upper()}{said[1:]}."


class Steps(Blocks[Row]):
    """The steps; what was undone is dimmed and struck through."""

    def __init__(self, near_end: Callable[[], None]) -> None:
        """`near_end` is called where older steps come into sight."""
        super().__init__()
        self._near_end = near_end
        self._name_width = 0

    def show_rows(self, rows: Sequence[Row], *, cursor: int, message: Sequence[Line], keep: bool) -> None:
        """Show these; the column of names is as wide as it has to be."""
        names = {row.step.by for row in rows if isinstance(row, StepRow)}
        self._name_width = min(NAME, max((len(one_line(name)) for name in names), default=0))
        self.show(rows, cursor=cursor, message=message, keep=keep)

    def can_select(self, item: Row) -> bool:
        return isinstance(item, StepRow)

    def lay_out(self, item: Row, width: int) -> list[Line]:
        if isinstance(item, str):
            first = item is self.items[0]
            right: list[Piece] = [("times are UTC ", "faint")] if first and width >= WIDE else []
            head = spread([(f" {short_date(item, year=True)}", "strong")], right, width)
            return [head] if first else [[], head]
        step = item.step
        gone = step.state in ("undone", "lost")
        tone = "dim strike" if gone else "dim" if not step.state else "plain"
        remark: list[Piece] = [(" undone ", "dim")] if gone else []
        name = shorten(one_line(step.by), self._name_width)
        lead: list[Piece] = [(f" {GLYPHS[step.state]} ", "accent"), (f"{step.at[11:16]} ", "dim")]
        if width < WIDE:
            said = wrapped(one_line(step.words), max(8, width - 4), 2)
            return [spread([*lead, (name, "dim")], remark, width), *([("   ", "plain"), (part, tone)] for part in said)]
        room = width - sum(len(text) for text, _ in (*lead, *remark)) - self._name_width - 3
        words = shorten(one_line(step.words), max(8, room))
        return [
            spread([*lead, (f"{name:<{self._name_width}}  ", "dim"), *_lit(words, item.places, tone)], remark, width)
        ]

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if self.items and new_value + 2 * self.size.height >= self.virtual_size.height:
            self._near_end()


def _lit(words: str, places: Sequence[int], tone: str) -> list[Piece]:
    """Words with the letters lit that fit what is typed."""
    if not places:
        return [(words, tone)]
    pieces: list[Piece] = []
    for place, character in enumerate(words):
        this = "match" if place in places else tone
        if pieces and pieces[-1][1] == this:
            pieces[-1] = (pieces[-1][0] + character, this)
        else:
            pieces.append((character, this))
    return pieces


class HistoryScreen(Keyed["Step | None"]):
    """The panel. Gives the step to be gone to."""

    group = "steps"
    pane = HISTORY
    opened_by = "history"
    also = frozenset({"search", "redo"})

    heading = "History"

    def __init__(self, history: History, shown: Filter, keymap: Keymap, codebook: Codebook) -> None:
        super().__init__(keymap, codebook)
        self._history = history
        self.shown = shown
        self.steps: list[Step] = []
        self.whole = False
        self.keys = (
            *self.hint("take_back", "undo"), *self.hint("bring_back", "redo"), *self.hint("open_step", "go"),
            *self.hint("filter_words", "find"), *self.hint("filter_article", "article"),
            *self.hint("filter_person", "person"), *self.hint("filter_day", "day"), ("q", "back"),
        )  # fmt: skip

    def body(self) -> Sequence[Widget]:
        self.field = Input(placeholder="words of a step", classes="field", select_on_focus=False)
        self.field.cursor_blink = False
        self.line = Horizontal(Static(" › ", id="prompt", markup=False), self.field, id="line")
        self.line.display = False
        self.list = Steps(self._near_end)
        self.detail = Static("", id="detail", markup=False)
        return (self.line, self.list, self.detail, self.said)

    def on_mount(self) -> None:
        self.list.focus()
        self.load()

    def on_resize(self) -> None:
        super().on_resize()
        self.call_after_refresh(self._tell)

    def do(self, work: Callable[[], Awaitable[None]], group: str = "", *, exclusive: bool = False) -> Worker[None]:
        worker = super().do(work, group, exclusive=exclusive)
        if group == PANEL:
            self._history.explorer.sayso.keys.wait_for(worker)
        return worker

    # -- what is shown ---------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the steps from the newest one on."""
        self.do(lambda: self._history.fill(self), exclusive=True)

    def show_only(self, shown: Filter) -> None:
        """Show other steps."""
        self.shown = shown
        self.steps, self.whole = [], False
        self.load()

    def show_steps(self, steps: Sequence[Step], *, whole: bool, here: str | None = None, keep: bool = False) -> None:
        """Show these, the cursor on the step with the id `here`; `whole` says that there are no older ones."""
        self.steps, self.whole = list(steps), whole
        here = here or (self.current.id if self.current is not None else None)
        rows = rows_of(self.steps, self.shown.words)
        place = next((i for i, row in enumerate(rows) if isinstance(row, StepRow) and row.step.id == here), 0)
        self.list.show_rows(rows, cursor=place, message=self._message(), keep=keep)
        self.query_one("#heading", Static).update(Content(self.shown.title))
        self._tell()
        self.call_after_refresh(self._look_further)

    def _message(self) -> tuple[Line, ...]:
        if not self.whole:
            return ([(" …", "faint")],)
        if self.shown == Filter():
            return ([(" Nothing was done yet", "strong")],)
        return ([(" No step is like that", "strong")], [], [(" the keys below show more of them", "dim")])

    @property
    def current(self) -> Step | None:
        """The step under the cursor."""
        row = self.list.current
        return row.step if isinstance(row, StepRow) else None

    def _near_end(self) -> None:
        if not self.whole and self.steps:
            self.do(lambda: self._history.further(self), exclusive=True)

    def _look_further(self) -> None:
        """Read older steps where those that fit do not fill the list, or the cursor comes to their end."""
        if self.whole or not self.is_attached:
            return
        items = self.list.items
        is_full = self.list.virtual_size.height > 2 * self.size.height
        if len(items) - self.list.cursor <= FURTHER or (not is_full and len(self.steps) < LOOKED):
            self._near_end()

    def tell(self, where: str) -> None:
        """Say under the list in which article the step was."""
        self._tell(where)

    def _tell(self, where: str | None = None, *, refused: bool = False) -> None:
        """Say what there is no room for in the row, and whether the step can be taken back."""
        step = self.current
        if step is None:
            self.detail.update("")
            return
        if where is None:
            where = self._history.where(self, step)
        key, redo = ((self._keymap.keys_of(HISTORY, name) or [":"])[0] for name in ("take_back", "bring_back"))
        reason = refusal(step, redo)
        end = (reason, "$sayso-orange" if refused else "$sayso-dim") if reason else (f"{key} takes it back", "$accent")
        words = (one_line(step.words), "$sayso-strong")
        said = [one for one in (words, (where, "$sayso-dim"), end) if one[0]]
        if self.size.width < TWO:
            said = said[-1:]  # its words stand in the row
        self.detail.update(Content("\n").join(Content.styled(*one) for one in said))

    # -- keys ------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        if self.field.has_focus:
            if self._key_while_typing(key_of(event.key, event.character)):
                event.stop()
                event.prevent_default()
            return
        match self.act(event, self.list.move):
            case "search":
                self.do_filter_words()
            case "redo":
                self.do_bring_back()

    def leave(self, action: str) -> None:
        if action == "back" and self.shown.words:
            self._stop_typing("")
        else:
            super().leave(action)

    def _key_while_typing(self, key: str) -> bool:
        """Do what a key does that is no letter; False where it is the field's."""
        if key == "escape":
            self._stop_typing("")
        elif key in FIELD_MOVES:
            self.list.move(FIELD_MOVES[key])
        else:
            return False
        return True

    def _stop_typing(self, words: str) -> None:
        self.line.display = bool(words.strip())
        if self.field.value != words:
            self.field.value = words
        self.list.focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.shown = replace(self.shown, words=event.value)
        self.show_steps(self.steps, whole=self.whole)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._stop_typing(event.value)

    @on(Blocks.Highlighted)
    def _moved(self, event: Blocks.Highlighted) -> None:
        event.stop()
        if isinstance(event, Blocks.Chosen):
            self.do_open_step()
            return
        self._tell()
        self._look_further()

    # -- actions ---------------------------------------------------------------------------------------

    def do_open_step(self) -> None:
        """Go to the article of the step."""
        step = self.current
        if step is not None and step.articles:
            self.dismiss(step)
        elif step is not None:
            self.say("It was not about an article.")

    def do_take_back(self) -> None:
        """Take the step back, or say why it stays."""
        step = self.current
        if step is None:
            return
        if step.why_not is not None:
            self._tell(refused=True)
        else:
            self.do(lambda: self._history.take_back(self, step))

    def do_bring_back(self) -> None:
        """Bring back what was undone last."""
        self.do(lambda: self._history.bring_back(self))

    def do_filter_words(self) -> None:
        """Type words of a step."""
        self.line.display = True
        self.field.focus()

    def do_filter_article(self) -> None:
        """Show the steps of this article, or of all."""
        article = self._history.article(self.current)
        if self.shown.article or self.shown.statement:
            self.show_only(replace(self.shown, article=None, statement=None))
        elif article is None:
            self.say("No article is open.")
        else:
            self.show_only(replace(self.shown, article=article))

    def do_filter_statement(self) -> None:
        """Show the steps of the selected statement, or of all."""
        statement = self._history.statement(self.current)
        if self.shown.statement:
            self.show_only(replace(self.shown, statement=None))
        elif statement is None:
            self.say("No statement is selected.")
        else:
            self.show_only(replace(self.shown, article=None, statement=statement))

    def do_filter_person(self) -> None:
        """Pick whose steps are shown."""
        self.do(lambda: self._history.pick_person(self), PANEL, exclusive=True)

    def do_filter_day(self) -> None:
        """Pick the day of which steps are shown."""
        self.do(lambda: self._history.pick_day(self), PANEL, exclusive=True)
