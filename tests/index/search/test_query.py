"""The query language: what a query means, what is wrong with one, and the way back to text."""

from __future__ import annotations

import pytest

from index.errors import QueryError
from index.model import Span
from index.search.formatting import format_query
from index.search.query import DEEPEST, LONGEST, MOST_TERMS, parse
from index.search.tree import (
    And,
    Braces,
    Clause,
    ClauseField,
    Dates,
    Everything,
    Length,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    TextField,
    Word,
    leaves,
    text_terms,
)
from tests.index.search.reading_queries import STANCES, TODAY


def actor(value: str, prefix: bool = False) -> Clause:
    return Clause(ClauseField.ACTOR, value, prefix)


def outlet(value: str) -> Clause:
    return Clause(ClauseField.OUTLET, value)


def words(*texts: str) -> tuple[Node, ...]:
    return tuple(Word(text) for text in texts)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", Everything()),
        ("   ", Everything()),
        ("*", Everything()),
        ("bennett", Word("bennett")),
        ("bennett putin", And(words("bennett", "putin"))),
        ("bennett AND putin", And(words("bennett", "putin"))),
        ("bennett and putin", And(words("bennett", "and", "putin"))),
        ("bennett OR putin", Or(words("bennett", "putin"))),
        ("a b OR c", Or((And(words("a", "b")), Word("c")))),
        ("a (b OR c)", And((Word("a"), Or(words("b", "c"))))),
        ("((a))", Word("a")),
        ("-a", Not(Word("a"))),
        ("NOT a", Not(Word("a"))),
        ("a -b", And((Word("a"), Not(Word("b"))))),
        ("a NOT (b c)", And((Word("a"), Not(And(words("b", "c")))))),
        ("--a", Not(Not(Word("a")))),
        ("low-profile", Word("low-profile")),
        ('"low profile"', Phrase("low profile")),
        ("“low profile”", Phrase("low profile")),
        ('-"low profile"', Not(Phrase("low profile"))),
        ('"AND"', Phrase("AND")),
        ("gov*", Prefix("gov")),
        ("title:war", Word("war", TextField.TITLE)),
        ('body:"cease fire"', Phrase("cease fire", TextField.BODY)),
        ("title:gov*", Prefix("gov", TextField.TITLE)),
        ("TITLE:war", Word("war", TextField.TITLE)),
        ("title:war title:peace", And((Word("war", TextField.TITLE), Word("peace", TextField.TITLE)))),
        ("actor:bennett", actor("bennett")),
        ('actor:"Noa Furman"', actor("Noa Furman")),
        ("actor:ben*", actor("ben", prefix=True)),
        ("actor:a actor:b", Or((actor("a"), actor("b")))),
        ("actor:a war actor:b", And((Or((actor("a"), actor("b"))), Word("war")))),
        ("actor:a AND actor:b", And((actor("a"), actor("b")))),
        ("actor:a -actor:b", And((actor("a"), Not(actor("b"))))),
        ("actor:a outlet:b", And((actor("a"), outlet("b")))),
        ("outlet:(spiegel,faz)", Or((outlet("spiegel"), outlet("faz")))),
        ("outlet:( spiegel , faz )", Or((outlet("spiegel"), outlet("faz")))),
        ("outlet:(spiegel OR faz)", Or((outlet("spiegel"), outlet("faz")))),
        ('outlet:(the guardian, "El País")', Or((outlet("the guardian"), outlet("El País")))),
        ("outlet:(a,b) outlet:c", Or((outlet("a"), outlet("b"), outlet("c")))),
        ("-outlet:(a,b)", Not(Or((outlet("a"), outlet("b"))))),
        ("is:unlabelled is:unread", And((Clause(ClauseField.IS, "unlabelled"), Clause(ClauseField.IS, "unread")))),
        ("is:unlabeled", Clause(ClauseField.IS, "unlabelled")),
        ("stance:AGAINST", Clause(ClauseField.STANCE, "against")),
        ("words>500", Length(501, None)),
        ("words>=500", Length(500, None)),
        ("words<500", Length(None, 499)),
        ("words<=500", Length(None, 500)),
        ("words=500", Length(500, 500)),
        ("words>100 words<500", And((Length(101, None), Length(None, 499)))),
        ("a=b", Word("a=b")),
        ("date:2022", Dates("2022-01-01", "2022-12-31")),
        ("date:2024-02", Dates("2024-02-01", "2024-02-29")),
        ("date:2022-03-04", Dates("2022-03-04", "2022-03-04")),
        ("date:2022-3-4", Dates("2022-03-04", "2022-03-04")),
        ("date:2022-03..", Dates("2022-03-01", None)),
        ("date:..2022-03", Dates(None, "2022-03-31")),
        ("date:2024-01..2024-03", Dates("2024-01-01", "2024-03-31")),
        ("date:today", Dates("2026-11-22", "2026-11-22")),
        ("date:yesterday", Dates("2026-11-21", "2026-11-21")),
        ("date:30d", Dates("2026-10-23", "2026-11-22")),
        ("date:2w", Dates("2026-11-08", "2026-11-22")),
        ("date:9m", Dates("2026-02-22", "2026-11-22")),
        ("date:1y..", Dates("2025-11-22", None)),
        ("date:..30d", Dates(None, "2026-10-23")),
        ("date:(2022-01,2022-03)", Or((Dates("2022-01-01", "2022-01-31"), Dates("2022-03-01", "2022-03-31")))),
        ("{actor:x stance:against}", Braces(And((actor("x"), Clause(ClauseField.STANCE, "against"))))),
        ("{actor:x war}", Braces(And((actor("x"), Word("war"))))),
        ("{*}", Braces(Everything())),
        ("-{actor:x}", Not(Braces(actor("x")))),
        ("{a} {b}", And((Braces(Word("a")), Braces(Word("b"))))),
        ("12:30", Word("12:30")),
        ("foo(bar)", And(words("foo", "bar"))),
    ],
)
def test_a_query_means(query: str, tree: Node) -> None:
    found = parse(query, stances=STANCES, today=TODAY)
    assert found == tree
    assert parse(format_query(found), stances=STANCES, today=TODAY) == found


