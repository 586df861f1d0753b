from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import overload

import pytest
from rich.cells import cell_len
from textual import on

from index.model import AnalysisState, ArticleRow
from tests.tui.reading import ReadingApp
from tui.lines import Line
from tui.themes import TERMINAL
from tui.widgets.article_list import ArticleList, row_lines, state_piece
from tui.widgets.line_list import LineList


class Numbers(LineList[int]):
    def draw_row(self, item: int, width: int) -> Sequence[Line]:
        return [[(f"number {item}", "strong")], [("below it", "dim")]]

    def key_of(self, item: int) -> int:
        return item


class Window(Sequence[int]):
    """A hundred thousand items, none of which exists before it is asked for."""

    def __init__(self) -> None:
        self.asked: set[int] = set()

    def __len__(self) -> int:
        return 100_000

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        assert isinstance(place, int)
        if not 0 <= place < len(self):
            raise IndexError(place)
        self.asked.add(place)
        return place

    def __iter__(self) -> Iterator[int]:
        raise AssertionError("the whole window is read")


class ListApp(ReadingApp):
    def __init__(self, rows: LineList[int], theme: str = "sayso-dark") -> None:
        super().__init__(rows, theme)
        self.rows = rows

    @on(LineList.Highlighted)
    @on(LineList.Chosen)
    def hear(self, event: LineList.Highlighted) -> None:
        self.heard.append((type(event).__name__, event.item, event.by_hand))


def lines(rows: LineList[int]) -> list[str]:
    return [rows.render_line(y).text.rstrip() for y in range(rows.size.height)]


async def test_only_what_is_on_the_screen_is_asked_for() -> None:
    app = ListApp(Numbers(row_height=3))
    async with app.run_test(size=(40, 12)) as pilot:
        window = Window()
        app.rows.show(window)
        await pilot.pause()
        assert lines(app.rows)[:4] == ["▌number 0", "▌below it", "", " number 1"]
        app.rows.move("bottom")
        await pilot.pause()
        assert lines(app.rows)[-3:] == ["▌number 99999", "▌below it", ""]
        assert len(window.asked) < 20


async def test_moving_keeps_the_row_on_the_screen() -> None:
    app = ListApp(Numbers(row_height=3))
    async with app.run_test(size=(40, 12)) as pilot:
        rows = app.rows
        rows.show(range(50))
        places = []
        for how in ("down", "down", "half_down", "page_down", "page_up", "half_up", "up", "up", "up", "bottom", "top"):
            rows.move(how)
            await pilot.pause()
            places.append(rows.cursor)
            top = rows.scroll_offset.y
            assert top <= rows.cursor * 3 and rows.cursor * 3 + 3 <= top + 12
        assert places == [1, 2, 4, 8, 4, 2, 1, 0, 0, 49, 0]
        with pytest.raises(ValueError, match="sideways"):
            rows.move("sideways")


async def test_the_cursor_stays_on_its_item_and_in_its_line() -> None:
    app = ListApp(Numbers(row_height=3))
    async with app.run_test(size=(40, 12)) as pilot:
        rows = app.rows
        rows.show(range(100))
        rows.go(50)
        rows.move("up")
        await pilot.pause()
        above = rows.cursor * 3 - rows.scroll_offset.y
        app.heard.clear()
        rows.show(range(20, 90))
        await pilot.pause()
        assert (rows.current, rows.cursor) == (49, 29)
        assert rows.cursor * 3 - rows.scroll_offset.y == above
        assert app.heard == [], "the same item is under the cursor"
        rows.show([7, 8, 9])
        await pilot.pause()
        assert rows.current == 9
        assert app.heard == [("Highlighted", 9, False)]
        rows.show(range(100), keep=False)
        await pilot.pause()
        assert (rows.current, rows.scroll_offset.y) == (0, 0)


async def test_a_place_can_be_told_instead_of_searched_for() -> None:
    app = ListApp(Numbers())
    async with app.run_test(size=(40, 12)) as pilot:
        rows = app.rows
        rows.show(Window())
        rows.go(90_000)
        await pilot.pause()
        window = Window()
        rows.show(window, locate=lambda key: int(str(key)))
        await pilot.pause()
        assert rows.current == 90_000
        assert len(window.asked) <= 14
        near = Window()
        rows.show(near)
        assert rows.current == 90_000 and len(near.asked) < 20, "it is looked for where it was"


async def test_an_empty_list_shows_its_message_and_moves_nowhere() -> None:
    app = ListApp(Numbers())
    async with app.run_test(size=(40, 6)) as pilot:
        rows = app.rows
        rows.show([], message=[[("Nothing here", "strong")], [("press a key", "dim")]])
        await pilot.pause()
        assert lines(rows)[:3] == [" Nothing here", " press a key", ""]
        rows.move("down")
        rows.choose()
        rows.go(5)
        await pilot.click(rows, offset=(3, 0))
        await pilot.pause()
        assert rows.current is None and app.heard == []
        rows.show([5])
        await pilot.pause()
        assert app.heard == [("Highlighted", 5, False)]


