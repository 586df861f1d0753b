"""The history: reading it page by page, going to a step, taking it back, and showing what comes of that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index.errors import SaysoError, UsageError
from tui.actions import ARTICLE, POSITIONS
from tui.controllers.base import MODAL, Controller
from tui.controllers.searching import counted
from tui.lines import short_date

if TYPE_CHECKING:
    from index.library import Library, Step
    from tui.screens.explorer import Explorer
    from tui.screens.history import Filter, HistoryScreen

PAGE = 60
"""Steps that are read at once."""


class History(Controller):
    """What was done, and taking it back."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self._titles: dict[str, str] = {}

    # -- the panel -------------------------------------------------------------------------------------

    def do_history(self) -> None:
        """Show what everybody did."""
        from tui.screens.history import Filter

        self._open(Filter())

    def do_statement_history(self) -> None:
        """Show what was done to the selected statement."""
        from tui.screens.history import Filter

        view = self.explorer.selected
        if view is None:
            self.explorer.say("Select a statement first.")
        else:
            self._open(Filter(statement=view.id))

    def _open(self, shown: Filter) -> None:
        self.start(lambda: self._show(shown), MODAL, exclusive=True)

    async def _show(self, shown: Filter) -> None:
        from tui.screens.history import HistoryScreen

        explorer = self.explorer
        screen = HistoryScreen(self, shown, explorer.keymap, explorer.config.codebook)
        step = await explorer.app.push_screen_wait(screen)
        if step is not None:
            await self._go(step)

    async def _go(self, step: Step) -> None:
        """Open the first of the articles that a step was about, at its first statement."""
        statement = step.statements[0] if step.statements else None

        def place(library: Library) -> int:
            return library.articles.get(step.articles[0]).key

        try:
            key = await self.ask(place)
        except UsageError:
            self.explorer.say("The article of this step is not in the library any more.", bad=True)
            return
        self.explorer.reading.open(key, statement=statement, pane=POSITIONS if statement else ARTICLE)

    # -- reading ---------------------------------------------------------------------------------------

    async def fill(self, screen: HistoryScreen, *, here: str | None = None) -> None:
        """Show the steps from the newest one on, as many as were shown."""
        number, shown = max(PAGE, len(screen.steps)), screen.shown
        steps = await self.ask(lambda library: page(library, shown, None, number))
        if screen.is_attached and replace(shown, words=screen.shown.words) == screen.shown:
            screen.show_steps(steps, whole=len(steps) < number, here=here, keep=here is not None)

    async def further(self, screen: HistoryScreen) -> None:
        """Show older steps, too."""
        shown, before = screen.shown, screen.steps[-1].sequence
        older = await self.ask(lambda library: page(library, shown, before, PAGE))
        if screen.is_attached and screen.steps and screen.steps[-1].sequence == before:
            screen.show_steps([*screen.steps, *older], whole=len(older) < PAGE, keep=True)

    def where(self, screen: HistoryScreen, step: Step) -> str:
        """In which article a step was, where it is one; a title not known yet is told to the panel once it is."""
        if len(step.articles) != 1:
            return ""  # its words say how many there are
        article = step.articles[0]
        if article not in self._titles:
            self._titles[article] = ""
            screen.do(lambda: self._learn_title(screen, step), "titles")
        title = self._titles[article]
        return f"in “{title}”" if title else ""

    async def _learn_title(self, screen: HistoryScreen, step: Step) -> None:
        article = step.articles[0]

        def title(library: Library) -> str:
            try:
                return " ".join(library.articles.get(article).title.split()) or "(no headline)"
            except UsageError:
                return "an article that was removed"

        self._titles[article] = await self.ask(title)
        if screen.is_attached and screen.current is not None and screen.current.articles == step.articles:
            screen.tell(self.where(screen, step))

    # -- filtering -------------------------------------------------------------------------------------

    def article(self, step: Step | None) -> str | None:
        """The article that is open, else that of the step under the cursor."""
        opened = self.explorer.reading.opened
        if opened is not None:
            return opened.article.id
        return step.articles[0] if step is not None and len(step.articles) == 1 else None

    def statement(self, step: Step | None) -> str | None:
        """The statement that is selected, else that of the step under the cursor."""
        view = self.explorer.selected
        if view is not None:
            return view.id
        return step.statements[0] if step is not None and len(step.statements) == 1 else None

    async def pick_person(self, screen: HistoryScreen) -> None:
        """Let a person pick whose steps are shown."""
        from tui.screens.picker import Entry, Picker, matching

        names = await self.ask(lambda library: library.steps.annotators())
        me = self.explorer.open_desk.by
        entries = [Entry("everybody", "")] + [Entry(one, one, "you" if one == me else "") for one in names]
        picker = Picker(lambda typed: matching(entries, typed), heading="Whose steps?", prompt="a name")
        name = await self.explorer.app.push_screen_wait(picker)
        if name is not None and screen.is_attached:
            screen.show_only(replace(screen.shown, by=name or None))

    async def pick_day(self, screen: HistoryScreen) -> None:
        """Let a person pick the day."""
        from tui.screens.picker import Entry, Picker, matching

        days = await self.ask(lambda library: library.steps.days())
        entries = [Entry("all days", "")]
        entries += [
            Entry(f"{day}  {short_date(day, year=True)}", day, counted(number, "step")) for day, number in days.items()
        ]
        picker = Picker(lambda typed: matching(entries, typed), heading="Of which day?", prompt="2026-11-23, 23 Nov")
        day = await self.explorer.app.push_screen_wait(picker)
        if day is not None and screen.is_attached:
            screen.show_only(replace(screen.shown, day=day or None))

    # -- taking back -----------------------------------------------------------------------------------

    async def take_back(self, screen: HistoryScreen, step: Step) -> None:
        """Take a step back, and show what has become of everything."""
        words = await self.ask(lambda library: library.annotations.describe(library.annotations.undo(step.id)[1]))
        await self._after(screen, step.id)
        redo = self.explorer.keys_shown("history", "bring_back")
        screen.say(f"Taken back: {words} · {redo} brings it back")

    async def bring_back(self, screen: HistoryScreen) -> None:
        """Bring back what was undone last, and show it."""

        def redo(library: Library) -> tuple[str, str]:
            _, event = library.annotations.redo()
            return event.id, library.annotations.describe(event)

        id, words = await self.ask(redo)
        await self._after(screen, id)
        screen.say(f"Done again: {words}")

    async def _after(self, screen: HistoryScreen, here: str) -> None:
        await self.fill(screen, here=here)
        await self.show_changes()

    async def show_changes(self) -> None:
        """Show what a step that was taken or turned has changed, wherever it stands."""
        explorer = self.explorer
        try:
            await explorer.watching.refresh()
            if explorer.statements.on:
                await explorer.statements.read_again()
        except SaysoError as error:
            explorer.say(f"{error.title}: {error.sentence}", bad=True)


def page(library: Library, shown: Filter, before: int | None, limit: int) -> list[Step]:
    """The next steps that a filter lets through, but for its words."""
    try:
        return library.steps.page(
            article=shown.article,
            statement=shown.statement,
            by=shown.by,
            since=shown.day,
            until=shown.day,
            before=before,
            limit=limit,
        )
    except UsageError:  # the article was removed
        return []
