"""The care of a library: looking for damage, mending what can be made again, backups."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import BinaryIO

from index.errors import DamagedError, SaysoError
from index.library_parts.core import Core
from index.library_parts.search import Searches
from index.store import backup, check, completing, dump, files, overlooked, repair, undump
from index.store.check import Finding
from index.store.connection import connect
from index.store.dump import Written
from index.store.logfile import LogFile
from index.store.unsettled import unsettled


class Care:
    """Checks, repairs and backups of one library."""

    def __init__(self, core: Core, search: Searches) -> None:
        self._core = core
        self._search = search

    def check(self) -> list[Finding]:
        """Everything that is not as it should be, of articles, events, decisions, mirrors, analysis and index."""
        core = self._core
        with contextlib.closing(connect(core.database.path, writable=core.database.writable)) as connection:
            found = check.check_library(core.folder, connection, core.library)
        try:
            found += unsettled(core.database.read, core.in_force)
            found += overlooked.twice(core.database.read)
        except DamagedError:
            pass  # it is told above
        except ValueError as error:
            found.append(Finding("error", files.LIBRARY, f"what was decided cannot be read: {error}"))
        core.database.reattach()
        if core.database.analysis_path.exists():
            try:
                with contextlib.closing(connect(core.database.analysis_path, writable=core.database.writable)) as other:
                    found += check.check_database(other, files.ANALYSIS)
                    found += check.check_analysis(other)
            except (SaysoError, sqlite3.Error) as error:
                found.append(Finding("error", files.ANALYSIS, f"it cannot be read: {error}"))
        try:
            damage = self._search.check()
        except SaysoError as error:
            damage = error.sentence
        if damage:
            found.append(Finding("warning", "search index", f"{damage}; it is made anew by `sayso reindex`"))
        return found

    def backup(self, file: Path) -> None:
        """Copy articles and decisions to a new file, while the library may be in use.

        Raises UsageError where the file exists, LockedError or NotSavedError where it cannot be written.
        """
        backup.backup(self._core.database.path, Path(file), writable=self._core.database.writable)

    def dump(self, target: BinaryIO) -> Written:
        """Write all that the library holds as plain text, while it may be in use; see index/store/dump.py.

        Raises DamagedError where an article or an event is not what it was, LockedError, NotSavedError or OSError.
        """
        return dump.write(self._core.database.path, target)

    def dump_to(self, file: Path) -> Written:
        """`dump` to a new file, whole or not at all. Raises UsageError where the file exists, and as `dump` does."""
        return dump.to_file(self._core.database.path, Path(file).absolute())

    def repair(self) -> list[Finding]:
        """Mend what follows from the events, the mirrors and the analysis; what is left and what was done.

        It works on a copy, which takes the library's place only when it is sound; the library as it was
        stays in backups/. Raises LockedError where the library cannot be written.
        """
        core = self._core
        with core.database.writing():
            pass  # raises where nothing may be written
        core.finish()
        core.database.close()
        try:
            done = repair.repair(core.folder, core.log)
        finally:
            core.database.reopen()
        core.read_meta()
        self._search.close()
        core.complete_mirrors()
        return list(dict.fromkeys(done + self.check()))

    @staticmethod
    def repair_folder(folder: Path) -> list[Finding]:
        """`repair` for a library that may be too damaged to open."""
        folder = Path(folder).absolute()
        return repair.repair(folder, LogFile(folder, writable=files.may_write(folder)))

    @staticmethod
    def restore(file: Path, folder: Path) -> None:
        """Make a library in a new or empty folder from a backup or a dump.

        Raises UsageError, DamagedError or LockedError; the bytes of the backup or the dump do not change.
        """
        source, target = Path(file).absolute(), Path(folder).absolute()
        if undump.is_dump(source):
            undump.restore(source, target)
        else:
            backup.restore(source, target, lambda connection: completing.complete(connection, source))
