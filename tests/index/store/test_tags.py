"""Tags, flags, what is read, and visits of the explorer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import UsageError
from index.library import Library
from tests.index.store.helpers import analysed, draft

Opener = Callable[..., Library]


def add(library: Library, number: int, **fields: object) -> list[int]:
    """Some articles, newest first: their keys in the order of the list."""
    library.articles.add(
        draft(f"Article {n}\n\nThe board met on day {n}.", path=f"{n}.txt", date=f"2024-03-{28 - n:02}", **fields)
        for n in range(number)
    )
    return [row.key for row in library.articles.rows()]


def marks(library: Library) -> list[tuple[bool, tuple[str, ...]]]:
    return [(row.flagged, row.tags) for row in library.articles.rows()]


def found(library: Library, query: str) -> set[int]:
    """The articles that a query finds."""
    return set(library.search.run(query).keys)


def test_a_tag_on_many_articles_is_one_step(library: Library) -> None:
    first, second, third = add(library, 3)
    ref = library.articles.by_key(second).id
    event = library.tags.tag([first, ref], "Harbour")
    assert event is not None
    assert library.annotations.describe(event) == "tagged harbour: 2 articles"
    assert library.tags.all() == [("harbour", 2)]
    assert [row.tags for row in library.articles.rows([third, second])] == [(), ("harbour",)]
    library.tags.tag([first], "a-b.c_9")
    assert library.articles.rows([first])[0].tags == ("a-b.c_9", "harbour")
    library.annotations.undo()
    assert library.annotations.undo()[1].id == event.id
    assert marks(library) == [(False, ())] * 3
    library.annotations.redo()
    assert library.tags.all() == [("harbour", 2)]
    assert library.care.check() == []


def test_what_is_so_already_is_left_out(library: Library) -> None:
    first, second = add(library, 2)
    library.tags.tag([first], "harbour")
    event = library.tags.tag([first, second], "HARBOUR")
    assert event is not None and event.subject == f"article:{library.articles.by_key(second).id}"
    assert library.tags.tag([first, second], "harbour") is None
    library.tags.untag([first], "Harbour")
    assert library.tags.untag([first], "harbour") is None
    assert library.tags.all() == [("harbour", 1)]
    with pytest.raises(UsageError, match="no article has the tag 'quay'; tags in use: harbour"):
        library.tags.untag([first], "quay")


@pytest.mark.parametrize("tag", ["", "two words", "a,b", "a:b", "-.", "x" * 61, "(a)"])
def test_what_is_no_tag(library: Library, tag: str) -> None:
    (key,) = add(library, 1)
    with pytest.raises(UsageError, match="no tag"):
        library.tags.tag([key], tag)
    assert library.tags.all() == []


def test_nothing_is_marked_where_an_article_is_unknown(library: Library) -> None:
    (key,) = add(library, 1)
    with pytest.raises(UsageError, match="no article"):
        library.tags.tag([key, "nowhere"], "harbour")
    with pytest.raises(UsageError, match="key 99"):
        library.tags.flag([key, 99])
    assert marks(library) == [(False, ())]


def test_tags_are_everybodys_and_flags_ones_own(open_library: Opener) -> None:
    dana, omar = open_library("dana"), open_library("omar")
    (key,) = add(dana, 1)
    dana.tags.tag([key], "harbour")
    dana.tags.flag([key])
    assert marks(omar) == [(False, ("harbour",))]
    omar.tags.untag([key], "harbour")
    assert marks(dana) == [(True, ())]
    omar.annotations.undo()
    assert marks(dana) == [(True, ("harbour",))]
    omar.tags.flag([key])
    assert dana.tags.flag([key]) is None
    event = dana.tags.unflag([key])
    assert event is not None and dana.annotations.describe(event) == "took the flag off: “Article 0”"
    assert marks(dana) == [(False, ("harbour",))] and marks(omar) == [(True, ("harbour",))]
    assert dana.care.check() == []


def test_marks_outlive_removal_and_repair(library: Library, folder: Path) -> None:
    first, second = add(library, 2)
    library.tags.tag([first, second], "harbour")
    library.tags.flag([first])
    ref = library.articles.by_key(first).id
    library.articles.remove(ref)
    assert library.tags.all() == [("harbour", 1)]
    library.annotations.undo()
    assert library.tags.all() == [("harbour", 2)]
    library.close()
    Library.repair(folder)
    (folder / "library.db").write_bytes(b"")
    Library.repair(folder)
    with Library.open(folder, by="dana") as again:
        again.articles.add([draft("Article 0\n\nThe board met on day 0.", path="0.txt", date="2024-03-28")])
        (row,) = [row for row in again.articles.rows() if row.id == ref]
        assert (row.flagged, row.tags) == (True, ("harbour",))
        assert [one.level for one in again.care.check() if one.level == "error"] == []


def test_a_mark_that_the_log_does_not_know_is_found(library: Library) -> None:
    first, second = add(library, 2)
    library.tags.tag([first], "harbour")
    library.tags.flag([first])
    with library._core.database.writing() as connection:
        connection.execute("INSERT INTO tag VALUES ('quay', ?)", (second,))
        connection.execute("DELETE FROM flag")
    assert {finding.what for finding in library.care.check()} == {
        "whether it has the mark flagged is not what the events say",
        "whether it has the mark tag:quay is not what the events say",
    }
    library.care.repair()
    assert marks(library) == [(True, ("harbour",)), (False, ())]


def test_sets_of_marked_articles(library: Library) -> None:
    add(library, 2, section="Harbour & Trade", language="en")
    library.articles.add([draft("Ferry\n\nIt sails.", path="f.txt", date="2023-01-01", section="Town")])
    first, second, third = (row.key for row in library.articles.rows())
    library.tags.tag([first], "harbour")
    library.tags.tag([second], "harbours")
    library.tags.flag([third])
    assert found(library, "tag:Harbour") == {first}
    assert found(library, "tag:harb*") == {first, second}
    assert found(library, "tag:harb") == set()
    assert found(library, "is:flagged") == {third}
    assert found(library, "section:trade") == {first, second}
    assert found(library, "section:to*") == {third}
    day = library.articles.by_key(first).added[:10]
    assert found(library, "added:2000-01-01..") == {first, second, third}
    assert found(library, "added:..2000-01-01") == set()
    assert found(library, f"added:{day}") == {first, second, third}
    library.articles.remove(library.articles.by_key(first).id)
    assert found(library, "tag:harbour") == set()


def test_read_and_unread(open_library: Opener) -> None:
    library = open_library()
    first, second, third = add(library, 3)
    library.articles.mark_read(first)
    library.articles.mark_read([first, second, third])
    library.articles.mark_unread([second, 99])
    library.articles.mark_unread(third)
    assert [row.read for row in library.articles.rows()] == [True, False, False]
    assert [row.read for row in open_library("omar").articles.rows()] == [False] * 3
    with pytest.raises(UsageError, match="nothing to undo"):
        library.annotations.undo()


def test_what_came_since_the_previous_visit(open_library: Opener) -> None:
    library = open_library()
    first, *_ = add(library, 1)
    assert library.articles.previous_visit() is None
    assert found(library, "since:seen") == {first}
    library.articles.visit()
    assert library.articles.previous_visit() is None
    library.articles.add([draft("Second\n\nWords.", path="2.txt", date="2020-01-01")])
    second = library.articles.rows()[1].key
    library.articles.visit()
    visit = library.articles.previous_visit()
    assert visit is not None and visit.at.endswith("Z")
    assert found(library, "since:seen") == {second}
    # A new version, a tag or a removal that was undone make no article a new one.
    library.articles.add([draft("Article 0\n\nThe board met again.", path="0.txt", date="2024-03-28")])
    library.tags.tag([first], "harbour")
    assert first not in found(library, "since:seen")
    library.articles.visit()
    assert second not in found(library, "since:seen")
    assert open_library("omar").articles.previous_visit() is None


def test_what_is_no_edit_does_nothing_where_nothing_may_be_written(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    analysed(library)
    library.articles.mark_read(1)
    library.close()
    monkeypatch.setattr("index.store.files.may_write", lambda folder: False)
    before = (folder / "library.db").read_bytes()
    with Library.open(folder, by="dana") as reading:
        reading.articles.visit()
        reading.articles.mark_unread(1)
        assert reading.articles.rows()[0].read and reading.articles.previous_visit() is None
    assert (folder / "library.db").read_bytes() == before
