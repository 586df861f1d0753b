"""A list of any length: its rows are read page by page, when somebody looks at them."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.tui.results import found, votes
from tests.tui.running import app_of, calm, explorer_of, press, until
from tui.controllers.searching import find, first_page
from tui.listed import Listed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "harbour"


async def test_rows_are_read_when_somebody_looks_at_them(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.listed.PAGE", 4)
    monkeypatch.setattr("tui.controllers.searching.PAGE", 4)
    many = votes(folder, 60)
    asked: list[list[int]] = []
    rows = many.articles.rows
    many.articles.rows = lambda keys: asked.append(list(keys)) or rows(keys)
    async with app_of(many).run_test(size=(120, 24)) as pilot:
        explorer = await found(pilot, "dredging")
        await calm(pilot)
        assert explorer.search_line.text.count("60 articles") == 1 and len(explorer.searching.rows) == 60
        read = {key for keys in asked for key in keys}
        assert set(range(1, 5)) <= read and not read & set(range(20, 61)), read
        await press(pilot, "enter", "G")
        await until(pilot, lambda: explorer.searching.rows[59].title == "Vote 59")
        assert explorer.articles.current is not None and explorer.articles.current.title == "Vote 59"
        shown = " ".join(explorer.articles.render_line(y).text for y in range(explorer.articles.size.height))
        assert "Vote 58" in shown and "Vote 59" in shown
        assert not {key for keys in asked for key in keys} & set(range(24, 40)), "what nobody looked at was read"
        # Made anew, the list has the rows on the screen at once, wherever that is.
        asked.clear()
        await explorer.searching.refresh()
        assert {1, 60} <= set(asked[0]) and len(asked) == 1 and explorer.articles.cursor == 59


@pytest.mark.parametrize(
    "told", [[], [(1, 2)], [(3, 1, 2)], [tuple(range(40, 0, -1))], [(5, 1), (60, 2, 3, 4)]], ids=str
)
def test_the_first_page_is_the_beginning_of_the_whole_list(
    folder: Path, monkeypatch: pytest.MonkeyPatch, told: list[tuple[int, ...]]
) -> None:
    for module in ("tui.listed", "tui.controllers.searching"):
        monkeypatch.setattr(f"{module}.PAGE", 4)
    many = votes(folder, 60)
    many.told = told
    whole, first = find(many, ""), first_page(many)  # type: ignore[arg-type]
    assert first is not None and first.total is None and whole.total == 60 and len(whole.rows) > 4
    assert list(first.rows.keys) == list(whole.rows.keys)[:4]
    assert [first.rows.fold_of(key) for key in first.rows.keys] == [whole.rows.fold_of(key) for key in first.rows.keys]
    assert list(first.rows) == whole.rows[:4]
    few = votes(folder / "few", 4)
    assert first_page(few) is None, "one page is the whole list"  # type: ignore[arg-type]


async def test_one_moves_in_the_first_page_while_the_rest_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("tui.listed", "tui.controllers.searching"):
        monkeypatch.setattr(f"{module}.PAGE", 4)
    many, gate = votes(folder, 60), threading.Event()
    order = many.articles.order
    many.articles.order = lambda limit=None: order(limit) if limit or gate.wait(10) else []
    async with app_of(many).run_test(size=(120, 24)) as pilot:
        explorer = explorer_of(pilot)
        await until(pilot, lambda: len(explorer.searching.rows) == 4)
        assert "article" not in explorer.search_line.text, "they are not counted yet"
        await pilot.press("j", "j")
        assert explorer.articles.cursor == 2
        gate.set()
        await until(pilot, lambda: len(explorer.searching.rows) == 60)
        assert explorer.articles.cursor == 2
        assert "60 articles" in explorer.search_line.text


def test_a_row_that_nobody_has_read_and_one_that_is_gone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.listed.PAGE", 2)
    monkeypatch.setattr("tui.listed._MOST", 4)
    some, wanted = votes(folder, 6), list[int]()
    listed = Listed(some.articles.order(), (), wanted=lambda listed, page: wanted.append(page))
    assert (listed[3].key, listed[3].id, listed[-3].title) == (4, "", "…")
    assert wanted == [1] and list(listed.keys_of(1)) == [3, 4]
    listed.read(1, some.articles.rows([3]))
    assert listed[2].title == "Vote 2" and "no longer" in listed[3].title and not listed[3].id
    assert [row.key for row in listed.known()] == [3] and wanted == [1]
    for page in (0, 2):
        listed.read(page, some.articles.rows(listed.keys_of(page)))
    assert [row.key for row in listed.known()] == [1, 2, 5, 6], "the rows that were read first are forgotten"
    assert listed[2].title == "…" and wanted == [1, 1]
    listed.forget(1)
    assert listed[3].title == "…" and wanted == [1, 1, 1]
    with pytest.raises(IndexError):
        listed[6]
