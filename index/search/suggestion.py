""" "Did you mean": a query like one that finds nothing, made of words and names that the library knows. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from index.errors import QueryError
from index.model import Span
from index.search.completion import value_text
from index.search.forms import is_within
from index.search.known_values import Known, ValueIndex
from index.search.tree import Clause, Exact, FormLeaf, Leaf, Near, Node, Phrase, Prefix, TextLeaf, Word, leaves
from index.search.words import folded_name, located

Count = Callable[[Leaf], int]
"""How many articles a leaf matches alone."""

WordsLike = Callable[[str, int], Sequence[tuple[str, int]]]
"""Gives at most so many words like one, and in how many articles each is, the likest first: `Engine.words_like`."""

_CANDIDATES = 8
_SHORTEST = 3
_SHORTEST_TWO_CHANGES = 6
_RARE = 2
"""A word in so many articles, or fewer, may be a mistake of the articles themselves ..."""
_OFTENER = 50
"""... where a word that one change makes of it is in so many times as many."""


def suggest(
    query: str,
    node: Node,
    *,
    count: Count,
    words_like: WordsLike,
    vocabulary: Known,
    parse: Callable[[str], Node],
) -> str | None:
    """The query as it was probably meant, None where nothing better is known: to be asked where it has few hits.

    `node` is its tree. Words that no article has, or hardly any, give way to the likest frequent ones; names in
    `actor:`, `outlet:` and the other fields whose values `vocabulary` has, to the likest known ones. What the
    query excludes stays. The result is read by `parse`, and more of its clauses match something, or it is not given.
    """
    changes: list[tuple[Span, str]] = []
    for leaf in leaves(node, negated=False):
        if isinstance(leaf, Word | Phrase | Near | Exact):
            changes += _words(query, leaf, count, words_like)
        elif isinstance(leaf, Clause) and (change := _name(query, leaf, count, vocabulary)) is not None:
            changes.append(change)
    changed = _changed(query, changes)
    if changed == query:
        return None
    try:
        meant = parse(changed)
    except QueryError:
        return None
    return changed if _found(meant, count) > _found(node, count) else None


def _found(node: Node, count: Count) -> tuple[int, int]:
    """Of the leaves: how many match something, and how many articles all together."""
    counts = [count(leaf) for leaf in leaves(node, negated=False)]
    return sum(1 for one in counts if one), sum(counts)


def _changed(query: str, changes: Iterable[tuple[Span, str]]) -> str:
    """The query with its changes, none of which may overlap another."""
    pieces, at = [], 0
    for span, text in sorted(set(changes)):
        if span.start >= at:
            pieces += [query[at : span.start], text]
            at = span.end
    return "".join([*pieces, query[at:]])


def _words(query: str, leaf: TextLeaf, count: Count, words_like: WordsLike) -> Iterator[tuple[Span, str]]:
    """The words of a leaf that give way to others, each with where it stands in the query."""
    assert not isinstance(leaf, Prefix | FormLeaf)
    start = leaf.at.start
    if leaf.field is not None and (colon := query.find(":", start, leaf.at.end)) >= 0:
        start = colon + 1
    end = leaf.at.end
    if isinstance(leaf, Near):  # the number behind it is no word
        end = max(query.rfind("~", start, end), start)
    for first, last, form, _ in located(query[start:end]):
        span = Span(start + first, start + last)
        number = count(type(leaf)(form, leaf.field) if isinstance(leaf, Word | Exact) else Word(form, leaf.field))
        if (like := _like(form, number, words_like)) is not None:
            yield span, _cased(query[span.start : span.end], like)


def _like(form: str, number: int, words_like: WordsLike) -> str | None:
    """The word that was probably meant by one that is in `number` articles, if it is another one."""
    if len(form) < _SHORTEST or number > _RARE:
        return None
    for word, documents in words_like(form, _CANDIDATES):
        one_change = is_within(form, word, 1)
        if not documents or not (one_change or len(form) >= _SHORTEST_TWO_CHANGES):
            continue
        if not number or (one_change and documents >= _OFTENER * number):
            return word
    return None


def _cased(given: str, word: str) -> str:
    """The word in capitals or with a capital letter where the one that was given is so."""
    if given.isupper() and len(given) > 1:
        return word.upper()
    return word.capitalize() if given[:1].isupper() else word


def _name(query: str, leaf: Clause, count: Count, vocabulary: Known) -> tuple[Span, str] | None:
    """Where the value of a clause that matches nothing stands, and the likest known one; None where it may stay."""
    known = vocabulary.of(str(leaf.field))
    if leaf.prefix or not len(known) or count(leaf):
        return None
    at = query.find(":", leaf.at.start, leaf.at.end)
    start = leaf.at.start if at < 0 else at + 1
    end = leaf.at.end
    if query[start : start + 1] == "(":  # one of a list, which ends where its leaf does
        start = end - len(leaf.value)
        if query[start:end] != leaf.value:
            return None
    value = _known_name(leaf.value, known)
    return None if value is None else (Span(start, end), value_text(value))


def _known_name(value: str, known: ValueIndex) -> str | None:
    """The value with each of its words as names have it, where some name has them all; else the name most like it."""
    forms = folded_name(value).split()
    meant = [form if form in known.words else _word_of_names(form, known) for form in forms]
    if meant and None not in meant:
        pattern = f" {' '.join(form for form in meant if form)} "
        if known.containing(pattern):
            return pattern.strip()
    found = known.find(value, 1)
    return found[0].value.value if found else None


def _word_of_names(form: str, known: ValueIndex) -> str | None:
    """The word of the names that was probably meant: that of fewest changes, then the most frequent one."""
    if len(form) < _SHORTEST:
        return None
    near = [
        word
        for word in known.words
        if abs(len(word) - len(form)) <= 2 and (word[0] == form[0] or word[1:2] == form[1:2])
    ]
    for changes in (1, 2) if len(form) >= _SHORTEST_TWO_CHANGES - 1 else (1,):
        fitting = [word for word in near if is_within(form, word, changes)]
        if fitting:
            return max(fitting, key=lambda word: (known.words[word], word))
    return None
