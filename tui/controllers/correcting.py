"""Correcting what the article names: types, names that belong together or apart, what is missing, what is wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import SaysoError, UsageError
from index.model import Entity, EntityType, Span
from tui.controllers.base import MODAL, NO_ENTITY, Controller
from tui.controllers.searching import counted
from tui.edits import Edit, by_entity
from tui.lines import shorten
from tui.widgets.entities import TYPE_WORDS, EntityGroup

if TYPE_CHECKING:
    from index.library import EntityPreview, Library, Mentions
    from index.library_parts.entity_corrections import Wanted
    from tui.controllers.coding import Known
    from tui.screens.picker import Entry

OWN_WORDS = "\0"
"""For a name that is taken apart: each mention is called by its own words."""

NOBODY = ""
"""For a link: the name stands for no actor."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A correction of an entity: what its mentions are to be, in words too, and how its name goes on."""

    wanted: Wanted
    words: str
    becomes: str | None = None
    by_words: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Some of an entity's mentions, in words, and what would come of the correction of these."""

    words: str
    which: Mentions
    preview: EntityPreview


class Correcting(Controller):
    """Corrections of what is named."""

    def do_retype_entity(self) -> None:
        """Say of what type it is."""
        self._begin(self._retype)

    def do_join_entity(self) -> None:
        """Say that it is the same as another one."""
        self._begin(self._join)

    def do_split_entity(self) -> None:
        """Say that it is another one than those of its name."""
        self._begin(self._split)

    def do_link_entity(self) -> None:
        """Say for which actor it stands."""
        self._begin(self._link)

    def do_remove_entity(self) -> None:
        """Say that nothing is named there."""
        self._begin(self._remove)

    def do_restore_entity(self) -> None:
        """Take corrections back."""
        self._begin(self._restore)

    def pending(self) -> dict[str, Edit]:
        """The corrections in the open article that are under way or could not be saved, by name."""
        return by_entity(self.explorer.labelling.edits.values(), self._subject())

    def _subject(self) -> str:
        return f"entity:{self.explorer.reading.key}"

    def _begin(self, work: Callable[[EntityGroup], Awaitable[None]]) -> None:
        explorer, group = self.explorer, self.explorer.entities.current
        if not self.may_write():
            return
        if group is None or explorer.reading.opened is None:
            explorer.say(NO_ENTITY)
        else:
            chosen = group

            async def begun() -> None:
                await work(chosen)

            self.start(begun, MODAL, exclusive=True)

    # -- what is asked ---------------------------------------------------------------------------------

    async def _retype(self, group: EntityGroup) -> None:
        from index.library import Retype

        kind = await self._pick_type(f"What is “{shorten(group.name, 40)}”?", group.type)
        if kind is not None:
            await self._apply(group, Asked(Retype(kind), f"“{group.name}” is {_a(kind)}"))

    async def _join(self, group: EntityGroup) -> None:
        from index.library import Join

        into = await self._pick_name(
            f"“{shorten(group.name, 40)}” is the same as …", None, {group.name}, remark="in this article"
        )
        if into is not None:
            await self._apply(group, Asked(Join(into), f"“{group.name}” is the same as “{into}”", into))

    async def _split(self, group: EntityGroup) -> None:
        from index.library import Split
        from tui.screens.picker import Entry

        words = self._text(self._mention(group))
        first = [] if words == group.name else [Entry(f"by its own words: {words}", OWN_WORDS, "as written")]
        name = await self._pick_name(
            f"“{shorten(group.name, 40)}” here is someone or something else: …", None, {group.name},
            first=first, remark="in this article", create="new name",
        )  # fmt: skip
        if name is None:
            return
        wanted, called = (Split(), words) if name == OWN_WORDS else (Split(name), name)
        await self._apply(group, Asked(wanted, f"“{called}” is not “{group.name}”", by_words=True))

    async def _link(self, group: EntityGroup) -> None:
        from index.library import Link
        from tui.screens.picker import Entry

        actor = await self._pick_name(
            f"“{shorten(group.name, 40)}” stands for the actor …", group.name, set(),
            first=[Entry("no actor", NOBODY, "take away")], remark="in this article", create="new actor",
        )  # fmt: skip
        if actor is not None:
            said = f"stands for {actor}" if actor else "stands for no actor"
            await self._apply(group, Asked(Link(actor or None), f"“{group.name}” {said}"))

    async def _remove(self, group: EntityGroup) -> None:
        from index.library import Remove

        await self._apply(group, Asked(Remove(), f"“{group.name}” names nothing"))

    async def _restore(self, group: EntityGroup) -> None:
        from index.library import Back

        await self._apply(group, Asked(Back(), f"“{group.name}” as it was found"))

    async def _pick_type(self, heading: str, present: EntityType | None) -> EntityType | None:
        from tui.screens.picker import Entry
        from tui.screens.quick import Quick

        keys = "123456789abcdefghijklmnop"
        entries = [
            Entry(
                words, kind, keys[place], detail=f"{kind}{' · now' if kind == present else ''}", present=kind == present
            )
            for place, (kind, words) in enumerate(TYPE_WORDS.items())
        ]
        picked: EntityType | None = await self.explorer.app.push_screen_wait(
            Quick(entries, heading=heading, prompt="a type")
        )
        return picked

    async def _pick_name(
        self,
        heading: str,
        present: str | None,
        but: set[str],
        *,
        first: list[Entry[str]] | None = None,
        remark: str = "",
        create: str = "",
    ) -> str | None:
        """A name: those of the article, then all that the library knows, and with `create` a new one."""
        from tui.controllers.coding import Known
        from tui.screens.picker import Entry, matching
        from tui.screens.quick import NamePicker

        known: Known = await self.ask(Known.of)
        opened = self.explorer.reading.opened
        near = list(dict.fromkeys(entity.name for entity in opened.entities)) if opened is not None else []

        def find(query: str) -> list[Entry[str]]:
            ordered = {present: "now"} if present else {}
            ordered |= {name: remark for name in near if name not in ordered}
            ordered |= {name: "" for name in known.names if name not in ordered}
            entries = [
                Entry(name, name, said, present=name == present) for name, said in ordered.items() if name not in but
            ]
            found = matching([*(first or []), *entries], query)
            words = " ".join(query.split())
            if create and words and words.casefold() not in {name.casefold() for name in ordered}:
                found.append(Entry(f"{create}: {words}", words, "create"))
            return found

        async def look_up(typed: str) -> None:
            names = await self.ask(lambda library: library.annotations.actor_names(typed))
            known.names.update(dict.fromkeys(names))

        picked: str | None = await self.explorer.app.push_screen_wait(NamePicker(find, look_up, heading=heading))
        return picked

    # -- how far it goes -------------------------------------------------------------------------------

    async def _apply(self, group: EntityGroup, asked: Asked) -> None:
        """Ask which mentions are meant, show what would change in other articles, and do it."""
        from tui.screens.mentions import MentionsPreview
        from tui.screens.picker import Entry
        from tui.screens.quick import Quick

        explorer = self.explorer
        key, mention = explorer.reading.key, self._mention(group)
        if key is None:
            return
        kind, text = self._kind(group), self._text(mention)
        try:
            scopes = await self.ask(lambda library: _scopes(library, group.name, kind, key, mention, text, asked))
        except UsageError as error:
            explorer.say(f"{error.capitalised}.")
            return
        if not scopes:
            explorer.say("Nothing has changed: it is so already.")
            return
        scope = scopes[0]
        if len(scopes) > 1:
            entries = [Entry(one.words, one, str(number)) for number, one in enumerate(scopes, 1)]
            heading = f"{asked.words[:1].upper()}{asked.words[1:]}"
            picked = await explorer.app.push_screen_wait(Quick(entries, heading=heading, prompt="which mentions?"))
            if picked is None:
                return
            scope = picked
        found = scope.preview
        beyond = found.articles > 1 or any(one.place.key != key for one in found.samples)
        if beyond and not await explorer.app.push_screen_wait(MentionsPreview(f"{asked.words}?", found)):
            return
        explorer.entities.follow = asked.becomes
        words = f"{asked.words}: {counted(found.changes, 'mention')}"
        words += f" in {counted(found.articles, 'article')}" if found.articles > 1 else ""
        explorer.labelling.save(
            Edit(
                self._subject(),
                words,
                lambda library: library.entities.correct(scope.which, asked.wanted),
                decides=f"{type(asked.wanted).__name__} {group.name} {scope.words}",
                entity=group.name,
            )
        )

    def _mention(self, group: EntityGroup) -> Span:
        """The mention that one is at, or the first."""
        mark = self.explorer.article.current
        here = Span(mark.start, mark.end) if mark is not None else None
        return here if here in group.mentions else group.mentions[0]

    def _text(self, span: Span) -> str:
        article = self.explorer.article.article
        return " ".join(article.text[span.start : span.end].split()) if article is not None else ""

    def _kind(self, group: EntityGroup) -> EntityType | None:
        """The type by which it is told from another one of its name; None where its name is enough."""
        opened = self.explorer.reading.opened
        same: list[Entity] = [one for one in opened.entities if one.name == group.name] if opened is not None else []
        return group.type if len(same) > len(group.mentions) else None

    # -- what is missing -------------------------------------------------------------------------------

    def do_make_entity(self) -> None:
        """Say that something is named in the marked span."""
        explorer, span = self.explorer, self.explorer.article.marked
        if not self.may_write():
            return
        if explorer.coding.moving is not None:
            explorer.say("Finish moving the edges first: Enter takes them, Escape leaves them as they were.")
        elif span is None:
            explorer.say("Nothing is marked yet.")
        else:
            marked = span
            self.start(lambda: self._make(marked), MODAL, exclusive=True)

    async def _make(self, span: Span) -> None:
        explorer, opened = self.explorer, self.explorer.reading.opened
        if opened is None:
            return
        article = opened.article
        text = article.text[span.start : span.end]
        span = Span(span.start + len(text) - len(text.lstrip()), span.end - len(text) + len(text.rstrip()))
        words = self._text(span)
        if not words:
            explorer.say("Nothing but spaces is marked.")
            return
        kind = await self._pick_type(f"What is “{shorten(words, 40)}”?", None)
        if kind is None:
            return
        name = await self._pick_name("What is it called?", words, set(), remark="in this article", create="new name")
        if name is None:
            return

        def add(library: Library) -> object:
            actor = next((one.id for one in library.annotations.actors() if one.name == name), None)
            return library.entities.add(article.id, span, kind, name=name, actor=actor)

        try:
            await self.ask(add)
        except SaysoError as error:
            explorer.say(f"Not saved: {error.sentence} · the mark is kept", bad=True)
            return
        explorer.labelling.stop_marking()
        await explorer.reading.refresh()
        explorer.entities.select(name)
        explorer.say(f"✓ saved · “{name}” is {_a(kind)}")


