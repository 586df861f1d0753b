"""How sure annotators are of their labels, and what they ask the lead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.errors import QueryError, UsageError
from index.exchange import records
from index.library import Library
from index.model import EventKind
from index.search.completion import complete
from index.search.query import parse
from index.search.tree import Braces, Clause, ClauseField
from tests.index.store.helpers import analysed, three

FIRST, SECOND, THIRD = (one.id for one in three())


def asked(library: Library, query: str) -> set[str]:
    """The statements that a query finds."""
    return set(library.search.statement_ids(library.search.parse(query)))


def test_each_annotator_has_a_certainty_of_their_own(open_library: Callable[..., Library]) -> None:
    dana, eve = open_library("dana"), open_library("eve")
    analysed(dana)
    dana.annotations.label(FIRST, "against", certainty="low")
    eve.annotations.label(FIRST, "against")
    eve.annotations.certainty(FIRST, "high")
    view = dana.statements.get(FIRST)
    assert [(label.by, label.certainty) for label in view.labels] == [("dana", "low"), ("eve", "high")]
    assert view.certainty == "low" and eve.statements.get(FIRST).certainty == "high"
    record = records.ordered_statement(view)
    assert [label["certainty"] for label in record["labels"]] == ["low", "high"]
    assert record["label"]["certainty"] == "low"
    event, _ = eve.annotations.undo()
    assert event.about["kind"] == EventKind.CERTAINTY
    assert eve.statements.get(FIRST).certainty is None
    eve.annotations.redo()
    eve.annotations.certainty(FIRST, None)
    assert [label.certainty for label in dana.statements.get(FIRST).labels] == ["low", None]
    assert dana.care.check() == []


def test_a_certainty_goes_with_its_label(library: Library) -> None:
    analysed(library)
    library.annotations.label(FIRST, "against", certainty="low")
    event = library.annotations.clear(FIRST)
    assert event.sets == {"stance": None, "certainty": None}
    library.annotations.label(FIRST, "favor")
    assert library.statements.get(FIRST).labels[0].certainty is None
    library.annotations.undo()
    library.annotations.undo()
    assert library.statements.get(FIRST).labels[0].certainty == "low"


def test_what_is_none_is_refused(library: Library) -> None:
    analysed(library)
    library.annotations.certainty(FIRST, "low")
    library.annotations.question(FIRST, "who?")
    library.annotations.retire(SECOND)
    for wrong, why in (
        (lambda: library.annotations.certainty(FIRST, "80%"), "no certainty: it is high, medium, low"),
        (lambda: library.annotations.label(FIRST, "favor", certainty="sure"), "no certainty"),
        (lambda: library.annotations.certainty(FIRST, "low"), "low already"),
        (lambda: library.annotations.certainty(THIRD, None), "no certainty of yours"),
        (lambda: library.annotations.question(THIRD, " "), "no question of yours"),
        (lambda: library.annotations.question(FIRST, "who? "), "already"),
        (lambda: library.annotations.certainty(SECOND, "low"), "retired"),
    ):
        with pytest.raises(UsageError, match=why):
            wrong()


def test_questions_are_found_and_taken_back(open_library: Callable[..., Library]) -> None:
    dana, eve = open_library("dana"), open_library("eve")
    article = analysed(dana)
    event = dana.annotations.question(FIRST, "Is the minister\nthe actor here? ")
    assert dana.annotations.describe(event).startswith("asked “Is the minister the actor here?”: The minister")
    eve.annotations.question(FIRST, "Or the ministry?")
    view = eve.statements.get(FIRST)
    assert view.question == "Or the ministry?"
    assert [(one.by, one.text) for one in view.questions] == [
        ("dana", "Is the minister\nthe actor here?"),
        ("eve", "Or the ministry?"),
    ]
    record = records.ordered_statement(view)
    assert record["question"] == "Or the ministry?" and [one["by"] for one in record["questions"]] == ["dana", "eve"]
    assert asked(dana, "is:question") == asked(dana, "{is:question actor:minister}") == {FIRST}
    assert asked(dana, "{is:question actor:lee}") == set()
    assert dana.search.run("is:questions").keys == [article.key] and dana.search.run("-is:question").keys == []
    assert view.labels == () and dana.statements.progress().labelled == 0
    dana.annotations.question(FIRST, None)
    eve.annotations.undo()
    assert asked(dana, "is:question") == set() and dana.statements.get(FIRST).questions == ()


def test_certainty_is_a_field_of_queries_and_a_facet(open_library: Callable[..., Library]) -> None:
    dana, eve = open_library("dana"), open_library("eve")
    analysed(dana)
    names = [facet.name for facet in dana.search.run("*", facets=True).facets]
    assert "certainty" not in names
    dana.annotations.label(FIRST, "against", certainty="low")
    eve.annotations.label(SECOND, "favor", certainty="high")
    eve.annotations.certainty(FIRST, "medium")
    assert asked(dana, "certainty:low") == asked(dana, "{certainty:LOW stance:against}") == {FIRST}
    assert asked(dana, "{certainty:(high, medium)}") == {FIRST, SECOND}
    assert asked(dana, "{certainty:low actor:lee}") == set()
    facet = dana.search.run("*", facets=True).facets[-1]
    assert facet.name == "certainty"
    assert [(value.value, value.count, value.clause) for value in facet.values] == [
        (level, 1, f"certainty:{level}") for level in ("high", "low", "medium")
    ]
    facet = dana.search.run("{actor:lee}", facets=True).facets[-1]
    assert [value.value for value in facet.values] == ["high"]


def test_the_language_of_queries_knows_both(library: Library) -> None:
    assert parse("{certainty:low}") == Braces(Clause(ClauseField.CERTAINTY, "low"))
    with pytest.raises(QueryError) as wrong:
        parse("certainty:mediun")
    assert wrong.value.proposal == "certainty:medium"
    with pytest.raises(QueryError) as wrong:
        parse("sure:low")
    assert wrong.value.proposal == "certainty:low"

    def completed(query: str) -> list[str]:
        return [one.text for one in complete(query, len(query), library.search.vocabulary)]

    assert completed("{certainty:") == completed("certainty:") == ["high", "medium", "low"]
    assert "certainty:" in completed("{cert") and completed("{is:que") == ["question"]
