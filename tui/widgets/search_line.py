"""The search line: the query, what it found, and below it what is wrong with it and where."""

from __future__ import annotations

import re

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from index.errors import QueryError
from tui.lines import wrapped
from tui.messages import QueryChanged, QueryEntered

MARGIN = 3
"""Columns before the query: a space, the slash, a space."""

NARROW = 60
"""Below this width the sentence has lines of its own."""

_PLACE = re.compile(r" \(at character \d+\)$")
"""How the command line says where; here a caret shows it."""

EXAMPLE = 'words, "a phrase", actor:NAME, outlet:NAME, date:2022-03.., stance:against, is:unlabelled'


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


def trouble(error: QueryError, query: str, width: int, scrolled: int = 0) -> Content:
    """What stands below a broken query: carets under the place, then the sentence and what Tab would make of it."""
    start = min(max(0, error.start), len(query))
    end = min(max(start + 1, error.end), max(len(query), start + 1))
    indent = MARGIN + cell_len(query[:start]) - scrolled
    carets = "^" * max(1, cell_len(query[start:end]))
    if indent < MARGIN:
        carets, indent = carets[MARGIN - indent :] or "^", MARGIN
    sentence = _PLACE.sub("", error.sentence)
    sentence = sentence[:1].upper() + sentence[1:]
    pieces = [(sentence, "$sayso-orange")]
    if error.proposal:
        pieces += [("  Tab", "bold $accent"), (f" {error.proposal}", "$sayso-dim")]
    caret_line = (" " * indent + carets)[:width]
    room = width - 1 - cell_len(caret_line) - 2
    if width >= NARROW and sum(cell_len(text) for text, _ in pieces) <= room:
        return Content.assemble((caret_line, "bold $sayso-orange"), "  ", *pieces)
    lead = " " * (MARGIN if width >= NARROW else 1)
    lines = wrapped("".join(text for text, _ in pieces), width - 2 * len(lead), 3 if width >= NARROW else 6)
    return Content.assemble(
        (caret_line, "bold $sayso-orange"), *((f"\n{lead}{line}", "$sayso-orange") for line in lines)
    )


class SearchLine(Vertical):
    """Query, count and error."""

    DEFAULT_CSS = """
    SearchLine { height: auto; }
    SearchLine > Horizontal { height: 1; }
    SearchLine #slash { width: 3; color: $sayso-faint; }
    SearchLine.-open #slash { color: $accent; text-style: bold; }
    SearchLine #found { width: auto; color: $sayso-dim; padding: 0 1; }
    SearchLine.-broken #found { display: none; }
    SearchLine #trouble { height: auto; display: none; }
    SearchLine.-broken #trouble { display: block; }
    """

    trouble_height = 0
    """Lines that the error takes below the query; 0 while the query is not broken."""

    proposal: str | None = None
    """What the query would be with the proposal taken."""

    _error: QueryError | None = None

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(" / ", id="slash", markup=False)
            field = QueryInput(id="query", placeholder="search", select_on_focus=False)
            field.cursor_blink = False
            yield field
            yield Static("", id="found", markup=False)
        yield Static("", id="trouble", markup=False)

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

    def put(self, query: str) -> None:
        """Set the query as if it had been typed."""
        self.field.value = query
        self.field.cursor_position = len(query)

    def found(self, words: str) -> None:
        """Show what was found; the query is then not broken."""
        self.remove_class("-broken")
        self.trouble_height, self.proposal, self._error = 0, None, None
        self.query_one("#found", Static).update(Content(words))

    def broken(self, error: QueryError) -> None:
        """Show what is wrong, and where; what was found before stays, dim."""
        self._error, self.proposal = error, error.proposal
        self.add_class("-broken")
        self.lay_out()

    def lay_out(self) -> None:
        """Put what is wrong into the width of the screen: the line itself has none yet where it was hidden."""
        if self._error is None:
            return
        said = trouble(self._error, self.query_text, self.screen.size.width, int(self.field.scroll_offset.x))
        self.query_one("#trouble", Static).update(said)
        self.trouble_height = said.plain.count("\n") + 1

    @property
    def text(self) -> str:
        """All that is shown, as lines."""
        parts = [f" / {self.query_text}  {self.query_one('#found', Static).render()}"]
        if self.has_class("-broken"):
            parts.append(str(self.query_one("#trouble", Static).render()))
        return "\n".join(parts)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.add_class("-open")
        self.field.placeholder = EXAMPLE

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        self.remove_class("-open")
        self.field.placeholder = "search"

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(QueryChanged(event.value))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(QueryEntered(event.value))
