"""The search line: the query, what it found, and below it what is wrong with it and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input, Static

from index.errors import QueryError
from tui.lines import shorten, wrapped
from tui.messages import QueryChanged, QueryEntered
from tui.widgets.completions import Completions

if TYPE_CHECKING:
    from index.search.completion import Completion

MARGIN = 3
"""Columns before the query: a space, the slash, a space."""

NARROW = 60
"""Below this width the sentence has lines of its own."""

_PLACE = re.compile(r" \(at character \d+\)$")
"""How the command line says where; here a caret shows it."""

EXAMPLES = ("words", '"a phrase"', "actor:NAME", "outlet:NAME", "date:2022-03..", "stance:against", "is:unlabelled")
"""What stands in the empty line, as many of them as have room."""


def examples(width: int) -> str:
    """The first of the examples, as many as have room in `width` cells; one at least."""
    shown = EXAMPLES[0]
    for one in EXAMPLES[1:]:
        if len(shown) + 2 + len(one) > width:
            break
        shown += f", {one}"
    return shown


OWN_KEYS = frozenset(
    key for binding in Input.BINDINGS if isinstance(binding, Binding) for key in binding.key.split(",")
)
"""The keys that the field itself has a use for."""


class QueryInput(Input):
    """The field itself. Keys that leave it go to the screen."""

    DEFAULT_CSS = """
    QueryInput, QueryInput:focus {
        border: none; padding: 0; height: 1; width: 1fr;
        background: $background; color: $sayso-strong; background-tint: $background 0%;
        & > .input--placeholder { color: $sayso-faint; }
    }
    """

    #: Its one line is as long as the query: nothing else on the screen moves for a letter more.
    virtual_size = Reactive(Size(0, 0), layout=False)


def trouble(error: QueryError, query: str, width: int, scrolled: int = 0) -> Content:
    """What stands below a broken query: carets under the place, then the sentence and what Tab would make of it."""
    start = min(max(0, error.start), len(query))
    end = min(max(start + 1, error.end), max(len(query), start + 1))
    indent = MARGIN + cell_len(query[:start]) - scrolled
    carets = "^" * max(1, cell_len(query[start:end]))
    if indent < MARGIN:
        carets, indent = carets[MARGIN - indent :] or "^", MARGIN
    sentence = _PLACE.sub("", error.sentence)
    if sentence.split(" ", 1)[0] not in query:  # else it is what was typed
        sentence = sentence[:1].upper() + sentence[1:]
    pieces = [(sentence, "$sayso-orange")]
    if error.proposal:
        pieces += [("  Tab", "bold $accent"), (f" {error.proposal}", "$sayso-dim")]
    caret_line = (" " * indent + carets)[:width]
    room = width - 1 - cell_len(caret_line) - 2
    if width >= NARROW and sum(cell_len(text) for text, _ in pieces) <= room:
        return Content.assemble((caret_line, "bold $sayso-orange"), "  ", *pieces)
    lead = " " * (MARGIN if width >= NARROW else 1)
    room, most = width - 2 * len(lead), 3 if width >= NARROW else 6
    if sum(cell_len(text) for text, _ in pieces) <= room:
        return Content.assemble((caret_line, "bold $sayso-orange"), f"\n{lead}", *pieces)
    lines = wrapped(sentence, room, most - bool(error.proposal))
    below: list[str | tuple[str, str]] = [(f"\n{lead}{line}", "$sayso-orange") for line in lines]
    if error.proposal:
        below += [f"\n{lead}", ("Tab", "bold $accent"), (f" {shorten(error.proposal, room - 4)}", "$sayso-dim")]
    return Content.assemble((caret_line, "bold $sayso-orange"), *below)


def meant(suggestion: str, width: int) -> Content:
    """What stands below a query that was probably meant otherwise."""
    room = width - MARGIN - len("did you mean   Tab") - 1
    return Content.assemble(
        " " * MARGIN,
        ("did you mean ", "$sayso-dim"),
        (shorten(suggestion, room), "$sayso-strong"),
        ("  Tab", "bold $accent"),
    )


class SearchLine(Vertical):
    """Query, count and error, and below the place where one types what it may go on with."""

    DEFAULT_CSS = """
    SearchLine { height: auto; }
    SearchLine > Horizontal { height: 1; }
    SearchLine #slash { width: 3; color: $sayso-faint; }
    SearchLine.-open #slash { color: $accent; text-style: bold; }
    SearchLine #found { width: auto; color: $sayso-dim; padding: 0 1; }
    SearchLine #trouble { height: auto; display: none; }
    """

    trouble_height = 0
    """Lines that the error takes below the query; 0 while the query is not broken."""

    proposal: str | None = None
    """What the query would be with the proposal taken, or what was probably meant."""

    edited = False
    """Whether somebody typed since the line was opened, or was filled by the program."""

    _error: QueryError | None = None
    _meant: str | None = None
    _put: str | None = None
    _words: Sequence[str] = ("",)
    _found_width = 0
    _shown: tuple[str, bool] | None = None

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(" / ", id="slash", markup=False)
            field = QueryInput(id="query", placeholder="search", select_on_focus=False)
            field.cursor_blink = False
            yield field
            yield Static("", id="found", markup=False)
        yield Static("", id="trouble", markup=False)
        yield Completions(id="completions")

    @property
    def completions(self) -> Completions:
        """What the query may go on with."""
        return self.query_one(Completions)

    @property
    def field(self) -> QueryInput:
        """The field that is typed in."""
        return self.query_one(QueryInput)

    @property
    def query_text(self) -> str:
        """What is typed."""
        return self.field.value

    @property
    def is_open(self) -> bool:
        """Whether somebody is typing."""
        return self.field.has_focus

    def put(self, query: str, cursor: int | None = None, *, by_hand: bool = False) -> None:
        """Set the query, with the cursor at its end or at a place; `by_hand` as if it had been typed."""
        if query != self.field.value:
            self._put = None if by_hand else query
        self.edited = by_hand
        self.field.value = query
        self.field.cursor_position = len(query) if cursor is None else cursor

    def found(self, words: Sequence[str], suggestion: str | None = None, *, said_elsewhere: bool = False) -> None:
        """Show what was found, in the first of the words that there is room for; the query is then not broken.

        `suggestion` is what was probably meant; it is not shown below the line where it is `said_elsewhere`.
        """
        self._error, self.proposal, self._words = None, suggestion, words
        self._meant = None if said_elsewhere else suggestion
        self.lay_out()

    def suggest(self, suggestion: str, *, said_elsewhere: bool = False) -> None:
        """Show what was probably meant, which became known after `found`."""
        self.proposal = suggestion
        self._meant = None if said_elsewhere else suggestion
        self.lay_out()

    def broken(self, error: QueryError) -> None:
        """Show what is wrong, and where; what was found before stays, dim."""
        self._error, self._meant, self.proposal = error, None, error.proposal
        self.lay_out()

    def complete(self, completions: Sequence[Completion]) -> None:
        """Show what the query may go on with, or nothing; as long as that is shown nothing is said to be wrong."""
        start = completions[0].start if completions else 0
        column = MARGIN + cell_len(self.query_text[:start]) - int(self.field.scroll_offset.x)
        self.completions.offer(completions, column, self.screen.size)
        self._show_trouble()

    def lay_out(self) -> None:
        """Put the words into the width of the screen: the line itself has none yet where it was hidden."""
        width = self.screen.size.width
        room = max(width // 3, width - MARGIN - cell_len(self.query_text) - 4)
        words = next((one for one in self._words if cell_len(one) <= room), self._words[-1])
        # To lay out the screen anew takes longer than to search: while one types the words keep their width.
        before = self._found_width
        if not (self.is_open and cell_len(words) <= before <= room):
            self._found_width = cell_len(words)
        shown = words.rjust(self._found_width)
        if (shown, self.is_open) != self._shown:  # mostly the same is found again
            self._shown = shown, self.is_open
            anew = self._found_width != before or not self.is_open
            self.query_one("#found", Static).update(Content(shown), layout=anew)
        self._show_trouble()

    def _show_trouble(self) -> None:
        """Show what is wrong, or what was meant, unless completions stand there."""
        width = self.screen.size.width
        said: Content | None = None
        if self._error is not None:
            said = trouble(self._error, self.query_text, width, int(self.field.scroll_offset.x))
        elif self._meant is not None:
            said = meant(self._meant, width)
        below, shown = self.query_one("#trouble", Static), said is not None and not self.completions.display
        before, self.trouble_height = self.trouble_height, said.plain.count("\n") + 1 if said and shown else 0
        if said is not None:
            below.update(said, layout=self.trouble_height != before)
        for widget, wanted in ((below, shown), (self.query_one("#found", Static), not self.is_broken)):
            if widget.display != wanted:  # even the same, set once more, lays out all anew
                widget.display = wanted

    @property
    def is_broken(self) -> bool:
        """Whether something is wrong with the query."""
        return self._error is not None

    @property
    def text(self) -> str:
        """All that is shown, as lines."""
        parts = [f" / {self.query_text}  {self.query_one('#found', Static).render()}"]
        if self.trouble_height:
            parts.append(str(self.query_one("#trouble", Static).render()))
        return "\n".join(parts)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.add_class("-open")
        self.edited = False
        self.field.placeholder = examples(self.field.content_size.width)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        self.remove_class("-open")
        self.lay_out()
        self.field.placeholder = "search"

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        by_hand = event.value != self._put
        self.edited = self.edited or by_hand
        if by_hand:
            self._put = None
        self.post_message(QueryChanged(event.value, by_hand))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(QueryEntered(event.value))
