"""Gathering articles into stories: which are joined, in any order of adding, changing and removing."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import LockedError
from index.stories import gathering
from index.stories.book import Book, Told
from index.stories.gathering import Gathering, Text
from index.stories.rule import Rule
from tests.index.stories.prints import corrected, cut, printed, story, text

RULE = Rule(0.5, 0.75, 0.2, 7, 40)


class Shelf:
    """A book, and the articles that a library would hold."""

    def __init__(self, folder: Path, rule: Rule = RULE) -> None:
        self.texts: dict[int, Text] = {}
        self.book = Book(folder, "one library")
        self.gathering = Gathering(rule, self._texts)

    def _texts(self, keys: Collection[int]) -> Iterable[Text]:
        return [self.texts[key] for key in keys if key in self.texts]

    def bring(self, texts: Sequence[Text] = (), gone: Sequence[int] = ()) -> Told:
        """Add, change or remove articles in one transaction."""
        self.texts |= {one.key: one for one in texts}
        with self.book.writing() as pages:
            self.gathering.bring(pages, texts, gone)
        for key in gone:
            del self.texts[key]
        return self.book.told()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "book")


def test_reprints_are_one_story_and_other_articles_are_not(shelf: Shelf) -> None:
    whole = story(1)
    told = shelf.bring(
        [
            text(1, whole, "2026-09-13"),
            text(2, printed(whole), "2026-09-12"),
            text(3, corrected(whole, 7), "2026-09-14"),
            text(4, printed(cut(whole, 0.3), "AP", "PORT LIND"), None),
            text(5, story(2)),
            text(6, story(3)),
        ]
    )
    assert told.stories == [(2, 1, 3, 4)]
    assert told.of(3) == (2, 1, 3, 4) and told.of(5) == (5,)


def test_of_articles_of_one_day_the_first_is_that_which_was_added_first(shelf: Shelf) -> None:
    one, other = Text(1, "ff", "2026-09-12", story(1)), Text(2, "0a", "2026-09-12", story(1))
    assert shelf.bring([other, one]).stories == [(1, 2)]


def test_what_lies_too_many_days_apart_is_not_joined_but_by_what_lies_between(shelf: Shelf) -> None:
    assert shelf.bring([text(1, story(1), "2026-09-01"), text(2, story(1), "2026-09-12")]).stories == []
    assert shelf.bring([text(3, story(1), "2026-09-06")]).stories == [(1, 3, 2)]


def test_short_texts_and_small_items_of_a_round_up_are_not_joined(shelf: Shelf) -> None:
    short = " ".join(story(1).split()[:30])
    assert shelf.bring([text(1, short), text(2, short), text(3, ""), text(4, "")]).stories == []
    items = [story(seed, 4) for seed in range(10, 18)]
    round_up = [text(10, "\n\n".join(items)), *(text(11 + at, item) for at, item in enumerate(items))]
    assert shelf.bring(round_up).stories == []


def test_a_story_falls_apart_when_what_joined_it_is_changed_or_removed(shelf: Shelf) -> None:
    shelf.bring([text(1, story(1), "2026-09-01"), text(2, story(1), "2026-09-12"), text(3, story(1), "2026-09-06")])
    assert shelf.bring([text(3, story(2), "2026-09-06")]).stories == []
    assert shelf.bring([text(3, story(1), "2026-09-06")]).stories == [(1, 3, 2)]
    assert shelf.bring(gone=[3]).stories == []
    assert shelf.bring([text(4, story(1), "2026-09-02")], gone=[1]).stories == []


def test_removing_the_first_leaves_the_others_joined(shelf: Shelf) -> None:
    shelf.bring([text(key, story(1), f"2026-09-0{key}") for key in (1, 2, 3, 4)])
    assert shelf.bring(gone=[1, 3]).stories == [(2, 4)]


ARTICLES = [
    text(1, story(1), "2026-09-01"),
    text(2, corrected(story(1), 1), "2026-09-05"),
    text(3, cut(story(1), 0.4), "2026-09-11"),
    text(4, printed(story(1)), None),
    text(5, story(2), "2026-09-01"),
    text(6, cut(story(2), 0.25), "2026-09-03"),
    text(7, story(1) + story(2), "2026-09-30"),
    text(8, story(3), "2026-09-02"),
    text(9, printed(corrected(story(3), 3)), "2026-09-09"),
    text(10, corrected(story(3), 4), "2026-09-15"),
]


@settings(max_examples=40, deadline=None)
@given(st.permutations(ARTICLES), st.lists(st.integers(1, 3), min_size=10, max_size=10), st.sets(st.integers(1, 10)))
def test_stories_do_not_depend_on_the_order_of_adding_and_removing(
    order: list[Text], portions: list[int], removed: set[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plain = Shelf(Path(folder) / "plain")
        told = plain.bring([one for one in ARTICLES if one.key not in removed])
        shuffled = Shelf(Path(folder) / "shuffled")
        rest, result = list(order), Told()
        for size in portions:
            if rest:
                result = shuffled.bring(rest[:size])
                rest = rest[size:]
        shuffled.bring(rest)
        for key in sorted(removed):
            shuffled.bring(gone=[key])
        result = shuffled.book.told()
        assert (result.stories, dict(result.story)) == (told.stories, dict(told.story))
        plain.book.close()
        shuffled.book.close()


def test_all_of_them_are_joined_as_written_here(shelf: Shelf) -> None:
    """What the property above is about: stories joined by cuts, by corrections and by an undated print."""
    assert shelf.bring(ARTICLES).stories == [(1, 2, 3, 7, 4), (5, 6), (8, 9, 10)]


def test_comparing_ends_after_many_that_fail(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "_MOST_FAILURES", 5)
    compared: list[int] = []
    likeness = gathering.likeness
    monkeypatch.setattr(gathering, "likeness", lambda one, other: compared.append(1) or likeness(one, other))
    pattern = story(1, 13)
    shelf.bring([text(key, pattern + "\n\n" + story(100 + key, 12)) for key in range(1, 30)])
    assert shelf.book.told().stories == []
    compared.clear()
    shelf.bring([text(50, pattern + "\n\n" + story(400, 12))])
    assert len(compared) == 5


# -- the book's file -------------------------------------------------------------------------------------


def test_it_is_kept_for_the_next_process(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "book")
    shelf.bring([text(1, story(1)), text(2, story(1))])
    with shelf.book.writing() as pages:
        pages.record(7)
    shelf.book.close()
    again = Book(tmp_path / "book", "one library")
    assert (again.told().stories, again.recorded()) == ([(1, 2)], 7)
    assert (tmp_path / "book").stat().st_mode & 0o777 == 0o700


def test_one_of_another_library_or_other_thresholds_says_nothing_and_is_made_anew(tmp_path: Path) -> None:
    Shelf(tmp_path / "book").bring([text(1, story(1)), text(2, story(1))])
    other = Book(tmp_path / "book", "another")
    assert (other.told(), other.recorded()) == (Told(), 0)
    with other.writing() as pages:
        assert pages.recorded == 0 and pages.sharing([1, 2, 3]) == []
    assert Book(tmp_path / "book", "one library").told() == Told()


@pytest.mark.parametrize("damage", ["text", "zeros", "cut", "tables"])
def test_a_damaged_one_says_nothing_and_is_made_anew(tmp_path: Path, damage: str) -> None:
    shelf = Shelf(tmp_path / "book")
    shelf.bring([text(1, story(1)), text(2, story(1))])
    shelf.book.close()
    path = tmp_path / "book" / "stories.db"
    whole = path.read_bytes()
    if damage == "tables":
        connection = sqlite3.connect(path)
        connection.execute("DROP TABLE meta")
        connection.close()
    else:
        damaged = {"text": b"no database " * 500, "zeros": whole[:100] + bytes(len(whole) - 100), "cut": whole[:5000]}
        path.write_bytes(damaged[damage])
    opened = Book(tmp_path / "book", "one library")
    assert (opened.told(), opened.recorded()) == (Told(), 0)
    for _ in range(2):
        try:
            shelf.bring([text(1, story(1)), text(2, story(1))])
            break
        except sqlite3.DatabaseError:
            continue
    assert shelf.book.told().stories == [(1, 2)]


def test_a_reader_sees_what_another_process_wrote(tmp_path: Path) -> None:
    reader, writer = Book(tmp_path / "book", "one library"), Shelf(tmp_path / "book")
    assert reader.told() == Told()
    writer.bring([text(1, story(1)), text(2, story(1))])
    before = reader.told()
    assert before.stories == [(1, 2)] and reader.told() is before
    writer.book.remove()
    assert reader.told() == Told()
    writer.bring([text(3, story(1)), text(4, story(1))])
    assert reader.told().stories == [(3, 4)]


def test_a_full_disk_is_said_and_nothing_is_thrown_away(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "book")
    shelf.bring([text(1, story(1)), text(2, story(1))])
    connection = shelf.book._open(create=False)
    ((pages,),) = connection.execute("PRAGMA page_count").fetchall()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LockedError, match=r"stories\.db cannot be written: database or disk is full"):
        for key in range(3, 60):
            shelf.bring([text(key, story(key))])
    assert shelf.book.told().stories == [(1, 2)]


def test_while_another_process_writes_it_says_so(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "book")
    shelf.bring([text(1, story(1))])
    other = sqlite3.connect(tmp_path / "book" / "stories.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    shelf.book._open(create=False).execute("PRAGMA busy_timeout = 10")
    with pytest.raises(LockedError, match="database is locked"):
        shelf.bring([text(2, story(1))])
    other.execute("ROLLBACK")
    other.close()
    assert shelf.bring([text(2, story(1))]).stories == [(1, 2)]


def test_groups_of_articles_that_are_gone_are_taken_away_in_the_end(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "book")
    shelf.bring([text(1, story(1))])
    with shelf.book.writing() as pages:
        pages.tidy()
    for _ in range(3):
        shelf.bring([text(2, story(2))])
    connection = sqlite3.connect(tmp_path / "book" / "stories.db")
    count = "SELECT count(*) FROM band"
    assert connection.execute(count).fetchone() == (64 * 4,)
    with shelf.book.writing() as pages:
        for _ in range(1100):
            pages.add(9, "9", None, None, 0, [])
            pages.take_out(9)
        pages.tidy()
    assert connection.execute(count).fetchone() == (64 * 2,)
    connection.close()
    assert shelf.bring([text(3, story(1))]).stories == [(1, 3)]
