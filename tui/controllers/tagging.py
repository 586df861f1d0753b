"""Tags, flags, read and unread: of the article at the cursor, or of all that are marked, as one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.model import ArticleRow
from tui.controllers.base import Controller
from tui.controllers.searching import counted
from tui.edits import Edit

if TYPE_CHECKING:
    from index.library import Library
    from tui.screens.explorer import Explorer
    from tui.screens.picker import Entry


@dataclass(frozen=True)
class TagChoice:
    """A tag, and whether it is to be put on or taken off."""

    tag: str
    on: bool


class Tagging(Controller):
    """What is put on articles."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self._steps = 0

    def _save(self, words: str, call: Callable[[Library], object]) -> None:
        self._steps += 1
        self.explorer.labelling.save(Edit(f"articles:{self._steps}", words, call, listed=True))

    async def _chosen(self) -> list[ArticleRow]:
        """The articles that are meant, as they stand now."""
        if not self.may_write():
            return []
        keys = await self.explorer.several.articles()
        rows = list(await self.ask(lambda library: library.articles.rows(keys))) if keys else []
        if not rows:
            self.explorer.say("There is no article here.")
        return rows

    # -- tags ------------------------------------------------------------------------------------------

    def do_tag(self) -> None:
        """Put a tag on, or take it off."""
        self.start(self._tag, "modal", exclusive=True)

    async def _tag(self) -> None:
        from tui.screens.picker import Picker

        rows = await self._chosen()
        if not rows:
            return
        known = await self.ask(lambda library: library.tags.all())
        here = Counter(tag for row in rows for tag in row.tags)
        heading = f"Tags of {counted(len(rows), 'article')}"
        choice: TagChoice | None = await self.explorer.app.push_screen_wait(
            Picker(
                lambda typed: tag_entries(known, here, len(rows), typed),
                heading=heading,
                prompt="a tag, or a new one",
                nothing="No tags yet: type one, a single word.",
            )
        )
        if choice is None:
            return
        keys, tag = [row.key for row in rows], choice.tag
        said = counted(len(keys), "article")
        if choice.on:
            self._save(f"tagged {tag}: {said}", lambda library: library.tags.tag(keys, tag))
        else:
            self._save(f"took the tag {tag} off: {said}", lambda library: library.tags.untag(keys, tag))
        self.explorer.several.rows.take_marks_off()

    # -- flags, read and unread ------------------------------------------------------------------------

    def do_flag(self) -> None:
        """Flag, or take the flag off where all have it."""
        self.start(self._flag, "flag")

    async def _flag(self) -> None:
        rows = await self._chosen()
        if not rows:
            return
        keys, said = [row.key for row in rows], counted(len(rows), "article")
        if all(row.flagged for row in rows):
            self._save(f"took the flag off: {said}", lambda library: library.tags.unflag(keys))
        else:
            self._save(f"flagged: {said}", lambda library: library.tags.flag(keys))
        self.explorer.several.rows.take_marks_off()

    def do_read(self) -> None:
        """Count as read, or as unread where all are read."""
        self.start(self._read, "flag")

    async def _read(self) -> None:
        rows = await self._chosen()
        if not rows:
            return
        keys, said = [row.key for row in rows], counted(len(rows), "article")
        if all(row.read for row in rows):
            # The one that is open is not counted as read again only because it is open.
            self.explorer.reading.forget_reading()
            self._save(f"unread again: {said}", lambda library: library.articles.mark_unread(keys))
        else:
            self._save(f"read: {said}", lambda library: library.articles.mark_read(keys))
        self.explorer.several.rows.take_marks_off()


def tag_entries(
    known: Sequence[tuple[str, int]], here: Counter[str], articles: int, typed: str
) -> list[Entry[TagChoice]]:
    """What can be chosen: the tags in use, those of the articles first, and what is typed as a new one."""
    from tui.screens.picker import Entry, matching

    entries: list[Entry[TagChoice]] = []
    for tag, number in sorted(known, key=lambda one: (-here[one[0]], -one[1], one[0])):
        on = here[tag] < articles
        remark = counted(number, "article") if on else "take off"
        entries.append(Entry(f"#{tag}", TagChoice(tag, on), remark, completion=tag))
    word = typed.strip().lstrip("#")
    found = matching(entries, word)
    if word and word.casefold() not in {tag for tag, _ in known}:
        found.append(Entry(f"new tag: #{word.casefold()}", TagChoice(word, True), "create"))
    return found
