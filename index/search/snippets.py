"""A short piece of an article that shows why it was found."""

from __future__ import annotations

from index.model import Span
from index.search.hits import find_hits
from index.search.tree import Node

ELLIPSIS = "…"
#: Only so many characters are searched for the best place, unless nothing is found in them.
_ENOUGH = 20_000


def snippet(text: str, node: Node, width: int = 160) -> tuple[str, list[Span]]:
    """About `width` characters of `text` with the most of the query's words in them, on one line, and their hits.

    An ellipsis stands where text was left out, before the first word and after the last. Without a hit
    it is the beginning of the text. The hits are spans of the snippet, in code points.
    """
    hits = find_hits(text[:_ENOUGH], node)
    if not hits and len(text) > _ENOUGH:
        hits = find_hits(text, node)
    start, end = _window(text, hits, max(1, width))
    before = ELLIPSIS if text[:start].strip() else ""
    after = ELLIPSIS if text[end:].strip() else ""
    shown = text[start:end].replace("\n", " ")
    shift = len(before) - start
    spans = [Span(hit.start + shift, hit.end + shift) for hit in hits if start <= hit.start and hit.end <= end]
    return f"{before}{shown}{after}", spans


def _window(text: str, hits: list[Span], width: int) -> tuple[int, int]:
    """Where the snippet begins and ends: at words' edges, with most different words hit, then most hits."""
    if not hits:
        return _trimmed(text, 0, width)
    best, most = 0, (0, 0)
    right = 0
    for left, hit in enumerate(hits):
        right = max(right, left)
        while right + 1 < len(hits) and hits[right + 1].end - hit.start <= width:
            right += 1
        inside = hits[left : right + 1]
        value = len({text[h.start : h.end].casefold() for h in inside}), len(inside)
        if value > most:
            best, most = left, value
    first = hits[best]
    last = hits[best + most[1] - 1]
    room = max(0, width - (last.end - first.start))
    start = max(0, first.start - room // 3)
    return _trimmed(text, start, max(width, last.end - start), first)


def _trimmed(text: str, start: int, width: int, hit: Span | None = None) -> tuple[int, int]:
    """A window that cuts no word in two and neither begins nor ends with space; `hit` stays in it."""
    end = min(len(text), start + width)
    edge = hit.start if hit else start
    if start > 0 and not text[start - 1].isspace():
        while start < edge and not text[start].isspace():
            start += 1
    while start < edge and text[start].isspace():
        start += 1
    if not hit:
        while start < end and text[start].isspace():
            start += 1
        end = min(len(text), start + width)
    least = max(hit.end if hit else 0, start)
    if end < len(text) and not text[end].isspace():
        cut = end
        while cut > least and not text[cut - 1].isspace():
            cut -= 1
        if cut > least:
            end = cut
    while end > least and text[end - 1].isspace():
        end -= 1
    return start, end
