"""From the paths that a person gives to open files: folders, links and what is no regular file."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from index.errors import ReadError
from index.readers.source import Skipped

_REASONS = {
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ENOENT: "there is no such file or folder",
    errno.ENAMETOOLONG: "its path is too long for this system",
    errno.ELOOP: "a link that leads round in a circle",
    errno.ENOTDIR: "there is no such file or folder",
}
NOT_REGULAR = "not a regular file (a pipe, a socket or a device)"


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: where it is, how its path is shown, and whether a person named it."""

    path: str
    shown: str
    named: bool


def show(path: str) -> str:
    """A path as a text that can be stored and printed as UTF-8: other bytes become an escape ("\\xe9")."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def find(path: str) -> Iterator[Found | Skipped]:
    """The files at a path: itself, or those in the folder and its folders, in sorted order.

    Each folder is walked once. A link that leads out of the folder is not followed; hidden files
    (their names begin with a full stop) are left out. Never raises and opens nothing.
    """
    try:
        mode = Path(path).stat().st_mode
    except OSError as error:
        yield Skipped(show(path), "a broken link" if _is_broken_link(path, error) else why(error))
        return
    except ValueError:
        yield Skipped(show(path), "no file can have this name")
        return
    if stat.S_ISDIR(mode):
        yield from _walk(path)
    elif stat.S_ISREG(mode):
        yield Found(path, show(path), named=True)
    else:
        yield Skipped(show(path), NOT_REGULAR)


def _walk(root: str) -> Iterator[Found | Skipped]:
    real_root = os.path.realpath(root)
    visited: set[tuple[int, int]] = set()
    waiting = [root]
    empty = True
    while waiting:
        path = waiting.pop()
        try:
            entry = _entry(path, real_root, is_root=path == root)
            if isinstance(entry, Found):
                empty = False
                yield entry
                continue
            if entry in visited:
                continue
            visited.add(entry)
            with os.scandir(path) as entries:
                names = sorted((each.name for each in entries if not each.name.startswith(".")), key=os.fsencode)
        except ReadError as error:
            empty = False
            yield Skipped(show(path), error.sentence)
            continue
        except OSError as error:
            empty = False
            yield Skipped(show(path), why(error))
            continue
        waiting.extend(f"{path.rstrip(os.sep)}{os.sep}{name}" for name in reversed(names))
    if empty:
        yield Skipped(show(root), "the folder holds no files")


def _entry(path: str, real_root: str, *, is_root: bool) -> Found | tuple[int, int]:
    """A file, or the identity of a folder. Raises ReadError and OSError where it is neither."""
    if not is_root and stat.S_ISLNK(os.lstat(path).st_mode):
        target = os.path.realpath(path)
        if not Path(target).is_relative_to(real_root):
            if not os.path.lexists(target):
                raise ReadError("a broken link")
            raise ReadError("a link that leads out of the folder is not followed")
        if not Path(path).exists():
            raise ReadError("a broken link")
    status = Path(path).stat()
    if stat.S_ISDIR(status.st_mode):
        return status.st_dev, status.st_ino
    if stat.S_ISREG(status.st_mode):
        return Found(path, show(path), named=False)
    raise ReadError(NOT_REGULAR)


def open_regular(path: str) -> tuple[BinaryIO, int]:
    """Open a regular file and tell its size, never waiting for a pipe. Raises ReadError and OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise ReadError(NOT_REGULAR)
        return os.fdopen(descriptor, "rb"), status.st_size
    except BaseException:
        os.close(descriptor)
        raise


def why(error: OSError) -> str:
    """Why a file cannot be read, in words."""
    return _REASONS.get(error.errno or 0) or (error.strerror or "it cannot be read").lower()


def _is_broken_link(path: str, error: OSError) -> bool:
    return error.errno == errno.ENOENT and Path(path).is_symlink()
