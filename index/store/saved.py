"""The articles that a repair saves: versions that are whole, each from the first database that has it so."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from index.model import ArticleDraft, version_of
from index.store.articles import article_id, seal, spans_are_sound
from index.store.check import Finding
from index.store.connection import Row
from index.store.salvage import rows

VERSION_COLUMNS = (
    "hash, article, ordinal, title, date, outlet, author, url, language, source_id, masked, title_span, added,"
    " seal, text, section"
)
_BEFORE_SECTIONS = VERSION_COLUMNS.replace(" section", " NULL")

_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Source:
    """A database to save articles from; `name` is a copy's, None for the damaged library itself.

    `is_backup` is False for a copy that was damaged when it was kept.
    """

    name: str | None
    connection: sqlite3.Connection
    is_backup: bool = True


def is_article_id(text: str) -> bool:
    """Whether a text is what an article's id looks like."""
    return bool(_ID.fullmatch(text))


def is_whole(row: Row) -> bool:
    """Whether a row of `VERSION_COLUMNS` is what it was when its article was added, and can be read."""
    hash_, _, _, title, date, outlet, author, url, language, source_id, *others = row
    masked, span, added, sealed, text, section = others
    columns = (hash_, title, date, outlet, author, url, language, source_id, masked, span, added)
    try:
        sound = spans_are_sound(text, masked, span)
        return bool(sound and version_of(text) == hash_ and seal(columns, section) == sealed)
    except (TypeError, AttributeError, ValueError):
        return False


def version_rows(database: sqlite3.Connection) -> list[Row]:
    """All versions of a database that can be read, in `VERSION_COLUMNS`; those before sections have none."""
    try:
        present = {row[1] for row in database.execute("PRAGMA table_info(version)")}
    except sqlite3.Error:
        present = {"section"}
    return rows(database, "version", VERSION_COLUMNS if "section" in present else _BEFORE_SECTIONS)


@dataclass(slots=True)
class Saved:
    """What was collected.

    `versions` are the whole ones by hash, `known` all that are mentioned anywhere with their article's id
    (None where that is not known), `heads` each article's key and current version, `taken` which articles
    came from which backup.
    """

    versions: dict[str, Row] = field(default_factory=dict)
    articles: dict[str, list[str]] = field(default_factory=dict)
    known: dict[str, str | None] = field(default_factory=dict)
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)
    taken: dict[str, set[str]] = field(default_factory=dict)
    sources: list[tuple[str, Row]] = field(default_factory=list)
    readings: list[tuple[str, Row]] = field(default_factory=list)

    def collect(self, source: Source) -> None:
        """Take what one database has and those before it had not."""
        database = source.connection
        ids: dict[int, str] = {}
        for key, id_, current in rows(database, "article", "key, id, version"):
            if not is_article_id(id_):
                continue
            ids[key] = id_
            self.heads.setdefault(id_, (key, current))
            self._mention(current, id_)
        for row in version_rows(database):
            # A version whose article's own row is lost still says which article it is of.
            whole = is_whole(row)
            id_ = ids.setdefault(row[1], _identity(row)) if whole else ids.get(row[1])
            self._mention(row[0], id_)
            if whole and row[0] not in self.versions:
                self.versions[row[0]] = row
                self.articles.setdefault(str(id_), []).append(row[0])
                if source.name is not None:
                    self.taken.setdefault(source.name, set()).add(str(id_))
        for (hash_,) in rows(database, "version", "hash"):
            self._mention(hash_, None)
        for row in rows(database, "source", "article, path, record, source_id, added"):
            if row[0] in ids:
                self.sources.append((ids[row[0]], row[1:]))
        for row in rows(database, "reading", "article, annotator, at"):
            if row[0] in ids:
                self.readings.append((ids[row[0]], row[1:]))

    def _mention(self, version: str, article: str | None) -> None:
        self.known[str(version)] = self.known.get(str(version)) or article

    def write(self, into: sqlite3.Connection) -> None:
        """Put it all into an empty library; an article keeps its key unless two have the same."""
        keys: dict[str, int] = {}
        used: set[int] = set()
        highest = max([key for key, _ in self.heads.values()] + [row[1] for row in self.versions.values()], default=0)
        for id_ in sorted(self.articles, key=lambda one: (self.taken_from_backup(one), one)):
            of_it = sorted((self.versions[hash_] for hash_ in self.articles[id_]), key=lambda row: (row[2], row[12]))
            key, current = self.heads.get(id_, (of_it[-1][1], None))
            if key in used:
                highest = key = highest + 1
            used.add(key)
            keys[id_] = key
            shown = next((row for row in of_it if row[0] == current), of_it[-1])
            into.execute(
                "INSERT INTO article (key, id, version, title, date, outlet, author, section, language, added, changed)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                (key, id_, shown[0], *shown[3:7], shown[15], shown[8], min(row[12] for row in of_it)),
            )
            into.executemany(
                f"INSERT INTO version ({VERSION_COLUMNS}) VALUES ({', '.join('?' * 16)})",
                [(row[0], key, ordinal, *row[3:]) for ordinal, row in enumerate(of_it, start=1)],
            )
        # These carry no hash: a value of another kind than it should have is refused by the table.
        for id_, row in self.sources:
            if id_ in keys:
                with contextlib.suppress(sqlite3.IntegrityError):
                    into.execute("INSERT OR IGNORE INTO source VALUES (?, ?, ?, ?, ?)", (keys[id_], *row))
        for id_, (annotator, at) in self.readings:
            if id_ in keys:
                with contextlib.suppress(sqlite3.IntegrityError):
                    into.execute("INSERT OR IGNORE INTO reading VALUES (?, ?, ?)", (annotator, keys[id_], at))

    def taken_from_backup(self, article: str) -> bool:
        """Whether a version of the article came from a backup."""
        return any(article in articles for articles in self.taken.values())

    def origins(self) -> Iterator[Finding]:
        """Which articles came from which backup."""
        for name, articles in self.taken.items():
            day = re.search(r"\d{4}-\d\d-\d\d", name)
            said = "1 article was" if len(articles) == 1 else f"{len(articles)} articles were"
            made = f" of {day[0]}" if day else ""
            yield Finding(
                "warning", name, f"{said} taken from this backup{made}; it has nothing of what was added later"
            )

    def lost(self, but: Collection[str]) -> Iterator[Finding]:
        """The versions that are mentioned and nowhere whole, `but` left out."""
        for version, article in self.known.items():
            if version not in self.versions and version not in but:
                where = f"article {article}" if article else f"version {version}"
                yield Finding(
                    "error",
                    where,
                    f"its version {version} is damaged and no backup has it whole: add the article again",
                )


def _identity(row: Row) -> str:
    return article_id(ArticleDraft(path="", text=row[14], title=row[3], outlet=row[5], url=row[7], source_id=row[9]))


def collect(sources: Iterable[Source]) -> Saved:
    """Collect from several databases, the one to be preferred first."""
    saved = Saved()
    for source in sources:
        saved.collect(source)
    return saved
