"""The query language as a whole: every kind of word, every field, every mistake, and the way back to text."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from index.errors import QueryError
from index.model import Span
from index.search.fields import FIELDS
from index.search.formatting import format_query
from index.search.query import DEEPEST, LONGEST, MOST_TERMS, parse
from index.search.tree import (
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
    Near,
    Node,
    Not,
    NumberField,
    Or,
    Phrase,
    Prefix,
    Regex,
    TextField,
    Wildcard,
    Word,
    leaves,
    of_statement,
    text_terms,
)
from tests.index.search.reading_queries import SAVED, STANCES, TODAY, checked, read


def clause(field: str, value: str, is_open: bool = False) -> Clause:
    return Clause(ClauseField(field), value, is_open)


def confidence(sign: str, number: float) -> Compared:
    return Compared(NumberField.CONFIDENCE, Comparison(sign), number)


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("date:2022", "date:2022"),
        ("date:2024-02", "date:2024-02"),
        ("date:2022-12", "date:2022-12"),
        ("date:2022-01-01..2022-12-31", "date:2022"),
        ("date:2024-02-01..2024-02-28", "date:2024-02-01..2024-02-28"),
        ("date:2021..2022", "date:2021-01-01..2022-12-31"),
        ("date:2022-03-04", "date:2022-03-04"),
        ("added:..2022", "added:..2022-12-31"),
    ],
)
def test_days_are_written_as_short_as_they_can_be(query: str, written: str) -> None:
    assert format_query(read(query)) == written
    assert read(written) == read(query)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("=ships", Exact("ships")),
        ("title:=ships", Exact("ships", TextField.TITLE)),
        ("-=ships", Not(Exact("ships"))),
        ('"harbour fees"~5', Near("harbour fees", 5)),
        ('body:"harbour fees"~0', Near("harbour fees", 0, TextField.BODY)),
        ('"harbour fees"~5 rise', And((Near("harbour fees", 5), Word("rise")))),
        ("dredg*", Prefix("dredg")),
        ("dredg**", Prefix("dredg")),
        ("**", Everything()),
        ("har*ur", Wildcard("har*ur")),
        ("har**ur", Wildcard("har*ur")),
        ("*bour", Wildcard("*bour")),
        ("*bour*", Wildcard("*bour*")),
        ("organi?ation", Wildcard("organi?ation")),
        ("organi?ation*", Wildcard("organi?ation*")),
        ("quay?", Wildcard("quay?")),
        ("title:har*ur", Wildcard("har*ur", TextField.TITLE)),
        ("lindquist~", Fuzzy("lindquist", 1)),
        ("lindquist~1", Fuzzy("lindquist", 1)),
        ("lindquist~2", Fuzzy("lindquist", 2)),
        ("body:lindquist~", Fuzzy("lindquist", 1, TextField.BODY)),
        ("/quays?/", Regex("quays?")),
        ("title:/(quay|pier)s/", Regex("(quay|pier)s", TextField.TITLE)),
        ("-/quay/", Not(Regex("quay"))),
        ("(/quay/ OR /pier/)", Or((Regex("quay"), Regex("pier")))),
        ("and/or", Word("and/or")),
        ("title:(=quay, har*ur, pier~, /x.z/)", Or((
            Exact("quay", TextField.TITLE), Wildcard("har*ur", TextField.TITLE), Fuzzy("pier", 1, TextField.TITLE),
            Regex("x.z", TextField.TITLE),
        ))),
        ('title:("old quay"~3 pier, wharf)', Or((
            And((Near("old quay", 3, TextField.TITLE), Word("pier", TextField.TITLE))), Word("wharf", TextField.TITLE),
        ))),
        ('"say \\"never\\" again"', Phrase('say "never" again')),
        ('"a\\\\b c"', Phrase("a\\b c")),
        ('"a\\b"', Phrase("a\\b")),
        ("section:politics", clause("section", "politics")),
        ('outlet:("AND", "a,b")', Or((clause("outlet", "AND"), clause("outlet", "a,b")))),
        ("section:pol*", clause("section", "pol", True)),
        ('outlet:"the tamsel"*', clause("outlet", "the tamsel", True)),
        ("outlet:(the tam*, courier)", Or((clause("outlet", "the tam", True), clause("outlet", "courier")))),
        ("language:EN", clause("language", "en")),
        ("language:pt-BR", clause("language", "pt-br")),
        ("url:https://example.org/a?b=c", clause("url", "https://example.org/a?b=c")),
        ("url:/politics/", clause("url", "/politics/")),
        ("tag:to-check", clause("tag", "to-check")),
        ("tag:har*", clause("tag", "har", True)),
        ("tag:a tag:b", Or((clause("tag", "a"), clause("tag", "b")))),
        ("tag:a AND tag:b", And((clause("tag", "a"), clause("tag", "b")))),
        ("id:abcd", clause("id", "abcd")),
        ("like:abcd", clause("like", "abcd")),
        ("since:SEEN", clause("since", "seen")),
        ("added:3d", Dates("2026-11-19", "2026-11-22", DateField.ADDED)),
        ("added:today", Dates("2026-11-22", "2026-11-22", DateField.ADDED)),
        ("date:3m added:today", And((
            Dates("2026-08-22", "2026-11-22"), Dates("2026-11-22", "2026-11-22", DateField.ADDED),
        ))),
        ("cue:told", clause("cue", "told")),
        ('cue:"called on"', clause("cue", "called on")),
        ("form:Direct", clause("form", "direct")),
        ("via:courier", clause("via", "courier")),
        ("voice:organization", clause("voice", "organisation")),
        ("by:dana", clause("by", "dana")),
        ("note:iron*", clause("note", "iron", True)),
        ("confidence>0.8", confidence(">", 0.8)),
        ("confidence>=.5", confidence(">=", 0.5)),
        ("confidence<1", confidence("<", 1.0)),
        ("confidence<=0", confidence("<=", 0.0)),
        ("CONFIDENCE=0.123456", confidence("=", 0.123456)),
        ("is:duplicate -is:flagged", And((clause("is", "duplicate"), Not(clause("is", "flagged"))))),
        (
            "{actor:lindqvist issue:silt-disposal stance:neutral}",
            Braces(And((clause("actor", "lindqvist"), clause("issue", "silt-disposal"), clause("stance", "neutral")))),
        ),
        (
            '{cue:told form:direct via:courier voice:self by:dana note:x confidence>0.8 "wick bank" =silt}',
            Braces(And((
                clause("cue", "told"), clause("form", "direct"), clause("via", "courier"), clause("voice", "self"),
                clause("by", "dana"), clause("note", "x"), confidence(">", 0.8), Phrase("wick bank"), Exact("silt"),
            ))),
        ),
        ("{is:suggested is:conflict}", Braces(And((clause("is", "suggested"), clause("is", "conflict"))))),
        ("query:morning", And((clause("is", "unread"), Dates("2026-11-20", "2026-11-22")))),
        ("query:MORNING", And((clause("is", "unread"), Dates("2026-11-20", "2026-11-22")))),
        ('quay -query:"the harbour"', And((Word("quay"), Not(Or((Word("harbour"), Word("quay"))))))),
        ('pier query:"the harbour"', And((Word("pier"), Or((Word("harbour"), Word("quay")))))),
        ("query:(morning, the harbour)", Or((
            And((clause("is", "unread"), Dates("2026-11-20", "2026-11-22"))), Word("harbour"), Word("quay"),
        ))),
        ("query:empty", Everything()),
        ('{query:"against it" silt}', Braces(And((
            clause("actor", "lindqvist"), clause("stance", "against"), Word("silt"),
        )))),
    ],
)  # fmt: skip
def test_a_query_means(query: str, tree: Node) -> None:
    found = read(query)
    assert found == tree
    assert read(format_query(found)) == found


@pytest.mark.parametrize(
    ("query", "at", "part", "proposal"),
    [
        # Words
        ("=", (0, 1), "= needs a word", None),
        ("=low-profile", (0, 12), "several words, and = finds one", '"low-profile"'),
        ('="old quay"', (0, 11), "before each word", "=old =quay"),
        ("=quay*", (0, 6), "asks for others", "quay*"),
        ("~5", (0, 2), "~ has no meaning", ""),
        ('actor:"old quay"~5', (16, 18), "~5 has no meaning", 'actor:"old quay"'),
        ('"old quay"~', (10, 11), "needs how many other words", '"old quay"~5'),
        ('"old quay"~x', (10, 12), "needs how many other words", '"old quay"~5'),
        ('"old quay"~101', (10, 14), "100 other words are the most", '"old quay"~100'),
        ('"old quay"*', (10, 11), "cannot be left open", '"old quay"'),
        ("*a", (0, 2), "too short", None),
        ("?", (0, 1), "too short", None),
        ("a?*", (0, 3), "too short", None),
        ("low-pro?ile", (0, 11), "letters and digits of one word", '"low-pro?ile"'),
        ("quay?!", (0, 6), "letters and digits of one word", "quay"),
        ("a" * 60 + "?", (0, 61), "60 letters at most", None),
        ("qu~", (0, 3), "too short for ~", "qu"),
        ("quay~2", (0, 6), "too short for ~2", "quay"),
        ("harbour~3", (0, 9), "asks for words 3 letters away", "harbour~2"),
        ("harbour~0", (0, 9), "asks for words 0 letters away", "harbour"),
        ("har*r~", (0, 6), "cannot stand together", None),
        ("har~~", (0, 5), "cannot stand together", "har~"),
        ("low-profile~", (0, 12), "several words", "low-profile"),
        ("~", (0, 1), "~ has no meaning", ""),
        ("quay && pier", (5, 7), "written AND here", "quay AND pier"),
        ("quay || pier", (5, 7), "written OR here", "quay OR pier"),
        # Regular expressions
        ("/quay", (0, 1), "not closed", '"/quay"'),
        ("//", (0, 2), "nothing between these slashes", None),
        ("/quay/i", (6, 7), "capital letters make no difference", "/quay/"),
        ("/home/user", (6, 10), "something follows it", '"/home/user"'),
        ("a /(b/", (3, 4), "in the regular expression, this group is not closed", "a /(b)/"),
        ("/b)/", (2, 3), "closes no group", "/b/"),
        ("/[ab/", (1, 2), r"this \[ is not closed", "/[ab]/"),
        ("/*b/", (1, 2), "nothing before it that could repeat", r"/\*b/"),
        ("/(a)\\1/", (4, 6), "refers back", None),
        ("/(?=a)b/", (1, 4), "looking ahead", None),
        ("/(?<!a)b/", (1, 5), "looking back", None),
        ("/a{200}/", (2, 7), "100 repetitions are the most", None),
        ("/(a{100}){100}/", (1, 14), "more than 500 steps", None),
        ("/old quay/", (4, 5), "holds no space", "/oldquay/"),
        ("/\\bquay/", (1, 3), "not needed", "/quay/"),
        # Fields
        ("speaker:x", (0, 8), "did you mean actor:?", "actor:x"),
        ("lang:en", (0, 5), "did you mean language:?", "language:en"),
        ("confidnce:0.5", (0, 10), "did you mean confidence>0.8?", "confidence>=0.5"),
        ("length:500", (0, 7), "did you mean words>500?", "words>=500"),
        ("confidence:0.8", (0, 11), "confidence is compared", "confidence>=0.8"),
        ("confidence>1.5", (0, 14), "between 0 and 1", "confidence>0.015"),
        ("confidence>80%", (0, 14), "between 0 and 1", "confidence>0.8"),
        ("confidence>101", (0, 14), "between 0 and 1", None),
        ("confidence>high", (0, 15), "needs a number", None),
        ("words > 500", (6, 7), "directly beside it", "words>500"),
        ("stance=against", (0, 14), "cannot be compared by =", "stance:against"),
        ("form:quoted", (5, 11), "there are direct, indirect, mixed, act", None),
        ("form:dirct", (5, 10), "did you mean direct?", "form:direct"),
        ("voice:spokeperson", (6, 17), "did you mean spokesperson?", "voice:spokesperson"),
        ("is:flaged", (3, 9), "did you mean flagged?", "is:flagged"),
        ("language:german", (9, 15), "did you mean language:de?", "language:de"),
        ("language:???", (9, 12), "no code of a language", None),
        ("since:monday", (6, 12), "takes the value seen only", "since:seen"),
        ("since:2022-03", (6, 13), "takes the value seen only", "added:2022-03.."),
        ("url:example*", (4, 12), "anywhere in an address", "url:example"),
        ("id:abc*", (3, 7), "the beginning of an id is enough", "id:abc"),
        ("actor:/fur.*/", (6, 13), "by a regular expression", 'actor:"fur.*"'),
        ("actor:f*r", (6, 9), "only the end of a name", 'actor:"f r"'),
        ("{is:duplicate silt}", (1, 13), "speaks of the article", "{silt} is:duplicate"),
        ("{silt outlet:(a, b)}", (6, 13), "outlet: speaks of the article", "{silt} outlet:(a, b)"),
        ("{silt -outlet:x}", (7, 14), "outlet: speaks of the article", None),
        ("{like:abcd}", (1, 6), "speaks of the article", "like:abcd"),
        ("actor:'Ana Kovac' silt", (6, 17), "quotation marks are double", 'actor:"Ana Kovac" silt'),
        ("words>1,000", (0, 11), "needs a number", "words>1000"),
        ("}", (0, 1), "closes none", ""),
        # More than one mistake
        ("actr:x stnce:against", (0, 5), "did you mean actor:?", "actor:x stance:against"),
        ("(quay outlt:x", (6, 12), "did you mean outlet:?", "(quay outlet:x)"),
        ("{quay {pier", (6, 7), "braces cannot stand within braces", None),
        ("--", (1, 2), "needs something after it", None),
        # Dates
        ("date:[2022-01 TO 2022-03]", (5, 25), "two dots: did you mean", "date:2022-01..2022-03"),
        ("date:{2022-01 TO *}", (5, 19), "two dots", "date:2022-01.."),
        ("date:last 30 days", (5, 17), "did you mean date:30d", "date:30d"),
        ('date:"last week"', (5, 16), "did you mean date:1w", "date:1w"),
        ("date:2022/03/04", (5, 15), "did you mean date:2022-03-04", "date:2022-03-04"),
        ("date:04.03.2022", (5, 15), "did you mean date:2022-03-04", "date:2022-03-04"),
        ('date:"4 March 2022"', (5, 19), "did you mean date:2022-03-04", "date:2022-03-04"),
        ('date:"Sep 2022"', (5, 15), "did you mean date:2022-09", "date:2022-09"),
        ("date:2022-01 - 2022-03", (5, 22), "two dots", "date:2022-01..2022-03"),
        ("date:2022-01...2022-03", (5, 22), "no date", "date:2022-01..2022-03"),
        ("date:2022-25-03", (5, 15), "no month 25", "date:2022-03-25"),
        ("added:2023..2022", (6, 16), "ends .* before it begins", "added:2022..2023"),
        ("date:2022-02-30..", (5, 17), "has no day 30", "date:2022-02-28.."),
        # Saved searches
        ("query:mornin", (6, 12), "no saved search 'mornin': did you mean morning?", 'query:"morning"'),
        ("query:zzz", (6, 9), "no saved search 'zzz': there are .*morning", None),
        ("query:of", (6, 8), 'did you mean "of one"', 'query:"of one"'),
        ("quay query:of one pier", (11, 17), 'did you mean "of one"', 'quay query:"of one" pier'),
        ("query:a", (6, 7), "'a' uses itself \\(a → b → a\\)", None),
        ("x query:own", (8, 11), "'own' uses itself \\(own → own\\)", None),
        ("query:broken", (6, 12), "unknown field 'actr'.*at character 6 of the saved search 'broken'", None),
        ("query:wide query:wide", (17, 21), "more than 200 words", None),
        ("{query:morning}", (7, 14), "cannot stand within braces", None),
        ('{query:"of one"}', (7, 15), "braces cannot stand within braces", None),
    ],
)
def test_a_broken_query_says_what_and_where(query: str, at: tuple[int, int], part: str, proposal: str | None) -> None:
    with pytest.raises(QueryError, match=part) as caught:
        read(query)
    error = caught.value
    assert query[slice(*at)] == query[error.start : error.end]
    assert (error.start, error.end) == at
    assert error.proposal == proposal
    assert f"(at character {error.start + 1})" in error.sentence
    if proposal is not None:
        read(proposal)


def test_every_field_is_read_and_the_example_in_its_error_is_right() -> None:
    for name, example in FIELDS.items():
        assert parse(f"{name}:{example}", saved={"name": "x"}, issues=["id"], stances=STANCES)
        with pytest.raises(QueryError, match=f"such as {name}:{example}"):
            parse(f"{name}:")


def test_a_saved_search_stands_where_its_name_does() -> None:
    query = 'pier query:"against it"'
    assert {query[leaf.at.start : leaf.at.end] for leaf in leaves(read(query))} == {"pier", 'query:"against it"'}


def test_saved_searches_in_saved_searches_stay_within_bounds() -> None:
    many = {f"s{i}": f"query:s{i + 1} query:s{i + 1}" for i in range(40)} | {"s40": "quay"}
    with pytest.raises(QueryError, match="more than 200 words"):
        parse("query:s0", saved=many)
    deep = {f"s{i}": f"query:s{i + 1}" for i in range(80)} | {"s80": "quay"}
    with pytest.raises(QueryError, match=f"more than {DEEPEST} deep"):
        parse("query:s0", saved=deep)
    with pytest.raises(QueryError, match="2,000 are the most"):
        parse("query:long", saved={"long": "a" * 2001})


def test_clauses_of_statements_are_told_from_those_of_articles() -> None:
    inside = read("is:labelled actor:x cue:x form:act via:x voice:self by:x note:x stance:none confidence>0")
    outside = read("is:read is:duplicate outlet:x like:x tag:x since:seen")
    assert all(of_statement(leaf) for leaf in leaves(inside) if isinstance(leaf, Clause | Compared))
    assert not any(of_statement(leaf) for leaf in leaves(outside) if isinstance(leaf, Clause | Compared))


def test_all_kinds_of_words_are_lit_and_those_left_out_are_not() -> None:
    node = read('quay =pier "a b" "a b"~2 wha* wh?rf {harbr~} /x/ -left -(=out o?t /re/) title:y')
    assert [type(leaf) for leaf in text_terms(node)] == [
        *(Word, Exact, Phrase, Near, Prefix, Wildcard, Fuzzy, Regex, Word),
    ]


class TestBounds:
    @pytest.mark.parametrize("sign", ["(", "{", "[", '"', "/", "~", "*", "=", "-", "?", "\\", "/(", '"\\', "a:(", "=/"])
    def test_thousands_of_one_sign_are_an_error(self, sign: str) -> None:
        with pytest.raises(QueryError):
            parse(sign * 3_000)
        assert checked(sign * (LONGEST // len(sign)))

    def test_parentheses_by_the_thousand(self) -> None:
        with pytest.raises(QueryError, match="2,000 are the most"):
            parse("(" * 3_000 + "a" + ")" * 3_000)

    def test_what_it_is_written_out_is_bounded_too(self) -> None:
        with pytest.raises(QueryError, match="written out"):
            parse(" OR ".join(["date:1y"] * 150), today=TODAY)

    @pytest.mark.parametrize(
        "inner", ["actor:(a,b)", "actor:a actor:b x", "title:(a b, c)", "date:(1d,2d)", "{a OR b}"]
    )
    def test_what_is_as_deep_as_may_be_is_read_again_as_the_same(self, inner: str) -> None:
        for sign in ("-", "NOT "):
            for depth in range(DEEPEST - 3, DEEPEST + 1):
                assert checked(sign * depth + inner)
                assert checked((sign + "(") * (depth // 2) + inner + ")" * (depth // 2))

    @pytest.mark.parametrize(
        "piece",
        ["a ", "actor:a ", "-a ", "(a) ", '"a" ', "a* ", "/a+/ ", "ab?c ", "abcd~ ", "is:read ", "a OR ", "x:", "((",
         "~",          "date:1d ", "actor:(a,b) ", "*?", "[a TO b] ", "last 1 ", "words>", "\\", '\\"', "/\\", "a.b-"],
    )  # fmt: skip
    def test_reading_takes_time_as_the_length_and_no_more(self, piece: str) -> None:
        def seconds(length: int) -> float:
            query = (piece * length)[:length]
            taken = []
            for _ in range(3):
                start = time.process_time()
                with suppress(QueryError):
                    parse(query, saved=SAVED, today=TODAY)
                taken.append(time.process_time() - start)
            return min(taken)

        assert seconds(LONGEST) < 20 * max(seconds(LONGEST // 4), 0.002)

    def test_terms(self) -> None:
        assert isinstance(parse("a " * MOST_TERMS), And)
        with pytest.raises(QueryError, match=f"more than {MOST_TERMS} words"):
            parse("tag:(" + ",".join(["a"] * (MOST_TERMS + 1)) + ")")


def test_the_place_within_a_regular_expression_is_counted_in_the_query() -> None:
    query = "harbour title:/qu[ay/"
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert query[caught.value.start : caught.value.end] == "["
    assert Span(caught.value.start, caught.value.end) == Span(17, 18)