@pytest.mark.parametrize(
    ("query", "at", "part", "proposal"),
    [
        ("actr:x", (0, 5), "unknown field 'actr': did you mean actor:?", "actor:x"),
        ("war actr:x", (4, 9), "unknown field 'actr': did you mean actor:?", "war actor:x"),
        ("https://example.org", (0, 6), "unknown field 'https'", '"https://example.org"'),
        ('say "never', (4, 10), "not closed", 'say "never"'),
        ("(a b", (0, 1), "not closed", "(a b)"),
        ("{actor:a", (0, 1), "not closed", "{actor:a}"),
        ("a)", (1, 2), "closes none", "a"),
        ("a }", (2, 3), "closes none", "a "),
        ("(a}", (2, 3), "before the parenthesis is closed", "(a)"),
        ("()", (0, 2), "nothing between these parentheses", ""),
        ("{ }", (0, 3), "nothing between these braces", ""),
        ("{a {b}}", (3, 4), "braces cannot stand within braces", "{a (b)}"),
        ("a AND", (2, 5), "AND needs something after it", "a"),
        ("a OR", (2, 4), "OR needs something after it", "a"),
        ("a AND OR b", (2, 5), "AND needs something after it", "a OR b"),
        ("NOT", (0, 3), "NOT needs something after it", '"NOT"'),
        ("OR a", (0, 2), "OR needs something before it", '"OR" a'),
        ("(AND a)", (1, 4), "AND needs something before it", '("AND" a)'),
        ("-", (0, 1), "needs directly after it|needs something after it", None),
        ("a - b", (2, 3), "'-' needs directly after it", "a -b"),
        ("actor:", (0, 6), "actor: needs a value", None),
        ("actor: x", (0, 6), "needs a value directly after the colon", "actor:x"),
        ('actor:""', (6, 8), "needs a name", None),
        ("actor:-", (6, 7), "needs a name", None),
        ('issue:" "', (6, 9), "needs a value", None),
        ("actor:(a", (6, 7), "not closed", "actor:(a)"),
        ("actor:(a,,b)", (6, 10), "a value is missing", "actor:(a,b)"),
        ("actor:()", (6, 8), "a value is missing", None),
        ("actor:(a AND b)", (9, 12), "cannot stand among the values", "actor:(a , b)"),
        ("stance:agaist", (7, 13), "unknown stance 'agaist': did you mean against?", "stance:against"),
        ("stance:xyzzy", (7, 12), "there are favor, against", None),
        ("issue:portt", (6, 11), "unknown issue 'portt': did you mean port?", "issue:port"),
        ("is:unlabled", (3, 11), "unknown state 'unlabled'", "is:unlabelled"),
        ("date:2022-13", (5, 12), "no month 13", None),
        ("date:2022-02-30", (5, 15), "February 2022 has no day 30", "date:2022-02-28"),
        ("date:0000", (5, 9), "no year 0000", None),
        ("date:soon", (5, 9), "'soon' is no date", None),
        ("date:..", (5, 7), "a date on one side at least", None),
        ("date:2023..2022", (5, 15), "ends .* before it begins", "date:2022..2023"),
        ("date:999999y", (5, 12), "reaches back before", None),
        ("date:999999d", (5, 12), "reaches back before", None),
        ("date>2022", (0, 9), "write date:2022-03", "date:2023-01-01.."),
        ("words>many", (0, 10), "needs a number", None),
        ("words>" + "9" * 40, (0, 46), "needs a number", None),
        ("words:5", (0, 6), "the length is compared", "words>=5"),
        ("e-mai*", (0, 6), "several words", '"e-mai"'),
        ("—", (0, 1), "no letter or digit", None),
        ('"..."', (0, 5), "no word between", None),
        ("{outlet:x}", (1, 8), "outlet: speaks of the article", "outlet:x"),
        ("{words>5}", (1, 8), "speaks of the article", "words>5"),
        ("{is:read}", (1, 8), "is:read speaks of the article", "is:read"),
    ],
)
def test_a_broken_query_says_what_and_where(query: str, at: tuple[int, int], part: str, proposal: str | None) -> None:
    with pytest.raises(QueryError, match=part) as caught:
        parse(query, stances=STANCES, issues=("port", "russia-invasion"), today=TODAY)
    error = caught.value
    assert (error.start, error.end) == at
    assert error.proposal == proposal
    assert f"(at character {error.start + 1})" in error.sentence


