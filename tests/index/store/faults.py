"""Run by test_faults: a process that does one thing to a library, and whose N-th call to the disk goes wrong.

A line on standard input starts one, forked off this process, which has everything imported already:

    LIBRARY OPERATION CALL HOW OUTPUT        (separated by tabs)

Counted are the calls that change what is on the disk: SQLite's own (through sqlite3_vfs.xSetSystemCall) and those of
the mirror, the copies and the dump (through os). HOW is "kill" (the process is killed before the call), "torn" (half of
what is to be written is, then it is killed), "full" (this call and all later ones find the disk full) or "error" (this
one call fails). The process's id is printed. It writes to OUTPUT "done", or "error KIND SENTENCE", and last "ended N"
with the number of calls that there were.
"""

from __future__ import annotations

import _sqlite3
import ctypes
import errno
import io
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import index.language.pipeline  # noqa: F401 - imported late by the library, here before the fork
from index import config
from index.errors import SaysoError
from index.library import Library
from index.store import dump, undump  # noqa: F401 - as above
from tests.index.store.helpers import draft, three

_POINTERS = (
    *("pNext", "zName", "pAppData", "xOpen", "xDelete", "xAccess", "xFullPathname", "xDlOpen", "xDlError", "xDlSym"),
    *("xDlClose", "xRandomness", "xSleep", "xCurrentTime", "xGetLastError", "xCurrentTimeInt64", "xSetSystemCall"),
    "xGetSystemCall",
)


class _Vfs(ctypes.Structure):
    _fields_ = [
        *((name, ctypes.c_int) for name in ("iVersion", "szOsFile", "mxPathname")),
        *((name, ctypes.c_void_p) for name in _POINTERS),
    ]


_SIGNATURES: dict[str, tuple[Any, ...]] = {
    "pwrite": (ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64),
    "pwrite64": (ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64),
    "write": (ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t),
    "ftruncate": (ctypes.c_int, ctypes.c_int, ctypes.c_int64),
    "unlink": (ctypes.c_int, ctypes.c_char_p),
}


class Fault:
    """What goes wrong, and when."""

    def __init__(self) -> None:
        self.at = -1
        self.how = ""
        self.calls = 0
        self.kept: list[object] = []

    def now(self, half: Callable[[], object] | None = None) -> bool:
        """Count a call; whether it is to fail. `half` does half of it, where it writes."""
        self.calls += 1
        if self.at < 0 or self.calls < self.at or (self.calls > self.at and self.how != "full"):
            return False
        if self.how in ("kill", "torn"):
            if self.how == "torn" and half is not None:
                half()
            os.kill(os.getpid(), signal.SIGKILL)
        return True

    def code(self) -> int:
        """The error that the call gives."""
        return errno.ENOSPC if self.how == "full" else errno.EIO


def put_between_sqlite_and_the_disk(fault: Fault) -> bool:
    """Count and fail SQLite's calls; False where this Python's SQLite cannot be reached."""
    try:
        library = ctypes.CDLL(_sqlite3.__file__)
        library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        found = library.sqlite3_vfs_find(None)
        vfs = found.contents
    except (AttributeError, OSError, ValueError):
        return False
    if vfs.iVersion < 3:
        return False
    get = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)(vfs.xGetSystemCall)
    put = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)(vfs.xSetSystemCall)
    for name, signature in _SIGNATURES.items():
        address = get(found, name.encode())
        if address:
            kind = ctypes.CFUNCTYPE(*signature, use_errno=True)
            replaced = kind(_hooked(fault, kind(address), writes="write" in name))
            fault.kept.append(replaced)
            put(found, name.encode(), ctypes.cast(replaced, ctypes.c_void_p))
    return True


def _hooked(fault: Fault, real: Callable[..., int], *, writes: bool) -> Callable[..., int]:
    def call(*arguments: Any) -> int:
        half = (lambda: real(*arguments[:2], arguments[2] // 2, *arguments[3:])) if writes else None
        if fault.now(half):
            ctypes.set_errno(fault.code())
            return -1
        return real(*arguments)

    return call


def put_between_python_and_the_disk(fault: Fault) -> None:
    """Count and fail the calls that are made of Python."""

    def hooked(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            if fault.now():
                raise OSError(fault.code(), os.strerror(fault.code()))
            return real(*arguments, **named)

        return call

    class File(io.FileIO):
        def write(self, data: Any) -> int:
            if fault.now(lambda: io.FileIO.write(self, bytes(data)[: len(data) // 2])):
                raise OSError(fault.code(), os.strerror(fault.code()))
            return super().write(data)

    def fdopen(descriptor: int, mode: str = "r", *arguments: Any, **named: Any) -> Any:
        if named.get("buffering") == 0:
            return File(descriptor, mode.replace("b", ""))
        return real_fdopen(descriptor, mode, *arguments, **named)

    real_fdopen = os.fdopen
    os.fdopen = fdopen
    for name in ("fsync", "link", "rename", "replace", "unlink", "mkdir"):
        setattr(os, name, hooked(getattr(os, name)))


def statements(library: Library) -> list[str]:
    return [view.id for row in library.articles.rows() for view in library.statements.of(row.key)]


OPERATIONS: dict[str, Callable[[Library], object]] = {
    "label": lambda library: library.annotations.label(three()[0].id, "mixed", note="n" * 5000),
    "many": lambda library: library.annotations.label_many(statements(library), stance="mixed"),
    "undo": lambda library: library.annotations.undo(),
    "add": lambda library: library.articles.add([draft("New\n\n" + "It is new. " * 800, path="new.txt")]),
    "backup": lambda library: library.care.backup(library.folder.parent / "copy.db"),
    "dump": lambda library: library.care.dump_to(library.folder.parent / "copy.jsonl"),
    "repair": lambda library: library.care.repair(),
}


def main() -> None:
    """Start a process for each line, until there are no more."""
    config.shipped()
    tempfile.gettempdir()  # tries the folders out by writing a file, which a fault must not leave behind
    config.load = lambda folder, **_: config.shipped()
    fault = Fault()
    if not put_between_sqlite_and_the_disk(fault):
        print("cannot", flush=True)
        return
    put_between_python_and_the_disk(fault)
    print("can", flush=True)
    for line in sys.stdin:
        folder, operation, at, how, output = line.rstrip("\n").split("\t")
        child = os.fork()
        if not child:
            try:
                _run(fault, Path(folder), operation, int(at), how, os.open(output, os.O_WRONLY | os.O_CREAT))
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        print("over", flush=True)


def _run(fault: Fault, folder: Path, operation: str, at: int, how: str, output: int) -> None:
    def begin() -> None:
        fault.calls, fault.at, fault.how = 0, at, how

    try:
        if operation == "open":
            begin()
            Library.open(folder, by="dana", cache=folder.parent / "cache").close()
        elif operation == "restore":
            begin()
            Library.restore(folder.parent / "dump.jsonl", folder.parent / "new")
        else:
            library = Library.open(folder, by="dana", cache=folder.parent / "cache")
            library.annotations  # noqa: B018 - imported now
            begin()
            OPERATIONS[operation](library)
            os.write(output, b"done\n")
            library.close()
        fault.at = -1
        os.write(output, b"done\n")
    except SaysoError as error:
        fault.at = -1
        os.write(output, f"error {type(error).__name__} {error.sentence}\n".encode())
    except BaseException as error:
        fault.at = -1
        os.write(output, f"fault {type(error).__name__} {error}\n".encode())
    os.write(output, f"ended {fault.calls}\n".encode())


if __name__ == "__main__":
    main()
