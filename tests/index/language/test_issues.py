"""Finding the issue by the configuration's words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.issues import Finder, Issues, Matcher, pattern_of, weight_of
from index.model import Issue, Span

FERRY = Issue("ferry", "The ferry should be kept", ("night ferry", "ferr*", "crossing"))
BRIDGE = Issue("bridge", "A bridge should be built", ("bridge", "crossing", "fixed link"))


def found(text: str, content: str, *issues: Issue, title: Span | None = None, beside: str = "") -> str | None:
    """The id of the issue of a content."""
    start = text.index(content)
    spans = [Span(start, start + len(content))]
    around = [Span(text.index(beside), text.index(beside) + len(beside))] if beside else []
    match = Issues(issues or (FERRY, BRIDGE)).of(text, title).match(spans, around)
    return None if match is None else match.issue.id


@pytest.mark.parametrize(
    ("content", "issue"),
    [
        ("to keep the NIGHT\nFERRY", "ferry"),
        ("two ferries a day", "ferry"),
        ("a fixed link instead of the crossing", "bridge"),
        ("the abridged version", None),
        ("transferred money", None),
        ("", None),
    ],
)
def test_words_and_phrases(content: str, issue: str | None) -> None:
    assert found(f"She wanted {content}.", content) == issue


def test_the_first_configured_wins_where_all_weighs_the_same() -> None:
    assert found("a new crossing", "a new crossing") == "ferry"
    assert found("a new crossing", "a new crossing", BRIDGE, FERRY) == "bridge"


def test_the_longer_phrase_wins() -> None:
    assert found("the night ferry and the bridge", "the night ferry and the bridge") == "ferry"


def test_the_rest_of_the_sentence_counts_less() -> None:
    text = "The ferry company asked for a bridge"
    assert found(text, "a bridge", beside="The ferry company") == "bridge"
    assert found(text, "asked", beside="The ferry company") == "ferry"


def test_the_headline_helps_only_what_points_back() -> None:
    text = "New bridge divides town\n\nMary Cole rejected the plan. She was tired of rain."
    title = Span(0, 23)
    assert found(text, "the plan", title=title) == "bridge"
    assert found(text, "tired of rain", title=title) is None
    assert found(text, "the plan") is None


@given(st.text(max_size=30), st.text(max_size=60))
def test_any_phrase_makes_a_pattern(phrase: str, text: str) -> None:
    hits = Matcher(Issue("x", "x", (phrase,))).hits(text)
    assert all(0 <= h.start < h.end <= len(text) for h in hits)
    assert weight_of(phrase) > 0


@given(st.sampled_from(["night ferry", "toll", "the O'Brien plan", "well-being"]))
def test_a_phrase_finds_itself_in_any_case(phrase: str) -> None:
    for text in (phrase, phrase.upper(), f"({phrase})", phrase.replace(" ", "\n"), phrase.replace("'", "’")):
        assert Matcher(Issue("x", "x", (phrase,))).hits(text)


def test_a_phrase_without_words_matches_nothing() -> None:
    assert pattern_of("* -") == ""
    assert Matcher(Issue("x", "x", ("*",))).hits("anything * at all") == []


def one_pattern(issue: Issue, text: str) -> list[tuple[int, int, str]]:
    """The hits as one regular expression of all phrases finds them, the weightiest first: what must come out."""
    phrases = sorted({p for p in issue.words if pattern_of(p)}, key=lambda p: (-weight_of(p), p))
    if not phrases:
        return []
    whole = re.compile("|".join(f"({pattern_of(p)})" for p in phrases), re.IGNORECASE)
    return [(m.start(), m.end(), phrases[(m.lastindex or 1) - 1]) for m in whole.finditer(text)]


WORDS = st.sampled_from(
    ["toll", "Toll*", "bridge toll", "the bridge", "bridge-toll*", "fishers' fund", "U.S.", "$5", "ſtrike", "İzmir*",
     "straße*", "_x", "a a", "5 %", "d’or", "*", "- 5", "toll* bridge"]
)  # fmt: skip
PIECES = st.sampled_from(
    ["toll", "TOLLS", "bridge", "the", "bridge–toll", "fishers’", "fishersʼ", "fund", "U.S.", "$5", "STRIKE", "izmir",
     "İZMİR", "Strasse", "STRAßE", "_x", "x_x", "a", "5", "%", "d'or", "\n", " ", " ", " ", "-", "—", "ı"]
)  # fmt: skip


@given(st.lists(st.lists(WORDS, max_size=6), max_size=3), st.lists(PIECES, max_size=25))
def test_all_issues_at_once_are_found_as_each_alone_would_be(words: list[list[str]], pieces: list[str]) -> None:
    text = "".join(pieces)
    issues = [Issue(str(number), "x", tuple(phrases)) for number, phrases in enumerate(words)]
    found = Finder([one.words for one in issues]).hits(text)
    for number, issue in enumerate(issues):
        assert [(h.start, h.end, h.phrase) for h in found.get(number, [])] == one_pattern(issue, text)
        assert found.get(number, []) == Matcher(issue).hits(text)
