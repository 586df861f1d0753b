"""What searches of a library give: orders, facets that narrow to what they count, and the concordance."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from index.cli import main
from index.library import Library
from index.library_parts.results import LineSort
from index.model import Analysis, Entity, EntityType, Span, StatementView, version_of
from index.search.engine import Stopped
from index.search.narrowing import with_clause
from tests.index.store.helpers import draft, statement

ACTORS = ("Ann Lee", "Bo Strand", "Zoë Müller", "Port Authority", "Ferry Union")
STANCES = ("favor", "against", "none")
ISSUES = ("dredge-channel", "silt-disposal", None)
OUTLETS = ("The Post", "Café Herald", "Harbour Echo", None)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Forty articles with up to five statements each, some labelled."""
    folder = tmp_path_factory.mktemp("archive")
    randomly = random.Random(5)
    with Library.open(folder / "library", by="dana", create=True, cache=folder) as library:
        for number in range(40):
            said = randomly.sample(ACTORS, randomly.randint(0, 5))
            words = " ".join(randomly.choices(["silt", "quay", "tide", "barge"], k=6))
            text = f"Title {number}\n\n{words}.\n" + " ".join(f"{name} said thing {number} {name[0]}." for name in said)
            date = None if number % 9 == 0 else f"202{number % 3}-0{1 + number % 8}-15"
            library.articles.add([draft(text, date=date, outlet=OUTLETS[number % 4], path=f"{number}.txt")])
            (key,) = library.analysis.pending()
            statements = tuple(
                statement(text, name, "said", f"thing {number} {name[0]}", stance=randomly.choice([*STANCES, None]),
                          issue=randomly.choice(ISSUES))
                for name in said
            )  # fmt: skip
            kind = randomly.choice(tuple(EntityType))
            library.analysis.store(key, version_of(text), Analysis((Entity(Span(0, 5), "X", kind, "X"),), statements))
            for one in statements:
                if randomly.random() < 0.3:
                    library.annotations.label(one.id, randomly.choice(STANCES))
        library.search.catch_up()
        yield library


QUERIES = ["", "silt", "outlet:post", "date:2021", "{stance:against}", "actor:lee", "stance:favor silt", "-is:labelled"]


@pytest.mark.parametrize("query", QUERIES)
def test_each_value_of_a_facet_narrows_to_as_many_articles_as_it_counts(archive: Library, query: str) -> None:
    results = archive.search.run(query, facets=True)
    assert [facet.name for facet in results.facets] == ["outlet", "year", "month", "actor", "issue", "stance", "type"]
    for facet in results.facets:
        counts = [value.count for value in facet.values]
        assert counts == sorted(counts, reverse=True)
        for value in facet.values:
            narrowed = with_clause(query, value.clause, parse=archive.search.parse)
            assert archive.search.run(narrowed).total == value.count, (facet.name, value, narrowed)


def test_facets_hold_all_that_is_there(archive: Library) -> None:
    results = archive.search.run("", facets=True)
    rows = archive.articles.rows()
    facets = {facet.name: {value.value: value.count for value in facet.values} for facet in results.facets}
    assert facets["outlet"] == Counter(row.outlet for row in rows if row.outlet)
    assert facets["year"] == Counter(row.date[:4] for row in rows if row.date)
    by_stance: Counter[str] = Counter()
    for row in rows:
        by_stance.update({view.stance for view in archive.statements.of(row.key) if view.stance})
    assert facets["stance"] == by_stance
    months = next(facet for facet in results.facets if facet.name == "month")
    assert len(months.values) == 12 and months.others == len({row.date[:7] for row in rows if row.date}) - 12
    assert archive.search.run("silt").facets == ()
    whole = archive.search.run("", facets=True, whole=frozenset({"month", "actor", "outlet"})).facets
    by_name = {facet.name: {value.value: value.count for value in facet.values} for facet in whole}
    assert by_name["month"] == Counter(row.date[:7] for row in rows if row.date)
    assert by_name["actor"] == facets["actor"] and by_name["outlet"] == facets["outlet"]
    assert by_name["type"] == facets["type"] and all(facet.others == 0 for facet in whole)


