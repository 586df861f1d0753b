"""How far everybody is with labelling: by annotator, by issue, by article; bars and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.text import clean_line
from tui.controllers.searching import counted
from tui.lines import Line, Piece, short_date, shorten, spread, wrapped
from tui.screens.shapes import Reading
from tui.widgets.blocks import Blocks

if TYPE_CHECKING:
    from index.library_parts.coded import OfAnnotator, Overview, Part
    from tui.screens.explorer import Explorer

BAR, NARROW_BAR, BESIDE = 20, 8, 60
"""Cells of a bar, in a wide list and in a narrow one; from which width on a list is a wide one."""

DAYS = 7
"""Days that are named."""


@dataclass(frozen=True, slots=True)
class ArticleChosen:
    """An article is to be opened."""

    article: str


@dataclass(frozen=True, slots=True)
class IssueChosen:
    """What is not labelled about an issue is to be listed, or about none (None)."""

    issue: str | None


@dataclass(frozen=True, slots=True)
class Heading:
    """What the rows below are about."""

    title: str


@dataclass(frozen=True)
class AnnotatorRow:
    """How far an annotator is."""

    annotator: OfAnnotator


@dataclass(frozen=True)
class PartRow:
    """How far an issue or an article is; `choice` is what Enter on it gives."""

    part: Part
    title: str
    choice: ArticleChosen | IssueChosen | None


Row = Heading | AnnotatorRow | PartRow


def bar(done: int, of: int, width: int) -> list[Piece]:
    """A share as a bar."""
    full = 0 if not of else max(1 if done else 0, done * width // of)
    return [("━" * full, "accent"), ("─" * (width - full), "faint")]


class ProgressList(Blocks[Row]):
    """The rows."""

    def __init__(self, me: str, statements: int) -> None:
        super().__init__()
        self._me, self._statements = me, statements

    def can_select(self, item: Row) -> bool:
        return isinstance(item, AnnotatorRow) or (isinstance(item, PartRow) and item.choice is not None)

    def lay_out(self, item: Row, width: int) -> list[Line]:
        match item:
            case Heading():
                title: Line = [(f" {item.title}", "strong")]
                return [title] if item is self.items[0] else [[], title]
            case AnnotatorRow():
                return self._annotator(item.annotator, width)
            case PartRow():
                return [self._row(item.title, item.part.labelled, item.part.statements, width, strong=False)]

    def _row(self, title: str, done: int, of: int, width: int, *, strong: bool) -> Line:
        numbers = f" {done:,} of {of:,} "
        right = [*bar(done, of, BAR if width >= BESIDE else NARROW_BAR), (f"{numbers:>15}", "plain")]
        if width < BESIDE:
            right[-1] = (f" {done:,}/{of:,} ", "plain")
        return spread([(f"   {shorten(title, max(4, width - 14))}", "strong" if strong else "plain")], right, width)

    def _annotator(self, one: OfAnnotator, width: int) -> list[Line]:
        lines = [self._row(one.by, one.labelled, self._statements, width, strong=one.by == self._me)]
        said = [f"{counted(one.articles, 'article')}, {one.finished:,} finished"]
        if one.questions:
            said.append(counted(one.questions, "question"))
        if one.seconds is not None:
            said.append(f"{one.seconds:.0f} s each")
        days = [f"{number:,} on {short_date(day)}" for day, number in list(one.days.items())[-DAYS:]]
        text = " · ".join([*said, *days])
        return lines + [[(f"     {part}", "dim")] for part in wrapped(text, max(8, width - 7), 3)]


class ProgressScreen(Reading[ArticleChosen | IssueChosen | None]):
    """The screen; Enter opens an article, or lists what is not labelled about an issue."""

    around = (4, 9)

    keys = (("Enter", "open, or list what is left"), ("j k", "move"), ("q", "back"))
    leaving = ("back", "quit", "progress")

    def __init__(self, overview: Overview, explorer: Explorer) -> None:
        super().__init__(explorer.keymap)
        self._overview, self._explorer = overview, explorer
        self.list = ProgressList(explorer.open_desk.by, overview.statements)
        self.heading = f"Progress · {overview.labelled:,} of {counted(overview.statements, 'statement')} labelled"
        if overview.conflicts:
            self.heading += f" · {counted(overview.conflicts, 'conflict')}"
        if overview.questions:
            self.heading += f" · {counted(overview.questions, 'question')}"

    def _rows(self) -> list[Row]:
        found, propositions = self._overview, self._explorer.describer.propositions
        rows: list[Row] = []
        if found.annotators:
            rows += [Heading("By annotator"), *(AnnotatorRow(one) for one in found.annotators)]
        if found.issues:
            rows.append(Heading("By issue"))
            for one in found.issues:
                title = propositions.get(one.id, one.id) if one.id else "about no issue"
                rows.append(PartRow(one, title, IssueChosen(one.id)))
        if found.articles:
            rows.append(Heading("Articles that are begun"))
            for one in found.articles:
                title = clean_line(one.title or "").strip() or "(no headline)"
                rows.append(PartRow(one, title, ArticleChosen(str(one.id))))
        return rows

    def on_mount(self) -> None:
        self.list.show(self._rows(), message=([], [(" No statements were found yet.", "dim")]))

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        event.stop()
        if isinstance(event.item, PartRow) and event.item.choice is not None:
            self.dismiss(event.item.choice)
