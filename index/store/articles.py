"""Articles in library.db: their identity, their immutable versions, where they came from."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from index.anchoring import SIMILARITY
from index.errors import UsageError
from index.model import Article, ArticleDraft, Span, digest, version_of
from index.store import anchors, events, projection
from index.store.codec import canonical, spans_from_text, spans_to_text
from index.store.database import Database
from index.text import clean, clean_line

BATCH = 50
"""Articles added in one transaction."""

_NAMED_BY_SOURCES = ("title", "date", "outlet", "author", "url", "language", "section", "source_id")
"""What else of an article a source may give, beside its text: each on one line."""

_NAMED = 3
_QUOTED = 80

VERSION_COLUMNS = (
    "v.hash, v.title, v.text, v.date, v.outlet, v.author, v.url, v.language, v.source_id, v.masked, v.title_span, "
    "v.added, v.section"
)
ARTICLE_COLUMNS = f"a.key, a.id, a.version, {VERSION_COLUMNS}"


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one draft.

    `status` is added, updated (same identity, new text), unchanged (same identity, same text), duplicate
    (same text, other identity) or skipped; `reason` is a sentence where there is something to say.
    `article_id` is None where it was skipped. `vanished` are the quotations of labelled statements that an updated
    article no longer holds.
    """

    draft_path: str
    record: str | None
    status: str
    article_id: str | None
    title: str
    reason: str | None = None
    vanished: tuple[str, ...] = ()


def article_id(draft: ArticleDraft) -> str:
    """The article's id, the same on every machine: from its URL, else its id within its outlet, else its text."""
    if draft.url and draft.url.strip():
        return digest("url", _plain_url(draft.url.strip()))
    if draft.source_id and draft.source_id.strip():
        return digest("id", (draft.outlet or "").strip().casefold(), draft.source_id.strip())
    return digest("text", version_of(draft.text))


def _plain_url(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, parts.query, ""))


def seal(values: Iterable[object], section: str | None) -> str:
    """A hash of a version's columns, so that a changed bit in any of them is found.

    A version without a section has the seal that it had before versions had any.
    """
    return digest(canonical([*values] if section is None else [*values, section]), length=32)


def spans_are_sound(text: str, masked: str, title_span: str | None) -> bool:
    """Whether the spans of a row of `VERSION_COLUMNS` can be read, and lie within its text."""
    try:
        spans = (*spans_from_text(masked), *spans_from_text(title_span or ""))
    except (ValueError, TypeError, AttributeError):
        return False
    return all(span.end <= len(text) for span in spans)


def from_row(row: tuple[Any, ...]) -> Article:
    """An article from a row of `ARTICLE_COLUMNS`."""
    key, id_, current, hash_, title, text, *said = row
    date, outlet, author, url, language, source_id, *others = said
    masked, title_span, added, section = others
    return Article(
        key=key,
        id=id_,
        version=hash_,
        title=title,
        text=text,
        date=date,
        outlet=outlet,
        author=author,
        url=url,
        language=language,
        section=section,
        source_id=source_id,
        masked=spans_from_text(masked),
        title_span=_one_span(title_span),
        added=added,
        current=hash_ == current,
    )


