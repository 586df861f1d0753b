"""Files of the cache that save work: each says what it holds for, and is as none where it is anything else.

What is read here is never more than data: whoever takes it checks what it is made of.
"""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_MAGIC = b"sayso kept 1 "


def read(file: Path, key: str) -> memoryview:
    """What was kept in a file under `key`; raises ValueError for any other file, OSError where there is none."""
    descriptor = os.open(file, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as stream:
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode) or state.st_uid != os.geteuid() or state.st_mode & 0o022:
            raise ValueError("others could have written it")
        head = _head(key)
        if stream.read(len(head)) != head:
            raise ValueError("it was kept for something else")
        content = memoryview(stream.read())
    if len(content) < 4 or zlib.crc32(content[4:]).to_bytes(4, "big") != content[:4]:
        raise ValueError("it is damaged")
    return content[4:]


def is_private(folder: Path) -> None:
    """Raise ValueError where others could put files into a folder, OSError where there is none."""
    state = folder.lstat()
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.geteuid() or state.st_mode & 0o022:
        raise ValueError("others could have written into it")


def write(file: Path, key: str, parts: Iterable[bytes | memoryview]) -> None:
    """Keep `parts`, one after the other, in a file under `key`, in place of what it held.

    Raises OSError, and LockedError where its folder cannot be ours alone.
    """
    import secrets

    from index.search.folder import make_private

    make_private(file.parent)
    new = file.with_name(f".{file.name}-{secrets.token_hex(4)}")
    held = list(parts)
    checksum = 0
    for part in held:
        checksum = zlib.crc32(part, checksum)
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "wb") as stream:
            stream.writelines([_head(key), checksum.to_bytes(4, "big"), *held])
        new.replace(file)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise


def _head(key: str) -> bytes:
    return _MAGIC + key.encode() + b"\n"
