"""Moving between panes, the looks, help, palette, and leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.model import StatementView
from tui import actions, themes
from tui.actions import ARTICLE, CONCORDANCE, FACETS, LIST, POSITIONS
from tui.arrangement import PANES, WITH_FACETS
from tui.controllers.base import Controller
from tui.recoding import ACTOR, DEEDS, Thing
from tui.widgets.positions import actor_key

if TYPE_CHECKING:
    from tui.screens.explorer import Explorer


class Navigation(Controller):
    """Panes and screens."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self._warned = False

    # -- panes -----------------------------------------------------------------------------------------

    def do_next_pane(self) -> None:
        self._turn(1)

    def do_previous_pane(self) -> None:
        self._turn(-1)

    def _turn(self, step: int) -> None:
        explorer = self.explorer
        if explorer.pane == LIST and not explorer.articles.items and explorer.completing.take_proposal():
            return
        panes = [
            explorer.home if pane == LIST else pane for pane in (WITH_FACETS if explorer.narrowing.open else PANES)
        ]
        place = panes.index(explorer.pane) if explorer.pane in panes else 0
        explorer.enter(panes[(place + step) % len(panes)])

    def do_back(self) -> None:
        """One step back: marks off, out of the zoom, to the list, out of the statements, out of the search."""
        explorer = self.explorer
        if explorer.pane in (LIST, CONCORDANCE) and explorer.several.let_go():
            return
        if explorer.pane == CONCORDANCE:
            explorer.statements.leave()
        elif explorer.panes.zoomed:
            explorer.panes.do_zoom_pane()
        elif explorer.pane == POSITIONS:
            explorer.enter(ARTICLE)
        elif explorer.pane == FACETS:
            explorer.narrowing.close()
        elif explorer.pane != LIST:
            explorer.enter(explorer.home)
        elif explorer.search_line.query_text:
            explorer.searching.leave()
        else:
            explorer.say(f"{explorer.keys_shown(actions.EVERYWHERE, 'quit')} leaves Sayso.")

    # -- screens ---------------------------------------------------------------------------------------

    def do_help(self) -> None:
        """Show the keys of this pane."""
        from tui.screens.help import Help

        explorer = self.explorer
        section = explorer.section
        self.explorer.app.push_screen(Help(explorer.keymap, section, explorer.config.codebook))

    def do_palette(self) -> None:
        self.start(lambda: self._palette(""), "modal", exclusive=True)

    def do_add(self) -> None:
        self.start(lambda: self._palette("add "), "modal", exclusive=True)

    async def _palette(self, typed: str) -> None:
        from tui.screens.palette import Palette

        explorer = self.explorer
        palette = Palette(
            explorer.keymap, explorer.section, typed, explorer.searching.read_titles, explorer.recoding.known
        )
        command = await explorer.app.push_screen_wait(palette)
        if command is None:
            return
        if command.bound is not None:
            explorer.perform(command.bound)
        elif command.name == "add":
            explorer.watching.add(command.argument)
        elif command.name == "open":
            explorer.reading.open(int(command.argument), pane=ARTICLE)
        elif command.name == "theme":
            self.use_theme(command.argument)
        elif command.name == "blind":
            explorer.blinding.hide(command.argument)
        elif command.name == "search":
            explorer.searching.search_for(command.argument)
        elif command.name in DEEDS:
            explorer.recoding.command(command.name, command.argument)

    def do_next_theme(self) -> None:
        self.use_theme(themes.following(self.explorer.app.theme))

    def use_theme(self, name: str) -> None:
        """Change the looks, and remember it."""
        if name not in {theme.name for theme in themes.THEMES}:
            self.explorer.say(f"There is no theme {name}.")
            return
        self.explorer.app.theme = name
        self.explorer.session.theme = name
        self.explorer.say(f"Theme: {name}")

    def do_redraw(self) -> None:
        """Draw the whole screen anew."""
        self.explorer.refresh(repaint=True, layout=True)

    def do_retry(self) -> None:
        """Save again what could not be saved, else analyse again what failed."""
        if not self.explorer.labelling.retry() and not self.explorer.watching.retry():
            self.explorer.say("Nothing has failed.")

    # -- leaving ---------------------------------------------------------------------------------------

    def do_quit(self) -> None:
        """Leave; what could not be saved is pointed out once."""
        unsaved = len(self.explorer.labelling.unsaved)
        if unsaved and not self._warned:
            self._warned = True
            quit_key = self.explorer.keys_shown(actions.EVERYWHERE, "quit")
            retry = self.explorer.keys_shown(actions.EVERYWHERE, "retry")
            self.explorer.say(f"{unsaved} not saved: {retry} tries again, {quit_key} leaves without it.", bad=True)
            return
        self.explorer.app.exit(return_code=0)

    def do_suspend(self) -> None:
        """Return to the shell for a while."""
        self.explorer.app.action_suspend_process()

    # -- what an actor said ----------------------------------------------------------------------------

    def do_open_actor(self) -> None:
        """Show what the actor of the selected statement said in all articles."""
        view = self.explorer.selected
        if view is None:
            self.explorer.say("No statement is selected, so there is no actor to show.")
        else:
            self.open_actor(*actor_key(view))

    def open_actor(self, identifier: str | None, name: str) -> None:
        """Show what an actor said in all articles."""
        if identifier is None:
            self.explorer.say(f"Who {name} is could not be told, so there is nothing else of theirs to show.")
            return
        self.start(lambda: self._actor(identifier, name), "modal", exclusive=True)

    def say_why(self, view: StatementView) -> None:
        """Say why a statement of any article was found."""
        self.start(lambda: self._why(view), "why", exclusive=True)

    async def _why(self, view: StatementView) -> None:
        views = await self.ask(lambda library: library.statements.of(library.statements.article_key(view.id)))
        self.explorer.reading.show_why(view, [one.statement for one in views])

    async def _actor(self, identifier: str, name: str) -> None:
        from tui.screens.actor import ActorScreen

        views = await self.ask(lambda library: library.statements.by_actor(identifier))
        view = await self.explorer.app.push_screen_wait(
            ActorScreen(name, views, self.explorer.describer, self.explorer.keymap, self.say_why)
        )
        if view is None:
            return
        if not isinstance(view, StatementView):
            await self.explorer.recoding.recode(view.deed, Thing(ACTOR, identifier, name), ids=view.ids)
            return
        key = await self.ask(lambda library: library.statements.article_key(view.id))
        self.explorer.reading.open(key, statement=view.id, pane=POSITIONS)
