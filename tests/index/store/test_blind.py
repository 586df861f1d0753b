"""Labelling blind: what is hidden shows nowhere, and labels say what was."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from index.errors import QueryError, UsageError
from index.exchange import records
from index.library import Library
from index.model import Form
from index.store.blinding import KINDS, Blind
from tests.index.coded_library import filled


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """omar's view of a library in which dana labelled the first statements, with a note and a question."""
    with Library.open(tmp_path / "library", by="dana", create=True) as opened:
        ids = list(filled(opened, range(4)))
        opened.annotations.label(ids[0], "unclear", note="dana's note", certainty="low")
        opened.annotations.question(ids[0], "dana's question")
        opened.annotations.label(ids[1], "unclear")
    with Library.open(tmp_path / "library", by="omar") as other:
        other.annotations.label(ids[1], "favor")
        yield other


def first(library: Library) -> str:
    """The statement with dana's note: each article's first statement is against, that of number 0 is hers."""
    return next(view.id for view in library.statements.matching("note:dana"))


def test_suggestions_are_hidden(library: Library) -> None:
    id_ = next(view.id for view in library.statements.matching("is:suggested"))
    library.blind.set(["suggestions"])
    view = library.statements.get(id_)
    assert (view.statement.suggested, view.rules, view.stance) == (None, None, None)
    assert records.ordered_statement(view)["suggested"] is None
    assert all(line.stance is None for line in library.search.concordance("is:unlabelled").lines)
    with pytest.raises(UsageError, match="no suggestion to accept"):
        library.annotations.accept(id_)
    library.blind.clear()
    assert library.statements.get(id_).statement.suggested is not None


def test_labels_of_others_are_hidden_and_ones_own_are_not(library: Library) -> None:
    id_ = first(library)
    both = next(view.id for view in library.statements.matching("is:conflict"))
    library.blind.set(["labels"])
    view = library.statements.get(id_)
    assert (view.labels, view.label, view.questions) == ((), None, ())
    view = library.statements.get(both)
    assert ([label.by for label in view.labels], view.conflict, view.stance) == (["omar"], False, "favor")
    assert "dana" not in str(records.ordered_statement(library.statements.get(id_)))


def test_outlets_are_hidden(library: Library) -> None:
    row = library.articles.rows()[0]
    assert row.outlet
    library.blind.set(["outlets"])
    assert library.articles.rows()[0].outlet is None
    article = library.articles.get(row.id)
    assert (article.outlet, article.author, article.url, article.section) == (None, None, None, None)
    assert all(view.outlet is None for view in library.statements.of(row.key))
    assert all(line.outlet is None for line in library.search.concordance("").lines)


def test_actors_are_numbered_as_they_speak(library: Library) -> None:
    key = library.articles.order()[0]
    names = [view.statement.actor for view in library.statements.of(key)]
    library.blind.set(["actors"])
    views = library.statements.of(key)
    assert [view.statement.actor for view in views] == ["actor 1", "actor 2", "actor 3"]
    assert [view.statement.actor_id for view in views] == ["actor-1", "actor-2", "actor-3"]
    assert library.statements.get(views[2].id).statement.actor == "actor 3"
    for view in views:
        assert not any(str(name) in str(records.ordered_statement(view)) for name in names)


