"""The tables in the cache: taken up as they were, brought up to date, and as none where anything is wrong with them."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index import kept
from index.library import Library
from index.store import kept_tables
from index.store.article_table import ArticleTable
from index.store.kept_tables import KeptTables, packed, unpacked
from index.store.leaves import Leaves
from index.store.statement_table import StatementTable
from tests.index.store.helpers import TEXT, analysed, found

Opens = Callable[..., Library]


def words(at: int) -> str:
    """A text like TEXT, and another one for each number."""
    return TEXT.replace("town", f"town {at}")


@pytest.fixture
def crowd(library: Library) -> Library:
    """Twelve articles with three statements each, some of them labelled."""
    for at in range(12):
        analysed(library, words(at), path=f"{at}.txt", outlet=f"Outlet {at % 3}", date=f"2024-03-{at + 1:02}")
    for view in list(library.statements.matching("stance:favor"))[:4]:
        library.annotations.label(view.id, "against", note="Ask again.")
    return library


def prepare(library: Library) -> None:
    for _ in library.search.preparing():
        pass


def facts(library: Library, leaves: Leaves) -> list[object]:
    """All that the tables say, without the numbers that each table gives in its own way."""
    leaves.refresh()
    table, articles = leaves.table, leaves.article_table
    rows = leaves.statements().array()
    terms = ("issue", "stance", "cue", "via", "proposal")
    texts = [[table.terms.texts[n] for n in table.column(name)[rows]] for name in terms]
    plain = [
        table.column(name)[rows].tolist()
        for name in ("article", "flags", "start", "confidence", "form", "voice", "number")
    ]
    speakers = [table.speakers.names[n] for n in table.column("actor")[rows]]
    contents = {row: text for some, many in table.contents(rows) for row, text in zip(some.tolist(), many, strict=True)}
    keys = articles.keys.array()
    listed = [
        [articles.pools[name].texts[n] for n in articles.columns[name][keys]] for name in ("date", "outlet", "author")
    ]
    lee = table.speakers.matching(" ann lee ", ["ann-lee"])[table.column("actor")[rows]].tolist()
    said = sorted(
        zip(table.ids(rows), speakers, *texts, *plain, (contents[row] for row in rows.tolist()), lee, strict=True)
    )
    order = keys[np.argsort(articles.order[keys])].tolist()
    ids = keys[np.argsort(articles.id_ranks[keys])].tolist()
    types = [int(table.types[key]) if key < len(table.types) else -1 for key in keys]
    return [said, keys.tolist(), listed, order, ids, types, len(table)]


def fresh(library: Library) -> list[object]:
    core = library._core
    return facts(library, Leaves(core.database, core.shown, library.by, library.annotations.actors))


def recalled(library: Library, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Which tables are taken up from the cache, and that what they say then is what the library says."""
    taken: set[str] = set()
    with monkeypatch.context() as patch:
        for table in (ArticleTable, StatementTable):

            def take(self: object, state: object, take: Callable[..., None] = table.take) -> None:
                take(self, state)
                taken.add(type(self).__name__)

            patch.setattr(table, "take", take)
        assert facts(library, library.search._leaves) == fresh(library)
    return taken


NUMBERS = ("changed", "sequence", "result", "by")
BOTH = {"ArticleTable", "StatementTable"}


