"""Stretches of an article as lines for a panel, each part of a statement in its own tone: pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from index.model import Passage, Span, Statement
from tui.lines import Piece

SOURCE, CUE, CONTENT = "strong", "cue", "evidence"
"""The tones of a statement's parts, as they look in the article."""


def toned(text: str, start: int, end: int, parts: Sequence[tuple[Passage, str]], rest: str = "plain") -> list[Piece]:
    """What stands between two offsets of a text: each of the `parts` in its tone, the rest in that of `rest`."""
    spans = sorted((span, tone) for passage, tone in parts for span in passage.spans)
    pieces: list[Piece] = []
    at = start
    for span, tone in spans:
        first, last = max(at, span.start), min(end, span.end)
        if first < last:
            pieces += [(text[at:first], rest), (text[first:last], tone)]
            at = last
    return [piece for piece in (*pieces, (text[at:end], rest)) if piece[0]]


class Around(NamedTuple):
    """The paragraphs that a statement's parts stand in, and dim the one before them and the one behind."""

    before: list[list[Piece]]
    held: list[list[Piece]]
    after: list[list[Piece]]


def around(text: str, statement: Statement) -> Around:
    """The paragraphs of a statement in the text that it stands in."""
    parts = [part for part in (statement.source, statement.cue, statement.content) if part]
    first = min((part.start for part in parts), default=0)
    last = max((part.end for part in parts), default=0)
    spans = paragraph_spans(text)
    held = [place for place, span in enumerate(spans) if span.start < last and first < span.end]
    if not held:
        return Around([], [], [])
    # Source and cue that stand within the content have a tone of their own there.
    inner = ((statement.source, SOURCE), (statement.cue, CUE))
    toned_parts = _apart(statement.content, inner)

    def dim(span: Span) -> list[Piece]:
        return [(text[span.start : span.end], "dim")]

    return Around(
        [dim(span) for span in spans[max(0, held[0] - 1) : held[0]]],
        [toned(text, span.start, span.end, toned_parts) for span in spans[held[0] : held[-1] + 1]],
        [dim(span) for span in spans[held[-1] + 1 : held[-1] + 2]],
    )


def quoted(statement: Statement) -> list[Piece]:
    """A statement's own words alone, in the order of the text."""
    parts = [(statement.source, SOURCE), (statement.cue, CUE), (statement.content, CONTENT)]
    found: list[Piece] = []
    for part, tone in sorted((one for one in parts if one[0]), key=lambda one: one[0].start):
        found += [(" ", "plain"), (part.text, tone)]
    return found[1:]


def paragraph_spans(text: str) -> list[Span]:
    """Where the paragraphs of a text stand: what is between empty lines."""
    spans: list[Span] = []
    at = 0
    for piece in text.split("\n\n"):
        start = at + len(piece) - len(piece.lstrip())
        end = at + len(piece.rstrip())
        if start < end:
            spans.append(Span(start, end))
        at += len(piece) + 2
    return spans


def _apart(content: Passage, inner: Sequence[tuple[Passage, str]]) -> list[tuple[Passage, str]]:
    """The parts so that none overlaps another: what stands inside the content is cut out of it."""
    holes = sorted(span for passage, _ in inner for span in passage.spans)
    spans: list[Span] = []
    for whole in content.spans:
        at = whole.start
        for hole in holes:
            if hole.end <= at or hole.start >= whole.end:
                continue
            if hole.start > at:
                spans.append(Span(at, hole.start))
            at = max(at, hole.end)
        if at < whole.end:
            spans.append(Span(at, whole.end))
    return [(Passage("", tuple(spans)), CONTENT), *inner]
