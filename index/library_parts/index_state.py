"""Where a library's search index stands, and whether it is another than it was: known without opening it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from index.library_parts.core import Core
from index.library_parts.stories import Stories
from index.model import digest

if TYPE_CHECKING:
    from index.store.kept_tables import KeptTables


def folder(core: Core) -> Path:
    """Where the index is kept: in the cache, under a name made of where the library is and its token."""
    return core.cache / "search" / _name(core)


def state(core: Core, stories: Stories) -> object:
    """What is another whenever the index or the stories are, whoever wrote them; cheap, only the stories are opened."""
    from index.search.folder import MANIFEST

    try:
        status = (folder(core) / MANIFEST).stat()
    except OSError:
        return None, stories.changes()
    return (status.st_ino, status.st_mtime_ns, status.st_size), stories.changes()


def tables(core: Core) -> KeptTables:
    """Where the tables of articles and statements are kept, beside the index."""
    from index.store.kept_tables import KeptTables

    return KeptTables(core.cache / "tables" / _name(core), core.database, core.token)


def _name(core: Core) -> str:
    place = os.fsencode(os.path.realpath(core.folder)).decode("utf-8", "backslashreplace")
    return digest(place, core.token)