def _one_span(text: str | None) -> Span | None:
    return next(iter(spans_from_text(text or "")), None)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A draft with everything computed that needs no lock."""

    draft: ArticleDraft
    id: str
    version: str
    reason: str | None

    def added(self, status: str, article: str | None, *reasons: str | None) -> Added:
        said = [reason for reason in (*reasons, self.reason) if reason]
        return Added(
            self.draft.path, self.draft.record, status, article, self.draft.title, "; ".join(said) if said else None
        )


class Adding:
    """One call of `add`: what it has met so far, so that two records of one identity are told apart.

    `restore(connection, article id)` records that an article which had been removed is back. With `earlier`, one
    whose earlier text is met goes back to it. `similarity` is how much alike words must be to be the same ones still.
    """

    def __init__(
        self,
        database: Database,
        restore: Callable[[sqlite3.Connection, str], None],
        *,
        dry: bool,
        earlier: bool = False,
        similarity: float = SIMILARITY,
    ) -> None:
        self._database = database
        self._restore = restore
        self._dry = dry
        self._earlier = earlier
        self._similarity = similarity
        self._met: dict[str, tuple[str, str]] = {}
        self._texts: dict[str, str] = {}

    def run(self, drafts: Iterable[ArticleDraft]) -> Iterator[Added]:
        """Add the drafts in batches; each batch is on the disk before its outcomes are given."""
        batch: list[_Prepared] = []
        for draft in drafts:
            batch.append(_prepare(draft))
            if len(batch) >= BATCH:
                yield from self._store(batch)
                batch = []
        yield from self._store(batch)

    def _store(self, batch: list[_Prepared]) -> list[Added]:
        if not batch:
            return []
        if self._dry:
            return [self._one(None, prepared) for prepared in batch]
        met, texts = dict(self._met), dict(self._texts)
        try:
            with self._database.writing() as connection:
                return [self._one(connection, prepared) for prepared in batch]
        except BaseException:
            self._met, self._texts = met, texts
            raise

    def _one(self, connection: sqlite3.Connection | None, prepared: _Prepared) -> Added:
        problem = _problem(prepared.draft)
        if problem:
            return prepared.added("skipped", None, problem)
        draft = prepared.draft
        place = draft.path if draft.record is None else f"{draft.path}, {draft.record}"
        first_version, first_place = self._met.setdefault(prepared.id, (prepared.version, place))
        if first_version != prepared.version:
            reason = f"it has the same identity as {first_place} and another text; the first one was taken"
            return prepared.added("skipped", None, reason)
        outcome = self._settle(connection, prepared)
        self._texts.setdefault(prepared.version, outcome.article_id or "")
        return outcome

    def _settle(self, connection: sqlite3.Connection | None, prepared: _Prepared) -> Added:
        def find(sql: str, value: str) -> tuple[Any, ...] | None:
            if connection is None:
                return next(iter(self._database.read(sql, (value,))), None)
            found: tuple[Any, ...] | None = connection.execute(sql, (value,)).fetchone()
            return found

        own = find("SELECT key, version, removed, id FROM article WHERE id = ?", prepared.id)
        holder = find(
            "SELECT a.key, a.version, a.removed, a.id FROM version v JOIN article a ON a.key = v.article"
            " WHERE v.hash = ?",
            prepared.version,
        )
        if holder is not None:
            return self._known_text(connection, prepared, own, holder)
        if self._dry and (other := self._texts.get(prepared.version)):
            return prepared.added("unchanged" if other == prepared.id else "duplicate", other)
        if connection is not None:
            sequence = events.next_sequence(connection)
            gone = anchors.orphans_of(connection, own[0]) if own else {}
            key = _insert(connection, prepared, own[0] if own else None, sequence)
            _note_source(connection, key, prepared.draft)
            # An article that was lost with its file can still be a removed one by the events.
            if own[2] if own else projection.removed(connection, prepared.id):
                self._restore(connection, prepared.id)
        if own is None:
            return prepared.added("added", prepared.id)
        back = "it had been removed and is back" if own[2] else None
        if connection is None:
            vanished = anchors.would_vanish(self._database, own[0], prepared.draft.text, self._similarity)
        else:
            vanished = _vanished(connection, own[0], gone)
        return replace(prepared.added("updated", prepared.id, back, _said_of(vanished)), vanished=tuple(vanished))

    def _known_text(
        self,
        connection: sqlite3.Connection | None,
        prepared: _Prepared,
        own: tuple[Any, ...] | None,
        holder: tuple[Any, ...],
    ) -> Added:
        key, current, removed, id_ = holder
        if connection is not None:
            _note_source(connection, key, prepared.draft)
            if removed:
                self._restore(connection, id_)
        if removed:
            return prepared.added("added", id_, "it had been removed and is back, with its labels")
        if id_ != prepared.id:
            reason = "the same text is here under another identity"
            return prepared.added("duplicate", id_, reason + (", and this article stays as it was" if own else ""))
        if current == prepared.version:
            return prepared.added("unchanged", id_)
        if not self._earlier:
            return prepared.added(
                "unchanged", id_, "this is an earlier version of the article; --earlier goes back to it"
            )
        vanished: list[str] = []
        if connection is None:
            vanished = anchors.would_vanish(self._database, key, prepared.draft.text, self._similarity)
        else:
            gone = anchors.orphans_of(connection, key)
            _go_back(connection, key, prepared.version, events.next_sequence(connection))
            vanished = _vanished(connection, key, gone)
        outcome = prepared.added("updated", id_, "it went back to an earlier version", _said_of(vanished))
        return replace(outcome, vanished=tuple(vanished))


def _prepare(draft: ArticleDraft) -> _Prepared:
    draft = _cleaned(draft)
    return _Prepared(draft, article_id(draft), version_of(draft.text), "; ".join(draft.warnings) or None)


def _cleaned(draft: ArticleDraft) -> ArticleDraft:
    """The draft without what could act on a terminal, every offset as it was: here every article comes in."""
    said: dict[str, Any] = {name: clean_line(value) for name in _NAMED_BY_SOURCES if (value := getattr(draft, name))}
    return replace(draft, text=clean(draft.text), **said)


def is_clean(version: Mapping[str, Any]) -> bool:
    """Whether the columns of a version are as `add` would have written them."""
    text = version["text"]
    said = (version.get(name) for name in _NAMED_BY_SOURCES)
    return bool(clean(text) == text) and all(not value or clean_line(value) == value for value in said)


def _problem(draft: ArticleDraft) -> str | None:
    if not draft.text.strip():
        return "it holds no text"
    named = (draft.path, draft.title, draft.outlet, draft.author, draft.url, draft.language, draft.section)
    said = (*named, draft.source_id, draft.text)
    try:
        "".join(part for part in said if part).encode()
    except UnicodeEncodeError:
        return "it holds characters that cannot be stored (lone surrogates)"
    return None


def _insert(connection: sqlite3.Connection, prepared: _Prepared, key: int | None, sequence: int) -> int:
    """Write a new version, of a new article where `key` is None; returns the article's key."""
    draft = prepared.draft
    shown = (draft.title, draft.date, draft.outlet, draft.author)
    listed = (prepared.version, *shown, draft.section, draft.language, sequence)
    added = events.now()
    if key is None:
        cursor = connection.execute(
            "INSERT INTO article (id, version, title, date, outlet, author, section, language, changed, added, arrived)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (prepared.id, *listed, added, sequence),
        )
        key = int(cursor.lastrowid or 0)
        projection.refresh_marks(connection, key, prepared.id)
    else:
        connection.execute(
            "UPDATE article SET version = ?, title = ?, date = ?, outlet = ?, author = ?, section = ?, language = ?,"
            " changed = ? WHERE key = ?",
            (*listed, key),
        )
    (ordinal,) = connection.execute(
        "SELECT coalesce(max(ordinal), 0) + 1 FROM version WHERE article = ?", (key,)
    ).fetchone()
    sealed = (
        *shown,
        draft.url,
        draft.language,
        draft.source_id,
        spans_to_text(draft.masked),
        spans_to_text([draft.title_span]) if draft.title_span else None,
        added,
    )
    connection.execute(
        "INSERT INTO version (hash, article, ordinal, title, date, outlet, author, url, language, source_id, masked,"
        " title_span, added, seal, text, section) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(prepared.version, key, ordinal, *sealed),
            *(seal((prepared.version, *sealed), draft.section), draft.text, draft.section),
        ),
    )
    for (statement,) in connection.execute(
        "SELECT id FROM kept WHERE version = ? AND article IS NOT ?", (prepared.version, key)
    ).fetchall():
        projection.refresh_statement(connection, statement, sequence)
    follow(connection, key, sequence)
    return key


