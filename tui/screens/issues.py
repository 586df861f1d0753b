"""The issues of a library: what is proposed, to be accepted in one's own words or rejected, and what is in use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from textual import events, on
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from index.library import IssueInUse, OpenProposal
from index.model import Proposal
from tui.controllers.searching import counted
from tui.keymap import FIELD_MOVES, key_of
from tui.lines import Line, Piece, shorten, spread
from tui.screens.modal import Modal
from tui.widgets.blocks import Blocks

IN_USE, PROPOSED, NUMBERS = "●", "◇", ("statements", "actors")
HEADED = 44
"""From this width on, the numbers have headings, and actors are counted beside statements."""


class What(Enum):
    """What a person wants of the entry under the cursor."""

    ACCEPT = auto()
    REJECT = auto()
    TAKE = auto()
    RENAME = auto()
    MERGE = auto()
    SPLIT = auto()


RECODING = {"R": What.RENAME, "M": What.MERGE, "S": What.SPLIT}
"""Keys on an issue in use."""


@dataclass(frozen=True)
class Choice:
    """What is to be done: with the proposal `id`, worded `proposition`; TAKE gives the statement the issue `id`.

    The others change the issue `id` for all its statements.
    """

    what: What
    id: str
    proposition: str


Entry = IssueInUse | OpenProposal
Row = str | Entry
"""A heading, or what can be chosen below it."""


def rows_of(here: Proposal | None, proposed: Sequence[OpenProposal], used: Sequence[IssueInUse]) -> list[Row]:
    """What is proposed `here` first, in the words of this article; then the issues in use, then other proposals."""
    own = next((one for one in proposed if here is not None and one.id == here.id), None)
    rows: list[Row] = []
    if here is not None:
        mine = own or OpenProposal(here.id, here.proposition, here.words, 0, 0, 0)
        rows += ["Proposed here", replace(mine, proposition=here.proposition)]
    if used:
        rows += ["In use", *used]
    if others := [one for one in proposed if one is not own]:
        rows += ["Also proposed" if here is not None else "Proposed", *others]
    return rows


class IssueList(Blocks[Row]):
    """Issues and proposals with their numbers."""

    can_focus = False

    def can_select(self, item: Row) -> bool:
        return not isinstance(item, str)

    def lay_out(self, item: Row, width: int) -> list[Line]:
        names = NUMBERS if width >= HEADED else ("    ",)
        if isinstance(item, str):
            right: list[Piece] = [("".join(f"  {name}" for name in names) + " ", "faint")]
            line = spread([(f" {item}", "strong")], right if item is self.items[0] else [], width)
            return [line] if item is self.items[0] else [[], line]
        numbers = (item.statements, item.actors)[: len(names)]
        right = [(f"  {number or '–':>{len(name)}}", "dim") for number, name in zip(numbers, names, strict=True)]
        said = item.proposition if isinstance(item, OpenProposal) else item.issue.proposition
        glyph, tone = (PROPOSED, "accent") if isinstance(item, OpenProposal) else (IN_USE, "dim")
        room = max(1, width - 4 - sum(len(text) for text, _ in right))
        left = [(f" {glyph} ", tone), (shorten(" ".join(said.split()), room), "plain")]
        return [spread(left, [*right, (" ", "plain")], width)]


class Issues(Modal[Choice | None]):
    """The list, and above it the words of what is under its cursor; a proposal's can be changed before acceptance."""

    heading = "Issues"
    keys = (("Esc", "back"),)
    around = (6, 12)
    AUTO_FOCUS = ""
    BINDINGS = [Binding("ctrl+x", "reject", "reject", priority=True, show=False)]

    def __init__(
        self, here: Proposal | None, proposed: Sequence[OpenProposal], used: Sequence[IssueInUse], present: str | None
    ) -> None:
        """`here` is what is proposed for the selected statement, `present` the id of the issue that it has."""
        super().__init__()
        self._rows = rows_of(here, proposed, used)
        self._wordings: dict[str, str] = {}
        places = enumerate(self._rows)
        self._first = next(
            (at for at, row in places if here is None and isinstance(row, IssueInUse) and row.issue.id == present), 0
        )

    def body(self) -> Sequence[Widget]:
        self.field = Input(
            placeholder="something that one can be for or against", classes="field", select_on_focus=False
        )
        self.field.cursor_blink = False
        self.words = Static("", id="words", markup=False)
        self.said = Static("", classes="said", markup=False)
        self.list = IssueList()
        return (
            Horizontal(Static(" › ", id="prompt", markup=False), self.field, self.words, id="line"),
            self.said,
            self.list,
        )

    def on_mount(self) -> None:
        self.list.show(self._rows, cursor=self._first)
        self.fit(self.list)
        self._show_entry()

    @property
    def entry(self) -> Entry | None:
        """What is under the cursor."""
        row = self.list.current
        return None if isinstance(row, str) else row

    def _show_entry(self) -> None:
        """Show the words of what is under the cursor, and what Enter does with it."""
        entry = self.entry
        if entry is None:
            return
        proposal = isinstance(entry, OpenProposal)
        number = counted(entry.statements, "statement")
        of = f" of {counted(entry.actors, 'actor')}" if entry.actors else ""
        where = f" in {counted(entry.articles, 'article')}" if entry.articles else ""
        if isinstance(entry, OpenProposal):
            with self.prevent(Input.Changed):
                self.field.value = self._wordings.get(entry.id, entry.proposition)
            self.field.cursor_position = len(self.field.value)
            self.said.update(Content(f"Makes it an issue for {number}{of}{where}."))
        else:
            self.words.update(Content(" ".join(entry.issue.proposition.split())))
            self.said.update(Content(f"In use for {number}{of}{where}. Gives it to the selected statement."))
        self.field.display, self.words.display = proposal, not proposal
        if proposal:
            self.field.focus()
        else:
            self.set_focus(None)
        enter = ("Enter", "accept") if proposal else ("Enter", "take this")
        rejecting = (
            (("Ctrl-x", "reject"),) if proposal else (("R", "rename"), ("M", "merge into"), ("S", "split marked"))
        )
        self.show_keys((enter, *rejecting, ("Esc", "back"), ("↑↓", "choose")))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if isinstance(entry := self.entry, OpenProposal):
            self._wordings[entry.id] = event.value

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._take()

    @on(Blocks.Highlighted)
    def _moved(self, event: Blocks.Highlighted) -> None:
        event.stop()
        if isinstance(event, Blocks.Chosen):
            self._take()
        else:
            self._show_entry()

    def _take(self) -> None:
        entry = self.entry
        if isinstance(entry, IssueInUse):
            self.dismiss(Choice(What.TAKE, entry.issue.id, entry.issue.proposition))
        elif entry is not None and (said := " ".join(self.field.value.split())):
            self.dismiss(Choice(What.ACCEPT, entry.id, said))

    def action_reject(self) -> None:
        """Propose what is under the cursor no more."""
        if isinstance(entry := self.entry, OpenProposal):
            self.dismiss(Choice(What.REJECT, entry.id, entry.proposition))

    def on_key(self, event: events.Key) -> None:
        key = key_of(event.key, event.character)
        if key == "escape":
            self.dismiss(None)
        elif key in FIELD_MOVES:
            self.list.move(FIELD_MOVES[key])
        elif event.key == "enter":
            self._take()
        elif key in RECODING and isinstance(entry := self.entry, IssueInUse):
            self.dismiss(Choice(RECODING[key], entry.issue.id, entry.issue.proposition))
        else:
            return
        event.stop()
        event.prevent_default()
