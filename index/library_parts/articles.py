"""A library's articles: adding and removing them, finding one, listing them all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.errors import UsageError
from index.library_parts.core import Core
from index.library_parts.stories import Stories
from index.model import Article, ArticleDraft, ArticleRow, Event, EventKind
from index.store import articles as store
from index.store import events
from index.store.articles import Added, keys_json
from index.store.blinding import OUTLETS
from index.store.marked import Marked, Visit


class Adding:
    """Articles being added in several calls that belong together: one command, one folder.

    A second record of an identity that was met before, with another text, is skipped with a reason.
    """

    def __init__(self, core: Core, *, dry_run: bool, earlier: bool = False) -> None:
        self._core = core
        self._dry_run = dry_run
        self._adding = store.Adding(
            core.database,
            self._restore,
            dry=dry_run,
            earlier=earlier,
            similarity=core.config.anchoring.similarity,
        )
        self._restored = False

    def add(self, drafts: Iterable[ArticleDraft]) -> list[Added]:
        """See `Articles.add`."""
        outcomes = list(self._adding.run(drafts))
        if not self._dry_run and any(one.status in ("added", "updated") for one in outcomes):
            self._core.committed(self._core.by if self._restored else None)
        return outcomes

    def _restore(self, connection: sqlite3.Connection, article: str) -> None:
        self._restored = True
        deed = events.Deed(EventKind.RESTORE_ARTICLE, f"article:{article}", {"removed": False}, {"article": article})
        events.append(connection, self._core.by, self._core.library, deed)


class Articles:
    """The articles of a library that are not removed."""

    def __init__(self, core: Core, stories: Stories) -> None:
        self._core = core
        self._stories = stories
        self._marked = Marked(core.database, core.by)

    def add(self, drafts: Iterable[ArticleDraft], *, dry_run: bool = False) -> list[Added]:
        """Add articles; what came of each draft, in order. Adding the same twice changes nothing.

        An article that had been removed comes back. Each batch is on the disk before the next draft is
        read. Raises LockedError or NotSavedError; batches committed before stay.
        """
        return self.adding(dry_run=dry_run).add(drafts)

    def adding(self, *, dry_run: bool = False, earlier: bool = False) -> Adding:
        """For adding in several calls of one command; `dry_run` only says what would come of it.

        With `earlier`, an article whose earlier text is read goes back to that version; else it stays as it is.
        """
        return Adding(self._core, dry_run=dry_run, earlier=earlier)

    def get(self, ref: str) -> Article:
        """The article meant by its id, the beginning of its id (4 characters at least) or its source's own id.

        Raises UsageError where there is none or more than one.
        """
        return self.by_key(store.one(self._core.database, ref)[0])

    def by_key(self, key: int) -> Article:
        """The current version of an article by its key; raises UsageError where there is none or it was removed."""
        found = store.versions(self._core.database, "v.hash = a.version AND a.removed = 0 AND a.key = ?", key)
        if not found:
            raise UsageError(f"there is no article with the key {key}; it may have been removed")
        return self._seen(found[0])

    def version(self, version: str) -> Article:
        """Any version of an article, old ones too; raises UsageError where there is none."""
        found = store.versions(self._core.database, "v.hash = ?", version)
        if not found:
            raise UsageError(f"there is no version '{version}' of any article")
        return self._seen(found[0])

    def _seen(self, article: Article) -> Article:
        """An article without its outlet, and what tells it, where outlets are hidden."""
        if OUTLETS not in self._core.blind:
            return article
        return replace(article, outlet=None, author=None, url=None, section=None)

    def versions(self, article_id: str) -> list[Article]:
        """All versions of an article, oldest first; none where it is unknown."""
        return [self._seen(one) for one in store.versions(self._core.database, "a.id = ?", article_id)]

    def rows(self, keys: Sequence[int] | None = None) -> Sequence[ArticleRow]:
        """What the list shows: all articles, newest first, unknown dates last, ties by id; or `keys` in their order.

        It is as things stood when it was called, and may be looked at from any thread.
        """
        return self._core.lists.rows(self._core.analysis_key, keys, self._stories.others())

    def order(self, limit: int | None = None) -> Sequence[int]:
        """The keys of all articles as they stand now, in the order of `rows`: cheap, where few rows are looked at.

        With a `limit` the first ones alone, which takes no time.
        """
        return self._core.lists.order(limit)

    def count(self) -> int:
        """How many articles there are."""
        return self._core.lists.count()

    def outlets(self) -> list[str]:
        """The outlets of all articles, frequent ones first."""
        rows = self._core.database.read(
            "SELECT outlet FROM article WHERE removed = 0 AND outlet <> ''"
            " GROUP BY outlet ORDER BY count(*) DESC, outlet"
        )
        return [outlet for (outlet,) in rows]

    def sources(self, article_id: str) -> list[str]:
        """The paths and records that an article, or a duplicate of it, was read from."""
        rows = self._core.database.read(
            "SELECT path, record FROM source WHERE article = (SELECT key FROM article WHERE id = ?)"
            " ORDER BY added, path",
            (article_id,),
        )
        return [f"{path}, {record}" if record else path for path, record in rows]

    def remove(self, ref: str) -> Event:
        """Take an article out of the library; its labels stay in the log, and undo brings it back."""
        article = self.get(ref)
        about = {"article": article.id, "title": article.title, "version": article.version}
        deed = events.Deed(EventKind.REMOVE_ARTICLE, f"article:{article.id}", {"removed": True}, about)
        return self._core.record(deed)

    # -- reading -------------------------------------------------------------------------------------

    def mark_read(self, keys: int | Iterable[int]) -> None:
        """Note that this annotator has opened an article, or several.

        It is no edit, and undo does not turn to it: in a read-only library it does nothing.
        """
        core, wanted = self._core, keys_json([keys] if isinstance(keys, int) else keys)
        if not core.database.writable or not core.database.read(
            "SELECT 1 FROM json_each(?) WHERE value NOT IN (SELECT article FROM reading WHERE annotator = ?) LIMIT 1",
            (wanted, core.by),
        ):
            return
        with core.database.writing() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO reading SELECT ?, key, ? FROM article"
                " WHERE key IN (SELECT value FROM json_each(?))",
                (core.by, events.now(), wanted),
            )

    def mark_unread(self, keys: int | Iterable[int]) -> None:
        """Note that an article, or several, are to be read by this annotator; as `mark_read`."""
        core, wanted = self._core, keys_json([keys] if isinstance(keys, int) else keys)
        read = "annotator = ? AND article IN (SELECT value FROM json_each(?))"
        if not core.database.writable or not core.database.read(
            f"SELECT 1 FROM reading WHERE {read} LIMIT 1", (core.by, wanted)
        ):
            return
        with core.database.writing() as connection:
            connection.execute(f"DELETE FROM reading WHERE {read}", (core.by, wanted))

    def visit(self) -> None:
        """Note that this annotator has opened the explorer; in a read-only library it does nothing."""
        if self._core.database.writable:
            self._marked.visit()

    def previous_visit(self) -> Visit | None:
        """The annotator's visit before this one, which `since:seen` counts from; None where there was none."""
        return self._marked.previous_visit()
