"""What articles name, corrected by hand: in the entities pane, and from a marked span."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from index.library import Library, NotSavedError
from index.model import EntityType, Span
from tests.tui.fakes import HARBOUR
from tests.tui.quay import QUAY, in_the_quay
from tests.tui.running import MODAL, Typed, calm, press, said, settled, until
from tui.app import Sayso
from tui.screens.explorer import Explorer
from tui.screens.mentions import MentionsPreview
from tui.screens.quick import NamePicker, Quick
from tui.widgets.entities import TYPE_WORDS

WIDE = (120, 40)


def named(library: Library, key: int) -> list[tuple[str, str, str]]:
    """What an article names: the words, the name, the type."""
    return [(one.text, one.name, str(one.type)) for one in library.statements.entities(key)]


async def at(pilot: Pilot[Any], name: str) -> Explorer:
    """The entities of the first article, the cursor on the one of this name."""
    explorer = await settled(pilot)
    await press(pilot, "tab")
    assert explorer.pane == "entities" and explorer.entities.select(name)
    return explorer


async def opened(pilot: Pilot[Any], kind: type) -> Any:
    """The panel of this kind, once it is there."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await calm(pilot)
    return pilot.app.screen


def test_every_type_can_be_said() -> None:
    assert set(TYPE_WORDS) == set(EntityType)


