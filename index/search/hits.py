"""Where a query's words stand in a text: found by the same analysis as the index, so that what matches is lit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.model import Span
from index.search.tree import Node, Prefix, TextLeaf, text_terms
from index.search.words import distinct, followed_by, form_and_term, forms_and_terms, located_among, terms


@dataclass(slots=True)
class _Wanted:
    """What is looked for: single terms, beginnings, and phrases by their first term."""

    terms: set[str] = field(default_factory=set)
    prefixes: tuple[str, ...] = ()
    phrases: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.terms or self.prefixes or self.phrases)


def _wanted(leaves: Sequence[TextLeaf]) -> _Wanted:
    wanted = _Wanted()
    for leaf in leaves:
        if isinstance(leaf, Prefix):
            wanted.prefixes += (forms_and_terms(leaf.text)[0][0],)
            continue
        found = tuple(terms(leaf.text))
        if len(found) == 1:
            wanted.terms.add(found[0])
        elif found:
            wanted.phrases.setdefault(found[0], []).append(found)
    return wanted


def find_hits(text: str, node: Node) -> list[Span]:
    """The stretches of `text` that the query's words, phrases and prefixes match, in order, none overlapping.

    What the query excludes is not lit. A word limited to the title or the body is lit wherever it stands.
    Offsets are code points of `text`, end exclusive.
    """
    return hits_of(text, text_terms(node))


def hits_of(text: str, leaves: Sequence[TextLeaf]) -> list[Span]:
    """`find_hits` for some leaves alone."""
    wanted = _wanted(leaves)
    if not wanted:
        return []
    single: set[str] = set()
    first: dict[str, list[tuple[str, ...]]] = {}
    for word in distinct(text):
        form, term = form_and_term(word)
        if term in wanted.terms or (
            wanted.prefixes and (form.startswith(wanted.prefixes) or term.startswith(wanted.prefixes))
        ):
            single.add(word)
        if term in wanted.phrases:
            first[word] = wanted.phrases[term]
    spans: list[Span] = []
    for start, end, after in located_among(text, single | first.keys()):
        word = text[start:end]
        if word in single:
            spans.append(Span(start, end))
        for phrase in first.get(word, ()):
            last = followed_by(text, after, phrase[1:])
            if last is not None:
                spans.append(Span(start, last))
    return _united(spans)


def _united(spans: list[Span]) -> list[Span]:
    """Overlapping spans as one."""
    spans.sort()
    united: list[Span] = []
    for span in spans:
        if united and span.start < united[-1].end:
            if span.end > united[-1].end:
                united[-1] = Span(united[-1].start, span.end)
        else:
            united.append(span)
    return united


def matches(text: str, leaf: TextLeaf) -> bool:
    """Whether the leaf matches the text."""
    return bool(hits_of(text, (leaf,)))