def test_orders_of_results(archive: Library) -> None:
    def ids(keys: object) -> list[str]:
        return [row.id for row in archive.articles.rows(keys)]  # type: ignore[arg-type]

    everything = archive.articles.rows()
    newest = archive.search.run("*")
    assert ids(newest.keys) == [row.id for row in everything]
    oldest = archive.articles.rows(archive.search.run("*", reverse=True).keys)
    dated = [row.date for row in oldest if row.date]
    assert dated == sorted(dated) and oldest[len(dated)].date is None and len(oldest) == 40
    most = archive.articles.rows(archive.search.run("*", sort="statements").keys)
    assert [row.statements for row in most] == sorted((row.statements for row in everything), reverse=True)
    of_lee = archive.search.run("{actor:lee}", sort="statements")
    assert ids(of_lee.keys) == ids(archive.search.run("{actor:lee}").keys)  # one each, so the newest first
    relevant = archive.search.run("silt")
    scores = [relevant.scores[key] for key in relevant.keys]
    assert scores == sorted(scores, reverse=True) and len(set(scores)) < len(scores)
    for (one, score), (other, next_score) in pairwise(zip(ids(relevant.keys), scores, strict=True)):
        assert score > next_score or one < other
    assert list(archive.search.run("silt", reverse=True).keys) == list(relevant.keys)[::-1]
    few = archive.search.run("silt", limit=3)
    assert list(few.keys) == list(relevant.keys)[:3] and few.total == relevant.total
    assert set(few.scores) == set(few.keys)


def views(library: Library, query: str) -> dict[str, StatementView]:
    return {view.id: view for view in library.statements.matching(query)}


@pytest.mark.parametrize("query", ["", "stance:against", "{actor:lee}", "silt issue:dredge-channel"])
@pytest.mark.parametrize("sort", ["date", "actor", "stance", "issue"])
def test_a_concordance_has_each_statement_once_in_order(archive: Library, query: str, sort: LineSort) -> None:
    expected = views(archive, query)
    found = archive.search.concordance(query, sort=sort)
    assert found.total == len(expected) == len(found.lines)
    assert {line.statement for line in found.lines} == set(expected)
    assert found.articles == len({view.article for view in expected.values()})
    order = ["favor", "against", "mixed", "neutral", "none", "unclear"]

    def place(value: str | None) -> tuple[bool, object]:
        return value is None, "" if value is None else order.index(value) if sort == "stance" else value.casefold()

    keys = [(*(place(getattr(line, sort)) if sort != "date" else ()), line.date is None, line.date or "")
            for line in found.lines]  # fmt: skip
    assert keys == sorted(keys)
    back = archive.search.concordance(query, sort=sort, reverse=True)
    assert back.lines == found.lines[::-1]
    pages = [archive.search.concordance(query, sort=sort, limit=7, offset=at).lines for at in range(0, found.total, 7)]
    assert tuple(line for page in pages for line in page) == found.lines


def test_a_line_shows_the_content_in_its_context(archive: Library) -> None:
    for line in archive.search.concordance("actor:lee").lines:
        view = archive.statements.get(line.statement)
        article = archive.articles.by_key(line.article)
        assert (line.actor, line.stance, line.issue) == (view.statement.actor, view.stance, view.issue)
        assert line.state == ("labelled" if view.label else "suggested" if view.statement.suggested else "none")
        assert line.content == view.statement.content.text and line.before.endswith("Ann Lee said")
        assert "\n" not in line.before + line.content + line.after and line.after.startswith(".")
        whole = " ".join(article.text.split())
        assert f"{line.before.lstrip('…').strip()} {line.content}" in whole


