"""Saved searches and the history of searches."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import QueryError, UsageError
from index.library import Library, SavedSearch
from index.library_parts.search_history import KEPT, SearchHistory
from index.search.saved_names import renamed, uses
from tests.index.store.helpers import analysed, draft, three

Opener = Callable[..., Library]


def filled(library: Library) -> None:
    """Three articles, one of them with statements and read."""
    read = analysed(library)
    library.articles.add(
        [draft("Ferry sails\n\nThe harbour is open.", path="b.txt", outlet="Courier"), draft("Quay\n\nShut.", path="c")]
    )
    library.articles.mark_read(read.key)
    library.search.catch_up()


def test_a_saved_search_is_counted(open_library: Opener) -> None:
    library = open_library()
    filled(library)
    event = library.saved.save("Morning", "harbour")
    assert library.annotations.describe(event) == "saved the search “Morning”: harbour"
    library.saved.save("courier", "query:morning outlet:courier")
    assert library.saved.all() == [
        SavedSearch("courier", "query:morning outlet:courier", 1, 1, 0),
        SavedSearch("Morning", "harbour", 2, 1, 1),
    ]
    library.annotations.label_many([one.id for one in three()], stance="against")
    assert library.saved.all()[1] == SavedSearch("Morning", "harbour", 2, 1, 0)
    assert open_library("omar").saved.all()[1] == SavedSearch("Morning", "harbour", 2, 2, 0)
    assert library.search.run("query:MORNING -outlet:courier").total == 1


def test_saving_again_replaces_and_undo_brings_back(open_library: Opener) -> None:
    library, omar = open_library(), open_library("omar")
    library.saved.save("Morning", "is:unread")
    event = omar.saved.save("MORNING", "  is:read\n")
    assert omar.annotations.describe(event) == "changed the saved search “MORNING”: is:read"
    assert library.saved.queries() == {"MORNING": "is:read"}
    with pytest.raises(UsageError, match="this query already"):
        omar.saved.save("MORNING", "is:read")
    event = library.saved.remove("morning")
    assert library.annotations.describe(event) == "removed the saved search “MORNING”"
    assert library.saved.queries() == {}
    library.annotations.undo()
    assert library.saved.queries() == {"MORNING": "is:read"}
    omar.annotations.undo()
    assert library.saved.queries() == {"Morning": "is:unread"}
    assert library.care.check() == []


@pytest.mark.parametrize("name", ["", "  ", "x" * 41, 'a "b"', "a\\b"])
def test_what_is_no_name(library: Library, name: str) -> None:
    with pytest.raises(UsageError, match="name of a saved search"):
        library.saved.save(name, "*")
    assert library.saved.queries() == {}


def test_a_name_is_one_line_without_doubled_spaces(library: Library) -> None:
    library.saved.save(" early \t morning ", "*")
    library.saved.save("two", 'query:"Early morning"')
    assert list(library.saved.queries()) == ["early morning", "two"]


def test_a_query_that_cannot_be_read_is_not_saved(library: Library) -> None:
    with pytest.raises(QueryError):
        library.saved.save("one", "actr:lee")
    with pytest.raises(QueryError, match="no saved search 'two'"):
        library.saved.save("one", "query:two")
    assert library.saved.queries() == {}


def test_no_circle_is_saved(library: Library) -> None:
    library.saved.save("one", "is:read")
    library.saved.save("two", "query:(One, one) is:unread")
    library.saved.save("three", "-query:two")
    with pytest.raises(UsageError, match="One → three → two → One"):
        library.saved.save("One", "query:three")
    with pytest.raises(UsageError, match="three → three"):
        library.saved.save("three", "query:Three")
    assert library.saved.queries()["one"] == "is:read"


def test_what_another_one_rests_on_stays_readable(library: Library) -> None:
    library.saved.save("one", "is:labelled")
    library.saved.save("two", "query:one")
    with pytest.raises(UsageError, match="'one' is used by 'two'"):
        library.saved.remove("ONE")
    long = " OR ".join(f"word{n}" for n in range(150))
    library.saved.save("three", f"query:two OR {long}")
    with pytest.raises(UsageError, match="'three' could not be read then"):
        library.saved.save("one", " ".join(f"other{n}" for n in range(150)))


def test_renaming_goes_through_those_that_use_it(library: Library) -> None:
    library.saved.save("one", "is:read")
    library.saved.save("two", 'query:ONE is:unread OR -query:( one , "One") "query:one"')
    event = library.saved.rename("One", "First one")
    assert library.annotations.describe(event) == "renamed the saved search “one” to “First one”, and in 1 saved search"
    assert library.saved.queries() == {
        "First one": "is:read",
        "two": 'query:"First one" is:unread OR -query:( "First one" , "First one") "query:one"',
    }
    with pytest.raises(UsageError, match="'two' already"):
        library.saved.rename("first one", "TWO")
    library.saved.rename("first one", "FIRST ONE")
    assert list(library.saved.queries()) == ["FIRST ONE", "two"]
    library.annotations.undo()
    library.annotations.undo()
    assert list(library.saved.queries()) == ["one", "two"]
    assert library.saved.queries()["two"].startswith("query:ONE ")
    with pytest.raises(UsageError, match="no saved search 'three'; there are: one, two"):
        library.saved.rename("three", "four")
    assert library.care.check() == []


def test_one_that_became_unreadable_says_why(open_library: Opener) -> None:
    library, omar = open_library(), open_library("omar")
    library.saved.save("one", "is:read")
    omar.saved.save("two", "query:one is:unread")
    with pytest.raises(UsageError, match="has to stay, for omar's later step rests on it: “saved the search “two”"):
        library.annotations.undo()
    omar.annotations.undo()
    library.annotations.undo()
    omar.annotations.redo()
    (broken,) = library.saved.all()
    assert (broken.total, broken.unread, broken.unlabelled) == (0, 0, 0)
    assert broken.broken is not None and "no saved search 'one'" in broken.broken
    library.annotations.redo()
    assert [one.broken for one in library.saved.all()] == [None, None]


def test_names_in_queries() -> None:
    assert uses('harbour query:"two words"', "Two Words")
    assert uses("query:(a, two words OR c)", "two words")
    assert not uses('"query:a" b:a query:ab', "a")
    assert not uses('query:"unclosed', "unclosed")
    assert renamed("query:(a, b c, a) -query:A", "a", "x") == 'query:("x", b c, "x") -query:"x"'


def test_the_history_is_newest_first_without_doubles(library: Library, tmp_path: Path) -> None:
    for query in ("one", " two  words ", "one", "", "  "):
        library.history.add(query)
    assert library.history.all() == ["one", "two words"]
    for number in range(KEPT):
        library.history.add(f"query {number}")
    assert len(library.history.all()) == KEPT
    assert library.history.all()[0] == f"query {KEPT - 1}" and "one" not in library.history.all()
    (file,) = (tmp_path / "state" / "searches").glob("*.json")
    assert file.stat().st_mode & 0o077 == 0
    assert not list(library.folder.rglob("*searches*"))


def test_the_history_is_ones_own_and_the_librarys(tmp_path: Path) -> None:
    mine, theirs = SearchHistory(tmp_path / "a", "dana"), SearchHistory(tmp_path / "a", "omar")
    other, again = SearchHistory(tmp_path / "b", "dana"), SearchHistory(tmp_path / "b" / ".." / "a", "dana")
    mine.add("one")
    again.add("two")
    assert (mine.all(), theirs.all(), other.all()) == (["two", "one"], [], [])


@pytest.mark.parametrize("damage", [b"", b"{", b"[1, null, []]", b'{"a": 1}', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_history_is_begun_anew(tmp_path: Path, damage: bytes) -> None:
    history = SearchHistory(tmp_path, "dana")
    history.add("one")
    (file,) = (tmp_path / "state" / "searches").glob("*.json")
    file.write_bytes(damage)
    assert history.all() == []
    history.add("two")
    assert history.all() == ["two"]


def test_a_history_that_cannot_be_written_is_kept_for_the_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("SAYSO_STATE", os.fspath(tmp_path / "file"))
    history = SearchHistory(tmp_path, "dana")
    history.add("one")
    history.add("two")
    assert history.all() == ["two", "one"]
