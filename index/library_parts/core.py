"""What the parts of a library share: its databases, its log, its mirrors, who is at work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

from index.config import Config
from index.model import Event, EventKind, digest
from index.store import before_step, events, files
from index.store.analysis import Findings
from index.store.backup import DailyBackup
from index.store.corrected import Corrected
from index.store.database import Database
from index.store.logfile import LogFile
from index.store.mirror import Mirror
from index.store.rows import Lists
from index.store.shown import Shown
from index.store.views import Views


class Core:
    """An open library, as its parts see it."""

    def __init__(self, folder: Path, config: Config, by: str, cache: Path, database: Database, log: LogFile) -> None:
        self.folder = folder
        self.config = config
        self.by = by
        self.cache = cache
        self.database = database
        self.log = log
        self.read_meta()
        self.shown = Shown(database)
        self.views = Views(database, self.shown, by)
        self.lists = Lists(database, self.shown, by)
        self.findings = Findings(database)
        self.corrected = Corrected(database)
        self._backup = DailyBackup(folder, log)

    def read_meta(self) -> None:
        """Take up which replica of a library this is, and the token of its search index."""
        meta: dict[str, str] = dict(self.database.read("SELECT name, value FROM meta"))
        self.library: str = meta["library"]
        self.token: str = meta["token"]
        self.mirror = Mirror(self.folder / files.MIRRORS, self.library)

    @cached_property
    def analysis_key(self) -> str:
        """What results of the analysis are stored under: its code, its model, what it reads of the configuration."""
        from index.language.version import PIPELINE_VERSION

        return digest(PIPELINE_VERSION, self.config.language.model, self.config.analysis_hash())

    def again(self) -> Core:
        """The same library with connections of its own, for another thread; to be closed."""
        database = Database(self.folder, self.log, writable=self.database.writable)
        return Core(self.folder, self.config, self.by, self.cache, database, self.log)

    def finish(self) -> None:
        """Wait until what is under way in the background is done."""
        self._backup.wait()

    def close(self) -> None:
        """Finish what is under way and close the databases."""
        self.finish()
        self.database.close()

    def record(self, deed: events.Deed, may: Callable[[events.Ask], None] | None = None) -> Event:
        """Make a deed an event of this annotator, committed and on the disk when this returns.

        `may` is asked first, in the same transaction, so that nobody else's event can come in between; it raises
        UsageError where the deed cannot be. Raises LockedError, NotSavedError or DamagedError with nothing changed.
        Before a deed about many things the library is copied, which may raise the same.
        """
        before_step.take(self.database, deed)
        with self.database.writing() as connection:
            if may is not None:
                may(events.asking(connection))
            event = events.append(connection, self.by, self.library, deed)
        self.committed(self.by)
        return event

    def turn(self, kind: EventKind, may: Callable[[events.Ask, Event], None]) -> tuple[Event, Event]:
        """Undo or redo: the new event, and the one that it takes or brings back; see `events.turn`."""
        with self.database.writing() as connection:
            both = events.turn(connection, self.by, self.library, kind, may)
        self.committed(self.by)
        return both

    def committed(self, by: str | None = None) -> None:
        """After a commit: bring the annotator's mirror up to the log, and see to the daily backup."""
        if by is not None:
            self.complete_mirror(by)
        self._backup.start()

    def complete_mirror(self, by: str) -> None:
        """Write what the annotator's mirror lacks.

        The log is the truth, so that a mirror that cannot be written is only noted.
        """
        try:
            self.mirror.append(by, lambda last, empty: self._since(by, last, empty))
        except OSError as error:
            self.log.write(f"the mirror of annotator {digest(by, length=8)} is behind: {error.strerror}")

    def complete_mirrors(self) -> None:
        """Complete every annotator's mirror, where a crash left it behind its log."""
        for by, last in self.database.read("SELECT by, max(sequence) FROM event GROUP BY by"):
            mirrored = self.mirror.last(by)
            if mirrored is None or mirrored.sequence != last:
                self.complete_mirror(by)

    def _since(self, by: str, last: Event | None, empty: bool) -> Sequence[Event] | None:
        """The events of `by` that a mirror ending with `last` lacks; None where the log does not have `last`.

        An empty mirror gets those of other replicas too, which a restored library holds.
        """
        if last is not None and not self.database.read(
            "SELECT 1 FROM event WHERE sequence = ? AND hash = ?", (last.sequence, last.hash)
        ):
            return None
        rows = self.database.read(
            f"SELECT {events.COLUMNS} FROM event WHERE by = ? AND sequence > ? AND (library = ? OR ?)"
            " ORDER BY sequence",
            (by, last.sequence if last else 0, self.library, int(empty)),
        )
        return [events.from_row(row) for row in rows]