def test_a_reprinted_quotation_counts_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path))
    words = "the channel must not be deepened before the spawning season is over this year"
    body = " ".join(f"Sentence {number} tells how the quay was built and paid for." for number in range(12))
    with Library.open(tmp_path / "library", by="dana", create=True, cache=tmp_path) as library:
        for number, outlet in enumerate(("The Post", "Echo", "Courier")):
            text = f"Headline {number}\n\nAnn Lee said {words}. {body}"
            library.articles.add([draft(text, outlet=outlet, date=f"2024-03-0{number + 1}", path=f"{number}.txt")])
            (key,) = library.analysis.pending()
            library.analysis.store(key, version_of(text), Analysis((), (statement(text, "Ann Lee", "said", words),)))
        library.search.catch_up()
        found = library.search.concordance("actor:lee")
        assert (found.total, found.articles, found.utterances) == (3, 3, 1)
        assert [line.utterances for line in found.lines] == [3, 3, 3]
        assert library.search.run("is:duplicate").total == 2
        one = found.lines[1].statement
        assert library.search.concordance("actor:lee", count=False).utterances is None
        page = library.search.concordance("actor:lee", limit=1, around=one)
        assert (page.offset, page.lines[0].statement) == (1, one)
        held = library.search.concordance("actor:nobody", held={one, "0" * 16})
        assert (held.total, held.gone, [line.statement for line in held.lines]) == (1, 1, [one])
        monkeypatch.setattr("index.library_parts.concordance.MOST_COMPARED", 2)
        assert main(["--library", str(library.folder), "search", "--statements", "{actor:lee}"]) == 0
        assert "3 statements in 3 articles · reprints included" in "".join(capsys.readouterr())
        assert run(library, "is:duplicate") == 0
        hits = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        first = library.articles.by_key(library.stories.all()[0][0]).id
        assert [(hit["story"], hit["others"]) for hit in hits] == [(first, 2), (first, 2)]


def test_answers_follow_the_stories_that_another_process_finds(tmp_path: Path) -> None:
    words = "the channel must not be deepened before the spawning season is over this year"
    body = " ".join(f"Sentence {number} tells how the quay was built and paid for." for number in range(12))
    folder = tmp_path / "library"
    with (
        Library.open(folder, by="dana", create=True, cache=tmp_path) as dana,
        Library.open(folder, by="eve", cache=tmp_path) as eve,
    ):
        for number, outlet in enumerate(("The Post", "Echo")):
            text = f"Headline {number}\n\nAnn Lee said {words}. {body}"
            dana.articles.add([draft(text, outlet=outlet, date=f"2024-03-0{number + 1}", path=f"{number}.txt")])
            (key,) = dana.analysis.pending()
            dana.analysis.store(key, version_of(text), Analysis((), (statement(text, "Ann Lee", "said", words),)))
        assert dana.search.run("is:duplicate").total == 0
        assert dana.search.concordance("actor:lee").utterances == 2
        eve.search.catch_up()
        assert dana.search.run("is:duplicate").total == 1
        assert dana.search.run("-is:duplicate", facets=True).total == 1
        assert dana.search.concordance("actor:lee").utterances == 1


def test_what_another_process_indexes_is_a_change(tmp_path: Path) -> None:
    with (
        Library.open(tmp_path / "library", by="dana", create=True, cache=tmp_path) as dana,
        Library.open(tmp_path / "library", by="eve", cache=tmp_path) as eve,
    ):
        dana.changed()
        eve.articles.add([draft()])
        assert dana.changed() and not dana.changed()
        assert dana.search.run("dredging").indexing
        eve.search.catch_up()
        assert dana.changed()
        assert dana.search.run("dredging").total == 1 and not dana.changed()


def test_what_emptied_a_concordance(archive: Library) -> None:
    found = archive.search.concordance("{actor:lee} outlet:nowhere")
    assert (found.lines, found.total) == ((), 0)
    assert found.emptied_by == "no article matches outlet:nowhere; the others alone: {actor:lee} (19)"


