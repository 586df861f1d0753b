"""Tags, which are everybody's, and each annotator's own flags: put on many articles at once, as one step."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from index.errors import UsageError
from index.library_parts.core import Core
from index.model import Event, EventKind, Part
from index.store import articles, marks
from index.store.events import Deed
from index.store.marked import Marked

LONGEST_TAG = 60
_TAG = re.compile(r"[\w.-]+")

Ref = int | str
"""An article: its key, or what `Articles.get` takes."""


def tag_name(given: str) -> str:
    """A tag as it is kept: in no case. Raises UsageError where it is none."""
    name = given.strip().casefold()
    if not _TAG.fullmatch(name) or not any(character.isalnum() for character in name) or len(name) > LONGEST_TAG:
        raise UsageError(
            f"'{given.strip()[:LONGEST_TAG]}' is no tag: a tag is one word of letters, digits, - _ and .,"
            f" {LONGEST_TAG} characters at most"
        )
    return name


class Tags:
    """The tags and flags of articles. What changes them raises as `Annotations` does.

    Articles that are so already are left out of the event; where all are, there is none (None is returned).
    """

    def __init__(self, core: Core) -> None:
        self._core = core
        self._marked = Marked(core.database, core.by)

    def all(self) -> list[tuple[str, int]]:
        """All tags in use, in the order of the alphabet, and how many articles have each."""
        return self._marked.tags()

    def tag(self, refs: Iterable[Ref], tag: str) -> Event | None:
        """Put a tag on articles, for everybody."""
        name = tag_name(tag)
        tagged = self._marked.tagged(name)
        return self._mark(EventKind.TAG, refs, marks.TAG + name, True, lambda key: key in tagged)

    def untag(self, refs: Iterable[Ref], tag: str) -> Event | None:
        """Take a tag off articles, for everybody. Raises UsageError where no article has it."""
        name = tag_name(tag)
        tagged = self._marked.tagged(name)
        if not tagged:
            known = ", ".join(one for one, _ in self.all()[:12])
            raise UsageError(f"no article has the tag '{name}'" + (f"; tags in use: {known}" if known else ""))
        return self._mark(EventKind.TAG, refs, marks.TAG + name, False, lambda key: key not in tagged)

    def flag(self, refs: Iterable[Ref]) -> Event | None:
        """Flag articles, for this annotator."""
        flagged = self._marked.flagged()
        return self._mark(EventKind.FLAG, refs, marks.FLAGGED, True, lambda key: key in flagged)

    def unflag(self, refs: Iterable[Ref]) -> Event | None:
        """Take this annotator's flag off articles."""
        flagged = self._marked.flagged()
        return self._mark(EventKind.FLAG, refs, marks.FLAGGED, False, lambda key: key not in flagged)

    def _mark(
        self, kind: EventKind, refs: Iterable[Ref], field: str, value: bool, is_so: Callable[[int], bool]
    ) -> Event | None:
        parts = [
            Part(f"article:{id_}", {field: value}, {"article": id_, "title": title})
            for key, id_, title in articles.named(self._core.database, refs)
            if not is_so(key)
        ]
        return self._core.record(Deed.of(kind, parts)) if parts else None
