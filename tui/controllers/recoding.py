"""Renaming, merging and splitting labels, issues and actors: asked for, looked at, and done as one step."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from index.errors import SaysoError
from tui import recoding
from tui.controllers.base import MODAL, Controller
from tui.controllers.labelling import free_id
from tui.recoding import ACTOR, ISSUE, LABEL, MERGE, RENAME, Thing

if TYPE_CHECKING:
    from index.library import Library, RecodePreview
    from index.model import Event


@dataclass(frozen=True)
class Plan:
    """A recoding, to be looked at and to be done."""

    preview: Callable[[Library], RecodePreview]
    do: Callable[[Library], Event]


def things(library: Library) -> list[Thing]:
    """All that can be renamed, merged or split: labels, issues, and the actors that are known by an id."""
    found = [Thing(LABEL, one.id, one.id) for one in library.codebook.labels()]
    found += [Thing(ISSUE, one.id, one.proposition) for one in library.codebook.issues()]
    return found + [Thing(ACTOR, one.id, one.name) for one in library.recoding.actors()]


def rename(thing: Thing, said: str) -> Plan:
    """Call something otherwise; of an issue words are another proposition, and an id is another id."""
    from index.library_parts.recodes import IDENTIFIER

    new: str | None = said
    proposition: str | None = None
    if thing.kind == ISSUE and not IDENTIFIER.fullmatch(said):
        new, proposition = None, said
    return Plan(
        lambda library: library.recoding.preview_rename(thing.kind, thing.id, new, proposition=proposition),
        lambda library: library.recoding.rename(thing.kind, thing.id, new, proposition=proposition),
    )


def merge(thing: Thing, into: str) -> Plan:
    """Make it part of another one."""
    return Plan(
        lambda library: library.recoding.preview_merge(thing.kind, [thing.id], into),
        lambda library: library.recoding.merge(thing.kind, [thing.id], into),
    )


def split(thing: Thing, said: str, ids: Sequence[str], taken: set[str]) -> Plan:
    """Take statements out of it for a new one; `taken` are the ids of the issues that there are.

    Of a label what stands behind a colon is the new one's definition.
    """
    from index.made_labels import Look

    new, proposition, look = said, None, None
    if thing.kind == LABEL:
        name, _, definition = said.partition(":")
        new, look = "-".join(name.lower().split()), Look(definition=definition.strip() or None)
    elif thing.kind == ISSUE:
        new, proposition = free_id(said, taken), said
    return Plan(
        lambda library: library.recoding.preview_split(
            thing.kind, thing.id, new, ids, proposition=proposition, look=look
        ),
        lambda library: library.recoding.split(thing.kind, thing.id, new, ids, proposition=proposition, look=look),
    )


_NEW = {
    LABEL: "the new label: what it means",
    ISSUE: "what the new issue proposes",
    ACTOR: "the new actor’s name",
}
"""What is asked for of the new one."""


class Recoding(Controller):
    """What changes the codebook, or who is one actor."""

    # -- what it is done to ----------------------------------------------------------------------------

    async def known(self) -> list[Thing]:
        """All that it can be done to; what the selected statement has comes first.

        What is typed meanwhile waits: it is for what is shown then.
        """
        self.explorer.sayso.keys.wait_for(get_current_worker())
        view = self.explorer.selected
        found = await self.ask(things)
        if view is None:
            return found
        statement = view.statement
        here = {(LABEL, view.label.stance if view.label else ""), (ISSUE, view.issue), (ACTOR, statement.actor_id)}
        if statement.actor_id is not None and all(one.id != statement.actor_id for one in found if one.kind == ACTOR):
            found.append(Thing(ACTOR, statement.actor_id, statement.actor or statement.actor_id))
        return sorted(found, key=lambda one: (one.kind, one.id) not in here)

    def command(self, deed: str, argument: str) -> None:
        """Do what the palette was told: `KIND ID`, and perhaps what it is to become."""
        self.start(lambda: self._command(deed, argument), MODAL, exclusive=True)

    async def _command(self, deed: str, argument: str) -> None:
        found = recoding.parse(deed, argument, await self.known())
        if found is not None:
            await self.recode(found.deed, found.thing, to=found.to)

    def of_actor(self, deed: str, id: str, name: str, ids: Sequence[str]) -> None:
        """Do it to an actor, whose statements `ids` are meant where it is split."""
        self.start(lambda: self.recode(deed, Thing(ACTOR, id, name), ids=ids), MODAL, exclusive=True)

    # -- what is to be ---------------------------------------------------------------------------------

    async def recode(self, deed: str, thing: Thing, *, to: str = "", ids: Sequence[str] = ()) -> None:
        """Ask for what is not known yet, show what would come of it, and do it."""
        if not self.may_write():
            return
        if deed == RENAME:
            await self._rename(thing, to)
        elif deed == MERGE:
            await self._merge(thing, to)
        else:
            await self._split(thing, to, ids)

    async def _rename(self, thing: Thing, to: str) -> None:
        said = "Other words are another proposition; an id (small letters, digits, -) is another id."
        await self._named(
            f"Rename the {thing.kind} {called(thing)}",
            lambda name: rename(thing, name),
            to=to,
            text=thing.name,
            said=said if thing.kind == ISSUE else "",
        )

    async def _merge(self, thing: Thing, to: str) -> None:
        if not to:
            into = await self._pick(thing)
            if into is None:
                return
            to = into.id
        await self._look(merge(thing, to))

    async def _pick(self, thing: Thing) -> Thing | None:
        from tui.screens.picker import Entry, Picker, matching

        others = [one for one in await self.known() if one.kind == thing.kind and one.id != thing.id]
        entries = [Entry(one.name, one, one.id if one.name != one.id else "") for one in others]
        return await self.explorer.app.push_screen_wait(
            Picker(
                lambda typed: matching(entries, typed),
                heading=f"Merge the {thing.kind} {called(thing)} into",
                prompt=f"the {thing.kind} that it becomes part of",
                nothing=f"There is no other {thing.kind}.",
            )
        )

    async def _split(self, thing: Thing, to: str, ids: Sequence[str]) -> None:
        if not ids:
            ids = await self.explorer.several.statements() if self.explorer.statements.on else []
        if not ids and (view := self.explorer.selected) is not None:
            ids = [view.id]
        if not ids:
            self.explorer.say("Mark the statements first that go to the new one: gc lists them, Space marks.")
            return
        number = f"{len(ids):,} marked statements" if len(ids) > 1 else "one statement"
        taken = {one.id for one in await self.known() if one.kind == ISSUE}
        await self._named(
            f"Split the {thing.kind} {called(thing)}",
            lambda name: split(thing, name, ids, taken),
            to=to,
            prompt=_NEW[thing.kind],
            said=f"Your label of {number} becomes a new one; a key is chosen, undo takes it back."
            if thing.kind == LABEL
            else f"{number} go to a new {thing.kind}; undo puts them back.",
        )

    async def _named(
        self, heading: str, planned: Callable[[str], Plan], *, to: str, text: str = "", prompt: str = "", said: str = ""
    ) -> None:
        """Ask for a name where it is not known, and go on with what it leads to."""
        if to:
            await self._look(planned(to))
            return
        from tui.screens.ask import Ask

        found: list[tuple[Plan, RecodePreview]] = []
        work = get_current_worker()

        async def take(name: str) -> None:
            plan = planned(" ".join(name.split()))
            found.append((plan, await self.ask(plan.preview)))
            self.explorer.sayso.keys.wait_for(work)  # what is typed now is for the preview

        ask = Ask(heading, take, text=text, prompt=prompt, said=said)
        ask.keys = (("Enter", "see what it would do"), ("Esc", "back"))
        if await self.explorer.app.push_screen_wait(ask):
            await self._look(*found[-1])

    # -- doing it --------------------------------------------------------------------------------------

    async def _look(self, plan: Plan, found: RecodePreview | None = None) -> None:
        """Show what would come of it; Enter does it."""
        from tui.screens.recoding import RecodePanel

        explorer = self.explorer
        explorer.sayso.keys.wait_for(get_current_worker())
        try:
            if found is None:
                found = await self.ask(plan.preview)
            if await explorer.app.push_screen_wait(RecodePanel(found, explorer.describer)):
                await self.ask(plan.do)
                await self.done(found.words)
        except SaysoError as error:
            explorer.say(error.capitalised, bad=True)

    async def done(self, words: str) -> None:
        """Show what has come of it."""
        explorer = self.explorer
        if explorer.statements.on:
            explorer.lines.take_marks_off()
        await explorer.history.show_changes()
        explorer.say(f"✓ {words} · {explorer.keys_shown('everywhere', 'undo')} takes it back")


def called(thing: Thing) -> str:
    """What something is called, for a heading."""
    return f"“{thing.name}”" if thing.name != thing.id else thing.id


Asked = Callable[[], Awaitable[Sequence[Thing]]]
"""How the palette asks for all that can be renamed, merged or split."""