def follow(connection: sqlite3.Connection, key: int, sequence: int) -> None:
    """Have the statements that people touched stand where they stand in the article's current version."""
    for (statement,) in connection.execute("SELECT id FROM kept WHERE article = ?", (key,)).fetchall():
        projection.refresh_statement(connection, statement, sequence)


def _go_back(connection: sqlite3.Connection, key: int, version: str, sequence: int) -> None:
    """Make an earlier version of an article the current one again."""
    connection.execute(
        "UPDATE article SET (version, title, date, outlet, author, section, language, changed) ="
        " (SELECT hash, title, date, outlet, author, section, language, ? FROM version WHERE hash = ?) WHERE key = ?",
        (sequence, version, key),
    )
    follow(connection, key, sequence)


def _vanished(connection: sqlite3.Connection, key: int, before: Mapping[str, str]) -> list[str]:
    """The quotations of the article's labelled statements that are orphans now and were not before."""
    return [words for id_, words in anchors.orphans_of(connection, key).items() if id_ not in before]


def _said_of(vanished: Sequence[str]) -> str | None:
    if not vanished:
        return None
    counted = "1 labelled quotation is" if len(vanished) == 1 else f"{len(vanished)} labelled quotations are"
    shown = ", ".join(f"“{' '.join(words.split())[:_QUOTED]}”" for words in vanished[:_NAMED])
    more = " and more" if len(vanished) > _NAMED else ""
    return f"{counted} no longer in it: {shown}{more}; `sayso orphans` lists what is to be looked at"