async def test_a_wrong_type_in_this_article(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await at(pilot, "Ines Calder")
        await press(pilot, "t", MODAL, "2")
        picker = await opened(pilot, Quick)
        assert [one.text for one in picker.choices.items] == ["all 2 in this article", "this one alone: “Ines Calder”"]
        await press(pilot, "enter")
        await until(pilot, lambda: "✓ saved · “Ines Calder” is an organisation: 2 mentions" in said(explorer))
        assert [kind for _, name, kind in named(library, 1) if name == "Ines Calder"] == ["ORG", "ORG"]
        await calm(pilot)
        assert [one.name for one in explorer.entities.items if one.corrected] == ["Ines Calder"]
        (line,) = [one for one in explorer.entities.text.splitlines() if "Ines Calder" in one]
        assert line.rstrip().endswith("✓ 2") and explorer.entities.text.count("✓") == 1
        current = explorer.entities.current
        assert current is not None and (current.name, current.kind) == ("Ines Calder", "bodies")
        await press(pilot, "u")
        await until(pilot, lambda: "undone: made “Ines Calder” ORG: 2 mentions" in said(explorer))
        await calm(pilot)
        assert "✓" not in explorer.entities.text
        assert ("Calder", "Ines Calder", "PERSON") in named(library, 1)


async def test_in_all_articles_after_a_look(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await at(pilot, "Rolf Tamm")
        await press(pilot, "t", MODAL, "2")
        picker = await opened(pilot, Quick)
        assert picker.choices.items[-1].text == "all 3 in 2 articles"
        await press(pilot, "3")
        preview = await opened(pilot, MentionsPreview)
        assert "3 mentions in 2 articles change" in preview.list.text and "→ organisation" in preview.list.text
        assert "Quay fees to rise" in preview.list.text
        await press(pilot, "escape")
        assert ("Rolf Tamm", "Rolf Tamm", "PERSON") in named(library, 2)
        await press(pilot, "t", MODAL, "2")
        await opened(pilot, Quick)
        await press(pilot, "3")
        await opened(pilot, MentionsPreview)
        await press(pilot, "enter")
        await until(pilot, lambda: "3 mentions in 2 articles" in said(explorer))
        assert named(library, 2) == [("Rolf Tamm", "Rolf Tamm", "ORG")]
        await press(pilot, "J")
        await until(pilot, lambda: explorer.reading.key == 2)
        await calm(pilot)
        await press(pilot, "u")
        await until(pilot, lambda: named(library, 2) == [("Rolf Tamm", "Rolf Tamm", "PERSON")])
        await until(pilot, lambda: "undone: made" in said(explorer))
        assert explorer.reading.key == 2, "who reads an article that it was about stays there"


async def test_one_mention_alone_and_back(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await at(pilot, "Rolf Tamm")
        await press(pilot, "n", "n", "x", MODAL)
        picker = await opened(pilot, Quick)
        assert picker.choices.items[1].text == "this one alone: “Tamm”"
        await press(pilot, "2")
        await until(pilot, lambda: "✓ saved · “Rolf Tamm” names nothing: 1 mention" in said(explorer))
        assert [words for words, name, _ in named(library, 1) if name == "Rolf Tamm"] == ["Rolf Tamm"]
        assert explorer.entities.select("Rolf Tamm")
        await press(pilot, "0")
        await until(pilot, lambda: "as it was found" in said(explorer))
        assert [words for words, name, _ in named(library, 1) if name == "Rolf Tamm"] == ["Rolf Tamm", "Tamm"]


async def test_two_names_of_the_same(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await at(pilot, "fishers' union")
        await press(pilot, "m", MODAL)
        await opened(pilot, NamePicker)
        await press(pilot, Typed("port auth"), "enter")
        await until(pilot, lambda: "✓ saved · “fishers' union” is the same as “port authority”" in said(explorer))
        assert ("fishers' union", "port authority", "ORG") in named(library, 1)
        current = explorer.entities.current
        assert current is not None and (current.name, len(current.mentions)) == ("port authority", 2)


async def test_a_name_taken_apart(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await at(pilot, "Ines Calder")
        await press(pilot, "n", "n", "s", MODAL)
        await opened(pilot, NamePicker)
        await press(pilot, Typed("Mark Calder"), "enter")
        picker = await opened(pilot, Quick)
        assert "this one alone: “Calder”" in [one.text for one in picker.choices.items]
        await press(pilot, "2")
        await until(pilot, lambda: "✓ saved · “Mark Calder” is not “Ines Calder”: 1 mention" in said(explorer))
        assert ("Calder", "Mark Calder", "PERSON") in named(library, 1)
        assert ("Ines Calder", "Ines Calder", "PERSON") in named(library, 1)


async def test_the_actor_that_it_stands_for(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await at(pilot, "Radio Quay")
        await press(pilot, "a", MODAL)
        await opened(pilot, NamePicker)
        await press(pilot, Typed("Quay Broadcasting"), "enter")
        await until(pilot, lambda: "stands for Quay Broadcasting" in said(explorer))
        (one,) = [one for one in library.statements.entities(1) if one.name == "Radio Quay"]
        assert one.actor_id == "quay-broadcasting"


async def test_a_missing_one_of_a_marked_span(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await in_the_quay(pilot)
        explorer.article.go_to(QUAY.index("port authority"))
        await press(pilot, "v", "n", "n", "w", "e", MODAL)
        await opened(pilot, Quick)
        await press(pilot, "2")
        await opened(pilot, NamePicker)
        screen: Any = app.screen
        assert screen.choices.current.text == "port authority"
        await press(pilot, Typed("Port Authority of Quay"), "enter")
        await until(pilot, lambda: "✓ saved · “Port Authority of Quay” is an organisation" in said(explorer))
        assert ("port authority", "Port Authority of Quay", "ORG") in named(library, 2)
        assert explorer.section != "marking"
        await press(pilot, "u")
        await until(pilot, lambda: len(named(library, 2)) == 1)


async def test_what_is_marked_already_is_said_and_the_mark_stays(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await in_the_quay(pilot)
        begin = QUAY.index("Rolf Tamm")
        explorer.article.start_marking(Span(begin, begin + len("Rolf")))
        await press(pilot, "e", MODAL)
        await opened(pilot, Quick)
        await press(pilot, "1")
        await opened(pilot, NamePicker)
        await press(pilot, "enter")
        await until(pilot, lambda: "is marked there already" in said(explorer) and "the mark is kept" in said(explorer))
        assert explorer.section == "marking"


async def test_what_cannot_be_saved_stays_with_its_reason(
    app: Sayso, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await at(pilot, "port authority")

        def full(*_: object) -> None:
            raise NotSavedError("the disk is full")

        monkeypatch.setattr(library.entities, "correct", full)
        await press(pilot, "x")
        await until(pilot, lambda: "R tries again" in said(explorer))
        shown = " ".join(explorer.entities.text.split())
        assert "not saved" in shown and "“port authority” names nothing" in shown and "disk is full" in shown
        assert "1 not saved" in explorer.top_bar.text
        monkeypatch.undo()
        await press(pilot, "R")
        await until(pilot, lambda: "port authority" not in [name for _, name, _ in named(library, 1)])
        await until(pilot, lambda: "not saved" not in explorer.entities.text)


async def test_what_is_so_already_changes_nothing(app: Sayso, library: Library) -> None:
    assert HARBOUR.count("port authority") == 1
    async with app.run_test(size=WIDE) as pilot:
        explorer = await at(pilot, "port authority")
        await press(pilot, "t", MODAL, "2")
        await until(pilot, lambda: "it is so already" in said(explorer))
        await press(pilot, "0")
        await until(pilot, lambda: "Nobody corrected that" in said(explorer))
