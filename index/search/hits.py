"""Where a query's words stand in a text: found by the same analysis as the index, so that what matches is lit.

All of it takes time linear to the text, whatever the query is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import inf
from time import monotonic

from index.errors import QueryError
from index.model import Span
from index.search.forms import FormTest, form_test
from index.search.tree import Exact, FormLeaf, Near, Node, Prefix, Regex, TextLeaf, text_terms
from index.search.words import (
    distinct,
    followed_by,
    form_and_term,
    forms_and_terms,
    located,
    located_among,
)

#: How many seconds the wildcards and regular expressions of a query may take in one text.
PATTERN_SECONDS = 0.5
#: Phrases of more words are looked for in a way of their own, in which no word of the text is looked at twice.
_LONG_PHRASE = 8


@dataclass(slots=True)
class _Wanted:
    """What is looked for: single terms, forms and tests of forms, beginnings, phrases by their first term, and words
    near each other."""

    terms: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    tests: list[FormTest] = field(default_factory=list)
    deadline: float = inf
    prefixes: tuple[str, ...] = ()
    phrases: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    long_phrases: list[tuple[str, ...]] = field(default_factory=list)
    near: list[tuple[Counter[str], int]] = field(default_factory=list)


def _wanted(leaves: Sequence[TextLeaf], deadline: float) -> _Wanted:
    wanted = _Wanted(deadline=deadline)
    for leaf in leaves:
        if isinstance(leaf, FormLeaf):
            wanted.tests.append(form_test(leaf, deadline))
            continue
        found = forms_and_terms(leaf.text)
        if not found:
            continue
        row = tuple(term for _, term in found)
        if isinstance(leaf, Prefix):
            wanted.prefixes += (found[0][0],)
        elif isinstance(leaf, Exact):
            wanted.forms.add(found[0][0])
        elif len(row) == 1:
            wanted.terms.add(row[0])
        elif isinstance(leaf, Near):
            wanted.near.append((Counter(row), len(row) + leaf.distance))
        elif len(row) > _LONG_PHRASE:
            wanted.long_phrases.append(row)
        else:
            wanted.phrases.setdefault(row[0], []).append(row)
    return wanted


def find_hits(text: str, node: Node) -> list[Span]:
    """The stretches of `text` that the query's words match, in order, none overlapping.

    A phrase is one stretch; of words near each other, each is one. What the query excludes is not lit. A word
    limited to the title or the body is lit wherever it stands. Offsets are code points of `text`, end exclusive.
    What wildcards and regular expressions match after `PATTERN_SECONDS` is not lit.
    """
    return hits_of(text, text_terms(node))


def hits_of(text: str, leaves: Sequence[TextLeaf]) -> list[Span]:
    """`find_hits` for some leaves alone."""
    return _hits(text, leaves)[0]


def matches(text: str, leaf: TextLeaf) -> bool:
    """Whether the leaf matches the text. Raises QueryError where a regular expression takes too long in it."""
    found, is_whole = _hits(text, (leaf,))
    if not found and not is_whole:
        shown = f"/{leaf.pattern}/" if isinstance(leaf, Regex) else getattr(leaf, "text", "")
        raise QueryError(
            f"{shown} takes more than {PATTERN_SECONDS} seconds in one text: make it shorter",
            leaf.at.start,
            leaf.at.end,
        )
    return bool(found)


def _hits(text: str, leaves: Sequence[TextLeaf]) -> tuple[list[Span], bool]:
    """The hits, and whether they are all: False where the time for patterns ran out."""
    if not leaves:
        return [], True
    wanted = _wanted(leaves, monotonic() + PATTERN_SECONDS)
    single, first, is_whole = _words(text, wanted)
    spans: list[Span] = []
    for start, end, after in located_among(text, single | first.keys()):
        word = text[start:end]
        if word in single:
            spans.append(Span(start, end))
        for phrase in first.get(word, ()):
            last = followed_by(text, after, phrase[1:])
            if last is not None:
                spans.append(Span(start, last))
    if wanted.long_phrases:
        spans.extend(_long_phrases(text, wanted.long_phrases))
    if wanted.near:
        spans.extend(_near(text, wanted.near))
    return _united(spans), is_whole


def _words(text: str, wanted: _Wanted) -> tuple[set[str], dict[str, list[tuple[str, ...]]], bool]:
    """Of the words of a text, those that match alone, and those that begin phrases; and whether all were tested."""
    single: set[str] = set()
    first: dict[str, list[tuple[str, ...]]] = {}
    tests, prefixes = wanted.tests, wanted.prefixes
    is_whole = True
    for word in distinct(text):
        form, term = form_and_term(word)
        if (
            term in wanted.terms
            or form in wanted.forms
            or (prefixes and (form.startswith(prefixes) or term.startswith(prefixes)))
        ):
            single.add(word)
        elif tests:
            try:
                if any(test(form) for test in tests):
                    single.add(word)
                is_whole = monotonic() <= wanted.deadline
            except TimeoutError:
                is_whole = False
            if not is_whole:
                tests = []
        if term in wanted.phrases:
            first[word] = wanted.phrases[term]
    return single, first, is_whole


def _long_phrases(text: str, phrases: Sequence[tuple[str, ...]]) -> Iterator[Span]:
    """Where phrases stand, by the algorithm of Knuth, Morris and Pratt."""
    words = [(start, end, term) for start, end, _, term in located(text)]
    for phrase in phrases:
        back = [0] * len(phrase)
        same = 0
        for i in range(1, len(phrase)):
            while same and phrase[i] != phrase[same]:
                same = back[same - 1]
            same += phrase[i] == phrase[same]
            back[i] = same
        same = 0
        for i, (_, end, term) in enumerate(words):
            while same and term != phrase[same]:
                same = back[same - 1]
            same += term == phrase[same]
            if same == len(phrase):
                yield Span(words[i + 1 - same][0], end)
                same = back[same - 1]


def _near(text: str, wanted: Sequence[tuple[Counter[str], int]]) -> Iterator[Span]:
    """The words of each near phrase that stand together within its width, in words of the text."""
    asked = {term for counted, _ in wanted for term in counted}
    places: defaultdict[str, list[tuple[int, Span]]] = defaultdict(list)
    for number, (start, end, _, term) in enumerate(located(text)):
        if term in asked:
            places[term].append((number, Span(start, end)))
    for counted, width in wanted:
        if all(len(places[term]) >= count for term, count in counted.items()):
            yield from _together(sorted((*place, term) for term in counted for place in places[term]), counted, width)


def _together(places: list[tuple[int, Span, str]], counted: Counter[str], width: int) -> Iterator[Span]:
    """The places that lie in some stretch of `width` words that holds each term as often as it is counted."""
    missing = len(counted)
    within: Counter[str] = Counter()
    right = lit = 0
    for left, (number, _, leaving) in enumerate(places):
        while right < len(places) and places[right][0] < number + width:
            term = places[right][2]
            within[term] += 1
            missing -= within[term] == counted[term]
            right += 1
        if not missing:
            for place in places[max(lit, left) : right]:
                yield place[1]
            lit = max(lit, right)
        missing += within[leaving] == counted[leaving]
        within[leaving] -= 1


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _united(spans: list[Span]) -> list[Span]:
    """Overlapping spans as one."""
    spans.sort(key=_place)
    united: list[Span] = []
    for span in spans:
        if united and span.start < united[-1].end:
            if span.end > united[-1].end:
                united[-1] = Span(united[-1].start, span.end)
        else:
            united.append(span)
    return united
