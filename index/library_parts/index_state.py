"""Where a library's search index stands, and whether it is another than it was: known without opening it."""

from __future__ import annotations

import os
from pathlib import Path

from index.library_parts.core import Core
from index.library_parts.stories import Stories
from index.model import digest


def folder(core: Core) -> Path:
    """Where the index is kept: in the cache, under a name made of where the library is and its token."""
    place = os.fsencode(os.path.realpath(core.folder)).decode("utf-8", "backslashreplace")
    return core.cache / "search" / digest(place, core.token)


def state(core: Core, stories: Stories) -> object:
    """What is another whenever the index or the stories are, whoever wrote them; cheap, only the stories are opened."""
    from index.search.folder import MANIFEST

    try:
        status = (folder(core) / MANIFEST).stat()
    except OSError:
        return None, stories.changes()
    return (status.st_ino, status.st_mtime_ns, status.st_size), stories.changes()
