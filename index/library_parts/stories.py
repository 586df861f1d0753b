"""Stories: the articles of a library that are reprints or near-duplicates of one another, and utterances."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from index.errors import LockedError
from index.library_parts.core import Core
from index.library_parts.results import Keys
from index.model import StatementView, digest
from index.store.articles import keys_json
from index.store.codec import spans_from_text
from index.stories.book import Book, Told
from index.stories.rule import Rule

if TYPE_CHECKING:
    from index.stories.folding import Folding
    from index.stories.gathering import Text

_COMMIT = 5000
"""Articles that are put into the book in one transaction."""

_READ = 100

_FEW = 1000
"""Up to so many articles are folded one by one: what columns need takes longer to import."""

Report = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Why:
    """Why an article is in its story: how alike it and the article `to` are.

    `similarity` is the share of all that either says which both say, `contained` the share of the shorter one
    that stands in the longer one; both from 0 to 1.
    """

    key: int
    to: int
    similarity: float
    contained: float


class Stories:
    """Which articles of a library tell one story. An article that waits to be compared tells its own."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._opened: Book | None = None
        self._opened_for = ""
        self._told: Told | None = None
        self._changes = 0
        self._others: dict[int, int] = {}
        self._duplicates: frozenset[int] = frozenset()
        self._folding: tuple[Told, Folding] | None = None

    # -- asking --------------------------------------------------------------------------------------

    def of(self, key: int) -> tuple[int, ...]:
        """The keys of all articles of this article's story, itself among them; the first article is first.

        The first is the earliest by date (unknown dates come last), and of one date what was added first.
        """
        return self._read().of(key)

    def count(self, key: int) -> int:
        """How many articles tell this article's story, itself among them."""
        return len(self.of(key))

    def all(self) -> Sequence[tuple[int, ...]]:
        """The stories of two articles and more, each as `of` gives it."""
        return self._read().stories

    def others(self) -> dict[int, int]:
        """How many other articles tell the same story, for each article for which there are any."""
        self._read()
        return self._others

    def duplicates(self) -> Set[int]:
        """The articles that are not the first of their story: those that `is:duplicate` means."""
        self._read()
        return self._duplicates

    def changes(self) -> int:
        """How often other stories than before were found here: what rests on them holds while it stays as it is."""
        self._read()
        return self._changes

    def folded(self, keys: Sequence[int]) -> tuple[Sequence[int], Mapping[int, int]]:
        """`keys` with each story once, in their order: the story's first article among them stands for all; and for
        those how many others are among them, where there are any. No key may be given twice."""
        told = self._read()
        if len(keys) > _FEW or isinstance(keys, Keys):
            return self._folded_as_column(keys, told)
        there = set(keys)
        shown: list[int] = []
        others: dict[int, int] = {}
        for key in keys:
            present = [one for one in told.of(key) if one in there]
            if present[0] == key:
                shown.append(key)
                if len(present) > 1:
                    others[key] = len(present) - 1
        return shown, others

    def _folded_as_column(self, keys: Sequence[int], told: Told) -> tuple[Keys, Mapping[int, int]]:
        import numpy as np

        from index.stories.folding import Folding

        if self._folding is None or self._folding[0] is not told:
            self._folding = told, Folding(told.stories)
        column = keys.column if isinstance(keys, Keys) else np.fromiter(keys, np.int64, len(keys))
        shown, others = self._folding[1].folded(column)
        some = np.flatnonzero(others)
        return Keys(shown), dict(zip(shown[some].tolist(), others[some].tolist(), strict=True))

    def why(self, key: int) -> list[Why]:
        """Why the articles of this article's story are in it, each but the first, in the order of `of`.

        Each is compared with the first one, and where it is joined by others only, with the one that it is most
        like. Computed from the texts as they are now.
        """
        from index.stories.shingles import likeness

        keys = self.of(key)
        if len(keys) < 2:
            return []
        texts = {text.key: text.shingles() for text in self._texts(keys)}
        present = [one for one in keys if one in texts]
        reasons = []
        for one in present[1:]:
            to, alike = present[0], likeness(texts[one], texts[present[0]])
            if not self._rule.joins(alike):
                compared = ((other, likeness(texts[one], texts[other])) for other in present if other != one)
                to, alike = max(compared, key=lambda found: (found[1].similarity, found[1].contained))
            reasons.append(Why(one, to, alike.similarity, alike.contained))
        return reasons

    def utterances(self, views: Iterable[StatementView], keys: Mapping[str, int] | None = None) -> dict[str, int]:
        """The number of the utterance of each statement (by its id), so that a reprinted quotation counts once.

        `keys` are the keys of the articles by their ids, where they are known already.
        """
        from index.stories.utterances import Said, utterances

        given, told = list(views), self._read()
        known = dict(keys) if keys is not None else self._keys({view.article for view in given})
        for place, view in enumerate(given):
            known.setdefault(view.article, -1 - place)  # of an article that is gone: a story of its own
        said = (
            Said(
                view.id,
                view.statement.actor_id or view.statement.actor,
                view.statement.content.text,
                told.of(known[view.article])[0],
                view.date,
                view.statement.form == "direct",
            )
            for view in given
        )
        settings = self._core.config.stories
        return utterances(said, days=settings.days, words=settings.quotation)

    # -- the book ------------------------------------------------------------------------------------

    def catch_up(self, progress: Report | None = None) -> int:
        """Compare what has not been compared yet; returns how many articles that were.

        To be called by whoever has the turn to write the search index; `progress` is told of a long run only.
        A book that proves damaged is made anew. Raises LockedError where the cache folder cannot be written.
        """
        for _ in range(2):
            try:
                return self._catch_up(progress)
            except sqlite3.DatabaseError as error:
                self._core.log.write(f"the story book is made anew: {error}")
        raise LockedError(f"{self._book.path} is damaged again and again; is its disk sound?")

    def rebuild(self, progress: Report | None = None) -> int:
        """Compare all articles anew; returns how many there are. See `catch_up`."""
        self._book.remove()
        return self.catch_up(progress)

    def close(self) -> None:
        """Let go of the book."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    @cached_property
    def _rule(self) -> Rule:
        settings = self._core.config.stories
        return Rule(settings.similarity, settings.contained, settings.part, settings.days, settings.shortest)

    @property
    def _book(self) -> Book:
        """The book of this library; another one where a restored library took its place."""
        if self._opened is None or self._opened_for != self._core.token:
            self.close()
            self._opened_for = self._core.token
            place = os.fsencode(os.path.realpath(self._core.folder)).decode("utf-8", "backslashreplace")
            folder = self._core.cache / "stories" / digest(place, self._core.token)
            self._opened = Book(folder, f"{self._core.token} {self._rule.key}")
        return self._opened

    def _read(self) -> Told:
        told = self._book.told()
        if told is not self._told:
            self._told = told
            self._changes += 1
            self._others = {key: len(told.stories[place]) - 1 for key, place in told.story.items()}
            self._duplicates = frozenset(key for keys in told.stories for key in keys[1:])
        return told

    def _catch_up(self, progress: Report | None) -> int:
        book = self._book
        ((sequence,),) = self._core.database.read("SELECT sequence FROM clock")
        recorded = book.recorded()
        if recorded > sequence:
            book.remove()  # the library was put back to an earlier day
            recorded = 0
        waiting = self._core.database.read(
            "SELECT key, removed, changed FROM article WHERE changed > ? ORDER BY changed", (recorded,)
        )
        if not waiting:
            return 0
        from index.stories.gathering import Gathering

        gathering = Gathering(self._rule, self._texts)
        for start in range(0, len(waiting), _COMMIT):
            portion = waiting[start : start + _COMMIT]
            with book.writing() as pages:
                for first in range(0, len(portion), _READ):
                    if progress is not None and start:
                        progress(start + first, len(waiting))
                    some = portion[first : first + _READ]
                    texts = list(self._texts([key for key, removed, _ in some if not removed]))
                    gathering.bring(pages, texts, [key for key, removed, _ in some if removed])
                pages.record(portion[-1][2])
                pages.tidy()
        return len(waiting)

    def _texts(self, keys: Collection[int]) -> Iterator[Text]:
        from index.stories.gathering import Text

        for key, id_, date, text, masked, title in self._core.database.read(
            "SELECT a.key, a.id, a.date, v.text, v.masked, v.title_span FROM article a JOIN version v"
            " ON v.hash = a.version WHERE a.key IN (SELECT value FROM json_each(?)) ORDER BY a.key",
            (keys_json(keys),),
        ):
            spans = tuple((span.start, span.end) for span in spans_from_text(masked))
            yield Text(key, id_, date, text, spans, next(iter(spans_from_text(title or "")), None))

    def _keys(self, ids: Collection[str]) -> dict[str, int]:
        import json

        return dict(
            self._core.database.read(
                "SELECT id, key FROM article WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
            )
        )
