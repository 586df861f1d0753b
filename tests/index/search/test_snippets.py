"""Snippets of many articles at once: as exact as those of one, and chosen as well."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search.hits import find_hits
from index.search.query import parse
from index.search.quick_places import QuickPlaces, beginning
from index.search.snippets import ELLIPSIS, snippet, snippets
from index.search.stemming import stem
from index.search.tree import text_terms

QUERIES = [
    "ferry",
    "ferries board",
    '"harbour board"',
    '"the harbour board"',
    "harb*",
    "=ferries",
    '"board ferry"~3',
    "f*y",
    "*bour",
    "harbor~",
    "/ferr(y|ies)/",
    "the",
    "dying",
    "lie",
    "élan",
    "elan OR cortege",
    "-ferry",
    "outlet:courier",
    "actor:lind ferry",
    "mayor's",
    "s",
    "so OR =s",
    '"s board"',
    '"ferry the board" OR board',
]
PIECES = (
    "ferry ferries Ferry's harbour HARBOUR board boards the The élan elan İstanbul cortège dying lied mayor’s "
    "vote harbor, 'quoted' it's ’s so s fe\u0301rry ferry\u0301 _ferry_ “board” board—\n \n\n x- quay-side 東京 … "
    "end. naïve a"
).split(" ")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=120).map(" ".join)


def _is_exact(text: str, query: str, shown: str, spans: list[tuple[int, int]]) -> bool:
    """Whether the hits shown are those of the text within the piece, wherever in the text the piece may be from."""
    before, after = shown.startswith(ELLIPSIS), shown.endswith(ELLIPSIS)
    piece = shown[len(ELLIPSIS) if before else 0 : len(shown) - (len(ELLIPSIS) if after else 0)]
    text = re.sub(r"\s{2,}", " ", text)
    flat = text.replace("\n", " ")
    hits = find_hits(text, parse(query))
    shift = len(ELLIPSIS) if before else 0
    at = flat.find(piece)
    while at >= 0:
        end = at + len(piece)
        within = [(h.start - at + shift, h.end - at + shift) for h in hits if at <= h.start and h.end <= end]
        if within == spans:
            return True
        at = flat.find(piece, at + 1)
    return False


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(QUERIES), st.integers(20, 200))
def test_the_hits_are_exactly_those_of_the_text_and_there_where_it_has_any(text: str, query: str, width: int) -> None:
    node = parse(query)
    ((shown, spans),) = snippets([text], node, width)
    alone, wanted = snippet(text, node, width)
    assert bool(spans) == bool(wanted)
    assert spans or shown == alone
    assert "\n" not in shown
    if not text.startswith(ELLIPSIS) and ELLIPSIS not in text:
        assert _is_exact(text, query, shown, [(span.start, span.end) for span in spans])


@pytest.mark.parametrize("query", QUERIES)
def test_it_is_the_piece_that_one_alone_would_be(query: str) -> None:
    text = "nothing here " * 30 + "and the harbour board saw a ferry, ferries and the dying mayor's lie " + "more " * 90
    node = parse(query)
    assert snippets([text, text], node, 80) == [snippet(text, node, 80)] * 2


def test_texts_keep_their_order_and_have_a_beginning_without_hits() -> None:
    found = snippets(["a ferry", "", "no such word", "ferry " * 900], parse("ferry"), 40)
    assert [shown for shown, _ in found[:3]] == ["a ferry", "", "no such word"]
    assert [len(spans) for _, spans in found] == [1, 0, 0, 6]


@pytest.mark.parametrize("query", ["actor:lind", "*", "ferry"])
def test_no_blanks_stand_where_something_was_left_out(query: str) -> None:
    text = " " * 300 + "\n\n  The mayor" + " " * 9 + "took the \n\n ferry" + " " * 9 + "to work. " + "More. " * 40
    for shown, spans in (snippet(text, parse(query), 60), *snippets([text], parse(query), 60)):
        assert "  " not in shown and len(shown.split()) > 3
        assert [shown[span.start : span.end] for span in spans] == (["ferry"] if query == "ferry" else [])


def test_words_far_down_in_a_long_text_are_found() -> None:
    ((shown, spans),) = snippets(["filler " * 5_000 + "zebra"], parse("zebra"), 30)
    assert [shown[span.start : span.end] for span in spans] == ["zebra"]


@given(
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14),
    st.sampled_from(["", "s", "ies", "ing", "ed", "ational", "ily"]),
)
def test_every_word_begins_with_the_beginning_of_its_stem(word: str, ending: str) -> None:
    assert (word + ending).startswith(beginning(stem(word + ending)))


def test_quick_places_miss_only_words_with_accents() -> None:
    leaves = text_terms(parse('ferry "harbour board" harb*'))
    text = "A ferry. The harbour board's harbours; ferries, férry."
    found = [text[start:end] for start, end in QuickPlaces(leaves).of(text).places]
    assert found == ["ferry", "harbour", "harbour board", "harbours", "ferries"]
    leaves = text_terms(parse("порт ferry"))
    assert [start for start, _ in QuickPlaces(leaves).of("Порт и Ferry").places] == [0, 7]


def test_what_lies_beyond_the_piece_is_read_as_far_as_a_hit_may_reach() -> None:
    text = "ferry board one two three four five ferry six board and more words"
    node = parse('"board ferry"~3')
    shown, spans = snippet(text, node, 41)
    assert (shown, len(spans)) == ("ferry board one two three four five ferry" + ELLIPSIS, 3)
    assert snippets([text], node, 41) == [(shown, spans)]
