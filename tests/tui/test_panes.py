"""Panes, looks, keys, the palette and the mouse, over a real library."""

from __future__ import annotations

import pytest

from index.library import Library
from tests.tui.fakes import HARBOUR
from tests.tui.quay import row
from tests.tui.running import MODAL, WHICH_KEY, Typed, app_of, hurry, press, said, settled, until
from tui.app import Sayso


async def test_panes_grow_and_are_remembered(library: Library) -> None:
    app = app_of(library)
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, ">", ">", "ctrl+t", "tab", "o", "tab", "z")
        assert explorer.panes.arrangement.shown == {"article"}
        await press(pilot, "q")
        assert explorer.panes.arrangement.list == 34 and app.theme == "sayso-light"
    again = app_of(library)
    async with again.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        assert explorer.panes.arrangement.list == 34 and again.theme == "sayso-light" and explorer.session.by_place


async def test_the_article_that_was_open_is_opened_again(library: Library) -> None:
    async with app_of(library).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "j")
        await until(pilot, lambda: explorer.reading.key == 2)
    async with app_of(library).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        assert explorer.reading.key == 2 and explorer.articles.cursor == 1


async def test_every_pane_is_reached_by_tab_at_40_columns(app: Sayso) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        explorer = await settled(pilot)
        for pane in ("entities", "article", "positions", "list"):
            await press(pilot, "tab")
            assert explorer.pane == pane and explorer.panes.arrangement.shown == {pane}
            assert app.focused is explorer.widget_of(pane) and explorer.widget_of(pane).region.width == 40


async def test_growing_and_shrinking_the_terminal(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        for width in (40, 80, 120, 30, 200):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            shown = [explorer.widget_of(pane).region for pane in explorer.panes.arrangement.shown]
            assert all(region.right <= width for region in shown)


async def test_the_continuations_of_a_prefix_are_shown(app: Sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "]")
        assert "next unlabelled" in said(explorer) and "read" in said(explorer)
        await press(pilot, "escape")
        hurry(monkeypatch, WHICH_KEY)
        await press(pilot, "]")
        await until(pilot, lambda: said(explorer).strip().startswith("u next unlabelled"))
        await press(pilot, "escape")
        assert "read" in said(explorer)


async def test_back_leads_to_the_list_and_never_out(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab", "q")
        assert explorer.pane == "article"
        await press(pilot, "q")
        assert explorer.pane == "list"
        await press(pilot, "q")
        assert "Q leaves Sayso" in said(explorer)
        await press(pilot, "Q")
        await pilot.pause()
        assert app.return_code == 0


async def test_keys_come_from_the_library_s_configuration(library: Library) -> None:
    (library.folder / "config.yaml").write_text("keys: {moving: {down: [',']}, everywhere: {help: [f1]}}\n")
    with Library.open(library.folder, by="dana", cache=library.folder.parent / "cache") as own:
        app = app_of(own)
        async with app.run_test(size=(120, 40)) as pilot:
            explorer = await settled(pilot)
            await press(pilot, "j")
            assert explorer.articles.cursor == 0
            await press(pilot, "comma")
            assert explorer.articles.cursor == 1
            assert "F1 keys" in said(explorer)


async def test_the_palette_does_any_action(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, ":", MODAL, Typed("zoom"), "enter")
        await until(pilot, lambda: explorer.panes.zoomed)
        await press(pilot, "ctrl+p", MODAL, Typed("theme sayso-l"), "enter")
        await until(pilot, lambda: app.theme == "sayso-light")
        await press(pilot, ":", MODAL, Typed("search fees"), "enter")
        await until(pilot, lambda: explorer.searching.query == "fees")
        assert [row.title for row in explorer.searching.rows] == ["Quay fees to rise"]


async def test_the_palette_opens_an_article_by_its_title(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, ":", MODAL, Typed("open tide tab"), "enter")
        await until(pilot, lambda: explorer.reading.key == 3 and explorer.pane == "article")
        await press(pilot, ":", MODAL, Typed("open zzz"))
        assert "No title in the list fits." in shown(app)


@pytest.mark.parametrize("path", ["/nonexist", "~nobody-of-this-name/x", "/" + "n" * 300])
async def test_the_palette_says_that_a_path_is_not_there(app: Sayso, path: str) -> None:
    async with app.run_test(size=(40, 20)) as pilot:
        await settled(pilot)
        await press(pilot, ":", MODAL, Typed(f"add {path}"))
        assert "There is no such file or folder." in shown(app)
        await press(pilot, "enter")
        assert len(app.screen_stack) == 2


def shown(app: Sayso) -> str:
    """What the screen on top shows, as lines."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


@pytest.mark.parametrize("no_color", ["", "1"])
async def test_nothing_is_told_by_colour_alone(
    library: Library, monkeypatch: pytest.MonkeyPatch, no_color: str
) -> None:
    """In sixteen colours or none: where one is, what is selected, what is suggested and what is labelled."""
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "standard")
    monkeypatch.setenv("NO_COLOR", no_color)
    library.annotations.label(library.statements.of(1)[0].id, "favor")
    app = app_of(library)
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        assert app.theme == "sayso-terminal"
        await press(pilot, "shift+tab")
        rule = explorer.rules["top"].render().plain
        assert rule[:80] == "─" * 30 + "┬" + "─" * 49 and set(rule[87:]) == {"━"}
        strips = [explorer.positions.render_line(y) for y in range(8)]
        assert [strip.text[0] for strip in strips[:3]] == [" ", "▌", "▌"]
        assert "+ favor" in strips[1].text and "✓ dana" in strips[1].text
        bold = {s.text.strip(): bool(s.style and s.style.bold) for strip in strips for s in strip if s.text.strip()}
        assert bold["favor"] and not bold["mixed"]
        article = [segment for y in range(12) for segment in explorer.article.render_line(y)]
        looks = {segment.text: segment.style for segment in article if segment.style}
        assert looks["▎"] and looks["called on"].italic and looks['"reject the plan outright"'].reverse
        assert looks["Ines Calder"].underline


async def test_everything_answers_to_the_mouse(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await pilot.click("#list", offset=(5, 5))
        await until(pilot, lambda: explorer.reading.key == 2)
        await pilot.click("#list", offset=(5, 1))
        await until(pilot, lambda: explorer.reading.key == 1)
        await pilot.click("#entities", offset=(12, 1))
        assert explorer.pane == "entities" and explorer.entities.cursor == 1
        await pilot.click("#positions", offset=(8, 8))
        assert explorer.pane == "positions" and row(explorer).view.statement.actor == "Ines Calder"
        place = next(
            (x, y)
            for y in range(30)
            for x in range(54)
            if explorer.article.offset_at(x, y) == HARBOUR.index("rejected the board")
        )
        await pilot.click("#article", offset=place)
        assert explorer.pane == "article" and row(explorer).view.statement.cue.text == "rejected"
        await pilot.click("#positions", offset=(5, 0))
        await until(pilot, lambda: len(app.screen_stack) == 2)
        assert "Fishers' union" in str(app.screen.heading)  # type: ignore[attr-defined]
        await press(pilot, "q")
        await pilot.click("#bottom", offset=(118, 0))
        await until(pilot, lambda: type(app.screen).__name__ == "Help")


async def test_a_rule_between_panes_can_be_dragged(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await pilot.mouse_down("#divide-list", offset=(0, 5))
        await pilot.hover("#divide-list", offset=(6, 5))
        await pilot.mouse_up("#divide-list")
        await pilot.pause()
        assert explorer.panes.arrangement.list == 36 and explorer.session.list == 36
