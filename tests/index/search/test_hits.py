"""What is lit in an article, and the snippets of the results."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search.hits import find_hits, matches
from index.search.query import parse
from index.search.snippets import snippet
from index.search.tree import Word


@pytest.mark.parametrize(
    ("query", "text", "lit"),
    [
        ("reject", "They rejected it, and reject it again.", ["rejected", "reject"]),
        ("kovac", "Ana Kovač’s plan", ["Kovač"]),
        ('"low profile"', "kept a low profile; low, high profile", ["low profile"]),
        ('"Bennett plan"', "Bennett’s plan", ["Bennett’s plan"]),
        ("low-profile", "a low profile, a low-profile visit", ["low profile", "low-profile"]),
        ("governm*", "government governor Governments", ["government", "Governments"]),
        ("war -peace", "war and peace", ["war"]),
        ("war OR peace", "war and peace", ["war", "peace"]),
        ('war "war and peace" peace', "war and peace war", ["war and peace", "war"]),
        ('"a b" "b c"', "a b c", ["a b c"]),
        ("{actor:x demand}", "it demanded", ["demanded"]),
        ("actor:bennett", "Bennett", []),
        ("", "anything", []),
    ],
)
def test_hits(query: str, text: str, lit: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_hits(text, parse(query))] == lit


@settings(max_examples=60, deadline=None)
@given(st.text("ab Aé’'-.\n", max_size=60), st.sampled_from(["a", "b*", '"a b"', "a OR b", "ab"]))
def test_hits_are_in_order_within_the_text_and_apart(text: str, query: str) -> None:
    end = 0
    for span in find_hits(text, parse(query)):
        assert end <= span.start < span.end <= len(text)
        end = span.end


def test_a_leaf_matches_a_text() -> None:
    assert matches("He demanded it", Word("demands"))
    assert not matches("He wanted it", Word("demands"))


LONG = "The first paragraph is about ferries. " * 10 + "Then the mayor rejected the plan.\n\nThe end. " + "More. " * 60


class TestSnippet:
    def test_shows_the_hit_on_one_line(self) -> None:
        text, spans = snippet(LONG, parse("reject plan"), 60)
        assert "\n" not in text
        assert [text[span.start : span.end] for span in spans] == ["rejected", "plan"]
        assert text.startswith("…") and text.endswith("…")
        assert len(text) <= 62

    def test_prefers_more_different_words(self) -> None:
        text, _ = snippet("war war war " + "x " * 100 + "war and peace here", parse("war peace"), 40)
        assert "war and peace" in text

    def test_without_a_hit_is_the_beginning(self) -> None:
        text, spans = snippet(LONG, parse("zebra"), 40)
        assert text == "The first paragraph is about ferries.…"
        assert spans == []

    def test_finds_a_late_hit(self) -> None:
        text, spans = snippet("filler " * 5_000 + "zebra", parse("zebra"), 30)
        assert [text[span.start : span.end] for span in spans] == ["zebra"]

    def test_a_short_text_is_whole(self) -> None:
        assert snippet("A zebra.", parse("zebra"), 160)[0] == "A zebra."

    def test_a_hit_wider_than_the_snippet_is_whole(self) -> None:
        text, spans = snippet("say one two three four five now", parse('"one two three four five"'), 8)
        assert [text[span.start : span.end] for span in spans] == ["one two three four five"]

    @settings(max_examples=100, deadline=None)
    @given(
        st.lists(st.sampled_from(["war", "peace", "Überraschung", "a", "\n", " ", "—", "longword" * 4])).map(" ".join),
        st.integers(1, 60),
    )
    def test_is_a_piece_of_the_text_with_its_hits(self, text: str, width: int) -> None:
        shown, spans = snippet(text, parse("war peace"), width)
        assert shown.strip("…") in text.replace("\n", " ")
        assert [shown[s.start : s.end] for s in spans] == [
            word for word in (shown[s.start : s.end] for s in spans) if word in ("war", "peace")
        ]
        if "war" in text.split() or "peace" in text.split():
            assert spans
        longest = max((len(word) for word in text.split()), default=0)
        assert len(shown) <= max(width, longest) + 2