def test_any_stance_and_issue_is_taken_where_none_are_known() -> None:
    assert parse("stance:yes issue:Anything") == And(
        (Clause(ClauseField.STANCE, "yes"), Clause(ClauseField.ISSUE, "anything"))
    )


def test_a_library_without_issues_says_that_it_has_none() -> None:
    with pytest.raises(QueryError) as raised:
        parse("issue:port", issues=())
    assert "unknown issue 'port': this library has none yet" in raised.value.sentence


def test_known_ids_are_found_in_any_case() -> None:
    assert parse("issue:PORT-Sale", issues=("Port-Sale",)) == Clause(ClauseField.ISSUE, "Port-Sale")


def test_places_in_the_query_are_kept() -> None:
    query = 'war -actor:"Noa Furman" {stance:against OR peace} date:2022'
    node = parse(query)
    assert isinstance(node, And)
    places = [query[child.at.start : child.at.end] for child in node.children]
    assert places == ["war", '-actor:"Noa Furman"', "{stance:against OR peace}", "date:2022"]
    assert [query[leaf.at.start : leaf.at.end] for leaf in leaves(node)] == [
        *("war", 'actor:"Noa Furman"', "stance:against", "peace", "date:2022"),
    ]


def test_words_to_light_leave_out_what_is_excluded() -> None:
    node = parse('war -peace "cease fire" {treaty} gov* actor:x NOT (a b)')
    assert text_terms(node) == [Word("war"), Phrase("cease fire"), Word("treaty"), Prefix("gov")]


class TestBounds:
    def test_length(self) -> None:
        with pytest.raises(QueryError, match="2,000 are the most") as caught:
            parse("a" * (LONGEST + 1))
        assert (caught.value.start, caught.value.end) == (LONGEST, LONGEST + 1)
        assert parse("a" * LONGEST) == Word("a" * LONGEST)

    @pytest.mark.parametrize("query", ["(" * 999 + "a" + ")" * 999, "-" * 1900 + "a", "NOT " * 400 + "a"])
    def test_depth(self, query: str) -> None:
        with pytest.raises(QueryError, match=f"more than {DEEPEST} deep"):
            parse(query)

    def test_depth_that_is_allowed(self) -> None:
        assert parse("(" * DEEPEST + "a" + ")" * DEEPEST) == Word("a")

    def test_depth_counts_what_is_open_not_what_has_been_closed(self) -> None:
        assert parse("(a) -b " * 60) == And((Word("a"), Not(Word("b"))) * 60)

    def test_terms(self) -> None:
        assert isinstance(parse("a " * MOST_TERMS), And)
        with pytest.raises(QueryError, match=f"more than {MOST_TERMS} words") as caught:
            parse("a " * (MOST_TERMS + 1))
        assert caught.value.start == 2 * MOST_TERMS


def test_and_or_are_flat() -> None:
    assert parse("a (b (c d))") == And(words("a", "b", "c", "d"))
    assert parse("a OR (b OR (c OR d))") == Or(words("a", "b", "c", "d"))


def test_equal_trees_are_equal_wherever_they_stand() -> None:
    assert Word("a", at=Span(0, 1)) == Word("a", at=Span(7, 8))
    assert hash(Word("a", at=Span(0, 1))) == hash(Word("a", at=Span(7, 8)))
