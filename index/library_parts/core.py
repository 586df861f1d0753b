"""What the parts of a library share: its databases, its log, its mirrors, who is at work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

from index.config import Config
from index.errors import DamagedError
from index.model import Event, EventKind, digest
from index.store import before_step, events, files, in_force, schema
from index.store.analysis import Findings
from index.store.backup import DailyBackup
from index.store.blinding import Blind
from index.store.corrected import Corrected
from index.store.database import Database
from index.store.in_force import InForce
from index.store.learned import Learned
from index.store.logfile import LogFile
from index.store.mirror import Mirror
from index.store.rows import Lists
from index.store.shown import Shown
from index.store.views import Views

IMPORTED = "imported"
"""The name in `meta` that stands while what was imported is not in the mirrors yet."""


class Core:
    """An open library, as its parts see it."""

    def __init__(self, folder: Path, config: Config, by: str, cache: Path, database: Database, log: LogFile) -> None:
        self.folder = folder
        self.written = config
        self.by = by
        self.cache = cache
        self.database = database
        self.log = log
        self.read_meta()
        self.shown = Shown(database)
        self._latest: Event | None = None
        self._in_force: InForce | None = None
        self._in_force_at: object = None
        self.blind = Blind()
        # Asked anew each time: the labels in force change by recoding.
        self.learned = Learned(folder, self.library, lambda one: self.config.stance_of(one), on=config.learning.on)
        self.views = Views(database, self.shown, by, lambda: self.in_force, self.learned, self.blind)
        self.lists = Lists(database, self.shown, by, self.blind)
        self.findings = Findings(database)
        self.corrected = Corrected(database)
        self._backup = DailyBackup(folder, log)

    def read_meta(self) -> None:
        """Take up which replica of a library this is, and the token of its search index; raises DamagedError."""
        meta: dict[str, str] = dict(self.database.read("SELECT name, value FROM meta"))
        for name in schema.NAMES:
            if not isinstance(meta.get(name), str):
                raise DamagedError(f"{self.database.path}: its '{name}' is missing: {files.MEND}")
        self.library: str = meta["library"]
        self.token: str = meta["token"]
        self.mirror = Mirror(self.folder / files.MIRRORS, self.library)

    @property
    def in_force(self) -> InForce:
        """The codebook in force, as it was last committed by any process; the same object while it stays the same."""
        stands_at = self.database.versions()
        if self._in_force is None or stands_at != self._in_force_at:
            self._in_force = in_force.read(self.database.read, self.written, self._in_force)
            self._in_force_at = stands_at
        return self._in_force

    @property
    def config(self) -> Config:
        """The configuration, with the labels in force."""
        return self.in_force.config

    @cached_property
    def analysis_key(self) -> str:
        """What results of the analysis are stored under: its code, its model, what it reads of the configuration."""
        from index.language.version import PIPELINE_VERSION

        return digest(PIPELINE_VERSION, self.written.language.model, self.written.analysis_hash())

    def again(self) -> Core:
        """The same library with connections of its own, for another thread; to be closed."""
        database = Database(self.folder, self.log, writable=self.database.writable)
        return Core(self.folder, self.written, self.by, self.cache, database, self.log)

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
            event = events.append(connection, self.by, self.library, self.blind.stamped(deed))
        self._latest = event
        self.committed(self.by)
        return event

    def turn(self, kind: EventKind, choose: Callable[[events.Ask], Event]) -> tuple[Event, Event]:
        """Undo or redo the event that `choose` gives: the new event, and the one that it takes or brings back.

        `choose` is asked in the same transaction; it raises UsageError where nothing can be turned.
        """
        with self.database.writing() as connection:
            target = choose(events.asking(connection))
            event = events.turn(connection, self.by, self.library, kind, target)
        self.committed(self.by)
        return event, target

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
        own: dict[str, str] = {
            by: hash_
            for by, hash_, _ in self.database.read(
                "SELECT by, hash, max(sequence) FROM event WHERE library = ? GROUP BY by", (self.library,)
            )
        }
        for (by,) in self.database.read("SELECT DISTINCT by FROM event"):
            mirrored = self.mirror.last(by) if by in own else None
            if not self.mirror.is_begun(by) or (by in own and (mirrored is None or mirrored.hash != own[by])):
                self.complete_mirror(by)
        if self.database.read("SELECT 1 FROM meta WHERE name = ?", (IMPORTED,)):
            self.mirror_imported()

    def mirror_imported(self) -> None:
        """Write to the mirrors what was imported, or the rest of it after a crash."""
        try:
            for (by,) in self.database.read("SELECT DISTINCT by FROM event"):
                rows = self.database.read(f"SELECT {events.COLUMNS} FROM event WHERE by = ? ORDER BY sequence", (by,))
                self.mirror.complete(by, [events.from_row(row) for row in rows])
        except OSError as error:
            self.log.write(f"the mirrors of imported annotations are behind: {error.strerror}")
            return
        with self.database.writing() as connection:
            connection.execute("DELETE FROM meta WHERE name = ?", (IMPORTED,))

    def _since(self, by: str, last: Event | None, empty: bool) -> Sequence[Event] | None:
        """The events of `by` that a mirror ending with `last` lacks; None where the log does not have `last`.

        An empty mirror gets those of other replicas too, which a restored library holds.
        """
        latest, self._latest = self._latest, None
        if latest is not None and last is not None and latest.by == by and latest.previous == last.hash:
            # What has just been written need not be read again: of one about many that takes long.
            return [latest, *(self._since(by, latest, empty) or ())]
        after = 0
        if last is not None:
            place = self.database.read("SELECT sequence FROM event WHERE hash = ?", (last.hash,))
            if not place:
                return None
            after = place[0][0]
        rows = self.database.read(
            f"SELECT {events.COLUMNS} FROM event WHERE by = ? AND sequence > ? AND (library = ? OR ?)"
            " ORDER BY sequence",
            (by, after, self.library, int(empty)),
        )
        return [events.from_row(row) for row in rows]