def _note_source(connection: sqlite3.Connection, key: int, draft: ArticleDraft) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO source VALUES (?, ?, ?, ?, ?)",
        (key, draft.path, draft.record or "", draft.source_id, events.now()),
    )


def find(database: Database, ref: str) -> list[tuple[int, str, bool]]:
    """(key, id, removed) of what `ref` may mean: an article's id, else a source's own, else the beginning of one."""
    exact = database.read("SELECT key, id, removed FROM article WHERE id = ?", (ref.lower(),))
    if exact:
        return [(key, id_, bool(removed)) for key, id_, removed in exact]
    found = database.read(
        "SELECT DISTINCT a.key, a.id, a.removed FROM source s JOIN article a ON a.key = s.article"
        " WHERE s.source_id = ?",
        (ref,),
    )
    if not found and len(ref) >= 4:
        pattern = ref.lower()
        found = database.read(
            "SELECT key, id, removed FROM article WHERE id >= ? AND id < ? LIMIT 20", (pattern, pattern + "\x7f")
        )
    return sorted({(key, id_, bool(removed)) for key, id_, removed in found}, key=lambda one: (one[2], one[1]))


def one(database: Database, ref: str) -> tuple[int, str]:
    """(key, id) of the article that `ref` means; raises UsageError where it means none or several."""
    found = find(database, ref)
    present = [(key, id_) for key, id_, removed in found if not removed]
    if not present:
        gone = "; it was removed, and `sayso undo` or adding it again brings it back" if found else ""
        raise UsageError(f"there is no article '{ref}'{gone or ': `sayso search` prints their ids'}")
    if len(present) > 1:
        several = ", ".join(id_ for _, id_ in present[:5])
        raise UsageError(f"'{ref}' may mean several articles: {several}; name one of them")
    return present[0]


def named(database: Database, refs: Iterable[int | str]) -> list[tuple[int, str, str]]:
    """(key, id, title) of articles given by key or by what `one` takes, each once; raises UsageError as it does."""
    keys = list(dict.fromkeys(ref if isinstance(ref, int) else one(database, ref)[0] for ref in refs))
    rows = database.read(
        "SELECT key, id, title FROM article WHERE removed = 0 AND key IN (SELECT value FROM json_each(?))",
        (keys_json(keys),),
    )
    found: dict[int, tuple[int, str, str]] = {row[0]: (row[0], row[1], row[2]) for row in rows}
    missing = next((key for key in keys if key not in found), None)
    if missing is not None:
        raise UsageError(f"there is no article with the key {missing}; it may have been removed")
    return [found[key] for key in keys]


def versions(database: Database, where: str, *values: object) -> list[Article]:
    """Articles in all versions that fulfil a condition on `a` (article) and `v` (version), oldest first."""
    rows = database.read(
        f"SELECT {ARTICLE_COLUMNS} FROM article a JOIN version v ON v.article = a.key WHERE {where} ORDER BY v.ordinal",
        values,
    )
    return [from_row(row) for row in rows]


def keys_json(keys: Iterable[int]) -> str:
    """Keys as what `json_each` takes apart again."""
    return json.dumps(list(keys))
