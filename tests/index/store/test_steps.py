"""The history in words: newest first, by article, person, day, kind and state, in pages."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import UsageError
from index.library import Library
from index.model import EventKind
from index.store import check_steps, events, projection, schema
from tests.index.store.helpers import TEXT, analysed, three

Opener = Callable[..., Library]
FIRST, SECOND, THIRD = (one.id for one in three())


def words(library: Library, **asked: object) -> list[str]:
    return [one.words for one in library.steps.page(**asked)]  # type: ignore[arg-type]


def test_everything_is_told_in_words_newest_first(open_library: Opener) -> None:
    library, omar = open_library(), open_library("omar")
    article = analysed(library)
    other = analysed(library, TEXT.replace("divides", "splits"), path="b.txt")
    library.annotations.label(FIRST, "favor")
    omar.annotations.note(FIRST, "Is that so?")
    omar.tags.tag([other.key], "harbour")
    library.tags.flag([article.key, other.key])
    library.annotations.undo()
    library.recoding.rename("label", "favor", "support")
    assert words(library) == [
        "renamed the label favor to support",
        "undid: flagged: 2 articles",
        "flagged: 2 articles",
        "tagged harbour: “Harbour plan splits the town”",
        "note: The minister, “the plan should be dropped”",
        "labelled favor: The minister, “the plan should be dropped”",
    ]
    steps = library.steps.page()
    assert [one.state for one in steps] == ["done", "", "lost", "done", "done", "done"]
    assert [one.may_be_undone for one in steps] == [True, False, False, False, False, True]
    assert steps[1].turned == steps[2].id and steps[0].turned is None
    assert steps[4].why_not == "this step is omar's, and only omar can take it back"
    assert steps[2].why_not == "this step is undone already"
    assert steps[5].articles == (article.id,) and set(steps[2].articles) == {article.id, other.id}
    assert library.steps.annotators() == ["dana", "omar"]


def test_it_is_filtered_by_article_person_kind_and_state(open_library: Opener) -> None:
    library, omar = open_library(), open_library("omar")
    article = analysed(library, source_id="post-1")
    other_text = TEXT.replace("divides", "splits")
    other = analysed(library, other_text, path="b.txt")
    library.annotations.label(FIRST, "favor")
    omar.annotations.label_many([SECOND, three(other_text)[0].id], stance="none")
    omar.annotations.label(three(other_text)[1].id, "mixed")
    omar.annotations.undo()
    library.articles.remove(other.id)
    here = ["labelled none: 2 statements in 2 articles", "labelled favor: The minister, “the plan should be dropped”"]
    for named in (article.key, article.id, "post-1"):
        assert words(library, article=named) == here
    assert len(words(library, article=other.id)) == 4, "of an article that was removed, and of its undo, too"
    assert words(library, by="dana", kinds=[EventKind.LABEL]) == here[1:]
    assert [one.state for one in library.steps.page(state="undone")] == ["undone"]
    assert len(words(library, state="done")) == 3
    assert words(library, kinds=[EventKind.UNDO]) == ["undid: labelled mixed: Ann Lee, “the dredging of the harbour”"]
    for wrong in ({"state": "gone"}, {"article": "nosuch"}, {"since": "yesterday"}, {"until": "2026-13-40"}):
        with pytest.raises(UsageError):
            words(library, **wrong)


def test_days_and_pages(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    analysed(library)
    for day, stance in (("20", "favor"), ("21", "against"), ("21", "mixed"), ("22", "none")):
        monkeypatch.setattr(events, "now", lambda day=day: f"2026-11-{day}T23:59:59Z")
        library.annotations.label(FIRST, stance)
    said = [one.partition(":")[0] for one in words(library)]
    assert said == ["labelled none", "labelled mixed", "labelled against", "labelled favor"]

    def between(since: str | None, until: str | None) -> list[str]:
        return [one.partition(":")[0].removeprefix("labelled ") for one in words(library, since=since, until=until)]

    assert between("2026-11-21", "2026-11-21") == ["mixed", "against"]
    assert between("2026-11-21", None) == ["none", "mixed", "against"]
    assert between(None, "2026-11-20") == ["favor"]
    pages, before = [], None
    while page := library.steps.page(limit=3, before=before):
        pages.append(len(page))
        before = page[-1].sequence
    assert pages == [3, 1]
    assert len(library.steps.page(limit=0)) == 4


def test_the_words_of_one_article_are_not_taken_for_another(library: Library) -> None:
    article = analysed(library)
    other = analysed(library, TEXT.replace("divides", "splits"), path="b.txt")
    library.annotations.note(FIRST, f'"article":"{other.id}"')
    assert words(library, article=other.id) == []
    assert len(words(library, article=article.id)) == 1


def test_how_steps_stand_follows_from_the_log(library: Library, folder: Path) -> None:
    analysed(library)
    first = library.annotations.label(FIRST, "favor")
    library.annotations.label(SECOND, "favor")
    library.annotations.undo(first.id)
    library.annotations.undo()
    library.annotations.redo()
    library.annotations.note(THIRD, "new")
    library.close()
    with closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as connection:
        log = list(events.walk(connection))
        read = "SELECT event, state, turned FROM effect ORDER BY event"
        before = connection.execute(read).fetchall()
        assert [row[1] for row in before] == ["lost", "done", "done"]
        assert {row[0]: row[1:] for row in before} == check_steps.stands(log)
        projection.rebuild(connection, log)
        assert connection.execute(read).fetchall() == before
        # As the schema before had it: without the column, which the migration fills from the log.
        connection.execute("UPDATE effect SET turned = NULL")
        for one in schema.statements(schema._STEPS):
            if one.startswith("UPDATE"):
                connection.execute(one)
        assert connection.execute(read).fetchall() == before
        connection.execute("UPDATE effect SET turned = 1, state = 'undone' WHERE event = ?", (first.sequence,))
        assert list(check_steps.wrong(connection, log)) == [
            (first.id, "whether it is undone is not what the events say")
        ]
