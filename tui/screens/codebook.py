"""The codebook in sight: what a label or an issue means, with examples, edge cases, and its version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from index.model import Issue
from tui.arrangement import TWO
from tui.keymap import Dispatcher, Keymap
from tui.lines import Line, wrapped
from tui.recoding import ISSUE, LABEL, MERGE, RENAME, SPLIT, Thing
from tui.screens.help import move_or_leave
from tui.screens.modal import Modal
from tui.widgets.page import Page

if TYPE_CHECKING:
    from index.config import CodebookLabel, Example
    from index.library import Library

MOST = 40
"""Lines that one text takes at most."""

MEASURE = 80
"""Cells of a line of text at most."""


@dataclass(frozen=True, slots=True)
class IssueMeaning:
    """An issue, with examples of what is about it, and of what looks like it and is not."""

    issue: Issue
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meanings:
    """The codebook in force: its version, labels and issues."""

    version: str
    labels: tuple[CodebookLabel, ...]
    issues: tuple[IssueMeaning, ...]

    @classmethod
    def of(cls, library: Library) -> Meanings:
        """The codebook that is in force in a library."""
        book = library.codebook
        issues = tuple(IssueMeaning(one, *book.issue_entry(one.id)) for one in book.issues())
        return cls(book.version, book.labels(), issues)

    def label(self, id: str | None) -> CodebookLabel | None:
        """The label with an id."""
        return next((one for one in self.labels if one.id == id), None)

    def issue(self, id: str | None) -> IssueMeaning | None:
        """The issue with an id."""
        return next((one for one in self.issues if one.issue.id == id), None)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One of the pages that Tab turns."""

    title: str
    entries: tuple[CodebookLabel | IssueMeaning, ...]


def leaves(meanings: Meanings, label: str | None, issue: str | None) -> list[Leaf]:
    """What can be turned: this label and this issue, where they are known, then all labels and all issues."""
    found = []
    if (one := meanings.label(label)) is not None:
        found.append(Leaf(f"{one.glyph} {one.id}", (one,)))
    if (about := meanings.issue(issue)) is not None:
        found.append(Leaf("the issue", (about,)))
    found.append(Leaf("all labels", meanings.labels))
    if meanings.issues:
        found.append(Leaf("all issues", meanings.issues))
    return found


class MeaningPage(Page["CodebookLabel | IssueMeaning"]):
    """Labels and issues, one below the other, each with all that the codebook says of it."""

    def __init__(self, glyphs: dict[str, tuple[str, str]]) -> None:
        """`glyphs` has the glyph and the colour of each label, by its id."""
        super().__init__()
        self._glyphs = glyphs

    def lay_out(self, item: CodebookLabel | IssueMeaning, width: int) -> list[Line]:
        width = min(width, MEASURE)
        lines = issue_lines(item, width) if isinstance(item, IssueMeaning) else self._label(item, width)
        return lines if item is self.items[0] else [[], *lines]

    def _label(self, label: CodebookLabel, width: int) -> list[Line]:
        lines: list[Line] = [
            [(f" {label.glyph} {label.id}", f"{label.colour} bold"), (f"   key {label.key}", "dim")],
            *_text(label.meaning, width, " ", "plain"),
        ]
        if label.examples:
            lines += [[], [(" for example", "dim")]]
        for example in label.examples:
            lines += self._example(example, label.id, width)
        for case in label.edge_cases:
            lines += [[], *_text(case.rule, width, " ", "plain italic"), *self._example(case.yes, label.id, width)]
            if case.no is not None and case.instead is not None:
                lines += self._example(case.no, case.instead, width)
        return lines

    def _example(self, example: Example, label: str, width: int) -> list[Line]:
        """What somebody says, behind the label that it gets, and the issue that it is about."""
        glyph, colour = self._glyphs.get(label, ("•", "grey"))
        first, *rest = wrapped(f"“{example.text}”", max(8, width - 5), MOST)
        lines: list[Line] = [[(f"   {glyph} ", f"{colour} bold"), (first, "plain")]]
        lines += [[("     ", "plain"), (part, "plain")] for part in rest]
        said = f"{label}, on: {example.issue}" if example.issue else label
        return [*lines, *_text(said, width, "     ", "dim")]


