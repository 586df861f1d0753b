"""The two databases of a library as they are used: one connection that reads, two that write.

Reads go through one connection to library.db with analysis.db attached, so that a query can join what
people decided with what the machine found. Writes go through a connection of their own to the one
file: a transaction over an attached database would lock both, and the analysis must never hold up a
label. No cursor stays open between calls.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.errors import DamagedError, LockedError, SaysoError
from index.store import analysis_schema, files
from index.store.connection import Row, connect, fetch, patiently, uri, writing
from index.store.logfile import LogFile

_CACHE_KIB = 16 * 1024


class Database:
    """An open library's databases. `writable` says whether anything may be written at all."""

    def __init__(self, folder: Path, log: LogFile, *, writable: bool) -> None:
        self.folder = folder
        self.log = log
        self.writable = writable
        self.path = folder / files.LIBRARY
        self.analysis_path = folder / files.ANALYSIS
        self.generation = 0
        self._standing = 0
        self._moment: tuple[object, ...] | None = None
        self.reopen()

    def reopen(self) -> None:
        """Open the files that stand in the folder now; temporary tables are gone, `generation` is another."""
        self.generation += 1
        self._moment = None
        self._writer: sqlite3.Connection | None = None
        self._analysis_writer: sqlite3.Connection | None = None
        self._identity = _identity(self.path)
        self._attached: tuple[int, int] | None = None
        self._stands_in = False
        self._reader = connect(self.path, writable=self.writable)
        try:
            self._reader.execute("PRAGMA temp_store = MEMORY")
            self._attach()
            self._reader.execute(f"PRAGMA main.cache_size = {-_CACHE_KIB}")
        except BaseException:
            self.close()
            raise
        self._seen = self.versions()

    def close(self) -> None:
        """Close all connections."""
        for connection in (self._reader, self._writer, self._analysis_writer):
            if connection is not None:
                connection.close()
        self._writer = self._analysis_writer = None

    # -- reading -------------------------------------------------------------------------------------

    def read(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> list[Row]:
        """All rows of a query over library.db (main), analysis.db (analysis) and temporary tables (temp)."""
        return fetch(self._reader, self.path, sql, values)

    def read_analysis(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> list[Row]:
        """`read`, where the query needs analysis.db: one that was deleted or is damaged is made anew."""
        self.reattach()
        try:
            return self.read(sql, values)
        except DamagedError:
            if not self._analysis_is_damaged():
                raise
            self._set_analysis_aside("damaged")
            self.reattach()
            return self.read(sql, values)

    def temporary(self, sql: str, rows: Sequence[Row] | None = None) -> None:
        """Run a statement on the reader's temporary tables; `rows` runs it once for each."""
        if rows is None:
            patiently(lambda: self._reader.execute(sql), self.path)
        else:
            patiently(lambda: self._reader.executemany(sql, rows), self.path)

    def versions(self) -> tuple[object, ...]:
        """Numbers that change when anything is committed, by this process or another, to either file."""
        if self._moment is not None and self._standing:
            return self._moment
        ((library,),) = self.read("PRAGMA main.data_version")
        ((analysis,),) = self.read("PRAGMA analysis.data_version")
        self._moment = self.generation, library, analysis, _identity(self.analysis_path)
        return self._moment

    @contextlib.contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Within the block `versions` is read once, unless this process commits: what others commit meanwhile counts
        afterwards. For answers that ask it again and again."""
        if not self._standing:
            self._moment = None
        self._standing += 1
        try:
            yield
        finally:
            self._standing -= 1

    def changed(self) -> bool:
        """Whether anything was committed since the last call."""
        self.reattach()
        before, self._seen = self._seen, self.versions()
        return before != self._seen

    # -- writing -------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A write transaction on library.db. Raises LockedError, NotSavedError or DamagedError, nothing changed."""
        self.must_be_writable()
        self._must_be_the_same()
        if self._writer is None:
            self._writer = connect(self.path, writable=True)
        try:
            with writing(self._writer, self.path) as connection:
                # Once more under the lock: while we waited for it, a repair may have put another file here.
                self._must_be_the_same()
                yield connection
        finally:
            self._moment = None

    def _must_be_the_same(self) -> None:
        if _identity(self.path) != self._identity:
            raise LockedError(
                f"{self.path} was replaced or deleted while it was open; nothing of this edit is saved: "
                "close Sayso and open the library again",
                title="The library is another one now",
            )

    @contextlib.contextmanager
    def writing_analysis(self) -> Iterator[sqlite3.Connection]:
        """A write transaction on analysis.db."""
        self.must_be_writable()
        self.reattach()
        if self._analysis_writer is None:
            self._analysis_writer = connect(self.analysis_path, writable=True)
            # What stands in this file can be found again, so one flush a commit is enough.
            self._analysis_writer.execute("PRAGMA synchronous = NORMAL")
        try:
            with writing(self._analysis_writer, self.analysis_path) as connection:
                yield connection
        finally:
            self._moment = None

    def must_be_writable(self) -> None:
        """Raise LockedError where nothing may be written."""
        if not self.writable:
            raise LockedError(
                f"{self.folder} is read-only for you, so nothing can be saved in it; "
                "make it writable, or copy the library to a folder of your own",
                title="The library is read-only",
            )

    # -- analysis.db ---------------------------------------------------------------------------------

    def reattach(self) -> None:
        """Take up the analysis.db that stands in the folder now, where it is no longer the one attached."""
        present = _identity(self.analysis_path)
        if present == self._attached and (present is not None or self._stands_in):
            return
        self._moment = None
        with contextlib.suppress(sqlite3.Error):
            self._reader.execute("DETACH analysis")
        if self._analysis_writer is not None:
            self._analysis_writer.close()
            self._analysis_writer = None
        self._attach()

    def _analysis_is_damaged(self) -> bool:
        """Whether it is analysis.db that is damaged, and a new one can be made."""
        if not self.writable or self._stands_in:
            return False
        try:
            return self._reader.execute("PRAGMA analysis.quick_check(1)").fetchall() != [("ok",)]
        except sqlite3.DatabaseError:
            return True

    def _attach(self) -> None:
        usable = self._analysis_usable() and self._attach_file()
        self._stands_in = not usable
        self._attached = _identity(self.analysis_path)
        if not usable:
            # Read-only, and nothing to read: an empty one in memory stands in.
            self._reader.execute("ATTACH ':memory:' AS analysis")
            analysis_schema.make_analysis(self._reader, "analysis")

    def _attach_file(self, *, again: bool = True) -> bool:
        """Attach the file that is there; one that proves damaged is made anew, once. Whether it is attached."""
        target = uri(self.analysis_path, "rw" if self.writable else "ro")
        try:
            patiently(lambda: self._reader.execute("ATTACH ? AS analysis", (target,)), self.analysis_path)
            self.read("SELECT 1 FROM analysis.sqlite_schema LIMIT 1")
            self._reader.execute(f"PRAGMA analysis.cache_size = {-_CACHE_KIB}")
        except DamagedError:
            with contextlib.suppress(sqlite3.Error):
                self._reader.execute("DETACH analysis")
            if not self.writable or not again:
                return False
            self._set_analysis_aside("damaged")
            return self._analysis_usable() and self._attach_file(again=False)
        return True

    def _set_analysis_aside(self, why: str) -> None:
        self.log.write(f"analysis.db is {why}: set aside, all articles are analysed anew")
        set_analysis_aside(self.folder)

    def _analysis_usable(self) -> bool:
        """Make sure that analysis.db is there and ours; False where it is not and cannot be made."""
        path = self.analysis_path
        reason = None
        try:
            application, version = files.stamp(path)
            if application == analysis_schema.ANALYSIS_ID and version == analysis_schema.ANALYSIS_VERSION:
                return True
            if application == analysis_schema.ANALYSIS_ID and version > analysis_schema.ANALYSIS_VERSION:
                raise LockedError(
                    f"{path} was written by a newer Sayso; it has been left as it is: use the newer version",
                    title="The library is of a newer version",
                )
            reason = "of an earlier version" if application == analysis_schema.ANALYSIS_ID else "not one of Sayso's"
        except FileNotFoundError:
            pass
        except DamagedError:
            reason = "damaged"
        if not self.writable:
            return False
        if reason is not None:
            self._set_analysis_aside(reason)
        try:
            files.make_database(path, analysis_schema.make_analysis)
        except SaysoError as error:
            self.log.write(f"analysis.db cannot be made: {error.sentence}")
            return False
        return True


def set_analysis_aside(folder: Path) -> None:
    """Rename an analysis.db that cannot be used, so that a new one can be made; one such copy is kept."""
    path = folder / files.ANALYSIS
    path.with_name(path.name + "-journal").unlink(missing_ok=True)
    with contextlib.suppress(FileNotFoundError):
        path.rename(path.with_name("analysis.db.aside"))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
