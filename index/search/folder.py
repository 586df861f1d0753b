"""The folder of an index: private, checked against its manifest, emptied where it cannot be trusted.

What an index holds is read by unpickling, so that whoever can write into its folder could run code as
its reader. The folder is therefore ours alone, and nothing in it is read before that is certain.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import stat
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from index.errors import LockedError

MANIFEST = "manifest.json"
LOCK = "lock"
#: A file up to this size is compared as a whole when it is opened; of a larger one, the beginning and the end.
WHOLE = 16 * 1024 * 1024
_ENDS = 64 * 1024
_CHUNK = 1024 * 1024
#: Nanoseconds after which no further change has the time of one before it, whatever the file system counts in.
_SETTLED = 3_000_000_000
_TOC = re.compile(r"_MAIN_([0-9]+)\.toc")
_DATA = re.compile(r"_MAIN_[0-9]+\.toc|MAIN_[0-9a-z]+\.[A-Za-z0-9_.]+")


class Untrusted(Exception):  # noqa: N818 - the engine turns it into a state, nobody sees it as an error
    """An index that cannot be used; the message is a sentence that says why."""


class Missing(Untrusted):
    """A folder in which there is no index yet."""


@dataclass(frozen=True, slots=True)
class Check:
    """What a file must be: its size in bytes, and the checksums of the whole and of its beginning and end."""

    size: int
    whole: int
    ends: int


#: What a file is recognised by, as long as nobody has written to it: its inode and when it was changed.
Signature: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index says of itself: which code wrote it, for which library, up to where, and its files."""

    version: str
    token: str
    recorded: int
    generation: int
    files: dict[str, Check] = field(default_factory=dict)


def make_private(folder: Path) -> None:
    """Make the folder, or make sure that it is ours alone; one that others could write to is emptied first.

    Raises LockedError where it belongs to somebody else, is no folder, or cannot be made.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        state = folder.lstat()
    except OSError as error:
        raise LockedError(f"the folder {folder} for the search index cannot be made: {error.strerror}") from error
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.geteuid():
        raise LockedError(
            f"{folder} is not a folder of yours, so the search index in it is not opened: take it away, "
            "or name another cache folder in $SAYSO_CACHE"
        )
    if stat.S_IMODE(state.st_mode) & 0o022:
        empty(folder)
    if stat.S_IMODE(state.st_mode) != 0o700:
        folder.chmod(0o700)


def empty(folder: Path) -> None:
    """Delete everything in the folder but its lock."""
    for entry in list(folder.iterdir()):
        if entry.name == LOCK and entry.is_file() and not entry.is_symlink():
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)


@contextmanager
def locked(folder: Path, *, wait: float = 0.0) -> Iterator[None]:
    """Hold the folder for writing. Raises LockedError where somebody else still does after `wait` seconds."""
    try:
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise LockedError(f"the search index in {folder} cannot be written: {error.strerror}") from error
    try:
        deadline = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                if time.monotonic() >= deadline:
                    raise LockedError(
                        "another Sayso is writing the search index: try again when it has finished"
                    ) from None
                time.sleep(0.02)
        yield
    finally:
        os.close(handle)


def generation(folder: Path) -> int:
    """The number of the latest commit in the folder; -1 where there is none."""
    found = (_TOC.fullmatch(path.name) for path in folder.iterdir())
    return max((int(match[1]) for match in found if match), default=-1)


def data_files(folder: Path) -> list[str]:
    """The names of the files that hold the index."""
    return sorted(path.name for path in folder.iterdir() if _DATA.fullmatch(path.name))


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest; None where there is none. Raises Untrusted where it cannot be read."""
    try:
        raw = json.loads((folder / MANIFEST).read_bytes())
        files = {
            str(name): Check(int(size), int(whole), int(ends)) for name, (size, whole, ends) in raw["files"].items()
        }
        if not all(_DATA.fullmatch(name) for name in files):
            raise ValueError("a file that is none of the index's")
        return Manifest(str(raw["version"]), str(raw["token"]), int(raw["recorded"]), int(raw["generation"]), files)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Untrusted("the manifest of the search index is damaged") from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put a manifest in the place of the one that is there, as a whole or not at all."""
    raw = {
        "version": manifest.version,
        "token": manifest.token,
        "recorded": manifest.recorded,
        "generation": manifest.generation,
        "files": {name: (check.size, check.whole, check.ends) for name, check in manifest.files.items()},
    }
    temporary = folder / f"{MANIFEST}.{os.getpid()}"
    temporary.write_text(json.dumps(raw), encoding="utf-8")
    temporary.replace(folder / MANIFEST)


def check_of(path: Path) -> Check:
    """Measure a file. Raises OSError."""
    with _opened(path) as handle:
        size = os.fstat(handle).st_size
        whole = 0
        while chunk := os.read(handle, _CHUNK):
            whole = zlib.crc32(chunk, whole)
        return Check(size, whole, _ends(handle, size))


def _ends(handle: int, size: int) -> int:
    first = zlib.crc32(os.pread(handle, _ENDS, 0))
    return zlib.crc32(os.pread(handle, _ENDS, max(0, size - _ENDS)), first)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        yield handle
    finally:
        os.close(handle)


def signature(state: os.stat_result) -> Signature:
    """What the file of this state is recognised by."""
    return state.st_ino, state.st_mtime_ns, state.st_ctime_ns


class Untouched:
    """What a folder and its manifest are recognised by while they stand as they were: so that they need not be read
    again for each search."""

    def __init__(self, folder: Path, seen: Mapping[str, Signature]) -> None:
        """As they stand now; `seen` are the files of the index, by name. Nothing is opened."""
        self._files = [(str(folder / name), one) for name, one in seen.items()]
        self._places = [str(folder), str(folder / MANIFEST)]
        self._state = self._signatures() if seen else None

    def _signatures(self) -> list[Signature] | None:
        """None while the last change is so young that another one might have the same time."""
        found = [signature(os.lstat(place)) for place in self._places]
        youngest = max(max(changed, state) for _, changed, state in found)
        return found if time.time_ns() - youngest > _SETTLED else None

    def holds(self) -> bool:
        """Whether no file has come into the folder or left it since, the manifest among them. Raises OSError."""
        return self._state is not None and self._signatures() == self._state

    def files_hold(self) -> bool:
        """Whether nobody has touched the files of the index. Raises OSError."""
        return all(signature(os.lstat(path)) == seen for path, seen in self._files)


def verify(path: Path, expected: Check, seen: Signature | None = None, *, whole: bool = False) -> Signature:
    """Compare a file with what it must be: all of it where it is small or `whole` asks so. Raises Untrusted.

    Only its size is compared where it is still the one that was `seen` before. Returns what it is seen as.
    """
    try:
        with _opened(path) as handle:
            state = os.fstat(handle)
            now = signature(state)
            same = stat.S_ISREG(state.st_mode) and state.st_uid == os.geteuid() and state.st_size == expected.size
            if same and not whole and expected.size > WHOLE:
                same = now == seen or _ends(handle, expected.size) == expected.ends
            elif same:
                same = (now == seen and not whole) or check_of(path).whole == expected.whole
    except FileNotFoundError:
        raise Untrusted(f"a file of the search index is missing: {path.name}") from None
    except OSError as error:
        raise Untrusted(f"a file of the search index cannot be read: {path.name}: {error.strerror}") from error
    if not same:
        raise Untrusted(f"a file of the search index is damaged: {path.name}")
    return now
