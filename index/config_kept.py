"""Configurations that were checked before, in the cache: reading and checking one takes a fifth of a second.

One that is kept holds for the very bytes of the files that it came of, and for the code that checked them. A file
that is damaged, or of anything else, is as none.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from index import config
from index.config import Config
from index.errors import SaysoError
from index.kept import read, write
from index.model import digest

_LARGEST = 1_000_000
"""A larger file is no configuration; reading it says so (`located.LARGEST`)."""

_CODE = ("config.py", "config_rules.py", "config_kept.py", "located.py", "keys.py")


def load(own: Path | None, folder: Path) -> Config:
    """The shipped configuration, changed by the file `own`, taken from `folder` or left there; raises ConfigError."""
    place = os.fsencode(os.path.realpath(own)).decode("utf-8", "backslashreplace") if own is not None else ""
    file = folder / f"{digest(place)}.json"
    key = _key(own)
    if key is not None:
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            return config.of(json.loads(bytes(read(file, key))))
    found = config.checked(own)
    if key is not None and key == _key(own):  # the files are the same as before they were read
        with suppress(OSError, SaysoError):
            write(file, key, [json.dumps(found).encode()])
    return config.of(found)


def _key(own: Path | None) -> str | None:
    """What a kept configuration holds for; None where a file cannot be read, which reading it will say."""
    here = Path(__file__).parent
    try:
        code = [(here / name).stat() for name in _CODE]
        paths = [file for file in (config.shipped_file(), own) if file is not None]
        if any(file.stat().st_size > _LARGEST for file in paths):
            return None
        files = [file.read_bytes().hex() for file in paths]
    except OSError:
        return None
    return digest(*(f"{one.st_size} {one.st_mtime_ns}" for one in code), *files, length=32)
