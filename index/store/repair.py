"""Mending a library: a sound copy is made of all that can be saved, and takes its place only when it is sound.

Articles are taken from library.db, those that are damaged there from the newest backup that has them
whole, then from what earlier repairs kept. Events are taken from library.db and from the mirrors, those
about articles that could not be saved too: they show again when the article is added again. All else
follows from the events. The library as it was stays in backups/, and nothing of a mirror is thrown away.
"""

from __future__ import annotations

import contextlib
import functools
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from index.errors import DamagedError, LockedError, SaysoError
from index.model import Event
from index.phrasing import counted
from index.store import codec, event_fields, events, files, migrating, mirror, projection, schema
from index.store.check import Finding, check_database, check_library, check_mirror, check_named, lacking, unread
from index.store.connection import NotSavedError, connect, fetch, patiently, translated, writing
from index.store.database import set_analysis_aside
from index.store.logfile import LogFile
from index.store.salvage import UNREADABLE, connect_damaged, rows
from index.store.saved import Source, collect, is_whole, version_rows

_KEPT = ("library", "made", "anchoring", "imported")
"""What is kept of `meta`."""


def repair(folder: Path, log: LogFile) -> list[Finding]:
    """Mend the library in `folder`, which nobody in this process has open; what was done, as findings.

    Raises DamagedError where there is nothing to mend it from or the file is another program's,
    LockedError where it cannot be written or a newer Sayso wrote it.
    """
    if not files.may_write(folder):
        raise LockedError(f"{folder} is read-only for you; copy the library to a folder of your own and repair that")
    path = folder / files.LIBRARY
    with contextlib.suppress(DamagedError, NotSavedError, OSError, *UNREADABLE):
        migrating.migrate(folder, files.check_library(path), log, writable=True)
    found = _state(folder, path)
    done: list[Finding] = []
    if found is None or any(one.level == "error" for one in found):
        done += _replace(folder, path, log)
    done += _mend_mirrors(folder, path)
    done += _mend_analysis(folder, path, done)
    return done


def _state(folder: Path, path: Path) -> list[Finding] | None:
    """What a check finds that can be mended, None where the file cannot be opened as a library at all."""
    try:
        application, _ = files.stamp(path)
    except DamagedError:
        return None
    if application != schema.LIBRARY_ID:
        raise DamagedError(f"{path} is a database of another program; it has been left as it is")
    try:
        files.check_library(path)
        with contextlib.closing(connect(path, writable=True)) as connection:
            (library,) = connection.execute("SELECT value FROM meta WHERE name = 'library'").fetchone()
            found = check_library(folder, connection, library, named=False)
            return found + list(_can_be_found(folder, connection))
    except (*UNREADABLE, DamagedError, TypeError):
        return None


def _can_be_found(folder: Path, connection: sqlite3.Connection) -> Iterator[Finding]:
    """The versions that events name and the library lacks, where a backup has them."""
    wanted = {version for version, _ in lacking(connection, events.walk(connection))}
    for backup in _backups(folder) if wanted else ():
        with contextlib.closing(backup.connection) as other:
            for row in version_rows(other):
                if row[0] in wanted and is_whole(row):
                    yield Finding("error", f"version {row[0]}", f"it is missing, and {backup.name} has it")


def _replace(folder: Path, path: Path, log: LogFile) -> list[Finding]:
    with files.being_made(path) as making, _opened(path) as damaged:
        try:
            with contextlib.closing(sqlite3.connect(making, isolation_level=None)) as connection:
                connection.execute("PRAGMA synchronous = EXTRA")
                connection.execute("BEGIN IMMEDIATE")
                schema.migrate_library(connection, 0)
                done = _save(folder, damaged, connection)
                connection.execute("COMMIT")
                unsound = list(check_database(connection, files.LIBRARY))
        except sqlite3.Error as error:
            raise translated(error, path, saving=True) from error
        if unsound:
            raise DamagedError(f"{path}: what could be saved of it is not sound either; it has been left as it is")
        kept = _keep(path, folder / files.BACKUPS)
        making.rename(path)
        mirror.sync_folder(folder)
    log.write(f"library.db repaired; as it was it is {files.BACKUPS}/{kept.name}")
    return [*done, Finding("warning", files.LIBRARY, f"it was repaired; as it was it is {files.BACKUPS}/{kept.name}")]


def _keep(path: Path, backups: Path) -> Path:
    """Give the damaged file, and a journal that belongs to it, a second name among the backups."""
    kept = backups / files.copy_name("damaged")
    backups.mkdir(mode=0o700, exist_ok=True)
    try:
        os.link(path, kept)
    except OSError:
        shutil.copy2(path, kept)  # a file system without hard links
    journal = path.with_name(path.name + "-journal")
    if journal.exists():
        journal.rename(kept.with_name(kept.name + "-journal"))
    return kept


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Source | None]:
    """The damaged database, None where it cannot be opened at all; it is only read. Raises LockedError."""
    try:
        files.stamp(path)
        connection = patiently(lambda: connect_damaged(path, writable=True), path, saving=True)
    except DamagedError:
        yield None
        return
    with contextlib.closing(connection):
        # Held until the new file is in place, so that nobody writes to the old one meanwhile. A file that
        # is too damaged for it is one that nobody can write to.
        with contextlib.suppress(DamagedError):
            patiently(lambda: connection.execute("BEGIN IMMEDIATE"), path, saving=True)
        yield Source(None, connection)