def test_tables_are_taken_up_and_brought_up_to_date(
    crowd: Library, open_library: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(crowd)
    randomly = random.Random(5)
    assert recalled(open_library(), monkeypatch) == BOTH
    for step in range(12):
        library = open_library()
        views = list(library.statements.matching("*"))
        one = randomly.choice(views)
        match step % 6:
            case 0:
                library.annotations.label(one.id, "favor")
            case 1:
                library.annotations.retire(one.id)
            case 2:
                library.annotations.undo()
            case 3:
                analysed(library, words(100 + step), path=f"n{step}.txt", outlet="The Wick", date=None)
            case 4:
                library.articles.remove(one.article)
            case _:
                article = library.articles.get(one.article)
                library.analysis.retry(article.key)
        assert recalled(open_library(), monkeypatch) <= BOTH
        if step % 5 == 4:
            prepare(library)
            assert recalled(open_library(), monkeypatch) == BOTH


def test_what_is_kept_is_written_when_it_has_changed(crowd: Library, open_library: Opens, tmp_path: Path) -> None:
    prepare(crowd)
    files = sorted((tmp_path / "cache" / "tables").glob("*/*"))
    assert [file.name for file in files] == ["articles", "statements"]
    before = [file.stat().st_ino for file in files]
    prepare(open_library())
    assert [file.stat().st_ino for file in files] == before
    view = next(crowd.statements.matching("stance:favor"))
    crowd.annotations.label(view.id, "neutral")
    prepare(open_library())
    assert [file.stat().st_ino == inode for file, inode in zip(files, before, strict=True)] == [True, False]


def test_damaged_files_are_as_none(
    crowd: Library, open_library: Opens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(crowd)
    files = sorted((tmp_path / "cache" / "tables").glob("*/*"))
    whole = [file.read_bytes() for file in files]
    randomly = random.Random(2)
    for content in whole:
        file = files[whole.index(content)]
        for at in (0, 20, len(content) // 2, len(content) - 1, *(randomly.randrange(len(content)) for _ in range(6))):
            for damaged in (content[:at], content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]):
                file.write_bytes(damaged)
                other = "StatementTable" if file.name == "articles" else "ArticleTable"
                assert recalled(open_library(), monkeypatch) == {other}
        prepare(open_library())
        assert recalled(open_library(), monkeypatch) == BOTH
    files[0].chmod(0o622)
    assert recalled(open_library(), monkeypatch) == {"StatementTable"}


def test_a_state_that_is_none_of_a_table_changes_nothing(crowd: Library, tmp_path: Path) -> None:
    prepare(crowd)
    leaves = crowd.search._leaves
    for table in (leaves.article_table, leaves.table):
        state = table.state()
        assert state is not None
        for name in state:
            for wrong in ({}, {name: state[name][:-1]} if isinstance(state[name], np.ndarray) else {name: 7}):
                broken = {**{one: value for one, value in state.items() if one != name}, **wrong}
                if wrong and name in (*NUMBERS, "sorted", "types", "term_numbers", "speaker_numbers"):
                    continue
                with pytest.raises((KeyError, ValueError, TypeError, AttributeError, IndexError)):
                    table.take(broken)
    assert facts(crowd, leaves) == fresh(crowd)


def test_tables_of_others_are_not_taken_up(
    crowd: Library, open_library: Opens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(crowd)
    (folder,) = (tmp_path / "cache" / "tables").iterdir()
    core = crowd._core
    for token, changed in ((core.token, crowd.search._leaves.article_table.changed), ("another", -1)):
        KeptTables(folder, core.database, token).recall_articles(table := ArticleTable(core.database))
        assert table.changed == changed
    # A copy of the library that goes on for itself is another library from then on.
    shutil.copytree(crowd.folder, tmp_path / "other")
    with Library.open(tmp_path / "other", by="dana") as other:
        assert recalled(other, monkeypatch) == set()


def test_another_annotator_takes_up_what_is_the_same_for_everybody(
    crowd: Library, open_library: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    eve = open_library("eve")
    one, other = list(eve.statements.matching("is:labelled"))[:2]
    eve.annotations.label(one.id, "none")
    eve.annotations.clear(one.id)
    eve.annotations.label(other.id, "none")
    prepare(crowd)
    assert recalled(open_library("eve"), monkeypatch) == BOTH
    for by, stance in (("dana", "against"), ("eve", "none"), ("omar", None)):
        library = open_library(by)
        assert recalled(library, monkeypatch) == BOTH
        found = {view.id: view.stance for view in library.statements.matching("is:conflict")}
        assert found == ({other.id: stance} if stance else found) and other.id in found


def test_tables_of_a_later_day_are_not_taken_up(
    crowd: Library, open_library: Opens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = {name: (crowd.folder / name).read_bytes() for name in ("library.db", "analysis.db")}
    crowd.articles.remove(crowd.articles.rows()[0].id)
    analysed(crowd, words(77), path="77.txt")
    prepare(crowd)
    crowd.close()
    later = {file: file.read_bytes() for file in (tmp_path / "cache" / "tables").glob("*/*")}
    for name, content in earlier.items():
        (crowd.folder / name).write_bytes(content)  # the same files, put back to what they were
    library = open_library()
    assert recalled(library, monkeypatch) == set()
    analysed(library, words(78), path="78.txt")
    analysed(library, words(79), path="79.txt")
    for file, content in later.items():
        file.write_bytes(content)
    assert recalled(open_library(), monkeypatch) == set(), "the library has come as far since, by another way"


def test_tables_over_an_analysis_that_was_made_anew_are_not_taken_up(
    crowd: Library, open_library: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(crowd)
    (crowd.folder / "analysis.db").unlink()
    library = open_library()
    assert recalled(library, monkeypatch) == {"ArticleTable"}
    for key in reversed(library.analysis.pending()):
        article = library.articles.by_key(key)
        library.analysis.store(key, article.version, found(article.text))
    assert recalled(open_library(), monkeypatch) == {"ArticleTable"}


def test_a_state_survives_being_packed() -> None:
    state: dict[str, Any] = {
        "a": np.arange(5, dtype=np.int64),
        "none": np.zeros(0, np.bool_),
        "ids": np.array([b"x", b"yy"]),
        "texts": ["", "Kovač", "\ud800"],
        "number": -3,
    }
    again = unpacked(memoryview(b"".join(packed(state))))
    assert list(again["texts"]) == state["texts"] and again["number"] == -3
    for name in ("a", "none", "ids"):
        assert np.array_equal(again[name], state[name]) and again[name].dtype == state[name].dtype
        assert again[name].flags.writeable
    with pytest.raises(ValueError):
        unpacked(memoryview(b"".join(packed(state))[:-1]))


def test_a_kept_file_is_a_file_of_ours_and_no_link(tmp_path: Path) -> None:
    file = tmp_path / "kept" / "one"
    kept.write(file, "key", [b"some", b"thing"])
    assert bytes(kept.read(file, "key")) == b"something" and [*file.parent.iterdir()] == [file]
    with pytest.raises(ValueError):
        kept.read(file, "another key")
    link = tmp_path / "kept" / "link"
    link.symlink_to(file)
    with pytest.raises(OSError):
        kept.read(link, "key")


def test_what_is_kept_rests_on_every_module_that_decides_what_is_in_it() -> None:
    store = Path(kept_tables.__file__).parent
    reading = {"database", "articles", "connection", "events", "files", "codec", "stored"}  # how it is read, not what
    rests_on = set()
    for name in kept_tables._CODE:
        for line in (store / name).read_text(encoding="utf-8").splitlines():
            if found := re.fullmatch(r"from index\.store import ([\w, ]+)|from index\.store\.(\w+) import .+", line):
                rests_on |= set((found[1] or found[2]).split(", "))
    assert {"disputes", "matching"} <= rests_on
    assert rests_on - reading - {name.removesuffix(".py") for name in kept_tables._CODE} == set()