def issue_lines(item: IssueMeaning, width: int) -> list[Line]:
    """All that the codebook says of an issue."""
    issue = item.issue
    lines: list[Line] = [*_text(issue.proposition, width, " ", "strong"), [(f" {issue.id}", "dim")]]
    if issue.definition:
        lines += _text(issue.definition, width, " ", "plain")
    for heading, glyph, texts in (("about it", "✓", item.examples), ("not about it", "✗", item.counterexamples)):
        if texts:
            lines += [[], [(f" {heading}", "dim")]]
        for text in texts:
            first, *rest = wrapped(f"“{text}”", max(8, width - 5), MOST)
            lines += [
                [(f"   {glyph} ", "accent"), (first, "plain")],
                *([("     ", "plain"), (one, "plain")] for one in rest),
            ]
    if issue.words:
        lines += [[], *_text(f"words that point to it: {', '.join(issue.words)}", width, " ", "dim")]
    for heading, phrases in (("speaks for it", issue.favor), ("speaks against it", issue.against)):
        if phrases:
            lines += [[], *_text(f"{heading}: {', '.join(phrases)}", width, " ", "dim")]
    return lines


def _text(text: str, width: int, lead: str, tone: str) -> list[Line]:
    return [[(lead, "plain"), (part, tone)] for part in wrapped(text, max(8, width - len(lead)), MOST)]


@dataclass(frozen=True, slots=True)
class Recoded:
    """What is to be done to a label or an issue: rename, merge or split."""

    deed: str
    thing: Thing


RECODING = {"R": RENAME, "M": MERGE, "S": SPLIT}
"""Keys for that."""


class CodebookScreen(Modal["Recoded | None"]):
    """The panel. Tab turns between this label, this issue and all of them; it scrolls as the article does."""

    heading = "Codebook"
    keys: Sequence[tuple[str, str]] = (("Tab", "turn"), ("j k", "scroll"), ("q", "back"))
    around = (3, 10)

    def __init__(
        self, meanings: Meanings, keymap: Keymap, *, label: str | None, issue: str | None, recodes: bool = False
    ) -> None:
        """`label` and `issue` are the ids of what is looked up, None where there is nothing of the kind; `recodes` is
        whether what is open alone can be renamed, merged and split from here."""
        super().__init__()
        self._recodes = recodes
        self._meanings = meanings
        self._leaves = leaves(meanings, label, issue)
        self._place = 0
        self._dispatcher = Dispatcher(keymap)

    def body(self) -> Sequence[Widget]:
        self.turning = Static("", id="steps", markup=False)
        self.list = MeaningPage({one.id: (one.glyph, one.colour) for one in self._meanings.labels})
        version = f"version {self._meanings.version} · `sayso codebook quiz` asks these examples"
        return (self.turning, self.list, Static(Content(version), id="version", markup=False))

    def on_mount(self) -> None:
        self.list.focus()
        self._show()

    def on_resize(self) -> None:
        super().on_resize()
        self._name_leaves()

    def _show(self) -> None:
        self._name_leaves()
        self.list.show(self._leaves[self._place].entries)
        self.fit(self.list)
        deeds = (("R", "rename"), ("M", "merge"), ("S", "split")) if self._alone() is not None else ()
        self.show_keys((*self.keys[:-1], *deeds, self.keys[-1]))

    def _alone(self) -> Thing | None:
        """The label or the issue that is open alone, where something can be done to it."""
        entries = self._leaves[self._place].entries
        if not self._recodes or len(entries) != 1:
            return None
        entry = entries[0]
        if isinstance(entry, IssueMeaning):
            return Thing(ISSUE, entry.issue.id, entry.issue.proposition)
        return Thing(LABEL, entry.id, entry.id)

    def _name_leaves(self) -> None:
        """Show which leaves there are, and which of them is open."""
        pieces: list[tuple[str, str]] = [(" ", "")]
        if self.size.width < TWO:
            pieces += [(self._leaves[self._place].title, "bold $accent")]
            pieces.append((f"  {self._place + 1} of {len(self._leaves)}", "$sayso-dim"))
        for place, leaf in enumerate(self._leaves if self.size.width >= TWO else ()):
            here = place == self._place
            pieces += [(" · ", "$sayso-faint")] if place else []
            pieces.append((leaf.title, "bold $accent" if here else "$sayso-dim"))
        self.turning.update(Content.assemble(*pieces))

    def on_key(self, event: events.Key) -> None:
        thing = self._alone()
        if thing is not None and event.character in RECODING:
            event.stop()
            event.prevent_default()
            self.dismiss(Recoded(RECODING[event.character], thing))
            return
        action = move_or_leave(self._dispatcher, self.list, event)
        if action in ("back", "quit", "codebook"):
            self.dismiss(None)
        elif action in ("next_pane", "previous_pane"):
            step = 1 if action == "next_pane" else -1
            self._place = (self._place + step) % len(self._leaves)
            self._show()
