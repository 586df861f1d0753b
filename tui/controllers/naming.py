"""The annotator's name: asked once, where only the system's user name is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.controllers.base import MODAL, Controller

if TYPE_CHECKING:
    from index.library import Library


class Naming(Controller):
    """Who is at work."""

    def ask_once(self, library: Library) -> None:
        """Ask for the name, where nobody gave one and it was not asked for before; the user name stays with Escape."""
        if self.explorer.writable and library.annotators.asked_for:
            self.start(self._ask_name, MODAL)

    def do_name(self) -> None:
        """Ask for the annotator's name."""
        self.start(self._ask_name, MODAL, exclusive=True)

    async def _ask_name(self) -> None:
        from tui.screens.ask import Ask

        explorer = self.explorer
        present = explorer.open_desk.by

        given: list[str] = []

        async def save(name: str) -> None:
            given.append(await self._remember(name))

        said = f"Your labels carry your name, so that several people can label one library. Escape keeps “{present}”."
        ask = Ask("Who is labelling?", save, text=present, prompt="your name", said=said)
        if await explorer.app.push_screen_wait(ask):
            now = explorer.open_desk.by
            if now == given[-1]:
                explorer.say(f"✓ You are {now} from now on, in this library.")
            else:
                explorer.say(f"✓ Remembered: {given[-1]}. You are {now} as long as --by or the settings say so.")
        elif await self.ask(lambda library: library.annotators.asked_for):
            await self._remember(present)  # so that it is not asked again

    async def _remember(self, name: str) -> str:
        def remember(library: Library) -> str:
            return library.annotators.remember(name)

        kept = await self.ask(remember)
        if kept != self.explorer.open_desk.by:
            await self.explorer.reopen()
        return kept
