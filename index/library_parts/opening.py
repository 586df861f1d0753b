"""Opening a library: making it where that is asked for, refusing what is none."""

from __future__ import annotations

import getpass
import os
import secrets
import sqlite3
import unicodedata
from pathlib import Path
from typing import NamedTuple

from index.config import Config
from index.errors import SaysoError, UsageError
from index.library_parts.core import Core
from index.store import anchors, events, files, projection, schema
from index.text import clean_line

_LONGEST_NAME = 100
_UNSEEN_KINDS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
# Letters and marks of other kinds that show nothing: fillers, joiners, selectors of variants.
_UNSEEN = frozenset(
    map(chr, (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, *range(0x180B, 0x1810)))
) | frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0xFFFD)))


def make(folder: Path) -> None:
    """Make an empty library in a new or empty folder; nothing happens where there is one already."""
    files.make_folder(folder)
    path = folder / files.LIBRARY
    if not path.exists():
        files.make_database(path, _fill)


def _fill(connection: sqlite3.Connection) -> None:
    schema.migrate_library(connection, 0)
    values = {
        "library": secrets.token_hex(8),
        "token": secrets.token_hex(8),
        "made": events.now(),
        "anchoring": anchors.rules(),
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", values.items())


def settle(core: Core) -> None:
    """Find the places of statements in corrected articles anew, where they were found by other rules or none."""
    similarity = core.written.anchoring.similarity
    if anchors.are_settled(core.database, similarity):
        return
    try:
        with core.database.writing() as connection:
            for statement in anchors.begin(connection, similarity):
                projection.refresh_statement(connection, statement, events.next_sequence(connection))
    except SaysoError as error:  # what was found before stays, and the next opening tries again
        core.log.write(f"places in corrected articles were not found anew: {error.title}")


def check(folder: Path) -> int:
    """The schema of the library in `folder`; raises UsageError, DamagedError or LockedError."""
    if sqlite3.sqlite_version_info < (3, 37):
        raise UsageError(f"this Python has SQLite {sqlite3.sqlite_version}, and Sayso needs 3.37 or newer")
    path = folder / files.LIBRARY
    try:
        return files.check_library(path)
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(
            f"there is no library in {folder}; `sayso add` makes one there, --library names another"
        ) from None


class Named(NamedTuple):
    """Who is at work; `is_user` says that it is the system's user name, for want of another."""

    name: str
    is_user: bool


def annotator(given: str | None, config: Config, remembered: str | None = None) -> Named:
    """Who is at work: as given, else $SAYSO_ANNOTATOR, else the configuration, else the name that the user gave once
    (`remembered`), else the system's user name.
    """
    name = given or os.environ.get("SAYSO_ANNOTATOR") or config.annotator or remembered
    is_user = not name
    if not name:
        try:
            name = getpass.getuser()
        except (OSError, KeyError):
            raise UsageError("the annotator has no name: give one with --by, or set annotator in config.yaml") from None
    return Named(cleaned_name(name), is_user)


def cleaned_name(name: str) -> str:
    """A name as it is kept: composed (NFC), with single spaces, so that what looks alike is one annotator.

    Raises UsageError for what is none, and for one with characters that cannot be seen.
    """
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if not name or len(name) > _LONGEST_NAME:
        raise UsageError(f"an annotator's name has 1 to {_LONGEST_NAME} characters; give another with --by")
    unseen = next((sign for sign in name if sign in _UNSEEN or unicodedata.category(sign) in _UNSEEN_KINDS), None)
    if unseen is not None:
        raise UsageError(
            f"the annotator's name '{clean_line(name)}' has a character that cannot be seen"
            f" (U+{ord(unseen):04X}): another name would look the same; type it without"
        )
    return name
