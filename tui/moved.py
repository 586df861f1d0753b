"""Statements of corrected articles: how one was found again, and an article's changes word by word: pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from index.model import Span, StatementView
from index.text import clean_line
from tui.lines import Line, Piece, flowed, wrapped
from tui.widgets.leaves import Drawn

if TYPE_CHECKING:
    from index.anchoring.alignment import Change

REMOVED, ADDED = "orange strike", "blue underline"
"""The tones of what went and what came."""

EXACT, CONTEXT, FUZZY, HAND, ORPHAN = "exact", "context", "fuzzy", "hand", "orphan"

_METHODS: Mapping[str, str] = {
    EXACT: "moved: the same words",
    CONTEXT: "moved: the same words, told by what is round them",
    HAND: "placed by hand",
    ORPHAN: "orphan: its words are no longer in the article",
    "made": "the same words",
}


def method_words(method: str, score: float | None = None) -> str:
    """How a statement was found again in a corrected article, in words."""
    if method == FUZZY:
        return "moved by likeness" if score is None else f"moved by likeness {f'{score:.2f}'.lstrip('0')}"
    return _METHODS.get(method, method)


def moved_lines(view: StatementView, width: int) -> list[tuple[str, str]]:
    """What the positions say of where a statement stands: lines with their tones, none where it was never moved."""
    moved = view.moved
    if moved is None:
        return [] if view.current else [(part, "warning") for part in wrapped(_EARLIER, width, 2)]
    tone = "dim" if moved.method in (EXACT, CONTEXT) else "warning"
    said = method_words(moved.method, moved.score)
    lines = [(part, tone) for part in wrapped(said, width, 2)]
    was, now = clean_line(moved.content.text), clean_line(view.statement.content.text)
    if was != now and moved.method != ORPHAN:
        lines += [(part, "dim") for part in wrapped(f"was: “{was}”", width, 3)]
    return lines


_EARLIER = "on an earlier version of the text"


def follow(changes: Sequence[Change], span: Span, length: int) -> Span:
    """Where a stretch of the old text would stand in the new one of `length`: what is there between what was round it.

    The span is empty where nothing came in its place. Blanks alone are no change, so that it may be off by some.
    """

    def at(offset: int, *, end: bool) -> int:
        moved, last = 0, length
        for change in changes:
            if offset < change.old.start or (end and offset == change.old.start < change.old.end):
                last = change.new.start
                break
            if offset < change.old.end or (end and offset == change.old.end):
                return change.new.end if end else change.new.start
            moved = change.new.end - change.old.end
        return min(offset + moved, last)

    start = at(span.start, end=False)
    return Span(start, max(start, at(span.end, end=True)))


def changed_paragraphs(old: str, new: str, changes: Sequence[Change]) -> list[list[Piece] | int]:
    """The paragraphs in which words changed, with what went and what came; numbers for unchanged ones between."""
    pieces: list[Piece] = []
    at = 0
    for change in changes:
        pieces += [(old[at : change.old.start], "plain"), (old[change.old.start : change.old.end], REMOVED)]
        start, end = change.new.start, change.new.end
        if new[start - 1 : start].isspace() and start < end:
            pieces.append((" ", "plain"))
        pieces.append((new[start:end], ADDED))
        if new[end : end + 1].isspace() and start < end:
            pieces.append((" ", "plain"))
        at = change.old.end
    pieces.append((old[at:], "plain"))
    paragraphs: list[list[Piece]] = [[]]
    for text, tone in pieces:
        first, *others = text.split("\n\n")
        paragraphs[-1].append((first, tone))
        paragraphs += [[(one, tone)] for one in others]
    found: list[list[Piece] | int] = []
    same = 0
    for paragraph in paragraphs:
        words = [(text, tone) for text, tone in paragraph if text.strip()]
        if any(tone != "plain" for _, tone in words):
            if same:
                found.append(same)
            found.append([(text, tone) for text, tone in paragraph if text])
            same = 0
        elif words:
            same += 1
    return [*found, same] if same else found


def drawn(paragraph: list[Piece] | int) -> Drawn:
    """How a paragraph of `changed_paragraphs` is drawn."""

    def lines(width: int) -> list[Line]:
        if isinstance(paragraph, int):
            words = f"⋯ {paragraph} paragraph{'' if paragraph == 1 else 's'} unchanged"
            return [*([(f" {part}", "faint")] for part in wrapped(words, width - 2, 2)), []]
        return [*([(" ", "plain"), *line] for line in flowed(_spaced(paragraph), width - 3)), []]

    return lines


def _spaced(paragraph: Sequence[Piece]) -> list[Piece]:
    """What went and what came, with a blank between them where the text has none."""
    found: list[Piece] = []
    for text, tone in paragraph:
        if tone == ADDED and found and found[-1][1] == REMOVED and not found[-1][0][-1:].isspace():
            found.append((" ", "plain"))
        found.append((text, tone))
    return found


def context(before: str, content: str, after: str, width: int, most: int) -> list[Line]:
    """An orphan's old words, struck, with what stood round them; words that are cut in two are left out."""
    head, tail = before[-2 * width :].partition(" ")[2], after[: 2 * width].rpartition(" ")[0]
    pieces: list[Piece] = [(f"… {head} " if head else "", "dim"), (content, REMOVED)]
    apart = "" if tail[:1] in _CLOSING else " "
    pieces.append((f"{apart}{tail} …" if tail else "", "dim"))
    return flowed([piece for piece in pieces if piece[0]], width, most)


_CLOSING = frozenset(".,;:!?)]”’\"'")
"""What stands right behind the words before it."""
