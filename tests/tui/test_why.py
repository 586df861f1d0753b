"""Why a statement was found: the panel, and the chain in the article and in the positions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.style import Style
from textual.pilot import Pilot

from index.model import Analysis, Derivation, Statement, StatementView
from tests.tui.fakes import FERRY, HARBOUR, FakeLibrary, ferry, statement
from tests.tui.running import MODAL, app_of, library, press, said, settled, until
from tui.marks import CONTENT, CUE, OUTER_CONTENT, OUTER_CUE, OUTER_SOURCE, SOURCE, chain_marks
from tui.screens.explorer import Explorer
from tui.screens.why import Why
from tui.widgets.article_page import CHAIN, EVIDENCE
from tui.widgets.article_paint import BAR, HOLDER
from tui.widgets.positions import StatementRow, by_actor, within

WIDE, MIDDLE, SMALL = (120, 40), (80, 24), (40, 12)
Size = tuple[int, int]
HOSTILE = "[b]Bold[/] [@click=app.quit]x[/] [/] $accent {x} %s"


@pytest.fixture
def nested(tmp_path: Path) -> FakeLibrary:
    """A library of one article, with a promise inside of what somebody told."""
    folder = tmp_path / "ferry"
    folder.mkdir()
    found = FakeLibrary(folder)
    found.analyses[found.add(FERRY, "Ferry row: the minister's promise is in doubt")] = ferry()
    return found


def panel(pilot: Pilot[Any]) -> Why:
    screen = pilot.app.screen
    assert isinstance(screen, Why)
    return screen


def view(one: Statement) -> StatementView:
    return StatementView(one, "a1", "Ferry row", None, None, one.issue)


# -- the panel -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [WIDE, MIDDLE, SMALL], ids=["120", "80", "40"])
@pytest.mark.parametrize("way", [("enter", "s", "s"), ("shift+tab", "j")], ids=["article", "positions"])
async def test_it_says_why_the_selected_statement_was_found(
    nested: FakeLibrary, size: Size, way: tuple[str, ...]
) -> None:
    async with app_of(nested).run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, *way, "I", MODAL)
        text = " ".join(panel(pilot).list.text.split())
        for words in (
            "“the transport minister, Adaeze Reyes”",
            "“promise”: a promise",
            "hearsay",
            "rule verb-infinitive",
            "Joaquim Bell told ↳ Adaeze Reyes had promised ↳ “to keep the ferry”",
            "Joaquim Bell tells what Adaeze Reyes said or did",
            "it came through Joaquim Bell, then Radio Quay",
            "The channel should be dredged “the ferry” in what is said",
            "+ favor, suggested promise (promise): keep + issue",
            "fairly sure of the stance (0.80: it orders suggestions)",
            "rather sure: right in about 3 of 5 such findings (0.62)",
        ):
            assert words in text


@pytest.mark.parametrize("key", ["escape", "q", "I"])
async def test_it_closes_and_leaves_everything_as_it_was(nested: FakeLibrary, key: str) -> None:
    async with app_of(nested).run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "enter", "s", "s")
        before = explorer.reading.selected_id, explorer.pane
        await press(pilot, "I", MODAL, key)
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        assert (explorer.reading.selected_id, explorer.pane) == before


async def test_all_of_it_can_be_read_on_a_small_screen(nested: FakeLibrary) -> None:
    async with app_of(nested).run_test(size=SMALL) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "s", "s", "I", MODAL)
        page = panel(pilot).list
        shown: list[str] = []
        for _ in range(page.virtual_size.height):
            shown += [page.render_line(y).text.strip() for y in range(page.size.height)]
            await press(pilot, "j")
        assert {line.strip() for line in page.text.split("\n")} <= set(shown)
        end = page.scroll_offset.y
        assert end == page.max_scroll_y > 0
        await press(pilot, "g", "g")
        assert page.scroll_offset.y == 0
        await press(pilot, "space")
        assert 0 < page.scroll_offset.y < page.size.height
        await press(pilot, "G")
        assert page.scroll_offset.y == end


async def test_without_a_statement_it_says_what_to_do(nested: FakeLibrary) -> None:
    nested.analyses[1] = Analysis()
    async with app_of(nested).run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "I")
        assert "Select a statement first" in said(explorer)
        assert len(pilot.app.screen_stack) == 1


async def test_hostile_words_are_shown_as_they_are(nested: FakeLibrary) -> None:
    text = f"Row\n\n{HOSTILE} said {HOSTILE}.\n"
    one = statement(text, HOSTILE, HOSTILE, "said", HOSTILE, "against", via=(HOSTILE,), issue=HOSTILE)
    derived = Derivation(HOSTILE, HOSTILE, HOSTILE, True, True, HOSTILE, None, (HOSTILE,), "content")
    assert one.suggested is not None
    hostile = replace(one, derivation=derived, suggested=replace(one.suggested, why=HOSTILE))
    key = nested.add(text, "Row")
    nested.analyses[key] = Analysis((), (hostile,))
    async with app_of(nested).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "J", "enter", "s", "I", MODAL)
        lines = panel(pilot).list.text
        assert lines.count("[@click=app.quit]") >= 8 and "$accent" in lines
        assert HOSTILE[:20] in str(panel(pilot).query_one("#heading").render())
        await press(pilot, "G", "escape")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        assert pilot.app.is_running


async def test_it_is_asked_of_what_an_actor_said(tmp_path: Path) -> None:
    found = library(tmp_path / "harbour")
    async with app_of(found).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "shift+tab", "G", "enter", MODAL)
        actor = pilot.app.screen
        await press(pilot, "j", "I")
        await until(pilot, lambda: isinstance(pilot.app.screen, Why))
        assert "“the board's offer of talks”" in panel(pilot).list.text
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is actor)


async def test_what_was_marked_by_hand_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "hand"
    folder.mkdir()
    found = FakeLibrary(folder)
    one = replace(ferry().statements[1], made_by="omar", derivation=None)
    found.analyses[found.add(FERRY, "Ferry row")] = Analysis((), (one,))
    async with app_of(found).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "shift+tab", "I", MODAL)
        text = panel(pilot).list.text
        assert "hand: omar marked it" in text and "confidence" not in text


# -- the chain -------------------------------------------------------------------------------------------


def test_the_marks_of_a_chain_are_the_evidence_of_what_holds_it() -> None:
    told = ferry().statements[0]
    assert {(mark.kind, FERRY[mark.start : mark.end]) for mark in chain_marks([told])} == {
        (OUTER_SOURCE, "Joaquim Bell"),
        (OUTER_CUE, "told"),
        (OUTER_CONTENT, told.content.text),
    }


async def test_the_chain_of_the_selected_statement_is_marked(nested: FakeLibrary) -> None:
    told, promised = ferry().statements
    async with app_of(nested).run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "enter", "s", "s")
        article = explorer.article
        assert {mark.ref for mark in article.marks_of(EVIDENCE)} == {promised.id}
        assert {mark.ref for mark in article.marks_of(CHAIN)} == {told.id}
        gutter = [article.render_line(y).text.strip()[:1] for y in range(article.size.height)]
        assert BAR in gutter and HOLDER in gutter and gutter.index(BAR) < gutter.index(HOLDER)
        await press(pilot, "H", "H", "H")  # hits only
        assert not {BAR, HOLDER} & {article.render_line(y).text.strip()[:1] for y in range(article.size.height)}
        await press(pilot, "H", "H", "S")
        assert {mark.ref for mark in article.marks_of(EVIDENCE)} == {told.id}
        assert not article.marks_of(CHAIN)


def looks(explorer: Explorer) -> dict[str, tuple[object, ...]]:
    """How each part of the evidence and of what holds it is drawn: whatever is not a colour, then the colours."""
    found = {}
    for kind in (SOURCE, CUE, CONTENT, OUTER_SOURCE, OUTER_CUE, ""):
        style: Style = explorer.article._styles[(kind,) if kind else ()]
        found[kind] = (
            bool(style.bold), bool(style.italic), bool(style.underline), bool(style.reverse), bool(style.dim),
            style.color, style.bgcolor,
        )  # fmt: skip
    return found


@pytest.mark.parametrize("theme", ["sayso-dark", "sayso-light", "sayso-terminal"])
async def test_source_cue_and_content_look_different(nested: FakeLibrary, theme: str) -> None:
    (nested.folder / "explorer.json").write_text(f'{{"theme": "{theme}"}}')
    async with app_of(nested).run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "enter", "s", "s")
        found = looks(explorer)
        parts = [found[kind] for kind in (SOURCE, CUE, CONTENT, "")]
        assert len(set(parts)) == 4
        assert found[OUTER_SOURCE] not in parts and found[OUTER_CUE] not in parts
        if theme == "sayso-terminal":  # without colours, too
            bare = [found[kind][:5] for kind in (SOURCE, CUE, CONTENT, "", OUTER_SOURCE)]
            assert len(set(bare)) == 5


async def test_the_positions_say_in_whose_statement_one_stands(nested: FakeLibrary) -> None:
    async with app_of(nested).run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        assert explorer.positions.text.count("↳ in Joaquim Bell’s statement") == 1


def test_a_row_knows_its_holder_where_that_is_shown() -> None:
    told, promised = ferry().statements
    rows = [row for row in by_actor([view(told), view(promised)], {}) if isinstance(row, StatementRow)]
    assert [row.holder for row in rows] == [None, told]
    assert [row.holder for row in by_actor([view(promised)], {}) if isinstance(row, StatementRow)] == [None]


def test_within_a_statement_of_the_same_actor() -> None:
    told, promised = ferry().statements
    assert within(promised, told) == "↳ in Joaquim Bell’s statement"
    assert within(replace(promised, actor_id=told.actor_id), told) == "↳ in another statement of theirs"
    source = statement(HARBOUR, "x", "Calder", "said", "letter", None).source
    nobody = replace(told, actor=None, actor_id=None, source=source)
    assert within(promised, nobody) == "↳ in Calder’s statement"


def test_whose_statement_it_stands_in_is_said_in_english() -> None:
    one = ferry().statements[0]
    one = replace(one, actor="Ada Lind", actor_id="ada-lind")
    for name, words in (("Joaquim Bell", "Joaquim Bell’s"), ("officials", "officials’")):
        assert within(one, replace(one, actor=name, actor_id=name)) == f"↳ in {words} statement"