def test_a_query_that_finds_nothing_is_met_with_another(archive: Library) -> None:
    assert archive.search.run("slit").suggestion == "silt"
    assert archive.search.run("silt").suggestion is None


def test_looking_for_another_query_ends_with_the_search(archive: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    engine = archive.search._index.engine()

    def words_like(word: str, limit: int) -> list[tuple[str, int]]:
        looked.append(word)
        return []

    monkeypatch.setattr(engine, "words_like", words_like)
    query = " ".join(f"xy{chr(97 + number)}zyx" for number in range(20))
    with pytest.raises(Stopped):
        archive.search.run(query, stopped=lambda: len(looked) == 3)
    assert len(looked) == 3


def test_articles_like_one(archive: Library) -> None:
    key = archive.search.run("quay tide").keys[0]
    one = archive.articles.by_key(key).id
    found = archive.search.run(f"like:{one}")
    assert key not in found.keys
    assert archive.search.run("like:nowhere").total == 0


def run(archive: Library, *words: str) -> int:
    return main(["--library", str(archive.folder), "--json", "search", *words])


def test_searching_from_the_command_line(archive: Library, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(archive, "silt", "--sort", "statements", "--reverse", "--facets", "--limit", "3") == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    hits, facets = lines[:3], lines[3:]
    assert [hit["statements"] for hit in hits] == sorted(hit["statements"] for hit in hits) and hits[0]["snippet"]
    assert [facet["facet"] for facet in facets][:2] == ["outlet", "year"] and facets[0]["values"][0]["clause"]
    assert run(archive, "{actor:lee}", "--statements", "--sort", "stance", "--limit", "4", "--no-snippets") == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(lines) == 4 and {line["actor"] for line in lines} == {"Ann Lee"}
    assert set(lines[0]) >= {"before", "content", "after", "stance", "issue", "article", "utterances"}
    assert main(["--library", str(archive.folder), "search", "actor:lee", "--statements"]) == 0
    printed = capsys.readouterr()
    assert "[thing" in printed.out and "statements in" in printed.err
    assert main(["--library", str(archive.folder), "search", "--facets", "outlet:post"]) == 0
    printed = capsys.readouterr()
    assert "outlet:" in printed.out and "articles" in printed.err


@pytest.mark.parametrize("words", [["--statements", "--sort", "relevance"], ["--sort", "actor"],
                                   ["--statements", "--facets"], ["--limit", "-1"]])  # fmt: skip
def test_orders_that_do_not_fit_are_refused(
    archive: Library, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(archive, "silt", *words) != 0
    assert "--" in capsys.readouterr().err


def test_a_broken_query_shows_where(archive: Library, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--library", str(archive.folder), "search", "--statements", "actr:lee"]) != 0
    assert "^" in capsys.readouterr().err


def test_an_excerpt_is_taken_from_below_the_headline(tmp_path: Path) -> None:
    text = "Ferry fares to rise\n\nThe island council met on Monday.\n\nPassengers fear that fares will rise in May.\n"
    with Library.open(tmp_path / "library", by="dana", create=True, cache=tmp_path) as library:
        headline = Span(0, text.index("\n"))
        library.articles.add([draft(text, path="a.txt", title=text[: headline.end], title_span=headline)])
        library.search.catch_up()
        (key,) = (row.key for row in library.articles.rows())
        for query, shown, hit in (
            ("fares rise", "fares will rise", ["fares", "rise"]),
            ("ferry", "The island council met on Monday.", []),
            ("title:ferry", "The island council met on Monday.", []),
        ):
            node = library.search.parse(query)
            for excerpt, spans in (library.search.snippet(key, node), library.search.snippets([key], node)[key]):
                assert shown in excerpt and "Ferry" not in excerpt and (hit or not excerpt.startswith(("…", " ")))
                assert [excerpt[span.start : span.end] for span in spans] == hit