def _save(folder: Path, damaged: Source | None, into: sqlite3.Connection) -> list[Finding]:
    """Take over all that is whole."""
    others = list(_backups(folder))
    try:
        sources = [one for one in (damaged, *others) if one is not None]
        # What a damaged copy has beyond the log may have been given up since: its articles are taken, not its events.
        log, done = _events(folder, [one.connection for one in sources if one.is_backup])
        found = {
            name: value for one in reversed(sources) for name, value in rows(one.connection, "meta", "name, value")
        }
        saved = collect(sources)
        if not (log or saved.versions or found):
            raise DamagedError(f"{folder / files.LIBRARY}: there is no backup and no mirror to repair it from")
        into.executemany("INSERT INTO meta VALUES (?, ?)", _meta(found, log, sources).items())
        saved.write(into)
        for event in log:
            events.insert(into, event)
        projection.rebuild(into, log)
        sequences = [event.sequence for event in log]
        for source in sources[:1]:
            sequences += [row[0] for row in rows(source.connection, "clock", "sequence") if isinstance(row[0], int)]
        into.execute("UPDATE clock SET sequence = ?", (max(sequences, default=0) + 1,))
        into.execute("UPDATE article SET changed = (SELECT sequence FROM clock)")
        _save_unhashed(sources, damaged, into)
    finally:
        for other in others:
            other.connection.close()
    named = list(check_named(into, log))
    waited_for = {version for version, _ in lacking(into, log)}
    return [*done, *saved.origins(), *named, *saved.lost(waited_for)]


def _save_unhashed(sources: list[Source], damaged: Source | None, into: sqlite3.Connection) -> None:
    """Take over the replicas that were imported, visits, and which articles are new since those.

    They carry no hash: a value of another kind than it should have, or later than all else, is left out.
    """
    for one in reversed(sources):
        for replica in rows(one.connection, "replica", "library, at"):
            with contextlib.suppress(sqlite3.IntegrityError):
                into.execute("INSERT OR REPLACE INTO replica VALUES (?, ?)", replica)
        for visit in rows(one.connection, "visit", "annotator, sequence, at, former, former_at"):
            with contextlib.suppress(sqlite3.IntegrityError):
                into.execute("INSERT OR REPLACE INTO visit VALUES (?, ?, ?, ?, ?)", visit)
    into.execute(
        "DELETE FROM visit WHERE max(sequence, coalesce(former, 0)) > (SELECT sequence FROM clock)"
        " OR min(sequence, coalesce(former, 0)) < 0"
    )
    for id_, arrived in rows(damaged.connection, "article", "id, arrived") if damaged is not None else ():
        if isinstance(arrived, int):
            into.execute(
                "UPDATE article SET arrived = ? WHERE id = ? AND ? BETWEEN 0 AND changed", (arrived, id_, arrived)
            )


def _backups(folder: Path) -> Iterator[Source]:
    """What copies of library.db can be opened, newest first: the daily backups, those before a step or a migration,
    then what earlier repairs kept.
    """
    backups = folder / files.BACKUPS
    daily = [path for name in ("library-*.db", "before-*.db") for path in sorted(backups.glob(name), reverse=True)]
    for path in (*daily, *sorted(backups.glob("damaged-*.db"), reverse=True)):
        with contextlib.suppress(SaysoError, OSError, *UNREADABLE):
            application, version = files.stamp(path)
            if application == schema.LIBRARY_ID and 1 <= version <= schema.library_version():
                opened = functools.partial(connect_damaged, path, writable=False)
                yield Source(f"{files.BACKUPS}/{path.name}", patiently(opened, path), is_backup=path in daily)


def _meta(found: dict[str, str], log: list[Event], sources: list[Source]) -> dict[str, str]:
    """The replica's name as it was, else as its own events have it; a new token, so that the index is made anew."""
    imported = {library for one in sources for (library,) in rows(one.connection, "replica", "library")}
    own = (event.library for event in reversed(log) if event.library not in imported)
    known = {name: found[name] for name in _KEPT if isinstance(found.get(name), str)}
    return {"library": next(own, secrets.token_hex(8)), "made": events.now(), **known, "token": secrets.token_hex(8)}


