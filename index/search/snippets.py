"""A short piece of an article that shows why it was found; of one article, or quickly of many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.model import Span
from index.search.hits import find_hits, hits_of
from index.search.quick_places import Place, QuickPlaces, is_plain
from index.search.tree import FormLeaf, Near, Node, TextLeaf, text_terms
from index.search.words import terms

ELLIPSIS = "…"
_VISIBLE = re.compile(r"\S")
_BLANKS = re.compile(r"\s{2,}")
#: Only so many characters are searched for the best place, unless nothing is found in them.
_ENOUGH = 20_000
#: Characters beside a window that are read with it for each word that a hit in it may have outside.
_WORD_ROOM = 16
#: So far a cut is moved to stand between words.
_REACH = 64


def snippet(text: str, node: Node, width: int = 160) -> tuple[str, list[Span]]:
    """About `width` characters of `text` with the most of the query's words in them, on one line, and their hits.

    An ellipsis stands where text was left out, before the first word and after the last. Without a hit
    it is the beginning of the text. The hits are spans of the snippet, in code points.
    """
    found = find_hits(text[:_ENOUGH], node)
    if not found and len(text) > _ENOUGH:
        found = find_hits(text, node)
    hits = [(hit.start, hit.end) for hit in found]
    start, end = _window(text, hits, max(1, width))
    return _cut(text, start, end, hits)


def snippets(texts: Iterable[str], node: Node, width: int = 160) -> list[tuple[str, list[Span]]]:
    """`snippet` of each text, about ten times as fast: where the query's words stand is guessed from their first
    letters, and only the window round the best place is read as a whole.

    The hits are exactly those that `find_hits` finds in the text and that lie within the piece. The piece may be
    another one than `snippet` chooses, where a word stands there with an accent that the query does not have.
    """
    leaves = text_terms(node)
    width = max(1, width)
    if not leaves:
        return [_cut(text, *_trimmed(text, 0, width), []) for text in texts]
    places = QuickPlaces(leaves)
    room = _WORD_ROOM * (max(map(_reach, leaves)) - 1)
    return [_quick(text, node, leaves, places, width, room) or snippet(text, node, width) for text in texts]


def _reach(leaf: TextLeaf) -> int:
    """How many words a hit of the leaf may reach over."""
    if isinstance(leaf, Near):
        return len(terms(leaf.text)) + leaf.distance
    return 1 if isinstance(leaf, FormLeaf) else len(terms(leaf.text))


def _quick(
    text: str, node: Node, leaves: Sequence[TextLeaf], places: QuickPlaces, width: int, room: int
) -> tuple[str, list[Span]] | None:
    """The snippet round the places that are found quickly; None where there are none, or none of them is a hit."""
    found, is_whole = places.of(text[:_ENOUGH] if len(text) > _ENOUGH else text)
    if not found:
        return None
    start, end = _window(text, found, width)
    if is_whole and len(text) <= _ENOUGH and is_plain(text, start, end):
        shown, spans = _cut(text, start, end, _united(found))
        return (shown, spans) if spans else None
    left, right = _between_words(text, start - room, -1), _between_words(text, end + room, 1)
    if left is None or right is None:
        return None
    hits = hits_of(text[left:right], leaves)
    shown, spans = _cut(text, start, end, [(hit.start + left, hit.end + left) for hit in hits])
    return (shown, spans) if spans else None


def _united(places: Sequence[Place]) -> list[Place]:
    """Overlapping places as one; they are given in order."""
    united: list[Place] = []
    for start, end in places:
        if united and start < united[-1][1]:
            united[-1] = united[-1][0], max(end, united[-1][1])
        else:
            united.append((start, end))
    return united


def _between_words(text: str, at: int, step: int) -> int | None:
    """A place at `at` or a little further out, at which no word is cut in two; None where there is none near."""
    if at <= 0:
        return 0
    if at >= len(text):
        return len(text)
    for place in range(at, at + step * _REACH, step):
        if not 0 < place < len(text):
            return max(0, min(place, len(text)))
        if text[place].isspace():
            return place
    return None


def _cut(text: str, start: int, end: int, hits: Iterable[Place]) -> tuple[str, list[Span]]:
    """The piece from `start` to `end` as it is shown, blanks of any number and kind as one, and the hits in it."""
    before = ELLIPSIS if _VISIBLE.search(text, 0, start) else ""
    after = ELLIPSIS if _VISIBLE.search(text, end) else ""
    gone = [(run.start() + 1, run.end()) for run in _BLANKS.finditer(text, start, end)]

    def place(at: int) -> int:
        left_out = sum(min(last, at) - first for first, last in gone if first < at)
        return at - start - left_out + len(before)

    spans = [Span(place(first), place(last)) for first, last in hits if start <= first and last <= end]
    return f"{before}{_BLANKS.sub(' ', text[start:end]).replace(chr(10), ' ')}{after}", spans


def _window(text: str, hits: Sequence[Place], width: int) -> tuple[int, int]:
    """Where the snippet begins and ends: at words' edges, with most different words hit, then most hits."""
    if not hits:
        return _trimmed(text, 0, width)
    words = [text[start:end].casefold() for start, end in hits]
    best, most = 0, (0, 0)
    right, last = 0, len(hits) - 1
    for left, (begin, _) in enumerate(hits):
        right = max(right, left)
        while right < last and hits[right + 1][1] - begin <= width:
            right += 1
        number = right + 1 - left
        value = len(set(words[left : right + 1])) if number > 1 else 1, number
        if value > most:
            best, most = left, value
        if right == last:
            break  # what begins further on has no more than this
    first, end = hits[best], hits[best + most[1] - 1][1]
    room = max(0, width - (end - first[0]))
    start = max(0, first[0] - room // 3)
    return _trimmed(text, start, max(width, end - start), first)


def _trimmed(text: str, start: int, width: int, hit: Place | None = None) -> tuple[int, int]:
    """A window that cuts no word in two and neither begins nor ends with space; `hit` stays in it."""
    end = min(len(text), start + width)
    edge = hit[0] if hit else start
    if start > 0 and not text[start - 1].isspace():
        while start < edge and not text[start].isspace():
            start += 1
    while start < edge and text[start].isspace():
        start += 1
    if not hit:
        while start < len(text) and text[start].isspace():
            start += 1
        end = min(len(text), start + width)
    least = max(hit[1] if hit else 0, start)
    if end < len(text) and not text[end].isspace():
        cut = end
        while cut > least and not text[cut - 1].isspace():
            cut -= 1
        if cut > least:
            end = cut
    while end > least and text[end - 1].isspace():
        end -= 1
    return start, end
