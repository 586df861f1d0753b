"""The registry of actions is the one place: the configuration, the handlers and the help agree with it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from index import config
from tests.tui.running import app_of, library, settled, until
from tui import actions
from tui.controllers.adjudicating import Adjudicating
from tui.controllers.agreeing import Agreeing
from tui.controllers.base import Controller
from tui.controllers.codebook import Codebook
from tui.controllers.coding import Coding
from tui.controllers.concordance import Statements
from tui.controllers.correcting import Correcting
from tui.controllers.history import History
from tui.controllers.labelling import Labelling
from tui.controllers.naming import Naming
from tui.controllers.narrowing import Narrowing
from tui.controllers.navigation import Navigation
from tui.controllers.ordering import Ordering
from tui.controllers.orphans import Orphans
from tui.controllers.panes import Panes
from tui.controllers.queueing import Queueing
from tui.controllers.reading import Reading
from tui.controllers.saved import Saved
from tui.controllers.searching import Searching
from tui.controllers.several import Several
from tui.controllers.stepping import Stepping
from tui.controllers.suggestions import Suggestions
from tui.controllers.tagging import Tagging
from tui.controllers.undoing import Undoing
from tui.controllers.watching import Watching
from tui.hints import HINTS, SECTIONS_OF, hints
from tui.keymap import Keymap
from tui.screens.adjudication import AdjudicationScreen
from tui.screens.explorer import _LATER
from tui.screens.help import help_lines
from tui.screens.history import HistoryScreen
from tui.screens.orphans import OrphanScreen
from tui.screens.palette import action_entries
from tui.screens.saved import SavedScreen
from tui.screens.working import Keyed

CONTROLLERS: tuple[type, ...] = (Reading, Stepping, Searching, Labelling, Undoing, Navigation, Panes, Watching)
CONTROLLERS += (Coding, Suggestions, Correcting, Ordering, Narrowing, Statements, Several, Tagging, Saved, SavedScreen)
CONTROLLERS += (History, HistoryScreen, Codebook)
CONTROLLERS += (Adjudicating, AdjudicationScreen, Agreeing, Orphans, OrphanScreen, Naming, Queueing)


def keymap() -> Keymap:
    shipped = config.shipped()
    return Keymap.of(shipped.keys, [(label.id, label.key) for label in shipped.codebook.labels])


def test_the_shipped_keys_are_exactly_the_registry() -> None:
    shipped = {(pane, name) for pane, names in config.shipped().keys.items() for name in names}
    assert shipped == {(action.pane, action.name) for action in actions.ACTIONS}


def test_every_action_has_one_handler() -> None:
    for action in actions.ACTIONS:
        if action.pane == actions.MOVING or action.name.startswith("end_"):
            continue
        handlers = [one for one in CONTROLLERS if hasattr(one, f"do_{action.name}")]
        assert len(handlers) == 1, f"{action.pane}.{action.name}: {handlers}"


async def test_the_main_screen_finds_every_handler_also_of_what_it_loads_later(tmp_path: Path) -> None:
    async with app_of(library(tmp_path)).run_test() as pilot:
        explorer = await settled(pilot)
        for controller in CONTROLLERS:
            for handler in vars(controller):
                if issubclass(controller, Controller) and handler.startswith("do_"):
                    found: Any = explorer._handler(handler.removeprefix("do_"))
                    assert isinstance(found.__self__, controller), handler


async def test_what_is_loaded_later_is_loaded_once_and_before_a_key_asks_for_it(tmp_path: Path) -> None:
    async with app_of(library(tmp_path)).run_test() as pilot:
        explorer = await settled(pilot)
        await until(pilot, lambda: "coding" in vars(explorer) and "recoding" in vars(explorer))
        assert explorer.coding is explorer.coding
        assert explorer._handler("code") == explorer.coding.do_code


def test_every_handler_is_an_action() -> None:
    names = {action.name for action in actions.ACTIONS}
    for controller in CONTROLLERS:
        for attribute in vars(controller):
            if attribute.startswith("do_"):
                assert attribute.removeprefix("do_") in names, f"{controller.__name__}.{attribute}"


def test_titles_and_help_are_written() -> None:
    for action in actions.ACTIONS:
        assert action.title and action.help.endswith(".") and action.help[0].isupper(), action


def test_help_of_each_pane_has_every_action_that_holds_there() -> None:
    for section, places in SECTIONS_OF.items():
        shown = {line.help for line in help_lines(keymap(), section, config.shipped().codebook)}
        assert {action.help for place in places for action in actions.of_pane(place)} <= shown


def test_help_of_the_positions_explains_every_label() -> None:
    codebook = config.shipped().codebook
    shown = {line.title: line.help for line in help_lines(keymap(), actions.POSITIONS, codebook)}
    assert all(shown[label.id] == label.definition for label in codebook.labels)


def test_the_palette_has_every_action_with_its_key() -> None:
    entries = {(e.value.bound.pane, e.value.bound.name): e for e in action_entries(keymap(), "list") if e.value.bound}
    left_out = {(actions.EVERYWHERE, "palette"), (actions.EVERYWHERE, "add")}
    for action in actions.ACTIONS:
        if action.pane in (actions.MOVING, actions.MARKING, *actions.PANELS) or (action.pane, action.name) in left_out:
            continue
        assert entries[action.pane, action.name].remark == " ".join(keymap().keys_of(action.pane, action.name))


def test_hints_name_actions_that_are_there() -> None:
    for section, wanted in HINTS.items():
        for pane, name, _ in wanted:
            assert actions.action(pane, name)
            assert pane in SECTIONS_OF[section]


def test_the_positions_offer_the_labels_only_on_a_statement() -> None:
    labels = config.shipped().codebook.labels
    on = [hint.title for hint in hints(keymap(), actions.POSITIONS, labels, label_here=True)]
    off = [hint.title for hint in hints(keymap(), actions.POSITIONS, labels, label_here=False)]
    assert on[:6] == [label.id for label in labels]
    assert "accept" in on and "accept" not in off and "favor" not in off


def test_enter_says_what_becomes_of_a_marked_span() -> None:
    making = [hint.title for hint in hints(keymap(), actions.MARKING, (), label_here=False)]
    placing = [hint.title for hint in hints(keymap(), actions.MARKING, (), label_here=False, taking="place here")]
    assert "make statement" in making and "entity" in making
    assert "place here" in placing and not {"make statement", "entity"} & set(placing)


async def test_what_is_loaded_later_holds_up_no_key(tmp_path: Path) -> None:
    async with app_of(library(tmp_path)).run_test() as pilot:
        explorer = await settled(pilot)
        await until(pilot, lambda: all(name in vars(explorer) for name in _LATER))
        for name in _LATER:
            del vars(explorer)[name]
        loading = asyncio.ensure_future(explorer.load_the_rest())
        seen = set()
        while not loading.done():
            await asyncio.sleep(0)
            seen.add(sum(name in vars(explorer) for name in _LATER))
        assert seen == set(range(1, len(_LATER) + 1))


def test_a_panel_with_keys_of_its_own_has_a_section_and_handlers_and_is_left_by_what_opens_it() -> None:
    panels = {AdjudicationScreen, HistoryScreen, OrphanScreen, SavedScreen}
    assert panels == set(Keyed.__subclasses__()) and {panel.pane for panel in panels} == set(actions.PANELS)
    for panel in panels:
        assert actions.action(actions.EVERYWHERE, panel.opened_by)
        assert all(hasattr(panel, f"do_{one.name}") for one in actions.of_pane(panel.pane))