CLAUSES = {
    "stance:favor": {"suggestions", "labels"},
    "-stance:favor": {"suggestions", "labels"},
    "{stance:favor}": {"suggestions", "labels"},
    "quay OR is:suggested": {"suggestions"},
    "is:labelled": {"labels"},
    "is:unlabelled": {"labels"},
    "is:conflict": {"labels"},
    "is:question": {"labels"},
    "is:recheck": {"labels"},
    "{is:recheck by:dana}": {"labels"},
    "{is:recheck by:omar}": set(),
    "by:dana": {"labels"},
    "by:o*": {"labels"},
    "note:dana": {"labels"},
    "certainty:low": {"labels"},
    "outlet:post": {"outlets"},
    "section:news": {"outlets"},
    "url:post": {"outlets"},
    "author:ann": {"outlets"},
    "actor:frost": {"actors"},
    "via:post": {"actors"},
    "entity:frost": {"actors"},
    "by:omar": set(),
    "form:indirect cue:said date:2024 quay is:read": set(),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_query_cannot_ask_for_what_is_hidden(library: Library, kind: str) -> None:
    library.blind.set([kind])
    for query, refused in CLAUSES.items():
        if kind in refused:
            with pytest.raises(QueryError, match="hidden while you are blind") as error:
                library.search.run(query)
            assert error.value.end > error.value.start
            with pytest.raises(QueryError):
                list(library.statements.matching(query))
        else:
            library.search.run(query)


def test_a_saved_search_cannot_either(library: Library) -> None:
    library.saved.save("mine", "stance:favor")
    library.blind.set(["suggestions"])
    with pytest.raises(QueryError):
        library.search.run("query:mine")


@pytest.mark.parametrize(
    ("kind", "gone"),
    [("suggestions", {"stance"}), ("labels", {"stance", "certainty"}), ("outlets", {"outlet"}), ("actors", {"actor"})],
)
def test_facets_and_sorting_tell_nothing(library: Library, kind: str, gone: set[str]) -> None:
    names = {one.name for one in library.search.run("", facets=True).facets}
    assert gone <= names
    library.blind.set([kind])
    assert {one.name for one in library.search.run("", facets=True).facets} == names - gone
    for sort in sorted(gone & {"stance", "actor"}):
        with pytest.raises(UsageError, match="while you are blind"):
            library.search.concordance("", sort=sort)  # type: ignore[arg-type]


def test_labels_say_what_was_hidden_and_the_log_keeps_all(library: Library) -> None:
    views = list(library.statements.matching("is:unlabelled"))
    one, two, three = (view.id for view in views[:3])
    library.blind.set(KINDS)
    event = library.annotations.label(one, "favor")
    assert event.about["blind"] == list(KINDS)
    recorded = event.about["statement"]
    assert recorded["actor"] == views[0].statement.actor  # type: ignore[index]
    assert recorded["source"]["text"] == views[0].statement.source.text  # type: ignore[index]
    assert recorded["suggested"]["by"] == "rules 1"  # type: ignore[index]
    assert event.about["outlet"] == views[0].outlet
    many = library.annotations.label_many([two, three], stance="favor")
    assert all(part.about["blind"] == list(KINDS) for part in many.parts())
    assert "blind" not in library.annotations.note(one, "seen").about
    library.blind.clear()
    assert "blind" not in library.annotations.label(one, "against").about
    after = library.statements.get(two)
    assert (after.statement, after.outlet) == (views[1].statement, views[1].outlet)


def test_statements_made_blind_say_so(library: Library) -> None:
    article = library.articles.by_key(library.articles.order()[0])
    cue = library.statements.of(article.key)[0].statement.cue
    library.blind.set(["labels"])
    made = library.annotations.create_statement(
        article.id, article.version, actor="Ada", content=cue.spans, form=Form.DIRECT, stance="favor"
    )
    assert made.label is not None and made.label.stance == "favor"
    assert library.annotations.undo()[1].about["blind"] == ["labels"]


def test_only_what_can_be_hidden_is(library: Library) -> None:
    library.blind.set(["labels"])
    with pytest.raises(UsageError, match="what can be: suggestions, labels, outlets, actors"):
        library.blind.set(["labels", "dates"])
    assert list(library.blind) == ["labels"]


def test_every_choice_hides_what_it_names_and_shows_the_rest(library: Library) -> None:
    plain = {view.id: view for view in library.statements.matching("")}
    for size in range(len(KINDS) + 1):
        for kinds in combinations(KINDS, size):
            library.blind.set(kinds)
            assert library.blind == Blind(kinds)
            for view in library.statements.matching(""):
                was = plain[view.id]
                assert (view.statement.suggested == was.statement.suggested) == (
                    "suggestions" not in kinds or was.statement.suggested is None
                )
                assert (view.outlet == was.outlet) == ("outlets" not in kinds)
                assert (view.statement.actor == was.statement.actor) == ("actors" not in kinds)
                assert view.statement.content == was.statement.content
                assert (view.whole or view) == was


def test_steps_of_others_are_hidden(library: Library) -> None:
    id_, by = first(library), {step.by for step in library.steps.page()}
    (theirs,) = [step for step in library.steps.page(statement=id_, by="dana") if "unclear" in step.words]
    days = library.steps.days()
    assert by == {"dana", "omar"} and library.steps.annotators() == ["dana", "omar"]
    library.blind.set(["labels"])
    assert {step.by for step in library.steps.page()} == {"omar"} == set(library.steps.annotators())
    assert library.steps.page(statement=id_) == [] == library.steps.page(by="dana")
    assert sum(library.steps.days().values()) == len(library.steps.page(limit=0)) < sum(days.values())
    with pytest.raises(UsageError, match="while you are blind"):
        library.steps.get(theirs.id)


def test_counts_are_of_ones_own_labels(library: Library) -> None:
    before = library.statements.progress()
    assert (before.labelled, before.own) == (2, 1)
    library.blind.set(["labels"])
    assert library.statements.progress().labelled == 1
    assert sum(row.labelled for row in library.articles.rows()) == 1
    assert sum(row.labelled for row in library.articles.rows(library.articles.order())) == 1


def test_completion_tells_nothing(library: Library) -> None:
    def offered(query: str) -> list[tuple[str, int | None]]:
        return [(one.text, one.count) for one in library.search.complete(query, len(query))]

    assert ("dana", 0) not in offered("by:") and "dana" in dict(offered("by:"))
    assert all(offered(f"{field}:") for field in ("stance", "outlet", "actor"))
    library.blind.set(["labels"])
    assert offered("by:") == [("omar", 0)]
    assert offered("stance:") == [] and offered("outlet:")
    library.blind.set(["suggestions"])
    assert offered("stance:") == [] and "dana" in dict(offered("by:"))
    library.blind.set(["outlets", "actors"])
    assert offered("outlet:") == [] == offered("actor:") and offered("stance:")


def test_saved_searches_are_listed_and_tell_nothing(library: Library) -> None:
    library.saved.save("all", "*")
    for view in library.statements.of(library.statements.article_key(first(library))):
        if not view.labels:
            library.annotations.label(view.id, "favor")
    (plain,) = library.saved.all()
    library.blind.set(["labels"])
    (blind,) = library.saved.all()
    assert (blind.total, blind.unread) == (plain.total, plain.unread)
    assert blind.unlabelled == plain.unlabelled + 1  # the first statement has a label of dana's alone


def test_what_was_decided_for_everybody_is_hidden(library: Library) -> None:
    id_ = next(view.id for view in library.statements.matching("is:conflict"))
    library.adjudication.decide(id_, "against", reason="edge case")
    assert library.statements.get(id_).adjudicated is not None
    library.blind.set(["labels"])
    view = library.statements.get(id_)
    assert view.adjudicated is None and view.label is not None and view.label.by == "omar"
