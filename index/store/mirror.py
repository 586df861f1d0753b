"""The log in plain text: annotations/<annotator>.jsonl, one event a line in canonical JSON.

The mirror is written after the commit, each event flushed to the disk. Where a crash came in between,
or a line was torn, the next writing completes it: every writing brings the file up to the log. Lines
of other replicas (a merge by git) stay where they are; those that were imported are written to it too, so
that the mirrors of a library hold all of its log. Git is told to merge them line by line.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from index.model import Event, digest
from index.store import codec

_PLAIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")
_PORTION = 16 * 1024
_ATTRIBUTES = ".gitattributes"
_UNION = (
    b"# Lines of several people are put together, none is lost; `sayso import annotations` takes them in.\n"
    b"*.jsonl merge=union eol=lf\n"
)

EventsSince = Callable[[Event | None, bool], Sequence[Event] | None]
"""What `Mirror.append` asks: the events after the one given (None: all), or None where the log lacks that one.

The second argument says whether the mirror is empty."""


def file_name(annotator: str) -> str:
    """The mirror's file name: the annotator's where that is safe on every file system, else made so.

    Two annotators never share one: a name that had to be altered gets a hash of itself.
    """
    if _PLAIN.fullmatch(annotator) and not annotator.endswith("."):
        return f"{annotator}.jsonl"
    plain = unicodedata.normalize("NFKD", annotator).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "annotator"
    return f"{plain}~{digest(annotator, length=8)}.jsonl"


def line(event: Event) -> bytes:
    """An event as a line."""
    return codec.canonical(codec.event_to_json(event)).encode() + b"\n"


def read(path: Path) -> Iterator[tuple[int, Event | None]]:
    """The events of a mirror with their line numbers, None for a line that holds no event."""
    with path.open("rb") as file:
        for number, raw in enumerate(file, start=1):
            if raw.strip():
                yield number, _event(raw)


def _event(raw: bytes) -> Event | None:
    try:
        event = codec.event_from_json(codec.parsed(raw))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return event if codec.event_id(event.hash) == event.id else None


def _backwards(file: BinaryIO, end: int) -> Iterator[bytes]:
    """The lines before offset `end`, last first."""
    # The line under way, its last piece first: put together once, for a line can be as long as a file.
    rest: list[bytes] = []
    while end > 0:
        start = max(0, end - _PORTION)
        file.seek(start)
        first, *pieces = file.read(end - start).split(b"\n")
        if pieces:
            rest.append(pieces.pop())
            if whole := b"".join(reversed(rest)):
                yield whole
            yield from (piece for piece in reversed(pieces) if piece)
            rest = []
        rest.append(first)
        end = start
    if whole := b"".join(reversed(rest)):
        yield whole


class Mirror:
    """The mirrors of one library, for the events that its own replica made."""

    def __init__(self, folder: Path, library: str) -> None:
        self.folder = folder
        self.library = library

    def path(self, annotator: str) -> Path:
        """Where an annotator's mirror stands."""
        return self.folder / file_name(annotator)

    def last(self, annotator: str) -> Event | None:
        """The last event of this replica that the annotator's mirror holds; None too where its end is torn."""
        try:
            with self.path(annotator).open("rb") as file:
                return None if _is_torn(file) else self._last(file)
        except FileNotFoundError:
            return None

    def _last(self, file: BinaryIO) -> Event | None:
        for raw in _backwards(file, file.seek(0, os.SEEK_END)):
            event = _event(raw)
            if event is not None and event.library == self.library:
                return event
        return None

    def append(self, annotator: str, since: EventsSince, *, anywhere: bool = False) -> int:
        """Write what the mirror lacks; `since` gives the log's events after one that the mirror ends with.

        Returns how many were written. A torn last line is taken off first. A mirror whose last event
        the log does not hold (the library was put back to an earlier day) is set aside under another
        name, nothing of it lost, and written anew. With `anywhere`, what stands in it already is left out wherever it
        stands. Raises OSError; a later call then completes it.
        """
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self._attributes()
        path = self.path(annotator)
        while True:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
            with os.fdopen(descriptor, "r+b", buffering=0) as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                if not _still(file, path):
                    continue
                _take_off_torn(file)
                missing = since(self._last(file), file.seek(0, os.SEEK_END) == 0)
                if missing is None:
                    path.rename(aside(path))
                    continue
                if anywhere or len(missing) > 1:
                    # A merge by git may have put lines of this replica behind others of it.
                    present = _hashes(file)
                    missing = [event for event in missing if event.hash not in present]
                if missing:
                    fresh = file.seek(0, os.SEEK_END) == 0
                    _write(file, b"".join(map(line, missing)))
                    os.fsync(file.fileno())
                    if fresh:
                        sync_folder(self.folder)
                return len(missing)

    def complete(self, annotator: str, log: Sequence[Event]) -> int:
        """Write those of an annotator's events, of all replicas, that the mirror lacks; how many were written."""
        return self.append(annotator, lambda last, empty: log, anywhere=True)

    def is_begun(self, annotator: str) -> bool:
        """Whether the annotator has a mirror with anything in it."""
        try:
            return self.path(annotator).stat().st_size > 0
        except OSError:
            return False

    def _attributes(self) -> None:
        path = self.folder / _ATTRIBUTES
        if not path.exists():
            with contextlib.suppress(OSError):
                path.touch(mode=0o600)
                path.write_bytes(_UNION)


def _hashes(file: BinaryIO) -> set[str]:
    """The hashes of all events of a mirror."""
    file.seek(0)
    return {event.hash for event in map(_event, file.read().split(b"\n")) if event is not None}


def _still(file: BinaryIO, path: Path) -> bool:
    """Whether the locked file still is the one of that name: it may have been set aside while we waited."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _is_torn(file: BinaryIO) -> bool:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 1))
    return file.read(1) not in (b"", b"\n")


def _take_off_torn(file: BinaryIO) -> None:
    if not _is_torn(file):
        return
    size = file.seek(0, os.SEEK_END)
    torn = next(_backwards(file, size))
    if _event(torn) is not None:
        # A whole event that only lacks its line feed, as an editor may leave it.
        file.write(b"\n")
    else:
        file.truncate(size - len(torn))


def _write(file: BinaryIO, data: bytes) -> None:
    """All of `data`, or an error after taking the torn rest off again."""
    size = file.seek(0, os.SEEK_END)
    try:
        view = memoryview(data)
        while view:
            view = view[file.write(view) :]
    except OSError:
        file.truncate(size)
        raise


def make(path: Path, log: Sequence[Event]) -> None:
    """Make a mirror of these events where there is none. Raises OSError."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "r+b", buffering=0) as file:
        _write(file, b"".join(map(line, log)))
        os.fsync(file.fileno())
    sync_folder(path.parent)


def aside(path: Path) -> Path:
    """A free name for a mirror that is set aside."""
    number = 1
    while (other := path.with_suffix(f".{number}.aside")).exists():
        number += 1
    return other


def sync_folder(folder: Path) -> None:
    """Make sure that a new name in `folder` is on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
