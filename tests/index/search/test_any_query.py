"""Any query: one that Hypothesis makes is read as what was written out, any text is a query or an error within it."""

from __future__ import annotations

from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from index.errors import QueryError
from index.search.formatting import format_query
from index.search.query import LONGEST, parse
from index.search.tree import (
    OPEN_FIELDS,
    And,
    Braces,
    Clause,
    ClauseField,
    Compared,
    Comparison,
    DateField,
    Dates,
    Everything,
    Exact,
    Fuzzy,
    Length,
    Near,
    Node,
    Not,
    NumberField,
    Or,
    Phrase,
    Prefix,
    Regex,
    TextField,
    TextLeaf,
    Wildcard,
    Word,
    leaves,
    of_statement,
)
from tests.index.search.reading_queries import TODAY, checked

_LETTERS = st.text("abcdefgÄéßшק7", min_size=3, max_size=8)
_ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
_WORDY = st.tuples(_LETTERS, st.sampled_from(["", "-", "’", ".", "~x", "=", ":7", "/"]), _LETTERS).map("".join)
_FIELDS = st.sampled_from([None, TextField.TITLE, TextField.BODY])
_VALUES = st.one_of(
    _LETTERS, _ANY.map(str.strip), st.sampled_from(["AND", "OR", "a b", "x,y", "/x/", 'a"b', "a\\", "x*"])
)


def _built(make: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Leaves that the language has: those that reading them again gives back, or refuses."""

    def is_one(node: Node) -> bool:
        try:
            parse(format_query(node), today=TODAY)
        except QueryError:
            return False
        return True

    return make.filter(is_one)


_IS = st.sampled_from(["read", "labelled", "duplicate", "conflict"])
_DAYS = st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat))
_NUMBERS = st.integers(0, 1_000_000).map(lambda n: n / 1_000_000)
_SIZES = st.integers(0, 999_999_998)


@st.composite
def _leaf(draw: st.DrawFn) -> Node:
    text, field = draw(_WORDY), draw(_FIELDS)
    word = draw(_LETTERS)
    kind = draw(st.integers(0, 12))
    if kind == 0:
        return Everything()
    if kind == 1:
        return Word(text, field)
    if kind == 2:
        return Exact(word, field)
    if kind == 3:
        return Phrase(f"{text} {draw(_ANY)}", field)
    if kind == 4:
        return Near(f"{draw(_ANY)} {text}", draw(st.integers(0, 100)), field)
    if kind == 5:
        return Prefix(word, field)
    if kind == 6:
        return Wildcard(draw(st.sampled_from(["*", "?", ""])) + word + draw(st.sampled_from(["*", "?"])) + word, field)
    if kind == 7:
        return Fuzzy(word * 2, draw(st.integers(1, 2)), field)
    if kind == 8:
        return Regex(f"({word}|[{word}])+.{{2,3}}\\/?", field)
    if kind == 9:
        first, last = draw(_DAYS), draw(_DAYS)
        assume(first is not None or last is not None)
        if first is not None and last is not None and first > last:
            first, last = last, first
        return Dates(first, last, draw(st.sampled_from(DateField)))
    if kind == 10:
        size = draw(_SIZES)
        return draw(
            st.sampled_from([Length(size + 1, None), Length(None, size - 1), Length(size, size), Length(0, None)])
        )
    if kind == 11:
        return Compared(NumberField.CONFIDENCE, draw(st.sampled_from(Comparison)), draw(_NUMBERS))
    name = draw(st.sampled_from(sorted(ClauseField)))
    value = draw(_VALUES)
    assume(value)
    match name:
        case ClauseField.IS:
            return Clause(name, draw(_IS))
        case ClauseField.FORM:
            return Clause(name, "direct")
        case ClauseField.VOICE:
            return Clause(name, "self")
        case ClauseField.SINCE:
            return Clause(name, "seen")
        case ClauseField.LANGUAGE:
            return Clause(name, "pt-br")
        case ClauseField.STANCE | ClauseField.ISSUE:
            return Clause(name, value.lower())
        case _:
            return Clause(name, value, name in OPEN_FIELDS and draw(st.booleans()))


def _together(kind: type[And] | type[Or], parts: list[Node]) -> Node:
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.children if isinstance(part, kind) else [part])
    return kind(tuple(flat)) if len(flat) > 1 else flat[0]


_TREES = st.recursive(
    _built(_leaf()),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: _together(And, parts)),
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: _together(Or, parts)),
        inner.map(Not),
    ),
    max_leaves=10,
)


@settings(max_examples=300, deadline=None)
@given(_TREES)
def test_any_tree_written_out_is_read_as_the_same_tree(tree: Node) -> None:
    assume(len(format_query(tree)) <= LONGEST)
    assert parse(format_query(tree), today=TODAY) == tree


def _inside(node: Node) -> bool:
    return all(
        isinstance(leaf, Everything)
        or (isinstance(leaf, TextLeaf) and leaf.field is None)
        or (isinstance(leaf, Clause | Compared) and of_statement(leaf))
        for leaf in leaves(node)
    )


@settings(max_examples=100, deadline=None)
@given(_TREES.filter(_inside), _TREES)
def test_braces_written_out_are_read_as_the_same_tree(inner: Node, beside: Node) -> None:
    tree = _together(And, [beside, Not(Braces(inner)), Braces(inner)])
    assume(len(format_query(tree)) <= LONGEST)
    assert parse(format_query(tree), today=TODAY) == tree


_PIECES = st.sampled_from(
    [
        *(
            "quay",
            "pier",
            "AND",
            "OR",
            "NOT",
            "-",
            "(",
            ")",
            "{",
            "}",
            '"',
            "“",
            " ",
            "  ",
            "*",
            "?",
            ":",
            ",",
            "~",
            "..",
        ),
        *("~2", "/", "=", "\\", "[", "]", "|", "{2}", "actor:", "title:", "outlet:", "date:", "added:", "is:", "cue:"),
        *("query:", "morning", "own", "since:", "seen", "confidence>", "0.5", "words>", "words<=5", "2022", "2022-03"),
        *("30d", "unread", "against", "actr:", "’", "é", "\u0301", "\n", "—", "東京", "\ufffd", "TO", "[2022 TO 2023]"),
        *("like:", "tag:", "note:", '"old quay"', "har*r", "harbour~", "/x+/", "\x00", "ß", "İ", "²"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), st.text('ab*?~/\\"=-(){}[]:,. \u0301’', max_size=30)))
def test_any_text_is_a_query_or_an_error_within_it(query: str) -> None:
    assert checked(query)


@settings(max_examples=400, deadline=None)
@given(st.lists(_PIECES, max_size=16).map("".join))
def test_any_pieces_of_the_language_are_a_query_or_an_error_within_it(query: str) -> None:
    assert checked(query)


@settings(max_examples=100, deadline=None)
@given(_TREES, st.integers(0, 80))
def test_a_query_that_is_being_typed_is_one_or_an_error_within_it(tree: Node, length: int) -> None:
    assert checked(format_query(tree)[:length])
