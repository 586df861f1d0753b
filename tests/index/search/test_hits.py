"""What is lit in an article, and the snippets of the results."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import QueryError
from index.search import hits
from index.search.hits import find_hits, hits_of, matches
from index.search.query import parse
from index.search.snippets import snippet
from index.search.tree import Exact, Fuzzy, Near, Phrase, Prefix, Regex, TextLeaf, Wildcard, Word
from tests.index.search.reference import lit


@pytest.fixture(autouse=True, scope="module")
def _patience() -> Iterator[None]:
    """A busy machine may stop a test for longer than a pattern may take."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hits, "PATTERN_SECONDS", 60.0)
        yield


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
        ("=rejects", "It rejects what she rejected; who REJECTS?", ["rejects", "REJECTS"]),
        ("=kovac", "Kovač and Kovačs", ["Kovač"]),
        ('"fees harbour"~2', "harbour fees, harbour and its new fees, harbour or many more new fees",
         ["harbour", "fees", "harbour", "fees", "harbour"]),
        ('"quay quay"~1', "a quay; the old quay or quay", ["quay", "quay"]),
        ('"quay harbour quay"~0', "quay harbour quay pier quay harbour", ["quay", "harbour", "quay"]),
        ('"quay"~3', "two quays", ["quays"]),
        ("har*ur", "a harbour’s harbours", ["harbour"]),
        ("organi?ation", "Organization of organisations, an organisation", ["Organization", "organisation"]),
        ("*bour", "labour in Harbour", ["labour", "Harbour"]),
        ("lindqvist~", "Lindquist, lindkvist and Lindkist", ["Lindquist", "lindkvist"]),
        ("/quays?|p.er/", "A quay, quays, a pier and quayside", ["quay", "quays", "pier"]),
        ("/kova[cč]/", "Kovač’s", ["Kovač"]),
        ("{=silt} -=quay", "silt, silts, quay", ["silt"]),
        ('"one two three four five six seven eight nine ten"',
         "one two three four five six seven eight nine nine, one two three four five six seven eight nine ten.",
         ["one two three four five six seven eight nine ten"]),
    ],
)  # fmt: skip
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


_WORDS = st.sampled_from(["a", "b", "ab", "ba", "abs", "aba", "bab", "Äb", "abba", "cab"])
_TEXTS = st.lists(st.tuples(_WORDS, st.sampled_from([" ", ", ", "-", "’s ", "\n", "东"])), max_size=25).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)
_ROWS = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join)
_LONG_ROWS = st.lists(st.sampled_from("ab"), min_size=9, max_size=11).map(" ".join)
_WORD_LEAVES: st.SearchStrategy[TextLeaf] = st.one_of(
    _WORDS.map(Word),
    _ROWS.map(Phrase),
    _LONG_ROWS.map(Phrase),
    _WORDS.map(Exact),
    st.builds(Near, _ROWS, st.integers(0, 4)),
    st.sampled_from(["a", "ab", "b", "cab"]).map(Prefix),
    st.sampled_from(["a*b", "?b", "*b*", "a?b*", "*ab"]).map(Wildcard),
    st.builds(Fuzzy, st.sampled_from(["aba", "abba", "bab"]), st.integers(1, 2)),
    st.sampled_from(["a.*", "(ab)+a?", "[^b].", "b|ab?s", "a{1,2}b*"]).map(Regex),
)


@settings(max_examples=500, deadline=None)
@given(_TEXTS, st.lists(_WORD_LEAVES, min_size=1, max_size=4))
def test_what_is_lit_agrees_with_the_plain_way(text: str, leaves: list[TextLeaf]) -> None:
    spans = hits_of(text, leaves)
    assert set().union(*(lit(text, leaf) for leaf in leaves)) == {
        at for span in spans for at in range(span.start, span.end)
    }
    for leaf in leaves:
        assert matches(text, leaf) == bool(lit(text, leaf))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(["a", "b", "a a b", "a b a", "a a b a a"]), min_size=10, max_size=25).map(" ".join),
    st.integers(0, 10),
    st.integers(9, 12),
    st.integers(0, 3),
)
def test_long_phrases_and_near_ones_agree_with_the_plain_way(text: str, start: int, size: int, distance: int) -> None:
    row = " ".join(text.split()[start : start + size])
    for leaf in (Phrase(row), Near(row, distance)):
        assert lit(text, leaf) == {at for span in hits_of(text, (leaf,)) for at in range(span.start, span.end)}


class TestHostileTexts:
    """Texts and queries made to take long."""

    QUERIES = (
        *("/.*/", "/(a|b)*a(a|b){30}/", "/(a+)+b/", "*a*b*a*b*", "abababababab~2", '"a b"~100', '"a a a a b"~3'),
        *('"' + "a " * 60 + 'b"', "a*", "=a", "?*ab", " ".join(f"aaab{i}~2" for i in range(50))),
    )

    @staticmethod
    def texts(size: int) -> tuple[str, ...]:
        rng = random.Random(7)
        return (
            "a " * (size // 2),
            "ab" * (size // 2),
            " ".join("".join(rng.choice("ab") for _ in range(40)) for _ in range(size // 41)),
            " ".join(f"aaab{i}" for i in range(size // 9)),
            "aé’s-" * (size // 5),
        )

    @pytest.mark.parametrize("query", QUERIES)
    def test_are_read_to_their_end(self, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(hits, "PATTERN_SECONDS", 60.0)
        node = parse(query)
        for short, long in zip(self.texts(2_000), self.texts(20_000), strict=True):
            found, more = find_hits(short, node), find_hits(long, node)
            assert bool(found) == bool(more) or not found
            assert not found or more[-1].end > len(short)

    def test_a_pattern_that_takes_too_long_is_said_and_never_a_silent_no(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(hits, "PATTERN_SECONDS", 0.0)
        text = "".join(random.Random(3).choice("ab") for _ in range(4_000))
        node = parse("/(a|b)*a(a|b){40}c/")
        assert isinstance(node, Regex)
        with pytest.raises(QueryError, match="takes more than"):
            matches(text, node)
        assert find_hits(text, node) == []


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
        assert shown.strip("…") in " ".join(text.split())
        assert [shown[s.start : s.end] for s in spans] == [
            word for word in (shown[s.start : s.end] for s in spans) if word in ("war", "peace")
        ]
        if "war" in text.split() or "peace" in text.split():
            assert spans
        longest = max((len(word) for word in text.split()), default=0)
        assert len(shown) <= max(width, longest) + 2
