"""Choosing one of many by typing: the issue of a statement, an action, a path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from rich.cells import cell_len
from textual import events, on
from textual.app import App
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from index.model import Issue
from tui.fuzzy import match
from tui.keymap import FIELD_MOVES, key_of
from tui.lines import Line, Piece, shorten, spread
from tui.screens.modal import Modal
from tui.widgets.blocks import Blocks

if TYPE_CHECKING:
    from textual.app import ReturnType

Value = TypeVar("Value")

TITLE_WIDTH, REMARK_WIDTH = 28, 14
"""Columns at most for entries' words and remarks where details stand between them: as many as the longest needs."""

DETAILED = 60
"""From this width on, details are shown."""

SHOWN = 200
"""Entries that are listed at most; typing more leaves fewer."""


@dataclass(frozen=True)
class Entry(Generic[Value]):
    """Something to choose: its words, what choosing it gives, and a remark at the right.

    `detail` explains it, `completion` is what Tab types for it, `places` are the letters that fitted. The `present` one
    is what holds now: the cursor stands on it at first, so that Enter changes nothing.
    """

    text: str
    value: Value
    remark: str = ""
    completion: str | None = None
    detail: str = ""
    places: tuple[int, ...] = ()
    present: bool = False


def matching(entries: Sequence[Entry[Value]], query: str) -> list[Entry[Value]]:
    """The entries that fit a query, the best first; all in their order for an empty one.

    Letters are looked for in the entry's words, whole words in its detail too; what is typed in full comes first.
    """
    if not query.strip():
        return list(entries[:SHOWN])
    found = []
    for entry in entries:
        fits = match(query, entry.text)
        if fits is not None:
            found.append((fits.score, replace(entry, places=fits.places)))
        elif all(word in entry.detail.casefold() for word in query.casefold().split()):
            found.append((0.0, entry))
    whole = " ".join(query.casefold().split())
    found.sort(key=lambda pair: (pair[1].text.casefold() != whole, -pair[0]))
    return [entry for _, entry in found[:SHOWN]]


class Choices(Blocks[Entry[Value]], Generic[Value]):
    """The list of entries."""

    can_focus = False
    _columns = (0, 0)

    def show(
        self, items: Sequence[Entry[Value]], *, cursor: int = 0, message: Sequence[Line] = (), keep: bool = False
    ) -> None:
        detailed = [one for one in items if one.detail]
        remarks = [cell_len(one.remark) for one in detailed if one.remark]
        self._columns = (
            min(TITLE_WIDTH, max((cell_len(one.text) for one in detailed), default=0) + 2),
            min(REMARK_WIDTH, max(remarks)) if len(remarks) > len(detailed) / 2 else 0,
        )
        super().show(items, cursor=cursor, message=message, keep=keep)

    def lay_out(self, item: Entry[Value], width: int) -> list[Line]:
        is_detailed = bool(item.detail) and width >= DETAILED
        remark = [(f" {shorten(item.remark, max(4, width // 3))} ", "dim")] if item.remark else []
        if is_detailed and self._columns[1]:
            # Details end in one column, wherever the remark begins.
            remark = [(f"  {shorten(item.remark, self._columns[1]):>{self._columns[1]}} ", "dim")]
        room = max(1, width - 2 - sum(len(text) for text, _ in remark))
        shown = shorten(item.text.replace("\n", " "), room)
        pieces: list[Piece] = [(" ", "plain")]
        for place, character in enumerate(shown):
            tone = "match" if place in item.places else "plain"
            if len(pieces) > 1 and pieces[-1][1] == tone:
                pieces[-1] = (pieces[-1][0] + character, tone)
            else:
                pieces.append((character, tone))
        if is_detailed:
            pieces.append((" " * max(2, self._columns[0] - cell_len(shown)), "plain"))
            pieces.append((item.detail, "dim"))
        return [spread(pieces, remark, width)]


class Picker(Modal[Value | None], Generic[Value]):
    """A field, and below it what fits what is typed in it. Enter gives the entry under the cursor."""

    keys: Sequence[tuple[str, str]] = (("Enter", "take"), ("↑↓", "choose"), ("Esc", "back"))

    def __init__(
        self,
        find: Callable[[str], Sequence[Entry[Value]]],
        *,
        heading: str = "",
        prompt: str = "",
        typed: str = "",
        nothing: str = "Nothing fits.",
    ) -> None:
        """`find` gives the entries for what is typed; `nothing` is said where there are none."""
        super().__init__()
        self.heading = heading
        self._find, self._prompt, self._typed, self._nothing = find, prompt, typed, nothing

    def body(self) -> Sequence[Widget]:
        self.field = Input(self._typed, placeholder=self._prompt, classes="field", select_on_focus=False)
        self.field.cursor_blink = False
        self.choices: Choices[Value] = Choices()
        return (Horizontal(Static(" › ", id="prompt", markup=False), self.field, id="line"), self.choices)

    def on_mount(self) -> None:
        self.field.focus()
        self.field.cursor_position = len(self._typed)
        self.refill()

    def refill(self) -> None:
        """List what fits what is typed."""
        query = self.field.value
        found = self._find(query)
        here = 0 if query.strip() else next((place for place, one in enumerate(found) if one.present), 0)
        self.choices.show(found, cursor=here, message=([(f" {self.nothing_for(query)}", "dim")],))

    def nothing_for(self, query: str) -> str:
        """What is said where nothing fits what is typed."""
        return self._nothing

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.refill()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.choices.choose()

    @on(Blocks.Chosen)
    def _chosen(self, event: Blocks.Chosen) -> None:
        event.stop()
        self.take(event.item)

    def take(self, entry: Entry[Value]) -> None:
        """Leave with an entry."""
        self.dismiss(entry.value)

    def on_key(self, event: events.Key) -> None:
        key = key_of(event.key, event.character)
        if key == "escape":
            self.dismiss(None)
        elif key in FIELD_MOVES:
            self.choices.move(FIELD_MOVES[key])
        elif key == "tab":
            self.complete()
        else:
            return
        event.stop()
        event.prevent_default()

    def complete(self) -> None:
        """Type the entry under the cursor, where it can be typed on from."""
        entry = self.choices.current
        if entry is not None and entry.completion is not None:
            self.field.value = entry.completion
            self.field.cursor_position = len(entry.completion)


@dataclass(frozen=True)
class IssueChoice:
    """An issue that is there (None for no issue), or the proposition of a new one."""

    issue_id: str | None
    proposition: str | None = None


async def pick_issue(app: App[ReturnType], issues: Sequence[Issue], present: str | None) -> IssueChoice | None:
    """Let a person pick the issue of a statement, or name a new one; None where they went back."""
    known = [
        Entry(
            issue.proposition,
            IssueChoice(issue.id),
            "now" if issue.id == present else issue.id,
            present=issue.id == present,
        )
        for issue in issues
    ]

    def find(query: str) -> list[Entry[IssueChoice]]:
        found = matching(known, query)
        words = " ".join(query.split())
        if words and words.casefold() not in {issue.proposition.casefold() for issue in issues}:
            found.append(Entry(f"new issue: {words}", IssueChoice(None, words), "create"))
        if not words and present is not None:
            found.append(Entry("no issue", IssueChoice(None), "take away"))
        return found

    nothing = "No issues yet: type a proposition that one can be for or against."
    picker = Picker(find, heading="What is it about?", prompt="an issue, or a new proposition", nothing=nothing)
    return await app.push_screen_wait(picker)