def _events(folder: Path, sources: list[sqlite3.Connection]) -> tuple[list[Event], list[Finding]]:
    """The events that are whole, of library.db first, then of mirrors and backups, in their order.

    Where a library was copied as a folder and gone on with in both, two events have the same place: both are taken.
    Of a backup only what has a place of its own is, since the library may have been put back to an earlier day.
    """
    log: dict[str, Event] = {}
    places: set[tuple[int, str, str]] = set()
    done: list[Finding] = []
    library = next((str(v) for s in sources for n, v in rows(s, "meta", "name, value") if n == "library"), None)

    def take(event: Event) -> None:
        with contextlib.suppress(ValueError, RecursionError):  # what it says may have no form of JSON
            if codec.event_hash(event) == event.hash and event_fields.is_sound(event):
                log.setdefault(event.hash, event)
                places.add((event.clock, event.library, event.by))

    for source in sources[:1]:
        for event in _event_rows(source):
            take(event)
    before = len(log)
    # Lines of replicas that were never imported may stand in a mirror too, by a merge of git.
    known = {event.library for event in log.values()} | {
        one for s in sources for (one,) in rows(s, "replica", "library")
    }
    left = 0
    for path in sorted((folder / files.MIRRORS).glob("*.jsonl")):
        for _, line in mirror.read(path):
            if line is None:
                continue
            if library is None or line.library == library or line.library in known:
                take(line)
            elif line.hash not in log:
                left += 1
    if sources and len(log) > before:
        done.append(Finding("warning", files.MIRRORS, f"{len(log) - before} events were taken from the mirrors"))
    if left:
        done.append(
            Finding(
                "warning",
                files.MIRRORS,
                f"{left} of its lines are of libraries that were never imported here; they stay there, and"
                f" `sayso import {folder / files.MIRRORS}` takes them in",
            )
        )
    for source in sources[1:]:
        for event in _event_rows(source):
            if (event.clock, event.library, event.by) not in places:
                take(event)
    return events.in_order(log.values()), done


def _event_rows(source: sqlite3.Connection) -> Iterator[Event]:
    """The events of a database that can be read."""
    columns = events.COLUMNS
    with contextlib.suppress(*UNREADABLE):
        columns = events.columns_of(source)
    for row in rows(source, "event", columns):
        with contextlib.suppress(DamagedError, ValueError, TypeError, AttributeError):
            yield events.from_row(row)


def _mend_mirrors(folder: Path, path: Path) -> list[Finding]:
    """Set aside the mirrors that differ from the log, and write them anew.

    Whole lines of other replicas that were not imported yet, as a merge by git leaves them, go on standing there.
    """
    done = []
    with contextlib.closing(connect(path, writable=True)) as connection:
        (library,) = connection.execute("SELECT value FROM meta WHERE name = 'library'").fetchone()
        log = list(events.walk(connection))
    known = {event.hash for event in log}
    for name in dict.fromkeys(one.where.partition(", line")[0] for one in check_mirror(folder, library, log)):
        file = folder / name
        if not file.exists():
            continue
        whole = [event for _, event in mirror.read(file) if event is not None and codec.event_hash(event) == event.hash]
        foreign = {one.hash: one for one in whole if one.library != library and one.hash not in known}
        kept = mirror.aside(file)
        file.rename(kept)
        own = [event for event in log if mirror.file_name(event.by) == file.name]
        mirror.make(file, [*own, *foreign.values()])
        said = f"the mirror differed from the log and was written anew; as it was it is {files.MIRRORS}/{kept.name}"
        done.append(Finding("warning", name, said))
    return done


def _mend_analysis(folder: Path, path: Path, said: list[Finding]) -> list[Finding]:
    """Set a damaged analysis.db aside; in a sound one, take out what belongs to no version of the library, and what
    cannot be read.

    What `said` names already is not named again.
    """
    analysis = folder / files.ANALYSIS
    if not analysis.exists():
        return []
    try:
        files.stamp(analysis)
        with contextlib.closing(connect(analysis, writable=True)) as connection:
            unsound = list(check_database(connection, files.ANALYSIS))
            if not unsound:
                return [*_have_read_anew(connection, analysis), *_take_out(connection, analysis, path, said)]
    except (DamagedError, LockedError) as error:
        unsound = [Finding("error", files.ANALYSIS, error.sentence)]
    set_analysis_aside(folder)
    return [Finding("warning", files.ANALYSIS, "it was damaged and is made anew: all articles are analysed again")]


def _have_read_anew(connection: sqlite3.Connection, analysis: Path) -> list[Finding]:
    """Take out the results of articles of which a part cannot be read."""
    articles = sorted({article for article, _ in unread(connection)})
    if not articles:
        return []
    with writing(connection, analysis):
        connection.executemany("DELETE FROM result WHERE article = ?", [(one,) for one in articles])
    number = counted(len(articles), "article")
    return [Finding("warning", files.ANALYSIS, f"what was found in {number} could not be read: analysed again")]


def _take_out(connection: sqlite3.Connection, analysis: Path, path: Path, said: list[Finding]) -> list[Finding]:
    with contextlib.closing(connect(path, writable=True)) as library:
        known: dict[str, int] = dict(fetch(library, path, "SELECT hash, article FROM version"))
    found = fetch(connection, analysis, "SELECT article, version FROM result")
    strange = [(article, version) for article, version in found if known.get(version) != article]
    if strange:
        with writing(connection, analysis):
            connection.executemany("DELETE FROM result WHERE article = ? AND version = ?", strange)
    return [
        Finding("error", f"version {version}", "it was analysed, and the library lacks it: add its article again")
        for _, version in strange
        if version not in known and not any(version in f"{one.where} {one.what}" for one in said)
    ]