async def test_a_click_moves_and_another_one_chooses() -> None:
    app = ListApp(Numbers(row_height=3))
    async with app.run_test(size=(40, 12)) as pilot:
        rows = app.rows
        rows.show(range(9))
        await pilot.pause()
        app.heard.clear()
        app.CLICK_CHAIN_TIME_THRESHOLD = 0.0
        await pilot.click(rows, offset=(5, 7))
        await pilot.pause()
        assert app.heard == [("Highlighted", 2, True)]
        await pilot.click(rows, offset=(5, 6))
        await pilot.pause()
        assert app.heard[1:] == [("Chosen", 2, True)]
        app.heard.clear()
        app.CLICK_CHAIN_TIME_THRESHOLD = 9.0
        await pilot.click(rows, offset=(5, 0), times=2)
        await pilot.pause()
        assert app.heard == [("Highlighted", 0, True), ("Chosen", 0, True)]


async def test_the_wheel_scrolls_without_moving_the_cursor() -> None:
    app = ListApp(Numbers(row_height=3))
    async with app.run_test(size=(40, 12)) as pilot:
        rows = app.rows
        rows.show(range(99))
        await pilot.pause()
        rows.scroll_to(y=60, animate=False)
        await pilot.pause()
        assert rows.cursor == 0 and lines(rows)[0] == " number 20"
        rows.move("down")
        assert rows.scroll_offset.y == 3


async def test_enter_and_keys() -> None:
    app = ListApp(Numbers())
    async with app.run_test(size=(40, 12)) as pilot:
        rows = app.rows
        rows.show(range(9))
        assert rows.go_to_key(4)
        assert not rows.go_to_key(44)
        rows.choose()
        await pilot.pause()
        assert app.heard[-2:] == [("Highlighted", 4, False), ("Chosen", 4, True)]


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (4, 1), (7, 3)])
async def test_the_smallest_panes_are_safe(size: tuple[int, int]) -> None:
    rows = ArticleList()
    app = ReadingApp(rows)
    async with app.run_test(size=size) as pilot:
        rows.show(ROWS)
        rows.move("down")
        rows.move("bottom")
        await pilot.pause()
        assert all(rows.render_line(y).cell_length <= size[0] for y in range(size[1]))
        assert rows.current == ROWS[-1]


# -- articles --------------------------------------------------------------------------------------------

ROW = ArticleRow(
    1, "0123", "Harbour board defers vote on dredging", "2022-09-12", "Port Courier", 4, 1, AnalysisState.DONE, own=1
)
ROWS = [
    ROW,
    replace(
        ROW, key=2, title="Minister: 'No decision before spring'", outlet="The Meridian", labelled=4, own=4, read=True
    ),
    replace(ROW, key=3, title="[b]Markup[/b] and [@click=app.quit]a link[/] and \x1b[31m", date=None, outlet=None),
    replace(ROW, key=4, title="Not read by the machine yet", statements=0, analysis=AnalysisState.WAITING),
    replace(
        ROW,
        key=5,
        title="港の浚渫をめぐる住民投票、来春に延期へ 市議会が決定した",
        analysis=AnalysisState.FAILED,
        read=True,
    ),
    replace(ROW, key=6, title="  ", statements=0, outlet="An outlet with a very long name, Sunday edition"),
]


@pytest.mark.parametrize("width", [0, 1, 8, 20, 29, 60])
def test_rows_fit_their_width(width: int) -> None:
    for row in ROWS:
        drawn = row_lines(row, width)
        assert 2 <= len(drawn) <= 3
        if width >= 20:
            assert all(sum(cell_len(text) for text, _ in line) <= width for line in drawn)


def test_a_row_tells_what_is_known_of_an_article() -> None:
    first = row_lines(ROW, 29)
    assert [text for line in first[:-1] for text, _ in line] == ["Harbour board defers vote on", "dredging"]
    assert first[0][0][1] == "strong", "unread"
    last = "".join(text for text, _ in first[-1])
    assert last.startswith("Port Courier  12 Sep 22") and last.endswith(" 4")
    assert row_lines(ROWS[1], 40)[0][0][1] == "plain"
    assert [state_piece(row)[0] for row in ROWS] == ["4", "✓ 4", "4", "…", "!", "–"]
    assert row_lines(ROWS[5], 40)[0][0][0] == "(no headline)"
    narrow = "".join(text for text, _ in row_lines(ROWS[5], 30)[-1])
    assert "12 Sep 22" in narrow and "An outlet" in narrow


async def test_rows_stand_close_in_a_low_pane() -> None:
    rows = ArticleList()
    app = ReadingApp(rows)
    async with app.run_test(size=(40, 30)) as pilot:
        rows.show(ROWS * 10)
        await pilot.pause()
        assert rows.row_height == 4
        rows.go(3)
        await pilot.resize_terminal(40, 15)
        await pilot.pause()
        assert rows.row_height == 3
        assert "Not read by the machine yet" in "\n".join(lines(rows))  # type: ignore[arg-type]


@pytest.mark.parametrize("theme", ["sayso-dark", TERMINAL])
def test_picture_of_the_list(snap_compare, theme: str) -> None:  # type: ignore[no-untyped-def]
    rows = ArticleList()

    async def prepare(pilot) -> None:  # type: ignore[no-untyped-def]
        rows.show(ROWS)
        rows.go(1)
        await pilot.pause()

    assert snap_compare(ReadingApp(rows, theme), terminal_size=(34, 26), run_before=prepare)