def _a(kind: EntityType) -> str:
    words = TYPE_WORDS[kind]
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _scopes(
    library: Library, name: str, kind: EntityType | None, key: int, mention: Span, text: str, asked: Asked
) -> list[Scope]:
    """The mentions that may be meant, in the article first, each with what would come of it; those alone in which
    anything would, and of two with the same outcome the narrower. Raises UsageError where there are none at all."""
    from index.library import Mentions

    wanted: list[tuple[Callable[[EntityPreview], str], Mentions]] = [
        (lambda found: _all(found.changes), Mentions(name, key, type=kind)),
        (lambda _: f"this one alone: “{shorten(text, 40)}”", Mentions(article=key, span=mention)),
    ]
    if asked.by_words and text != name:
        here = Mentions(name, key, text=text, type=kind)
        wanted.append((lambda found: f"the {found.changes} written “{shorten(text, 40)}” in this article", here))
        wanted.append((_everywhere, Mentions(name, text=text, type=kind)))
    else:
        wanted.append((_everywhere, Mentions(name, type=kind)))
    scopes: list[Scope] = []
    problem: UsageError | None = None
    for words, which in wanted:
        try:
            found = library.entities.preview(which, asked.wanted)
        except UsageError as error:
            problem = problem or error
            continue
        if found.changes and all((found.changes, found.articles) != _size(one) for one in scopes):
            scopes.append(Scope(words(found), which, found))
    if not scopes and problem is not None:
        raise problem
    return scopes


def _all(number: int) -> str:
    return "the only one in this article" if number == 1 else f"all {number} in this article"


def _everywhere(found: EntityPreview) -> str:
    return f"all {found.changes:,} in {counted(found.articles, 'article')}"


def _size(scope: Scope) -> tuple[int, int]:
    return scope.preview.changes, scope.preview.articles
